import Engine
import Testing

/// Why something could not be decided; it is never a pass.
struct UnknownReasonTests {
  static let csv = "x,y,d\n1,0,A\n2,0,B\n3,0,A\n"

  @Test(
    "Reasons without a baseline",
    arguments: [
      ("mean(d) > 0", "no data"), ("max(x, where: x > 9) > 0", "no data"),
      ("every(d > 1)", "no data"),
      ("share(d == 1) > 0", "no data"), ("completeness(x, where: x > 9) > 0", "no data"),
      ("mean(gone) > 0", "column absent"), ("share(x > gone) > 0", "column absent"),
      ("mean(x, where: gone == 1) > 0", "column absent"), ("count(gone > 1) == 0", "column absent"),
      ("drift(x) < 1%", "no baseline"), ("unseen_share(d) <= 1%", "no baseline"),
      ("mean(x) < baseline", "no baseline"),
      ("mean(x) within 10% of baseline", "no baseline"), ("baseline(mean(x)) > 0", "no baseline"),
      ("share(x > baseline(mean(x))) < 60%", "no baseline"),
      ("missing_columns == 0", "no baseline"),
      ("mean(y) / mean(y) > 0", "undefined"), ("sum(y) * (sum(x) / sum(y)) > 0", "undefined"),
      ("ln(mean(y) - 1) > 0", "undefined"), ("sqrt(-mean(x)) >= 1", "undefined"),
    ])
  func reasons(_ condition: String, _ reason: String) async {
    #expect(await outcome(condition, over: Self.csv) == reason)
  }

  @Test("A number over zero is infinite, and compares as such")
  func infinite() async {
    #expect(await value(of: "sum(x) / sum(y)", over: Self.csv).number == .infinity)
    #expect(await value(of: "-sum(x) / sum(y)", over: Self.csv).number == -.infinity)
    #expect(await outcome("sum(x) / sum(y) > 1_000", over: Self.csv) == "pass")
    #expect(await outcome("sum(x) / sum(y) < 1_000", over: Self.csv) == "violated")
    #expect(await outcome("sum(x) / sum(y) - sum(x) / sum(y) == 0", over: Self.csv) == "undefined")
  }

  @Test("What the baseline lacks is `no baseline`, and what the data lack `column absent`")
  func lacking() async {
    let baseline = "x,old\n1,1\n2,2\n"
    #expect(await outcome("mean(y) < baseline", over: Self.csv, against: baseline) == "no baseline")
    #expect(await outcome("drift(y) < 10%", over: Self.csv, against: baseline) == "no baseline")
    #expect(await outcome("drift(old) < 10%", over: Self.csv, against: baseline) == "column absent")
    #expect(
      await outcome("mean(old) < baseline", over: Self.csv, against: baseline) == "column absent")
    #expect(await outcome("baseline(mean(old)) > 0", over: Self.csv, against: baseline) == "pass")
  }

  static func numbers(_ count: Int) -> String {
    "x\n" + (0..<count).map { "\($0 % 10)\n" }.joined()
  }

  @Test(
    "Robust drift over so few rows that it could not fire is undecided, however it is compared",
    arguments: [
      "drift(x) <= 0.1", "drift(x) < 10%", "0.1 >= drift(x)", "drift(x) in 0...0.1",
      "drift(x) not in 0.1...1",
      "drift(x) within 0.1 of 0", "not drift(x) > 0.1", "drift(x) == 0",
    ])
  func tooFewRows(_ condition: String) async {
    let few = await outcome(condition, over: Self.numbers(5), against: Self.numbers(5))
    #expect(few == "too few rows")
    let many = await outcome(condition, over: Self.numbers(2_000), against: Self.numbers(2_000))
    #expect(many == "pass")
  }

  @Test("Other methods of drift have no such ceiling")
  func otherMethods() async {
    #expect(
      await outcome("drift(x, method: ks) <= 0.1", over: Self.numbers(5), against: Self.numbers(5))
        == "pass")
  }

  @Test("A pattern that takes too many steps leaves every statistic that reads it undecided")
  func patternLimit() async {
    let csv = "s,x\n" + String(repeating: "a", count: 40) + "b,1\nok,2\n"
    let rules = """
      rule share { expect share(s matches /^(a+)+$/) > 0 }
      rule metric { expect matches_share(s, /^(a+)+$/) > 0 }
      rule filtered { where s matches /^(a+)+$/ expect mean(x) > 0 }
      rule counted { where not s matches /^(a+)+$/ expect row_count > 0 }
      rule simple { expect share(s matches /a/) == 50% }
      """
    #expect(
      await outcomes(rules, over: csv) == [
        "share": "pattern limit", "metric": "pattern limit", "filtered": "pattern limit",
        "counted": "pattern limit", "simple": "pass",
      ])
  }

  @Test("A loop or an entry that selects no column is undecided")
  func selectsNothing() async {
    let rules = """
      let none = columns("zzz*")
      columns { "zzz*": complete }
      rule loop { for each column c in none expect completeness(c) > 0.5 }
      """
    let outcomes = await outcomes(rules, over: Self.csv)
    #expect(outcomes.count == 2)
    #expect(outcomes.values.allSatisfy { $0 == "selects nothing" })
  }

  @Test("A loop over a type that no column turns out to have is undecided")
  func selectsNoType() async {
    let rules = "rule times { for each timestamp column c expect completeness(c) > 0.5 }"
    #expect(Array(await outcomes(rules, over: Self.csv).values) == ["selects nothing"])
  }
}
