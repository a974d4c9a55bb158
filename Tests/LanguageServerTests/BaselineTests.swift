import Engine
import Foundation
import LanguageServer
import Testing

@testable import tidemark

/// What the server says with a baseline of the real program at hand.
@Suite struct BaselineTests {
  private let folder = NSTemporaryDirectory() + "lsp-" + UUID().uuidString

  private func write(_ csv: String) async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(csv.utf8).write(to: URL(fileURLWithPath: folder + "/train.csv"))
    let quiet = Console(output: { _ in }, error: { _ in })
    let arguments = ["baseline", folder + "/train.csv", "-o", folder + "/b"]
    #expect(await Tidemark.run(arguments, console: quiet) == 0)
  }

  private var uri: String { "file://" + folder + "/rules.tide" }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func namesAreHeldAgainstTheBaselineAndItsValuesShown() async throws {
    defer { remove() }
    try await write("fare,trip distance\n1,4\n2,\n6,5\n")
    let editor = try Editor.ready(files: .system)
    let rules = """
      edition 1
      monitor m { baseline "b" }
      columns { `trip distance`: complete; fare: mean <= 9 }
      rule r { for each numeric column c expect mean(c) >= 0 }
      rule s { expect mea‸n(fare) > 1 and quantile(`trip distance`, 0.5) > 1 and mean(faer) < 1 }

      """
    let cursor = editor.open(rules, uri: uri)
    let found = editor.diagnostics(uri: uri)
    #expect(found.compactMap { $0["code"]?.text } == ["TM201"])
    #expect(found.first?["message"]?.text?.contains("did you mean `fare`?") == true)

    let hover = { (line: Int, character: Int) -> String in
      let place = editor.at(Position(line: line, character: character), uri: uri)
      return editor.ask("textDocument/hover", place)["contents"]?["value"]?.text ?? ""
    }
    #expect(hover(cursor.line, cursor.character).contains("mean(fare) = 3"))
    let loop = hover(3, 43)
    #expect(loop.contains("fare 3") && loop.contains("trip distance 4.5"), "\(loop)")
    #expect(hover(2, 43).contains("mean of fare = 3"))
    let column = hover(2, 12)
    #expect(column.contains("completeness 66.67% of 3") && column.contains("min 4, max 5"))

    let place = editor.at(Position(line: 4, character: 21), uri: uri)
    let items = editor.ask("textDocument/completion", place)["items"]?.elements ?? []
    let distance = try #require(items.first { $0["label"]?.text == "trip distance" })
    #expect(distance["textEdit"]?["newText"]?.text == "`trip distance`")
  }

  @Test func aBaselineThatChangesIsReadAgain() async throws {
    defer { remove() }
    let editor = try Editor.ready(files: .system)
    editor.open(
      "edition 1\nmonitor m { baseline \"b\" }\nrule r { expect mean(tip) > 1 }\n", uri: uri)
    // Without a baseline any column may be there.
    #expect(editor.codes(uri: uri) == [])
    try await write("fare\n1\n2\n")
    editor.session.refresh()
    #expect(editor.session.isUnsettled)
    #expect(editor.codes(uri: uri) == ["TM201"])
    editor.session.refresh()
    #expect(!editor.session.isUnsettled)
  }

  @Test func aDamagedBaselineIsNone() async throws {
    defer { remove() }
    try await write("fare\n1\n2\n")
    try Data("garbage".utf8).write(to: URL(fileURLWithPath: folder + "/b/baseline.tidestate"))
    let editor = try Editor.ready(files: .system)
    editor.open(
      "edition 1\nmonitor m { baseline \"b\" }\nrule r { expect mean(tip) > 1 }\n", uri: uri)
    #expect(editor.codes(uri: uri) == [])
  }
}
