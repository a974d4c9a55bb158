import Engine
import Language
import Testing

/// Rules that read of a column what it is said not to hold.
struct ColumnTypeTests {
  private static let names = ["email", "zone", "fare", "paid", "seen", "mixed", "any"]

  /// A baseline whose columns hold one type each, but for `mixed` and `any`.
  private static let baseline = Schema([
    .init("email", .string, isUniform: true), .init("zone", .integral, isUniform: true),
    .init("fare", .fractional, isUniform: true), .init("paid", .boolean, isUniform: true),
    .init("seen", .timestamp, isUniform: true), .init("mixed", .string), .init("any"),
  ])

  private static let declared = """
    columns {
      email: string
      zone: integral
      fare: fractional
      paid: boolean
      seen: timestamp
    }

    """

  private static func found(_ condition: String, declares: Bool = false) -> [String] {
    let rule = "rule r { expect \(condition) }"
    let codes =
      declares
      ? codes(declared + rule) : codes(rule, schema: baseline, known: Set(names))
    return codes.filter { ["TM560", "TM561"].contains($0) }
  }

  /// A condition, and its code with a baseline, and where `columns { }` alone says the types.
  private static let cases: [(String, String?, String?)] = [
    ("mean(email) > 3", "TM560", "TM561"), ("quantile(email, 99%) > 3", "TM560", "TM561"),
    ("stddev(paid) > 3", "TM560", "TM560"), ("mean(seen) > 3", "TM560", "TM560"),
    ("max(email) > 3", "TM560", "TM561"), ("max(seen) > 2026-01-01", nil, nil),
    ("correlation(zone, email) > 0.5", "TM560", "TM561"),
    ("freshness(zone, at: 2026-01-01) < 1 day", "TM560", "TM560"),
    ("freshness(seen, at: 2026-01-01) < 1 day", nil, nil), ("mean(zone) > 3", nil, nil),
    ("distinct(email) > 3", nil, nil), ("length_mean(email) > 3", nil, nil),
    ("drift(email) < 10%", nil, nil), ("mean(number(email)) > 3", nil, nil),
    ("mean(length(zone)) < 3", nil, nil), ("mean(email + 1) > 3", "TM560", "TM561"),
    ("mean(abs(paid)) > 3", "TM560", "TM560"), ("mean(seen - seen) > 3", nil, nil),
    ("share(hour(email) > 3) > 10%", "TM560", "TM561"),
    ("share(email == 3) < 10%", "TM560", "TM561"), ("share(3 < email) < 10%", "TM560", "TM561"),
    ("share(email == \"a\") < 10%", nil, nil), ("share(email in [1, 2]) < 10%", "TM560", "TM561"),
    ("share(email in [\"a\"]) < 10%", nil, nil), ("share(email in 1...3) < 10%", "TM560", "TM561"),
    ("share(zone == \"3\") < 10%", "TM561", "TM561"), ("share(zone == 3) < 10%", nil, nil),
    ("share(zone in [\"1\", \"2\"]) < 10%", "TM561", "TM561"),
    ("share(zone == true) < 10%", "TM560", "TM560"), ("share(paid == 1) < 10%", "TM560", "TM560"),
    ("share(paid == true) < 10%", nil, nil), ("share(paid == \"true\") < 10%", nil, nil),
    ("share(seen > 3) < 10%", "TM560", "TM560"), ("share(seen > 2026-01-01) < 10%", nil, nil),
    ("share(fare > 2026-01-01) < 10%", "TM560", "TM560"),
    ("share(email == fare) < 10%", "TM560", "TM561"), ("share(zone <= fare) < 10%", nil, nil),
    ("share(email within 5 of 3) < 10%", "TM560", "TM561"),
    ("share(email matches /^[0-9]+$/) < 10%", nil, nil),
    ("share(zone matches /^[0-9]+$/) < 10%", nil, nil),
    ("completeness(email, where: zone == 3) > 10%", nil, nil),
    ("completeness(email, where: email > 3) > 10%", "TM560", "TM561"),
    ("mean(mixed) > 3 and share(mixed == 3) > 1% and share(mixed == \"a\") > 1%", nil, nil),
    ("mean(any) > 3 and share(any == 3) > 1% and share(any == \"a\") > 1%", nil, nil),
    ("mean(email) > 3 and mean(paid) > 3", "TM560", nil),
  ]

  @Test("A conflict with what a baseline holds is told, and nothing else is")
  func baselines() {
    for (condition, code, _) in Self.cases.dropLast() {
      let found = Self.found(condition)
      #expect(found == (code.map { [$0] } ?? []), "\(condition): \(found)")
    }
    #expect(Self.found("mean(email) > 3 and mean(paid) > 3") == ["TM560", "TM560"])
  }

