import Engine
import Language
import LanguageServer
import Testing

/// Files that import each other: what is open and what is not.
@Suite struct WorkspaceTests {
  private static let texts = [
    "/w/main.tide": """
    edition 1
    import "parts/lib.tide"
    let own = 3
    rule volume { expect row_count > least + own }
    rule full { expect filled(fare) and max(lowest) > 3 }

    """,
    "/w/other.tide": """
    edition 1
    import "./parts/lib.tide"
    let own = 3
    rule other { expect row_count > 2 * least + own }
    columns { x: filled }

    """,
    "/w/parts/lib.tide": """
    let least = 100
    let unread = 3
    define filled(c) = completeness(c) > 0.5
    define between(least, most) = least < most
    rule size { expect row_count > 2 * least and row_count > own }
    derive lowest = least(fare, 3)

    """,
    "/w/apart.tide": "edition 1\nlet least = 1\nrule apart { expect row_count > least }\n",
    "/elsewhere/far.tide": "edition 1\nimport \"../w/parts/lib.tide\"\n",
  ]

  private let files = MemoryFiles(WorkspaceTests.texts)

  private func editor(_ folder: String? = "file:///w") throws -> Editor {
    try Editor.ready(files: files.server, folder: folder)
  }

  private static func uri(_ path: String) -> String { "file://" + path }

  /// Opens a file of the workspace; the cursor is where a marked part of it stands.
  @discardableResult
  private func open(
    _ path: String, at marked: String = "", in editor: Editor, text: String? = nil
  ) throws -> Position {
    let text = text ?? Self.texts[path, default: ""]
    guard !marked.isEmpty else { return editor.open(text, uri: Self.uri(path)) }
    let plain = marked.replacing("‸", with: "")
    let place = try #require(text.firstRange(of: plain), "\(plain) stands nowhere")
    return editor.open(
      text.replacingCharacters(plain, with: marked, at: place), uri: Self.uri(path))
  }

  private func ask(
    _ editor: Editor, _ method: String, _ path: String, _ position: Position,
    _ more: [(String, JSON)] = []
  ) -> JSON {
    guard case .object(let members) = editor.at(position, uri: Self.uri(path)) else { return .null }
    return editor.ask(
      "textDocument/" + method, .object(members + more.map { JSON.Member($0.0, $0.1) }))
  }

  /// The texts of all files after a renaming.
  private func renamed(
    _ editor: Editor, _ path: String, _ position: Position, to name: String
  ) -> [String: String] {
    let result = ask(editor, "rename", path, position, [("newName", .string(name))])
    guard case .object(let changes)? = result["changes"] else { return [:] }
    var texts: [String: String] = [:]
    for change in changes {
      let path = String(change.key.dropFirst(7))
      texts[path] = Editor.apply(
        change.value.elements ?? [], to: editor.text(change.key) ?? files[path] ?? "")
    }
    return texts
  }

  @Test(
    "A name is renamed in every file that reads it, from wherever it stands, open or not",
    arguments: [
      ("/w/parts/lib.tide", "let le‸ast"), ("/w/main.tide", "> lea‸st"),
      ("/w/other.tide", "* le‸ast"), ("/w/parts/lib.tide", "2 * ‸least"),
    ])
  func renaming(path: String, marked: String) throws {
    let editor = try editor()
    let cursor = try open(path, at: marked, in: editor)
    let texts = renamed(editor, path, cursor, to: "fewest")
    #expect(texts.keys.sorted() == ["/w/main.tide", "/w/other.tide", "/w/parts/lib.tide"])
    #expect(texts["/w/main.tide"]?.contains("> fewest + own") == true)
    #expect(texts["/w/other.tide"]?.contains("2 * fewest + own") == true)
    let library = try #require(texts["/w/parts/lib.tide"])
    #expect(library.contains("let fewest = 100") && library.contains("2 * fewest and"))
    #expect(library.contains("between(least, most) = least < most"), "parameters are others")
    #expect(library.contains("= least(fare, 3)"), "so is a function")
    // What was right is right afterwards.
    for (path, text) in texts { files[path] = text }
    for path in texts.keys {
      let fresh = try self.editor()
      fresh.open(texts[path] ?? "", uri: Self.uri(path))
      let before = try self.editor()
      before.open(Self.texts[path] ?? "", uri: Self.uri(path))
      #expect(fresh.codes(uri: Self.uri(path)).filter { $0.hasPrefix("TM2") } == [])
    }
  }

