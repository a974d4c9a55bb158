import Engine
import Language
import Testing

/// Clauses and checks of imported files, replaced one by one.
struct OverrideTests {
  private static let common = """

    // common.tide
    columns severity info {
      fare: fractional, >= 0 severity critical, in 0...500, drift <= 0.1, complete as there
      "tip_*": complete
      no extra columns
    }
    rule shapes "Shapes hold" {
      for each column c in columns(fare)
      alert warning when drift(c) > 0.1
      alert critical when drift(c) > 0.3
      message "{c} moved"
    }
    rule values { where fare > 0 expect mean(fare) > 1 expect max(fare) < 100 }
    """

  private static func check(_ text: String) -> (ruleset: Ruleset, diagnostics: [Diagnostic]) {
    EngineTests.check(
      "import \"common.tide\"\n" + text + common, schema: Schema(names: ["fare", "tip_a"]),
      known: nil)
  }

  /// Each rule's conditions, with their severities.
  private static func texts(_ text: String) -> [String: String] {
    let checked = check(text)
    #expect(checked.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    return Dictionary(
      checked.ruleset.rules.map { rule in
        (rule.id, rule.conditions.map { "\($0.text) \($0.severity)" }.joined(separator: "; "))
      }, uniquingKeysWith: { $0 + $1 })
  }

  private static let unchanged = texts("")

  /// What an override changes, and only that.
  private static func changes(_ text: String) -> [String: String] {
    texts(text).filter { unchanged[$0.key] != $0.value }
  }

  @Test("Clauses of a rule are replaced by name and severity, the others stay")
  func rules() {
    #expect(Self.unchanged["shapes"] == "drift(c) > 0.1 warning; drift(c) > 0.3 critical")
    #expect(
      Self.changes("override rule shapes { alert critical when drift(c) > 0.5 }")
        == ["shapes": "drift(c) > 0.1 warning; drift(c) > 0.5 critical"])
    #expect(
      Self.changes("override rule values { severity critical }")
        == ["values": "mean(fare) > 1 critical; max(fare) < 100 critical"])
    #expect(
      Self.changes("override rule values { expect mean(fare) > 2 expect max(fare) < 50 }")
        == ["values": "mean(fare) > 2 warning; max(fare) < 50 warning"])
    let checked = Self.check("override rule values { where fare > 1 mode off owner \"ana\" }")
    let values = checked.ruleset.rules.first { $0.id == "values" }
    #expect(values?.settings.mode == .off && values?.about.owner == "ana")
    #expect(values?.filter?.key.contains("1") == true)
  }

  @Test("Checks of columns are replaced by their ids")
  func columns() {
    #expect(
      Self.changes("override columns { fare: >= 1, in 0...50 }")
        == ["columns.fare.min": ">= 1 critical", "columns.fare.in": "in 0...50 info"])
    #expect(
      Self.changes(
        "override columns severity warning { fare: drift <= 0.2, complete for at least 99% as there }"
      )
        == [
          "columns.fare.drift": "drift <= 0.2 warning",
          "columns.fare.there": "complete for at least 99% warning",
        ])
    #expect(
      Self.changes("override columns { \"tip_*\": complete for at least 99% }")
        == ["columns.tip_a.complete": "complete for at least 99% info"])
    #expect(
      Self.changes("override columns severity critical { no extra columns }")
        == ["columns.extra": "no extra columns critical"])
    let retyped = Self.texts("override columns { fare: numeric }")
    #expect(retyped["columns.fare.numeric"] == "numeric info")
    #expect(retyped["columns.fare.fractional"] == nil)
  }

  @Test("One alert is meant by one of another severity")
  func alerts() {
    for written in ["alert", "alert critical", "alert  info"] {
      let found = EngineTests.check(
        "import \"a.tide\"\noverride rule r { \(written) when row_count < 9 }\n"
          + "// a.tide\nrule r { alert warning when row_count < 3 }"
      ).diagnostics.filter { $0.code.id == "TM255" }
      #expect(found.flatMap(\.fixIts).map(\.span.text) == [written])
      #expect(found.flatMap(\.fixIts).map(\.replacement) == ["alert warning"])
    }
  }

  @Test(
    "What can't be overridden is told where it is tried",
    arguments: [
      ("override rule shape { severity info }", "TM255", "did you mean `shapes`?"),
      ("override rule shapes { where fare > 0 }", "TM255", "has no `where`"),
      ("override rule shapes { alert when drift(c) > 1% }", "TM255", "`alert warning`"),
      ("override rule nowhere { mode off }", "TM255", "imported rules are `"),
      ("override columns { nowhere: >= 3 }", "TM255", "imported entries are `"),
      ("override rule shapes { }", "TM255", "changes nothing"),
      ("override rule values { expect mean(fare) > 2 }", "TM257", "has 2 of `expect`"),
      ("override columns { fare: <= 3 }", "TM255", "no check `max`"),
      ("override columns { fare: drft <= 3 }", "TM255", "did you mean `drift`?"),
      ("override columns { fere: >= 3 }", "TM255", "did you mean `fare`?"),
      ("override columns { no missing columns }", "TM255", "no missing columns"),
      ("override columns { no extra columns }", "TM255", "changes nothing"),
      ("override columns { }", "TM255", "changes nothing"),
      (
        "override rule mine { severity info }\nrule mine { expect row_count > 0 }", "TM256",
        "in this file"
      ),
      ("override columns { tip_a: >= 0 }\ncolumns { tip_a: >= 1 }", "TM256", "in this file"),
      (
        "override rule values { mode off }\noverride rule values { mode off }", "TM256",
        "in this file"
      ),
      ("override columns { fare: >= 1 }\noverride columns { fare: >= 2 }", "TM256", "in this file"),
    ])
  func mistakes(_ text: String, _ code: String, _ says: String) {
    let found = Self.check(text).diagnostics.filter { $0.code.severity == .error }
    #expect(found.map(\.code.id) == [code])
    let rendered = found.map { DiagnosticRenderer(color: false).render($0) }.joined()
    #expect(rendered.contains(says), "\(rendered)")
    #expect(found.allSatisfy { $0.span.file.path == "test.tide" })
  }

  @Test(
    "Overrides add up along imports; files that do not import each other can't change one thing")
  func layers() {
    let layers = """

      // a.tide
      import "common.tide"
      override rule values { severity critical }
      // b.tide
      import "common.tide"
      override rule values { severity info }
      """
    let top = EngineTests.check(
      "import \"a.tide\"\noverride rule values { severity info }" + Self.common + layers)
    #expect(top.diagnostics.map(\.message) == [])
    #expect(top.ruleset.rules.last?.settings.severity == .info)
    let both = EngineTests.check("import \"a.tide\"\nimport \"b.tide\"" + Self.common + layers)
    #expect(both.diagnostics.map { "\($0.code.id) \($0.span.file.path)" } == ["TM256 b.tide"])
    let foreign = EngineTests.check(
      "import \"common.tide\"\nimport \"c.tide\"" + Self.common
        + "\n// c.tide\noverride rule values { mode off }")
    #expect(foreign.diagnostics.map(\.code.id) == ["TM256"])
  }

  @Test("A great many overrides take no longer than their number")
  func many() {
    let count = 20_000
    let names = (0..<count).map { "c\($0)" }
    let text =
      "edition 1\nimport \"a.tide\"\noverride columns {\n"
      + names.map { "  \($0): <= 2\n" }.joined() + "}\n// a.tide\ncolumns {\n"
      + names.map { "  \($0): <= 1\n" }.joined() + "}"
    let tree = ExampleFiles(text).linked
    #expect(tree.diagnostics.isEmpty)
    guard case .columns(let block) = tree.declarations[0] else { return #expect(Bool(false)) }
    #expect(
      block.entries.allSatisfy { entry in
        if case .checks(_, let checks) = entry.kind {
          checks.map(\.span.text) == ["<= 2"]
        } else {
          false
        }
      })
  }
}
