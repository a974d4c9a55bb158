import Engine
import Testing

/// What earlier windows do to verdicts.
struct HistoryTests {
  private static func letters(
    _ rule: String, _ values: [Double?], from place: SourceLocation = #_sourceLocation
  ) async throws -> String {
    try await Days("rule r { \(rule) }", over: Days.csv(values), from: place).letters()
  }

  @Test(
    "Clauses over several windows",
    arguments: [
      ("alert when max(x) > 5 for 3 windows", "pvvppvvFFp"),
      ("alert when max(x) > 5 for 2 of 3 windows", "pvFFpvFFFF"),
      ("alert when max(x) > 5 until < 2", "pFFFpFFFFF"),
      ("alert when max(x) > 5 for 2 windows until < 2", "pvFFpvFFFF"),
      ("alert when max(x) > 5 until < 4 for 2 windows", "pFFFpFFFFF"),
      ("alert when max(x) > 5 until max(x) in 0...1", "pFFFpFFFFF"),
      ("alert when (max(x) > 5) until < 2", "pFFFpFFFFF"),
      ("alert warning when max(x) > 5 alert critical when max(x) > 5 for 3 windows", "pFFppFFFFp"),
    ])
  func clauses(_ rule: String, _ expected: String) async throws {
    let values: [Double?] = [1, 6, 7, 3, 1, 6, 7, 8, 9, 3]
    #expect(try await Self.letters(rule, values) == expected)
  }

  @Test("The worst condition that fires speaks, not a worse one that waits")
  func severity() async throws {
    let rule = "alert warning when max(x) > 5 alert critical when max(x) > 5 for 2 windows"
    let verdicts = try await Days("rule r { \(rule) }", over: Days.csv([6, 7])).judge()
      .flatMap(\.verdicts)
    #expect(verdicts.map(\.severity) == [.warning, .critical])
    #expect(verdicts.map(\.firing) == [true, true])
  }

  @Test(
    "`on unknown hold` keeps what fires and what does not",
    arguments: [
      ("on unknown hold alert when max(x) > 5", "p?F!!p"),
      ("alert when max(x) > 5", "p?F??p"),
      ("on unknown critical alert when max(x) > 5", "p!F!!p"),
      ("on unknown hold alert when max(x) > 5 until < 3", "p?F!!p"),
      ("on unknown hold expect max(x) <= 5", "p?F!!p"),
    ])
  func hold(_ rule: String, _ expected: String) async throws {
    #expect(try await Self.letters(rule, [1, nil, 6, nil, nil, 2]) == expected)
  }

  @Test(
    "Functions of earlier windows",
    arguments: [
      ("previous(max(x)) == 1", "?pFF"), ("average(max(x), last: 2) == 2", "??pF"),
      ("minimum(max(x), last: 2) == 1", "??pF"), ("maximum(max(x), last: 3) == 5", "???p"),
      ("median(max(x), last: 3) == 3", "???p"), ("quantile(max(x), 50%, last: 3) == 3", "???p"),
      ("quantile(max(x), q: 1, last: 2) == 3", "??pF"), ("stddev(max(x), last: 2) == 1", "??pp"),
      ("change(max(x)) == 2", "?ppp"), ("rate_of_change(max(x)) == 2", "?pFF"),
      ("average(change(max(x)), last: 2) == 2", "???p"),
      ("max(x) within 1 of last 2 windows", "??FF"),
      ("max(x) within 3 sigma of last 2 windows", "??pp"),
      ("max(x) within 2 sigma of last 2 windows", "??FF"),
      ("max(x) within 150% of last 2 windows", "??pp"),
      ("max(x) - previous(max(x)) == change(max(x))", "?ppp"),
      ("previous(max(x)) is null or max(x) == previous(max(x)) + 2", "pppp"),
      ("previous(max(x), every: 2) == max(x) - 4", "??pp"),
    ])
  func functions(_ condition: String, _ expected: String) async throws {
    #expect(try await Self.letters("expect \(condition)", [1, 3, 5, 7]) == expected)
  }

