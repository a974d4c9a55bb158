import Engine
import Language
import LanguageServer
import Testing

/// Diagnostics, formatting and fixes.
@Suite struct FindingTests {
  @Test func mistakesAreMarkedWhereTheyStand() throws {
    let editor = try Editor.ready()
    editor.open("edition 1\n// 😀\nrule r { /* 😀 */ expect completness(x) >= 95% }\n")
    let found = editor.diagnostics()
    #expect(found.compactMap { $0["code"]?.text } == ["TM202"])
    let range = try #require(found.first?["range"])
    #expect(range["start"] == Editor.json(Position(line: 2, character: 25)))
    #expect(range["end"] == Editor.json(Position(line: 2, character: 36)))
    #expect(found.first?["severity"] == .integer(1))
    #expect(found.first?["source"]?.text == "tidemark")
    #expect(found.first?["message"]?.text?.contains("did you mean `completeness`?") == true)
  }

  @Test func whatIsMendedIsMarkedNoMore() throws {
    let editor = try Editor.ready()
    editor.open("edition 1\nrule r { expect completness(x) >= 95% }\n")
    #expect(editor.codes() == ["TM202"])
    editor.tell(
      "textDocument/didChange",
      .object([
        "textDocument": .object(["uri": .string(Editor.uri), "version": .integer(2)]),
        "contentChanges": .array([
          .object([
            "range": .object([
              "start": Editor.json(Position(line: 1, character: 23)),
              "end": Editor.json(Position(line: 1, character: 23)),
            ]), "text": .string("e"),
          ])
        ]),
      ]))
    #expect(editor.codes() == [])
    editor.tell(
      "textDocument/didClose", .object(["textDocument": .object(["uri": .string(Editor.uri)])]))
    #expect(editor.receive().last?["params"]?["diagnostics"] == .array([]))
  }

  @Test func aBurstOfTypingIsCheckedOnce() throws {
    let editor = try Editor.ready()
    editor.open("edition 1\n")
    for version in 2..<20 {
      editor.tell(
        "textDocument/didChange",
        .object([
          "textDocument": .object(["uri": .string(Editor.uri), "version": .integer(version)]),
          "contentChanges": .array([.object(["text": .string("edition 1\n")])]),
        ]))
    }
    editor.session.settle()
    editor.session.settle()
    let published = editor.receive()
    #expect(published.count == 1)
    #expect(published.first?["params"]?["version"] == .integer(19))
  }

  @Test func furtherPlacesAndTagsAreForEditorsThatShowThem() throws {
    let text = "edition 1\nlet a = 1\nlet a = 2\n"
    let plain = try Editor.ready()
    plain.open(text)
    for found in plain.diagnostics() {
      #expect(found["relatedInformation"] == nil)
      #expect(found["tags"] == nil)
    }
    let rich = try Editor.ready(
      #"{"textDocument": {"publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1]}}}}"#
    )
    rich.open(text)
    let found = rich.diagnostics()
    let second = try #require(found.first { $0["relatedInformation"] != nil })
    let place = second["relatedInformation"]?.elements?.first?["location"]
    #expect(place?["uri"]?.text == Editor.uri)
    #expect(place?["range"]?["start"] == Editor.json(Position(line: 1, character: 4)))
    let unused = try #require(found.first { $0["code"]?.text == "TM502" })
    #expect(unused["tags"] == .array([.integer(1)]))
  }

  /// The editor's text after the edits is what `fmt` prints, and there is nothing more to do.
  @Test(arguments: [
    "edition 1\nrule   r{expect mean( x )>1}\n", "edition 1\r\nlet a=1\r\n\r\n\r\n\r\nlet b = a",
    "edition 1\ncolumns { a:complete; b : >=0 }\n",
    "edition 1\n// 😀  \n\tlet größe=  \"a  b\"  // x \n",
    "edition 1\n", "", "\n\n\n",
  ])
  func formattingIsWhatTheFormatterPrints(text: String) throws {
    let editor = try Editor.ready()
    editor.open(text)
    let parameters: JSON = .object(["textDocument": .object(["uri": .string(Editor.uri)])])
    let result = editor.ask("textDocument/formatting", parameters)
    let expected = Formatter.format(Parser.parse(SourceFile(path: "x", text: text)))
    guard let expected else { return #expect(result == .null) }
    let edits = try #require(result.elements)
    #expect(Editor.apply(edits, to: text) == expected)
    for edit in edits {
      #expect(edit["newText"]?.text?.contains("rule") != true, "edits are small")
    }
    editor.open(expected)
    #expect(editor.ask("textDocument/formatting", parameters) == .array([]))
  }

  /// Each fix-it, applied, takes its finding away.
  @Test(arguments: [
    "rule r { expect mean(x) > 1 }\n", "edition 1\nrule r { expect completness(x) >= 95% }\n",
    "edition 1\nrule r { exspect mean(x) > 1 }\n", "edition 1\nrul r { expect mean(x) > 1 }\n",
  ])
  func fixesMend(text: String) throws {
    let editor = try Editor.ready()
    editor.open(text)
    let before = editor.codes()
    #expect(!before.isEmpty)
    let whole: JSON = .object([
      "start": Editor.json(Position(line: 0, character: 0)),
      "end": Editor.json(Position(line: 9, character: 0)),
    ])
    let actions = try #require(
      editor.ask(
        "textDocument/codeAction",
        .object([
          "textDocument": .object(["uri": .string(Editor.uri)]), "range": whole,
          "context": .object(["diagnostics": .array([])]),
        ])
      ).elements)
    #expect(!actions.isEmpty)
    for action in actions {
      #expect(action["kind"]?.text == "quickfix")
      let code = try #require(action["diagnostics"]?.elements?.first?["code"]?.text)
      let edits = try #require(action["edit"]?["changes"]?[Editor.uri]?.elements)
      let other = try Editor.ready()
      other.open(Editor.apply(edits, to: text))
      #expect(!other.codes().contains(code))
    }
    let refused = editor.ask(
      "textDocument/codeAction",
      .object([
        "textDocument": .object(["uri": .string(Editor.uri)]), "range": whole,
        "context": .object(["only": .array([.string("refactor")])]),
      ]))
    #expect(refused == .array([]))
  }
}
