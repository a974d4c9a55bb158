import Engine
import LanguageServer
import Testing

@testable import tidemark

/// Hover, definition, outline and renaming.
@Suite struct NameTests {
  private static let text = """
    edition 1
    monitor m "A title" { owner "ana" }
    /// What is borne.
    let limit = 10%
    let money = columns(fare, tip)
    columns {
      fare: complete, mean <= 3
    }
    rule r "Fares" { for each column c in money expect mean(c) within 10% of baseline notify log }
    rule s { expect mean(fare, where: fare > limit) <= limit + mae }
    sink log = stdout(format: text)
    waive r until 2026-02-01 because "…" owner "o"

    """

  /// A place by what stands there, `‸` before the character.
  private func place(_ marked: String) throws -> Position {
    let plain = marked.replacing("‸", with: "")
    let start = try #require(Self.text.range(of: plain)).lowerBound
    let before = Self.text[..<start] + marked.prefix { $0 != "‸" }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return Position(line: lines.count - 1, character: lines.last?.utf16.count ?? 0)
  }

  private func hover(_ marked: String) throws -> String {
    let editor = try Editor.ready(
      #"{"textDocument": {"hover": {"contentFormat": ["markdown"]}}}"#)
    editor.open(Self.text)
    let result = editor.ask("textDocument/hover", editor.at(try place(marked)))
    return result["contents"]?["value"]?.text ?? ""
  }

  @Test(arguments: [
    ("expect m‸ean(c)", "mean(c)|Arithmetic mean|**Formula:**"),
    ("mean‸(c)", "Arithmetic mean"), ("‸mean <= 3", "Arithmetic mean"),
    ("limit + ‸mae", "mae|regression"), ("<= li‸mit", "let limit = 10%|What is borne."),
    ("in mo‸ney", "let money"), ("waive ‸r", "rule r \"Fares\""), ("notify l‸og", "stdout"),
    ("edi‸tion 1", "edition"), ("own‸er \"ana", "owner"), ("‸rule s", "rule NAME"),
    ("wi‸thin 10%", "EXPR within"), ("of base‸line notify", "baseline"), ("‸notify", "notify"),
    ("fare: com‸plete", "complete"), ("un‸til 2026", "until"),
    ("mean(‸c)", "each column"), ("wh‸ere: fare", "counts only the records"),
  ])
  func hoversSayWhatNamesMean(marked: String, parts: String) throws {
    let said = try hover(marked)
    for part in parts.split(separator: "|") { #expect(said.contains(part), "\(marked): \(said)") }
  }

  @Test(arguments: ["\"A ti‸tle\"", "monitor ‸m", "/// What ‸is", "= 1‸0%"])
  func whatHasNoMeaningOfItsOwnHasNoHover(marked: String) throws {
    #expect(try hover(marked) == "")
  }

  @Test(arguments: [
    ("<= li‸mit", "let ‸limit"), ("in mo‸ney", "let ‸money"), ("notify ‸log", "sink ‸log"),
    ("waive ‸r", "rule ‸r \""), ("mean(‸c)", "column ‸c in"), ("where: ‸fare", "‸fare: complete"),
  ])
  func definitions(from: String, to: String) throws {
    let editor = try Editor.ready()
    editor.open(Self.text)
    let result = editor.ask("textDocument/definition", editor.at(try place(from)))
    #expect(result["uri"]?.text == Editor.uri)
    #expect(result["range"]?["start"] == Editor.json(try place(to)))
  }

  @Test func importsLeadToTheirFile() throws {
    var files = ServerFiles.nothing
    files.read = { $0 == "/rules/common/a b.tide" ? [] : nil }
    let editor = try Editor.ready(files: files)
    let cursor = editor.open("edition 1\nimport \"common/‸a b.tide\"\n")
    let result = editor.ask("textDocument/definition", editor.at(cursor))
    #expect(result["uri"]?.text == "file:///rules/common/a%20b.tide")
    let other = editor.open("edition 1\nimport \"‸none.tide\"\n")
    #expect(editor.ask("textDocument/definition", editor.at(other)) == .null)
  }

  @Test func outline() throws {
    let parameters: JSON = .object(["textDocument": .object(["uri": .string(Editor.uri)])])
    let names = { (json: JSON) in json.elements?.compactMap { $0["name"]?.text } ?? [] }
    let flat = try Editor.ready()
    flat.open(Self.text)
    let all = ["m", "limit", "money", "columns", "fare", "r", "s", "log", "waive r"]
    #expect(names(flat.ask("textDocument/documentSymbol", parameters)) == all)
    let nested = try Editor.ready(
      #"{"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}"#)
    nested.open(Self.text)
    let symbols = nested.ask("textDocument/documentSymbol", parameters)
    #expect(names(symbols) == all.filter { $0 != "fare" })
    let columns = symbols.elements?.first { $0["name"]?.text == "columns" }
    #expect(columns?["children"].map(names) == ["fare"])
  }

  @Test func aRenamedConstantIsReadEverywhere() throws {
    let editor = try Editor.ready()
    editor.open(Self.text)
    var parameters = editor.at(try place("let li‸mit"))
    if case .object(let members) = parameters {
      parameters = .object(members + [JSON.Member("newName", .string("most"))])
    }
    let edits = editor.ask("textDocument/rename", parameters)["changes"]?[Editor.uri]?.elements
    #expect(edits?.count == 3)
    let renamed = Editor.apply(edits ?? [], to: Self.text)
    #expect(!renamed.contains("limit"))
    #expect(renamed.contains("fare > most) <= most + mae"))
    for wrong in ["", "a b", "not", "`x`", "1a"] {
      if case .object(let members) = editor.at(try place("let li‸mit")) {
        let asked: JSON = .object(members + [JSON.Member("newName", .string(wrong))])
        #expect(editor.ask("textDocument/rename", asked) == .null)
      }
    }
    #expect(editor.ask("textDocument/prepareRename", editor.at(try place("rule ‸r"))) == .null)
  }
}