  @Test("Definitions and derived columns are renamed, calls and checks of columns with them")
  func definitions() throws {
    let editor = try editor()
    let cursor = try open("/w/main.tide", at: "expect fil‸led", in: editor)
    let texts = renamed(editor, "/w/main.tide", cursor, to: "rich")
    #expect(texts["/w/main.tide"]?.contains("rich(fare)") == true)
    #expect(texts["/w/other.tide"]?.contains("x: rich }") == true)
    #expect(texts["/w/parts/lib.tide"]?.contains("define rich(c)") == true)
    let column = try open("/w/main.tide", at: "max(low‸est)", in: editor)
    let derived = renamed(editor, "/w/main.tide", column, to: "floor_fare")
    #expect(derived["/w/parts/lib.tide"]?.contains("derive floor_fare = least(") == true)
    #expect(derived["/w/main.tide"]?.contains("max(floor_fare)") == true)
  }

  @Test("A name that is taken, or none at all, is refused")
  func refusals() throws {
    let editor = try editor()
    let cursor = try open("/w/main.tide", at: "> lea‸st", in: editor)
    for wrong in ["own", "filled", "unread", "lowest", "", "a b", "not"] {
      #expect(renamed(editor, "/w/main.tide", cursor, to: wrong) == [:], "\(wrong)")
    }
  }

  @Test("References, with the declaration or without, unsaved text first")
  func references() throws {
    let editor = try editor()
    let text = Self.texts["/w/other.tide", default: ""].replacing("2 * least", with: "2 + 3")
    try open("/w/other.tide", in: editor, text: text)
    let cursor = try open("/w/parts/lib.tide", at: "let le‸ast", in: editor)
    let places = { (isWhole: Bool) -> [String] in
      let context: JSON = .object(["includeDeclaration": .boolean(isWhole)])
      return ask(editor, "references", "/w/parts/lib.tide", cursor, [("context", context)])
        .elements?.map {
          "\($0["uri"]?.text?.dropFirst(7) ?? ""):\($0["range"]?["start"]?["line"]?.whole ?? -1)"
        }.sorted() ?? []
    }
    #expect(places(true) == ["/w/main.tide:3", "/w/parts/lib.tide:0", "/w/parts/lib.tide:4"])
    #expect(places(false) == ["/w/main.tide:3", "/w/parts/lib.tide:4"])
  }

  @Test("Definitions are found in both directions")
  func definition() throws {
    let editor = try editor()
    let down = try open("/w/main.tide", at: "> lea‸st", in: editor)
    let lower = ask(editor, "definition", "/w/main.tide", down)
    #expect(lower["uri"]?.text == "file:///w/parts/lib.tide")
    #expect(lower["range"]?["start"] == Editor.json(Position(line: 0, character: 4)))
    let up = try open("/w/parts/lib.tide", at: "> o‸wn }", in: editor)
    let upper = ask(editor, "definition", "/w/parts/lib.tide", up)
    #expect(upper["uri"]?.text == "file:///w/main.tide")
    #expect(upper["range"]?["start"] == Editor.json(Position(line: 2, character: 4)))
  }

  @Test("A library with its users in the workspace is no main file; one alone is a note")
  func roles() throws {
    let editor = try editor()
    try open("/w/parts/lib.tide", in: editor)
    let found = editor.diagnostics(uri: Self.uri("/w/parts/lib.tide"))
    let unused = found.filter { $0["code"]?.text == "TM502" }
    #expect(!found.contains { $0["code"]?.text == "TM103" })
    // `unread` and `between` are read nowhere; `least` and `filled` are, in other files.
    // `own` is declared by both that import the file.
    #expect(!found.contains { $0["severity"] == .integer(1) }, "\(found)")
    #expect(unused.compactMap { $0["range"]?["start"]?["line"]?.whole } == [1, 3])
    let alone = try self.editor(nil)
    try open("/w/parts/lib.tide", in: alone)
    let notes = alone.diagnostics(uri: Self.uri("/w/parts/lib.tide"))
    #expect(notes.first { $0["code"]?.text == "TM103" }?["severity"] == .integer(3))
    #expect(!notes.contains { $0["code"]?.text == "TM502" })
  }

