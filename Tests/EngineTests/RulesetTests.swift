import Engine
import Testing

struct RulesetTests {
  @Test(
    "A name declared twice, a clause twice, a rule that says nothing",
    arguments: [
      ("rule r { expect row_count > 0 }\nrule r { expect row_count > 1 }", ["TM208"]),
      ("monitor a { }\nmonitor b { }", ["TM208"]), ("rule r { severity critical }", ["TM222"]),
      ("rule r { fare x }", ["TM106"]), ("rule r { severity hihg }", ["TM101"]),
      ("rule r { where a > 1 where b > 1 expect row_count > 0 }", ["TM221"]),
      ("rule r { for each column c for each column d expect completeness(c) > 0.5 }", ["TM221"]),
      ("rule r { severity info severity critical expect row_count > 0 }", ["TM221"]),
      ("rule r { message \"a\" message \"b\" expect row_count > 0 }", ["TM221"]),
    ])
  func duplicates(_ rules: String, _ expected: [String]) {
    #expect(codes(rules).filter { $0 != "TM202" } == expected)
  }

  @Test(
    "What this version does not evaluate is refused, never skipped",
    arguments: [
      "rule r { expect share(x > average(max(x), last: 7)) < 50% }"
    ])
  func notYet(_ rules: String) {
    #expect(codes(rules).contains("TM290"), "\(codes(rules))")
  }

  @Test("The ruleset is named by its monitor, else by its file")
  func name() {
    #expect(check("monitor taxi \"Taxis\" { baseline \"b\" }").ruleset.name == "taxi")
    #expect(check("monitor taxi \"Taxis\" { baseline \"b\" }").ruleset.title == "Taxis")
    #expect(check("monitor taxi \"Taxis\" { baseline \"b\" }").ruleset.baseline?.text == "b")
    #expect(check("rule r { expect row_count > 0 }").ruleset.name == "test")
  }

  @Test("Rules stand in the order of the file, columns first")
  func order() {
    let rules = check(
      "rule b { expect row_count > 0 }\ncolumns { y: complete\nx: complete }\nrule a { expect row_count > 1 }",
      schema: Schema(names: ["x", "y"])
    ).ruleset.rules
    #expect(
      rules.map(\.id) == [
        "columns.y.required", "columns.y.complete", "columns.x.required", "columns.x.complete", "b",
        "a",
      ])
  }

  @Test("Rules that could not be read give no verdict, and their neighbours stand")
  func recovery() {
    let checked = check("rule a { expect nope(x) > 1 }\nrule b { expect row_count > 0 }")
    #expect(checked.ruleset.rules.map(\.id) == ["b"])
    #expect(checked.diagnostics.map(\.code.id) == ["TM202"])
  }
}
