import Engine
import Language
import Testing

/// Comments that silence diagnostics, and what is told of them.
struct IgnoreTests {
  /// Codes and lines, as `TM502:3`.
  private func found(_ text: String) -> [String] {
    check("edition 1\n" + text).diagnostics.map { diagnostic in
      "\(diagnostic.code.id):\(diagnostic.span.file.position(of: diagnostic.span.start).line)"
    }.sorted()
  }

  private static let why = "because \"for the next model\""

  @Test(
    "It silences its own line or the one below, and nothing else",
    arguments: [
      ("let a = 1 // tidemark:ignore TM502 \(why)\n", []),
      ("let a = 1\t//tidemark:ignore TM502 \(why)\r\n", []),
      ("// tidemark:ignore TM502 \(why)\nlet a = 1\n", []),
      ("// tidemark:ignore TM502 \(why)\n/// documented\n// more\nlet a = 1\n", []),
      ("// tidemark:ignore TM501, TM502 \(why) until 2026-01-01\nlet a = 1\n", ["TM713:2"]),
      ("// tidemark:ignore TM502 \(why)\n\nlet a = 1\n", ["TM502:4", "TM713:2"]),
      ("let a = 1\n// tidemark:ignore TM502 \(why)\n", ["TM502:2", "TM713:3"]),
      ("let a = 1 /* tidemark:ignore TM502 */\n", ["TM502:2"]),
      ("let a = \"// tidemark:ignore TM502\"\n", ["TM502:2"]),
      ("let a = 1 // see tidemark:ignore TM502\n", ["TM502:2"]),
      (
        "columns {\n  x: complete\n  // tidemark:ignore TM501 \(why)\n  y: >= 0 suggested(1)\n}\n",
        []
      ),
      ("columns {\n  y: >= 0 suggested(1) // tidemark:ignore TM501 \(why)\n}\n", []),
    ])
  func silences(_ text: String, _ expected: [String]) {
    #expect(found(text) == expected)
  }

  @Test(
    "What is wrong with it is told at its place",
    arguments: [
      ("// tidemark:ignore TM502\nlet a = 1\n", ["TM710:2"]),
      ("// tidemark:ignore TM502 because \" \"\nlet a = 1\n", ["TM710:2"]),
      ("// tidemark:ignore TM5O2 \(why)\nlet _a = 1\n", ["TM711:2"]),
      ("// tidemark:ignore TM502 until 2025-12-31 \(why)\nlet a = 1\n", ["TM502:3", "TM712:2"]),
      ("// tidemark:ignore TM502 until 2026-01-01 \(why)\nlet a = 1\n", []),
      ("// tidemark:ignore TM202 \(why)\nrule r { expect meen > 1 }\n", ["TM202:3", "TM714:2"]),
      ("// tidemark:ignore TM202 \(why)\nlet _a = 1\n", ["TM714:2"]),
      ("// tidemark:ignore\nlet _a = 1\n", ["TM715:2"]),
      ("// tidemark:ignor TM502\nlet _a = 1\n", ["TM715:2"]),
      ("// tidemark:ignore TM502 until tomorrow\nlet _a = 1\n", ["TM715:2"]),
      ("// tidemark:ignore TM502 because \"x\nlet _a = 1\n", ["TM715:2"]),
      ("// tidemark:ignore TM502 because \"\"\"x\nlet _a = 1\n", ["TM715:2"]),
      ("// tidemark:ignore TM502 \(why) TM503\nlet _a = 1\n", ["TM715:2"]),
    ])
  func reports(_ text: String, _ expected: [String]) {
    #expect(found(text) == expected)
  }

  @Test("In an imported file it silences too, and is not called unused; what can't be seen is told")
  func imported() {
    let text =
      "import \"b.tide\"\nrule r { expect row_count > limit }\n// b.tide\n"
      + "// tidemark:ignore TM502 \(Self.why)\nlet unused = 1\n"
      + "// tidemark:ignore TM505 \(Self.why)\nlet limit = 3\n"
    #expect(found(text) == [])
    #expect(
      found(text + "// tidemark:ignore TM506\nlet _a = \"\u{200B}\"\n") == ["TM505:6", "TM710:5"])
  }

  @Test("Bytes that are not UTF-8 do not move the places of its mistakes")
  func damaged() throws {
    for bytes: [UInt8] in [[0xEA], [0xEF, 0xBB, 0xBF], [0xFF, 0xEA, 0x80]] {
      let file = SourceFile(
        path: "a.tide",
        bytes: "edition 1\n// tidemark:".utf8 + bytes + "ignore TM502 because \"f".utf8 + bytes)
      let found = RulesetChecker.check(
        Parser.parse(file), catalogue: .standard, schema: nil, known: nil)
      for diagnostic in found.diagnostics { #expect(diagnostic.span.end <= file.bytes.count) }
      let problem = try #require(found.diagnostics.first { $0.code.id == "TM715" })
      #expect(problem.span.start >= 10)
    }
  }

  @Test("What is found only with the columns at hand is not called unused without them")
  func needsSchema() {
    let text =
      "// tidemark:ignore TM503 \(Self.why)\nlet fare = 1\nrule r { expect row_count > fare }\n"
    #expect(found(text) == [])
    let schema = Schema([.init("fare", .fractional)])
    #expect(codes(text, schema: schema, known: ["fare"]) == [])
    let other = Schema([.init("tip", .fractional)])
    #expect(codes(text, schema: other, known: ["tip"]) == ["TM713"])
  }

  @Test("The proposal for one that is not needed takes it away, and its line")
  func removal() throws {
    for (text, left) in [
      ("// tidemark:ignore TM502 \(Self.why)\r\nlet _a = 1\r\n", "let _a = 1\r\n"),
      ("let _a = 1  // tidemark:ignore TM502 \(Self.why)\n", "let _a = 1\n"),
    ] {
      let tree = Parser.parse(SourceFile(path: "a.tide", text: text))
      let found = RulesetChecker.check(tree, catalogue: .standard, schema: nil, known: nil)
      let fixIt = try #require(found.diagnostics.first { $0.code.id == "TM713" }?.fixIts.first)
      #expect(tree.source.fixed(by: [fixIt]).text == left)
    }
  }
}
