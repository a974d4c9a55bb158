import Engine
import LanguageServer
import Testing

@Suite struct CompletionTests {
  private static let head = """
    edition 1
    let limit = 10%
    sink pager = stdout(format: text)
    rule first { expect row_count > 0 }

    """

  private func labels(_ marked: String) throws -> [String] {
    let editor = try Editor.ready()
    let cursor = editor.open(Self.head + marked)
    let result = editor.ask("textDocument/completion", editor.at(cursor))
    let items = result["items"]?.elements ?? result.elements ?? []
    return items.compactMap { $0["label"]?.text }
  }

  /// What is proposed at a place holds some words and lacks others.
  @Test(arguments: [
    ("‸", "rule columns let waive", "expect mean limit"),
    ("ru‸", "rule", "expect"),
    ("rule r { ‸ }", "expect alert where needs", "rule task mean"),
    ("rule r { expect mean(x) > 1\n  ‸", "alert message and within", "rule mean"),
    ("rule r { expect ‸ }", "mean drift limit abs baseline not", "expect pager"),
    ("rule r { expect mean(x) > ‸ }", "baseline limit max", "expect"),
    ("rule r { expect mean(x) ‸", "within and in", "mean"),
    ("rule r { expect drift(x, ‸", "method: where: psi", "mean"),
    ("rule r { expect drift(x, method: ‸", "psi ks", "method: where: limit"),
    ("rule r { expect drift(x, method: psi, ‸", "where:", "method:"),
    ("rule r { where ‸", "limit lower", "mean"),
    ("rule r { expect row_count > average(‸", "mean row_count", "expect"),
    ("rule r { expect row_count > average(row_count, ‸", "last: every:", "mean"),
    ("metric m = ‸", "mean average", "expect"),
    ("rule r { expect mean(‸", "limit abs", "mean drift"),
    ("rule r { for each column c in all columns expect mean(‸) > 1 }", "c", "mean"),
    ("rule r { alert ‸", "when critical", "mean"),
    ("rule r { severity ‸", "info warning critical", "when"),
    ("rule r { expect mean(x) > 1 else ‸", "info warning critical", "mean"),
    ("rule r { mode ‸", "observe enforce off", "critical"),
    ("rule r { notify ‸", "pager", "first"),
    ("rule r { for each ‸", "column numeric", "mean"),
    ("rule r { on unknown ‸", "ignore hold critical", "mean"),
    ("monitor m { ‸ }", "task baseline window", "expect"),
    ("monitor m { task ‸", "binary ranking", "mean"),
    ("monitor m { task binary(‸", "label: positive:", "mean"),
    ("columns {\n  x: ‸\n}", "complete integral mean drift", "rule mae"),
    ("columns {\n  ‸\n}", "no missing columns|limit", "mean"),
    ("columns {\n  x: mean <= ‸\n}", "limit baseline", "complete"),
    ("waive ‸", "first", "mean"),
    ("sink s = ‸", "stdout webhook file command", "mean"),
    ("sink s = webhook(‸", "url: secret:", "format:"),
    ("sink s = webhook(template: ‸", "json slack", "url:"),
    ("let x = ‸", "limit columns", "mean"),
    ("derive x = ‸", "lower limit", "mean"),
    ("rule r { message \"‸\" }", "", "mean"),
    ("// ‸", "", "rule"),
    ("/* ‸ */", "", "rule"),
    ("let x = /a‸b/", "", "limit"),
    ("rule ‸", "", "rule expect"),
    ("let ‸", "", "limit"),
  ])
  func whatFits(marked: String, holds: String, lacks: String) throws {
    let found = Set(try labels(marked))
    let wanted =
      holds.contains("|") ? holds.split(separator: "|") : holds.split(separator: " ")
    for word in wanted {
      #expect(found.contains(String(word)), "\(marked) lacks \(word): \(found)")
    }
    for word in lacks.split(separator: " ") {
      #expect(!found.contains(String(word)), "\(marked) proposes \(word)")
    }
    if holds.isEmpty { #expect(found.isEmpty) }
  }

  /// What is written takes the place of the whole name before the cursor, in a file with mistakes too.
  @Test func theNameBeforeTheCursorIsReplaced() throws {
    let editor = try Editor.ready(
      #"{"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}}}"#)
    let cursor = editor.open("edition 1\nrule r { expect /* 😀 */ comple‸\n}}}\nlet = (\n")
    let items = editor.ask("textDocument/completion", editor.at(cursor))["items"]?.elements ?? []
    let item = try #require(items.first { $0["label"]?.text == "completeness" })
    let edit = try #require(item["textEdit"])
    #expect(edit["newText"]?.text == "completeness($0)")
    #expect(item["insertTextFormat"] == .integer(2))
    #expect(edit["range"]?["start"]?["character"] == .integer(cursor.character - 6))
    #expect(edit["range"]?["end"] == Editor.json(cursor))
  }

  /// At every byte of every kind of file there is an answer.
  @Test func everyPlaceIsAnswered() throws {
    let text = """
      edition 1
      monitor m { task binary(prediction: p, label: y, positive: 1) tags { a: "b" } }
      columns { x: integral, mean within 10% of baseline; `a b`: in ["A"] ; "g*": complete }
      rule r "t" { for each numeric column c in columns(/a/) except b alert critical when drift(c) > 1 }
      waive columns.x.mean until 2027-01-01 because "…" owner "o" )]} {
      """
    let editor = try Editor.ready()
    editor.open(text)
    var places = 0
    for (line, content) in text.split(separator: "\n").enumerated() {
      for character in 0...content.utf16.count {
        let place = editor.at(Position(line: line, character: character))
        for method in ["completion", "hover", "definition", "prepareRename"] {
          #expect(editor.answer("textDocument/" + method, place)["error"] == nil)
          places += 1
        }
      }
    }
    #expect(places > 1_000)
  }
}
