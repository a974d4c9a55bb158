@testable import Engine
import Language
import Metrics
import Testing

/// What lints say, and what they keep silent about.
struct LintTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let code: DiagnosticCode
    var testDescription: String { "\(code.id) \(code.title)" }
  }

  @Test(
    "What to avoid raises the code at one place; what to prefer raises no lint of its group",
    arguments: Lints.codes.map(Case.init))
  func page(_ testCase: Case) {
    let code = testCase.code
    let avoided = linted(code.avoid, CheckingCodeTests.schema)
    #expect(avoided.contains { $0.code == code }, "\(avoided.map(\.message))")
    #expect(!avoided.contains { $0.severity == .error }, "\(avoided.map(\.message))")
    let preferred = linted(code.prefer, CheckingCodeTests.schema)
    #expect(!preferred.contains { $0.code == code }, "\(preferred.map(\.message))")
    #expect(!preferred.contains { $0.severity == .error }, "\(preferred.map(\.message))")
    let bugs = preferred.filter { $0.code.group == .bug && Lints.codes.contains($0.code) }
    #expect(bugs.isEmpty, "\(bugs.map(\.message))")
  }

  @Test("What to avoid is found without a schema too", arguments: Lints.codes.map(Case.init))
  func withoutSchema(_ testCase: Case) {
    let code = testCase.code
    #expect(linted(code.avoid, nil).contains { $0.code == code })
  }

  @Test("Codes are unique, of a known family, and have a page")
  func codes() {
    let others = DiagnosticCode.syntax + DiagnosticCode.checking
    let all = others + Lints.codes
    #expect(Set(all.map(\.id)).count == all.count)
    for code in Lints.codes {
      #expect(!code.title.isEmpty && code.why.hasSuffix("."), "\(code.id)")
      #expect((code.group == .style) == (code.id >= "TM510" && code.id < "TM600"), "\(code.id)")
    }
  }

  @Test("A fix-it mends what it stands beside", arguments: Lints.codes.map(Case.init))
  func fixIts(_ testCase: Case) {
    let code = testCase.code
    let found = linted(code.avoid, CheckingCodeTests.schema).filter { $0.code == code }
    guard let fixIt = found.first?.fixIts.first else { return }
    var bytes = Array(code.avoid.utf8)
    bytes.replaceSubrange(fixIt.span.range, with: Array(fixIt.replacement.utf8))
    let mended = linted(String(decoding: bytes, as: UTF8.self), CheckingCodeTests.schema)
    #expect(!mended.contains { $0.severity == .error }, "\(mended.map(\.message))")
    #expect(mended.count { $0.code == code } < found.count)
  }

  @Test("Whole numbers named as codes are measured as codes, unless that waits for review")
  func namedCodes() {
    let schema = Schema([.init("payment_type", .integral), .init("trip_type", .fractional)])
    let found = { (text: String) in
      linted("edition 1\n" + text, schema).filter { $0.code.group == .bug }.map(\.code.id)
    }
    #expect(found("rule r { expect drift(payment_type) <= 0.1 }\n") == ["TM406"])
    #expect(found("columns { payment_type: drift <= 0.1 }\n") == ["TM406"])
    #expect(found("columns { payment_type: drift <= 0.1 suggested(0) }\n") == ["TM501"])
    #expect(found("columns { payment_type: categorical, drift <= 0.1 }\n") == [])
    #expect(found("rule r { expect drift(trip_type) <= 0.1 }\n") == [])
    #expect(found("rule r { expect drift(text(payment_type)) <= 0.1 }\n") == [])
  }

  @Test("Style is told where it is asked for only")
  func groups() {
    #expect(Lints.codes.contains { $0.group == .style })
    for code in Lints.codes where code.group == .style {
      #expect(!check(code.avoid).diagnostics.contains { $0.code == code }, "\(code.id)")
    }
  }

  @Test(
    "Rules that fit together say nothing",
    arguments: [
      "rule r { alert warning when drift(x) > 0.1 alert critical when drift(x) > 0.3 }",
      "rule r { expect completeness(x) >= 98% expect completeness(x) >= 50% else critical }",
      "rule r { expect completeness(x) >= 90% }\nrule s { expect completeness(y) >= 80% }",
      "rule r { expect mean(x) >= 10 }\nrule s { where y == 2 expect mean(x) <= 5 }",
      "rule r { expect mean(x) in 1...5 }\nrule s { expect mean(x) in 4...9 }",
      "rule r { by z at most 5 expect mean(x) >= 10 }\nrule s { expect mean(x) >= 9 }",
      "rule r { mode off expect mean(x) >= 10 }\nrule s { expect mean(x) <= 5 }",
      "rule r { mode observe expect mean(x) >= 10 }\nrule s { expect mean(x) >= 9 }",
      "rule r { needs at least 9 rows expect mean(x) > 10 }\nrule s { expect mean(x) > 9 }",
      "rule r { expect mean(x) > 1.1 * baseline }\nrule s { expect mean(x) < 0.9 * baseline }",
      "rule r { expect mean(x) >= 3 or mean(y) >= 2 }\nrule s { expect mean(x) >= 4 }",
      "columns { x: >= 0, <= 10 }",
      "columns { x: >= 0 for at least 50%, < 0 for at least 40% as few }",
      "columns { x: in [\"A\", \"B\"], y: in [\"C\"] }",
      "rule r { expect share(x > 3 or x < 2) > 5% }",
      "rule r { expect share(x > y and y > x) > 5% }",
      "rule r { where x == \"A\" and y == \"B\" expect row_count > 0 }",
      "rule r { expect mean(x) > 3 and mean(y) < 2 }",
      "rule r { expect completeness(x) == 100% and mean(x) == 0 }",
      "columns { x: matches /^[a-z]+@[a-z]+\\.[a-z]+$/, y: matches /foo/ }",
      "columns { x: matches /^(\\d{3}-)?\\d{4}$/ }",
      "rule r { alert when drift_p_value(x, method: ks) < 1% }",
      "rule r { alert when auc() > 0 }",
    ])
  func silent(_ rules: String) {
    let found = linted(rules, nil).filter {
      $0.code.group == .bug && $0.severity != .error && Lints.codes.contains($0.code)
    }
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test(
    "Rules that don't fit together",
    arguments: [
      ("rule r { expect mean(x) >= 0.9 }\nrule s { expect mean(x) <= 0.5 }", "TM307"),
      ("rule r { expect mean(x) > 1 and mean(y) > 3 }\nrule s { alert when mean(y) > 2 }", "TM307"),
      ("rule r { expect mean(x) in 1...2 }\nrule s { expect mean(x) in [3, 4] }", "TM307"),
      ("rule r { expect row_count > 3 }\nrule s { expect row_count < 4 }", "TM307"),
      ("let a = 5\nrule r { expect mean(x) >= a }\nrule s { expect 2 * mean(x) < a }", "TM307"),
      ("columns { x: >= 10, <= 5 }", "TM307"),
      ("columns { x: in [\"A\"], not in [\"A\", \"B\"] }", "TM307"),
      ("columns { \"x*\": >= 10, <= 5 }", "TM307"),
      ("columns { x: >= 0 for at least 70%, < 0 for at least 40% as few }", "TM307"),
      ("columns { x: complete, completeness >= 95% }", "TM308"),
      ("columns { x: >= 0, in 5...10 }", "TM308"),
      ("rule r { expect mean(x) in 1...9 }\nrule s { expect mean(x) in 2...5 }", "TM308"),
      (
        "rule r { for each column c expect completeness(c) > 90% expect completeness(c) > 80% }",
        "TM308"
      ),
      (
        "rule r { alert warning when mean(x) < baseline - 3 alert critical when mean(x) < baseline - 1 }",
        "TM309"
      ),
      (
        "rule r { expect completeness(x) >= 98% * baseline else critical "
          + "expect completeness(x) >= 90% * baseline }", "TM309"
      ),
      ("rule r { expect mean(x) > 3 }\nrule s { expect not (mean(x) <= 3) }", "TM310"),
      ("rule r { expect mean(x) > 3 and mean(x) > 2 }", "TM311"),
      ("rule r { expect mean(y) > 1 or mean(x) > 3 and mean(x) < 2 }", "TM311"),
      ("rule r { where x == \"A\" and x == \"B\" expect row_count > 0 }", "TM312"),
      ("rule r { expect share(x < 1 or x >= 0) > 5% }", "TM312"),
      ("rule r { where x > 3 expect share(y == 1, where: x < 2) > 5% }", "TM312"),
      ("rule r { expect mean(x) > 3 and mean(x) < 2 }", "TM305"),
      ("rule r { expect mean(x) < 3 or mean(x) > 2 }", "TM304"),
      ("rule r { expect row_count > 3 and row_count < 4 }", "TM305"),
      ("rule r { expect mean(x) > mean(x) }", "TM305"),
    ])
  func found(_ rules: String, _ code: String) {
    let found = linted(rules, nil).filter { $0.code.group == .bug }
    #expect(found.map(\.code.id) == [code], "\(found.map(\.message))")
  }

  @Test(
    "Of a loop with a stricter bound for one column nothing is said; of a loop that repeats it is")
  func exceptions() {
    let loop = "rule all_of_them { for each column c expect completeness(c) >= 90% }\n"
    let schema = Schema(names: ["x", "y"])
    let strict = loop + "rule x { expect completeness(x) >= 99% }"
    #expect(linted(strict, schema).filter { $0.code.group == .bug }.isEmpty)
    let both = loop + "rule again { for each column c expect completeness(c) >= 99% }"
    #expect(linted(both, schema).map(\.code.id).filter { $0 < "TM500" } == ["TM308"])
  }

  @Test("A contradiction shows both places and what no value is")
  func contradiction() throws {
    let rules = "rule r { expect completeness(x) >= 0.9 }\nrule s { expect completeness(x) <= 0.5 }"
    let found = try #require(linted(rules, nil).first { $0.code.id == "TM307" })
    #expect(found.span.text == "completeness(x) <= 0.5")
    #expect(found.secondary.first?.span.text == "completeness(x) >= 0.9")
    #expect(
      found.notes.first?.contains("no value of completeness(x) is both >= 0.9 and <= 0.5") == true)
  }

  @Test("Ready rules and many rules on one metric")
  func manyRules() {
    let rules = (0..<2_000).map { "rule r\($0) { expect row_count > \($0) else info }" }
    let found = linted(rules.joined(separator: "\n"), nil)
    #expect(found.count { $0.code.id == "TM308" } == 1_999)
  }
}

private func linted(_ rules: String, _ schema: Schema?) -> [Diagnostic] {
  let text = rules.hasPrefix("edition") ? rules : "edition 1\n" + rules
  return RulesetChecker.check(
    Parser.parse(SourceFile(path: "test.tide", text: text)), catalogue: .standard, schema: schema,
    known: schema.map { Set($0.names + ["predicted"]) }, today: testDay,
    levels: .all
  ).diagnostics
}
