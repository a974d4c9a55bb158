import Engine
import Language
import Testing

/// Several files as one program.
struct ImportTests {
  /// What is wrong, each with its place.
  private static func findings(_ files: ExampleFiles) -> [String] {
    files.linked.diagnostics.map { "\($0.code.id) \($0.span)" }
  }

  private static func rules(_ tree: SyntaxTree) -> [String] {
    tree.declarations.compactMap { if case .rule(let rule) = $0 { rule.name.text } else { nil } }
  }

  @Test("Declarations come in, recursively, once, before those that need them")
  func diamond() {
    let files = ExampleFiles(
      """
      edition 1
      import "parts/a.tide"
      import "parts/b.tide"
      rule top { expect row_count > limit }
      // parts/a.tide
      import "../base.tide"
      rule a { expect max(a) > limit }
      // parts/b.tide
      import "../base.tide"
      import "./a.tide"
      rule b { expect max(b) > limit }
      // base.tide
      let limit = 3
      rule base { expect max(c) > limit }
      """)
    let tree = files.linked
    #expect(tree.diagnostics.isEmpty)
    #expect(Self.rules(tree) == ["base", "a", "b", "top"])
    #expect(tree.links?.files.map(\.path) == ["base.tide", "parts/a.tide", "parts/b.tide"])
    let checked = RulesetChecker.check(tree, catalogue: .standard, schema: nil, known: nil)
    #expect(checked.diagnostics.isEmpty)
    #expect(checked.ruleset.rules.map(\.id) == ["base", "a", "b", "top"])
    #expect(checked.ruleset.name == "test")
  }

  @Test("A linked program is the same as one file of the same declarations")
  func sameAsOne() {
    let parts = [
      "let limit = 3", "columns { a: complete }", "rule r { expect row_count > limit }",
      "sink s = stdout()", "rule q { expect max(a) > 2 * limit notify s }",
    ]
    let one = check(parts.joined(separator: "\n"))
    let several = check(
      "import \"0.tide\"\nimport \"1.tide\"\n" + parts[4]
        + "\n// 0.tide\n\(parts[0])\n\(parts[1])\n// 1.tide\n\(parts[2])\n\(parts[3])")
    #expect(one.diagnostics.isEmpty && several.diagnostics.isEmpty)
    #expect(one.ruleset.rules.map(\.id) == several.ruleset.rules.map(\.id))
    #expect(one.ruleset.sinks.map(\.name) == several.ruleset.sinks.map(\.name))
  }

