import Language
import Testing

@Suite struct ParserTests {
  @Test(arguments: ["harbour", "words"]) func wholeFilesParse(_ name: String) throws {
    let tree = Parser.parse(try Fixture.source(name))
    #expect(tree.diagnostics.map { "\($0.code.id) \($0.span) \($0.message)" } == [])
    try Fixture.expectGolden(Dump.text(tree), "\(name).tree")
  }

  @Test func mistakesAreAllShownInOneRun() throws {
    let tree = Parser.parse(try Fixture.source("mistakes"))
    let renderer = DiagnosticRenderer(color: false)
    let text = tree.diagnostics.map { renderer.render($0) + "\n" }.joined(separator: "\n")
    try Fixture.expectGolden(text, "mistakes.diagnostics")
    try Fixture.expectGolden(Dump.text(tree), "mistakes.tree")
    #expect(tree.diagnostics.count >= 10)
    let places = tree.diagnostics.filter { $0.code != .missingEdition }.map(\.span.start)
    #expect(Set(places).count == places.count)
  }

  static func codes(_ text: String) -> [String] {
    Parser.parse(SourceFile(path: "t", text: text)).diagnostics.map(\.code.id)
  }

  @Test func aMissingEditionIsMended() {
    let tree = Parser.parse(SourceFile(path: "t", text: "let a = 1\n"))
    #expect(tree.diagnostics.map(\.code) == [.missingEdition])
    #expect(tree.diagnostics[0].fixIts.map(\.replacement) == ["edition 1\n"])
    #expect(tree.diagnostics[0].fixIts.map(\.span.range) == [0..<0])
    #expect(Parser.parse(tree.source, as: .library).diagnostics.isEmpty)
  }

  @Test func marksAndLineEndsDoNotMatter() {
    let text = "\u{FEFF}edition 1\r\ncolumns {\r\n  a: complete\r\n  b: complete\r\n}\r\n"
    let tree = Parser.parse(SourceFile(path: "t", text: text))
    #expect(tree.diagnostics.isEmpty)
    #expect(Dump.text(tree) == "edition 1.0\ncolumns\n  a\n    complete\n  b\n    complete\n")
  }

  @Test(
    arguments: [
      ("rule a { expect b > }\nrule c { expect > 3 }", ["TM130", "TM130"]),
      ("rule a { expct b > 3 expect c > }", ["TM106", "TM130"]),
      ("rule a { expect b > 3\nrule c { expect d > 3 }", ["TM102"]),
      ("rule a { expect mean(b > 3 }\nlet c = 1", ["TM102"]),
      ("rule a expect b > 3 }\nlet c = 1 2", ["TM101", "TM101"]),
      ("rule \"a\" { expect b > 3 }", ["TM101"]),
      ("columns { a: complete b: complete }", ["TM101"]),
      ("columns {\n  a: in [1, 2\n  b: complete\n  c: > 3 > 4\n}", ["TM102", "TM101"]),
      ("columns {\n  a: quantile(0.9 < 3\n  b: (complete\n  c: complete\n}", ["TM102", "TM101"]),
      ("columns {\n  a complete\n  b: complete,, unique\n  c:\n}", ["TM101", "TM101", "TM101"]),
      ("columns {\n  a: complete\nrule b { expect c > 3 }", ["TM102"]),
      ("monitor m { window 3 }", ["TM101"]),
      ("monitor m { capture { inputs: [a] } owner 3 }", ["TM102", "TM101"]),
      ("monitor m { tags { a: 3 } owner 3 }", ["TM101", "TM101"]),
      ("monitor m { tags { a: \"x\" b: \"y\"\nc: \"z\" } owner 3 }", ["TM101", "TM101", "TM101"]),
      ("monitor m { tags { a: \"x\" owner \"b\" }", ["TM102", "TM102"]),
      ("rule a { by b expect c > 3 }", ["TM101"]),
      ("rule a { for 3 windows expect c > }", ["TM101", "TM130"]),
      (
        "rule a { alert now when b > 3 severity hihg mode strict on unknown x needs 3 }",
        ["TM101", "TM101", "TM101", "TM101", "TM101"]
      ),
      (
        "test \"a\" { given \"b\" then c fails }\nlet a = 1\ntest \"a\" { given series m: then c }",
        ["TM101", "TM101"]
      ),
      ("test a { given rows 3 }\ntest \"b\" { whn a }\ntest \"c\" {", ["TM101", "TM106", "TM102"]),
      (
        "test \"a\" { given series m: 1 -\nthen b passes in window two then others fail }",
        ["TM101", "TM101", "TM101"]
      ),
      ("test \"a\" {\n  given \"b\n  then c passes\n}\nlet a = 1", ["TM112"]),
      ("edition 2", ["TM135"]), ("let a = 1 }\nlet b = ]\nlet c = 2", ["TM134", "TM130"]),
      (
        "rule a { alert when b > 3 unless firing }\nrule c { fdr 5% expect d > 3 }",
        ["TM108", "TM108"]
      ),
    ] as [(String, [String])]) func recovery(_ text: String, _ codes: [String])
  {
    #expect(Self.codes("edition 1\n" + text + "\n") == codes, "\(text)")
  }