  @Test("What is typed in a file is found in open files that import it, before it is saved")
  func unsaved() throws {
    let editor = try editor()
    for path in ["/w/main.tide", "/w/parts/lib.tide", "/w/apart.tide"] {
      try open(path, in: editor)
    }
    editor.session.settle()
    _ = editor.receive()
    let change = { (text: String) in
      editor.tell(
        "textDocument/didChange",
        .object([
          "textDocument": .object([
            "uri": .string(Self.uri("/w/parts/lib.tide")), "version": .integer(2),
          ]),
          "contentChanges": .array([.object(["text": .string(text)])]),
        ]))
    }
    change(Self.texts["/w/parts/lib.tide", default: ""].replacing("let least", with: "let lest"))
    var published = editor.published()
    #expect(published.keys.sorted() == ["file:///w/main.tide", "file:///w/parts/lib.tide"])
    #expect(published["file:///w/main.tide"]?.contains { $0.hasPrefix("TM2") } == true)
    change(Self.texts["/w/parts/lib.tide", default: ""])
    published = editor.published()
    #expect(published["file:///w/main.tide"]?.contains { $0.hasPrefix("TM2") } == false)
    // A text that is closed unsaved counts no more.
    change("let nothing = 1\n")
    _ = editor.published()
    editor.tell(
      "textDocument/didClose",
      .object(["textDocument": .object(["uri": .string(Self.uri("/w/parts/lib.tide"))])]))
    #expect(editor.published()["file:///w/main.tide"]?.contains { $0.hasPrefix("TM2") } == false)
  }

  @Test("A user that stops to read a name leaves it unused, in the open library too")
  func usersChange() throws {
    let editor = try editor("file:///w/none")
    try open("/w/main.tide", in: editor)
    try open("/w/parts/lib.tide", in: editor)
    let unused = { (codes: [String]?) in codes?.count { $0 == "TM502" } }
    #expect(unused(editor.published()["file:///w/parts/lib.tide"]) == 2)
    editor.tell(
      "textDocument/didChange",
      .object([
        "textDocument": .object(["uri": .string(Self.uri("/w/main.tide")), "version": .integer(2)]),
        "contentChanges": .array([
          .object([
            "text": .string(
              Self.texts["/w/main.tide", default: ""].replacing("filled(fare) and ", with: ""))
          ])
        ]),
      ]))
    #expect(unused(editor.published()["file:///w/parts/lib.tide"]) == 3)
  }

  @Test("Files that come and go are seen, and folders that are opened later")
  func watched() throws {
    let editor = try editor(nil)
    let cursor = try open("/w/parts/lib.tide", at: "let le‸ast", in: editor)
    #expect(renamed(editor, "/w/parts/lib.tide", cursor, to: "x").count == 1)
    editor.tell(
      "workspace/didChangeWorkspaceFolders",
      .object([
        "event": .object([
          "added": .array([.object(["uri": .string("file:///w")])]), "removed": .array([]),
        ])
      ]))
    #expect(renamed(editor, "/w/parts/lib.tide", cursor, to: "x").count == 3)
    files["/w/new.tide"] = "edition 1\nimport \"parts/lib.tide\"\nrule n { expect mae > least }\n"
    editor.tell("workspace/didChangeWatchedFiles", .object(["changes": .array([])]))
    #expect(renamed(editor, "/w/parts/lib.tide", cursor, to: "x").count == 4)
  }

  @Test("Circles, files that can't be read and strange folders end")
  func hostile() throws {
    files["/w/a.tide"] = "edition 1\nimport \"b.tide\"\nimport \"a.tide\"\nlet x = 1\n"
    files["/w/b.tide"] = "import \"a.tide\"\nimport \"none.tide\"\nrule r { expect mae > x }\n"
    files["/w/c.tide"] = "import \"c.tide\"\nlet x = 1\n"
    let editor = try editor()
    for path in ["/w/a.tide", "/w/b.tide", "/w/c.tide"] {
      editor.open(files[path] ?? "", uri: Self.uri(path))
    }
    #expect(editor.published().count == 3)
    let cursor = Position(line: 3, character: 4)
    #expect(ask(editor, "references", "/w/a.tide", cursor).elements?.count == 1)
    for folders in ["[]", "null", "[{}]", "[{\"uri\": 3}]", "[{\"uri\": \"http://x\"}]"] {
      let other = Editor(files: files.server)
      let hello = #"{"capabilities": {}, "rootUri": "file:///w", "workspaceFolders": \#(folders)}"#
      _ = other.ask("initialize", try JSON(parsing: Array(hello.utf8)))
      other.open("edition 1\n")
      #expect(other.codes() == [])
    }
  }
}

extension String {
  fileprivate func replacingCharacters(
    _ plain: String, with marked: String, at place: Range<String.Index>
  ) -> String {
    self[..<place.lowerBound] + marked + self[place.upperBound...]
  }
}