  @Test("A circle is told once, at the import that closes it, with the way there")
  func circle() throws {
    let files = ExampleFiles(
      "edition 1\nimport \"a.tide\"\n// a.tide\nimport \"b.tide\"\n// b.tide\nimport \"a.tide\"")
    let found = files.linked.diagnostics
    #expect(found.map(\.code.id) == ["TM251"])
    let circle = try #require(found.first)
    #expect(circle.message.hasSuffix("a.tide → b.tide → a.tide"))
    #expect(circle.span.description == "b.tide:1:8")
    #expect(circle.secondary.map(\.span.description) == ["a.tide:1:8"])
    #expect(
      Self.findings(ExampleFiles("edition 1\nimport \"test.tide\"")) == ["TM251 test.tide:2:8"])
    let back = ExampleFiles("edition 1\nimport \"a.tide\"\n// a.tide\nimport \"test.tide\"")
    #expect(back.linked.diagnostics.first?.secondary.map(\.span.description) == ["test.tide:2:8"])
  }

  @Test("A name that two files declare is told at both places")
  func duplicates() {
    let found = check(
      "import \"a.tide\"\nlet x = 1\nrule r { expect row_count > x }\n"
        + "// a.tide\nlet x = 2\nrule r { expect row_count > 1 }"
    ).diagnostics.filter { $0.code.id == "TM208" }
    #expect(found.map(\.span.description) == ["test.tide:3:5", "test.tide:4:6"])
    #expect(
      found.flatMap(\.secondary).map(\.span.description) == ["a.tide:1:5", "a.tide:2:6"])
  }

  @Test("What is wrong in an imported file is told there; it needs no edition")
  func mistakes() {
    #expect(
      Self.findings(ExampleFiles("edition 1\nimport \"a.tide\"\n// a.tide\nlet x = \n"))
        == ["TM130 a.tide:1:8"])
  }

  @Test("What can't be read is told at the import")
  func unreadable() throws {
    let text = "edition 1\nimport \"a.tide\"\nrule r { expect row_count > 1 }\n"
    for failure: LoadFailure in [.folder, .notAFile, .unreadable, .tooLarge(limit: 3), .absolute] {
      var files = ExampleFiles(text)
      files.failures["a.tide"] = failure
      #expect(Self.findings(files) == ["TM250 test.tide:2:8"])
      #expect(Self.rules(files.linked) == ["r"])
    }
    let missing = try #require(ExampleFiles(text + "// aa.tide\n").linked.diagnostics.first)
    #expect(missing.fixIts.map(\.replacement) == ["\"aa.tide\""])
    #expect(
      Self.findings(ExampleFiles("edition 1\nimport \"../a.tide\"")) == ["TM252 test.tide:2:8"])
    let alone = RulesetChecker.check(
      Parser.parse(SourceFile(path: "t.tide", text: text)), catalogue: .standard, schema: nil,
      known: nil)
    #expect(alone.diagnostics.map(\.code.id) == ["TM250"], "without a loader nothing is imported")
  }

  @Test("There are bounds on files, rules and bytes")
  func limits() {
    let chain = { (count: Int) in
      ExampleFiles(
        "edition 1\nimport \"0.tide\"\n"
          + (0..<count).map { index in
            "// \(index).tide\n"
              + (index + 1 < count ? "import \"\(index + 1).tide\"\n" : "")
              + "rule r\(index) { expect row_count > 0 }\n"
          }.joined())
    }
    #expect(Self.findings(chain(256)).isEmpty)
    #expect(Self.rules(chain(256).linked).count == 256)
    #expect(Self.findings(chain(257)) == ["TM253 255.tide:1:1"])
    #expect(Self.findings(chain(2_000)) == ["TM253 255.tide:1:1"])
    var limits = Parser.Limits()
    limits.rules = 3
    let many = ExampleFiles(
      "edition 1\nimport \"a.tide\"\nrule c { expect row_count > 0 }\nrule d { expect row_count > 0 }"
        + "\n// a.tide\nrule a { expect row_count > 0 }\nrule b { expect row_count > 0 }")
    let tree = Linker.link(Parser.parse(many.root), by: many, limits: limits)
    #expect(tree.diagnostics.map { "\($0.code.id) \($0.span)" } == ["TM139 test.tide:4:6"])
    #expect(Self.rules(tree) == ["a", "b", "c"])
    limits = Parser.Limits()
    limits.fileBytes = 80
    var large = ExampleFiles("edition 1\nimport \"a.tide\"\n// a.tide\n")
    large["a.tide"] = Array(repeating: 0x20, count: 81)
    #expect(
      Linker.link(Parser.parse(large.root), by: large, limits: limits).diagnostics.map(\.code.id)
        == ["TM250"])
  }

  @Test("An import of names that nobody uses is a warning; an unused name of a used one is none")
  func unused() {
    let library = "\n// a.tide\nlet x = 1\ndefine k(c) = completeness(c) > 0.5\n"
    let codes = { (text: String) in EngineTests.codes(text + library) }
    #expect(codes("import \"a.tide\"\nrule r { expect row_count > 1 }") == ["TM540"])
    #expect(codes("import \"a.tide\"\nrule r { expect row_count > x }") == [])
    #expect(codes("import \"a.tide\"\nrule r { for each column c expect k(c) }") == [])
    #expect(
      codes("import \"a.tide\"\nlet y = x\nrule r { expect row_count > 1 }") == ["TM502", "TM540"])
    #expect(
      codes("import \"a.tide\"\nimport \"a.tide\"\nrule r { expect row_count > x }") == ["TM540"])
    #expect(
      codes("import \"b.tide\"\nrule r { expect row_count > 1 }\n// b.tide\nimport \"a.tide\"") == [
        "TM540"
      ])
    #expect(
      codes(
        "import \"b.tide\"\nrule r { expect row_count > 1 }\n// b.tide\nimport \"a.tide\"\nrule b { expect max(b) > x }"
      ) == [])
  }

  @Test("One monitor: the importing file's, with what it leaves to the imported")
  func monitors() {
    let imported = """

      // a.tide
      monitor a { task regression(prediction: p, label: y) needs at least 100 rows owner "a" }
      rule r { expect mae < 3 }
      // b.tide
      monitor b { needs at least 100 rows mode observe owner "b" }
      """
    let whole = check(
      "import \"a.tide\"\nimport \"b.tide\"\nmonitor mine \"Mine\" { owner \"me\" severity critical }"
        + imported)
    #expect(whole.diagnostics.map(\.message) == [])
    #expect(whole.ruleset.name == "mine" && whole.ruleset.title == "Mine")
    let settings = whole.ruleset.rules[0].settings
    #expect(
      settings.needsRows == 100 && settings.mode == .observe && settings.severity == .critical)
    #expect(whole.ruleset.rules[0].about.owner == "me")
    #expect(codes("import \"a.tide\"\nrule s { expect row_count > 1 }" + imported) == [])
    #expect(codes("import \"a.tide\"\nimport \"b.tide\"\nmonitor mine { }" + imported) == ["TM254"])
    #expect(codes("import \"a.tide\"\nimport \"b.tide\"" + imported) == ["TM254", "TM254"])
    #expect(
      codes("import \"a.tide\"\nmonitor mine { }\nmonitor more { }" + imported) == ["TM208"])
  }

  @Test("Plugins are refused where they are asked for")
  func plugins() {
    let found = check("plugin \"shapes\" version 1\nrule r { expect row_count > 0 }").diagnostics
    #expect(found.map { "\($0.code.id) \($0.span)" } == ["TM290 test.tide:2:1"])
    #expect(found.first?.message.contains("plugins") == true)
  }
}