  @Test("Undecided windows are passed over; of a season, the others are")
  func passedOver() async throws {
    let values: [Double?] = [1, nil, 3, nil, 5, 6]
    #expect(
      try await Self.letters("expect average(max(x), last: 2) == 2", values) == "???ppF")
    #expect(
      try await Self.letters("expect average(max(x), last: 2, every: 2) == 2", values) == "????p?")
  }

  @Test("Windows of too few rows leave no value, and are excused")
  func rows() async throws {
    let csv = "at,x\n2020-01-01,1\n2020-01-01,1\n2020-01-02,9\n2020-01-03,1\n2020-01-03,1\n"
    let days = try await Days(
      "rule r { needs at least 2 rows expect max(x) == previous(max(x)) }", over: csv)
    #expect(try days.letters() == "??p")
    let excused = try days.judge().flatMap(\.verdicts).map(\.isExcused)
    #expect(excused == [false, true, false])
  }

  @Test("`needs N windows of history` excuses a cold start, and nothing else")
  func coldStart() async throws {
    let rule = "needs 2 windows of history expect max(x) >= average(max(x), last: 2)"
    let days = try await Days("rule r { \(rule) }", over: Days.csv([1, 2, 3, nil, 4]))
    #expect(try days.letters() == "??p?p")
    #expect(
      try days.judge().flatMap(\.verdicts).map(\.isExcused) == [true, true, false, false, false])
    let plain = "needs 2 windows of history expect max(x) > 0"
    #expect(try await Self.letters(plain, [1, nil, 2, 3, 4]) == "???pp")
  }

  @Test("A verdict shows the values of earlier windows")
  func tree() async throws {
    let verdicts = try await Days(
      "rule r { expect max(x) <= 2 * average(max(x), last: 2) }", over: Days.csv([1, 2, 9])
    ).judge().flatMap(\.verdicts)
    let tree = try #require(verdicts.last?.tree).json.text()
    #expect(
      tree.contains(#""expression": "max(x), windows before", "value": [1.0, 2.0]"#), "\(tree)")
    #expect(verdicts.last?.decision?.limitNumber == 3)
  }

  @Test("Each segment has a history of its own, absent ones too")
  func segments() async throws {
    let csv =
      "at,x,s\n2020-01-01,1,a\n2020-01-01,5,b\n2020-01-02,2,a\n2020-01-03,6,b\n2020-01-03,3,a\n"
    let days = try await Days(
      "rule r { by s at most 5 expect max(x) == previous(max(x)) + 1 }", over: csv)
    let found = try days.judge().map { window in
      Dictionary(
        uniqueKeysWithValues: window.verdicts.map {
          ($0.segment[0].value ?? "", $0.state.word)
        })
    }
    #expect(
      found == [
        ["a": "unknown", "b": "unknown"], ["a": "pass", "b": "unknown"],
        ["a": "pass", "b": "pass"],
      ])
  }

  @Test("Labels are waited for, and no longer than said")
  func labels() async throws {
    let csv = "at,p,y\n2020-01-01,1,1\n2020-01-01,2,\n2020-01-02,1,1\n2020-01-02,2,2\n"
    let end = 1_577_923_200.0  // 2020-01-02
    let week = 7 * 86_400.0
    let letters = { (needs: String, now: Double) async throws in
      try await Days("rule r { needs labels for at least \(needs) expect mae < 1 }", over: csv)
        .letters(now: now)
    }
    #expect(try await letters("80%", 1e10) == "?p")
    #expect(try await letters("50%", end) == "pp")
    #expect(try await letters("80% within 7 days", end + week - 1) == "?p")
    #expect(try await letters("80% within 7 days", end + week) == "pp")
    let days = try await Days(
      "rule r { needs labels for at least 80% expect mae == previous(mae) }", over: csv)
    let first = try #require(try days.judge().first?.verdicts.first)
    #expect(first.state == .unknown(.noLabelsYet) && first.isExcused)
  }

  @Test(
    "Mistakes are told where they are",
    arguments: [
      ("expect previous(5) > 1", "TM206"), ("expect previous > 1", "TM206"),
      ("expect previous() > 1", "TM206"), ("expect average(max(x)) > 1", "TM206"),
      ("expect average(x, last: 3) > 1", "TM203"),
      ("expect average(max(x), last: 0) > 1", "TM224"),
      ("expect average(max(x), last: 1.5) > 1", "TM224"),
      ("expect average(max(x), lst: 3) > 1", "TM206"),
      ("expect average(max(x), last: 3, last: 3) > 1", "TM206"),
      ("expect previous(max(x), last: 3) > 1", "TM206"),
      ("expect quantile(max(x), last: 3) > 1", "TM206"),
      ("expect quantile(max(x), 2, last: 3) > 1", "TM209"),
      ("expect previous(max(x) > 3) > 1", "TM205"),
      ("expect baseline(previous(max(x))) > 1", "TM206"),
      ("expect previous(max(x)) > baseline", "TM206"),
      ("expect 5 within 3 sigma of last 30 windows", "TM206"),
      ("expect max(x) within 3 sigma of last 1 windows", "TM224"),
      ("alert when max(x) > 5 for 0 windows", "TM224"),
      ("alert when max(x) > 5 for 3 of 2 windows", "TM241"),
      ("alert when max(x) > 5 for 1.5 windows", "TM224"),
      ("alert when not (max(x) > 5) until < 3", "TM240"),
      ("alert when max(x) > 5 until max(x)", "TM211"),
      ("needs 0 windows of history expect max(x) > 1", "TM224"),
      ("needs labels for at least 80% expect max(x) > 1", "TM229"),
      ("expect previous(completeness(x)) > 95", "TM305"),
    ])
  func mistakes(_ rule: String, _ code: String) {
    let found = codes(
      "monitor m { window 1 day on at }\nrule r { \(rule) }", schema: Schema(names: ["at", "x"]))
    #expect(found == [code])
  }

  @Test("Without windows and without a file, nothing is earlier")
  func withoutWindows() {
    for rule in [
      "expect previous(max(x)) > 1", "alert when max(x) > 1 for 2 windows",
      "alert when max(x) > 1 until < 1", "on unknown hold expect max(x) > 1",
      "needs 3 windows of history expect max(x) > 1",
      "expect max(x) within 3 sigma of last 30 windows",
    ] {
      #expect(codes("rule r { \(rule) }") == ["TM242"], "\(rule)")
      // What the first windows lack is a lint of its own.
      let found = codes("monitor m { window 1 day on at }\nrule r { \(rule) }")
      #expect(found.filter { $0 != "TM408" } == [], "\(rule)")
    }
    #expect(codes("rule r { alert when max(x) > 1 for 1 windows }") == [])
  }
}