  @Test("So is one with what `columns { }` says; of a text it is a warning")
  func declarations() {
    for (condition, _, code) in Self.cases.dropLast() {
      let found = Self.found(condition, declares: true)
      #expect(found == (code.map { [$0] } ?? []), "\(condition): \(found)")
    }
  }

  @Test("What is an error has no value where the data are as the baseline says")
  func errorsAreUnknown() async {
    let csv = "email,zone,fare,paid,seen\na@b.c,1,1.5,true,2026-01-01\nd@e.f,2,2,false,2026-02-01\n"
    for (condition, code, _) in Self.cases where !condition.contains("mixed") {
      guard !condition.contains("any"), !condition.contains("drift") else { continue }
      // No text is a number, and no zone is 3.
      guard !condition.contains("number("), !condition.contains("where: zone") else { continue }
      let outcome = await outcome(condition, over: csv)
      #expect(
        (outcome == "no data" || outcome == "undefined") == (code == "TM560"),
        "\(condition): \(outcome ?? "")")
    }
  }

  @Test("It names where the type was said, and what to write")
  func words() throws {
    let text = "columns { email: string, complete }\nrule r { expect share(email == 3) < 10% }\n"
    let found = try #require(check(text).diagnostics.first { $0.code.id == "TM561" })
    #expect(found.severity == .warning)
    #expect(found.secondary.map(\.span.text) == ["string"])
    #expect(found.fixIts.map(\.replacement) == ["\"3\""])
    #expect(found.fixIts.map(\.span.text) == ["3"])
    let mean = try #require(
      check("rule r { expect mean(email) > 3 }", schema: Self.baseline, known: ["email"])
        .diagnostics.first)
    #expect(mean.severity == .error && mean.span.text == "email")
    #expect(mean.message == "`email` holds texts, and `mean` works on numbers")
    #expect(mean.notes.first?.contains("the baseline says so") == true)
    #expect(mean.notes.last?.contains("distinct(email)") == true)
  }

  @Test(
    "The constant is mended",
    arguments: [
      ("zone == \"3\"", "3"), ("zone == \"03\"", nil), ("zone in [\"1\", \"2\"]", "[1, 2]"),
      ("zone in [\"1\", \"b\"]", nil), ("email in [1, 2]", "[\"1\", \"2\"]"), ("paid == 1", "true"),
      ("paid != 0", "false"), ("paid == 7", nil), ("zone == true", "1"), ("email == -3", "\"-3\""),
      ("email in 1...3", nil), ("fare == \"2.5\"", "2.5"),
    ] as [(String, String?)])
  func fixIts(_ condition: String, _ replacement: String?) {
    let found = check(
      "rule r { expect share(\(condition)) < 10% }", schema: Self.baseline, known: Set(Self.names)
    ).diagnostics.first { ["TM560", "TM561"].contains($0.code.id) }
    #expect(found != nil)
    #expect(found?.fixIts.map(\.replacement) == (replacement.map { [$0] } ?? []))
  }

  @Test("Checks of columns, loops, filters and definitions are looked at as well")
  func everywhere() {
    func found(_ rules: String) -> [String] {
      check(rules, schema: Self.baseline, known: Set(Self.names)).diagnostics
        .filter { ["TM560", "TM561"].contains($0.code.id) }.map(\.span.text)
    }
    #expect(found("columns { email: mean > 3 }") == ["mean"])
    #expect(found("columns { email: >= 0 }") == [">= 0"])
    #expect(found("columns { zone: in [\"a\"] }") == ["in [\"a\"]"])
    #expect(found("columns { email: length in 1...30 }") == [])
    #expect(found("columns { zone: length in 1...30 }") == [])
    #expect(
      found("rule r { for each column c in columns(email, zone) expect mean(c) > 1 }") == ["c"])
    #expect(found("rule r { for each numeric column c expect mean(c) > 1 }") == [])
    #expect(found("rule r { where email > 3 expect mean(fare) > 1 }") == ["email > 3"])
    #expect(found("define high(c) = mean(c) > 3\nrule r { expect high(email) }") == ["high(email)"])
  }

  @Test("A type that is said of some values only, or of a loop's stand-in, says nothing")
  func unsettled() {
    func found(_ rules: String) -> [String] { codes(rules).filter { $0.hasPrefix("TM56") } }
    #expect(found("columns { a: string for at least 90% }\nrule r { expect mean(a) > 1 }") == [])
    #expect(found("columns { c: string }\nrule r { for each column c expect mean(c) > 1 }") == [])
    #expect(found("columns { a: string }\nrule r { expect mean(b) > 1 }") == [])
    #expect(found("columns { a: numeric }\nrule r { expect mean(a) > 1 }") == [])
  }
}