  @Test func aForgottenCommaBetweenTagsIsWritten() {
    let source = SourceFile(
      path: "t", text: "edition 1\nrule r { tags { a: \"x\" b: \"y\" } expect c > 3 }\n")
    let tree = Parser.parse(source)
    let fixIts = tree.diagnostics.flatMap(\.fixIts)
    #expect(fixIts.map(\.replacement) == [","])
    #expect(Parser.parse(source.fixed(by: fixIts)).diagnostics.isEmpty)
    guard case .rule(let rule)? = tree.declarations.first,
      case .tags(let tags) = rule.clauses[0].kind
    else { return #expect(Bool(false), "no tags") }
    #expect(tags.map(\.key.text) == ["a", "b"], "the tag after it is read")
  }

  @Test func whatHasNeitherEditionNorMonitorMayBeALibrary() {
    let roles = { (text: String) -> [String] in
      [FileRole.main, .either, .library].map { role in
        let tree = Parser.parse(SourceFile(path: "t", text: text), as: role)
        let found = tree.diagnostics.map { "\($0.code.id) \($0.severity)" }
        return (found + [tree.isLibrary ? "library" : "main"]).joined(separator: ", ")
      }
    }
    let missing = "TM103 error, main"
    for text in ["let a = 1\n", "rule r { expect a > 3 }\n", "import \"a.tide\"\n"] {
      #expect(roles(text) == [missing, "TM103 note, library", "library"], "\(text)")
    }
    for text in ["", "// a\n", "monitor m { }\nlet a = 1\n"] {
      #expect(roles(text) == [missing, missing, "library"], "\(text)")
    }
    #expect(roles("edition 1\nlet a = 1\n") == ["main", "main", "library"])
    #expect(roles("edition\nlet a = 1\n").allSatisfy { !$0.contains("TM103") })
  }

  @Test func aFileThatIsTooLargeIsRefused() {
    var limits = Parser.Limits()
    limits.fileBytes = 12
    let tree = Parser.parse(SourceFile(path: "t", text: "edition 1\nlet a = 1\n"), limits: limits)
    #expect(tree.diagnostics.map(\.code) == [.fileTooLarge])
    #expect(tree.diagnostics.first?.span.start == 12)
    #expect(tree.tokens.map(\.kind) == [.end])
  }

  @Test func rulesAndMistakesAreCounted() {
    let rules = (0...10_000).map { "rule r\($0) { expect a > 3 }\n" }.joined()
    let tree = Parser.parse(SourceFile(path: "t", text: "edition 1\n" + rules))
    #expect(tree.diagnostics.map(\.code) == [.tooManyRules])
    #expect(tree.declarations.count == 10_000)
    let mistakes = Self.codes("edition 1\n" + String(repeating: "@ # \n", count: 3_000))
    #expect(mistakes.count == 1_000)
    #expect(mistakes.last == "TM140")
  }
}
