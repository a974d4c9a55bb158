import Engine
import Language
import Testing

struct PlanTests {
  static func plan(_ rules: String, _ names: [String] = ["a", "b", "c"]) -> Plan {
    let checked = check(rules, schema: Schema(names: names))
    #expect(!checked.diagnostics.contains { $0.severity == .error })
    return Plan(checked.ruleset.rules)
  }

  static func columns(_ plan: Plan, _ available: [String] = ["a", "b", "c"]) -> [String] {
    BlockLayout(plan.requests, available: available).columns
  }

  @Test("Two rules that read one statistic gather it once")
  func shared() {
    let plan = Self.plan(
      """
      rule one { expect mean(a) > 0 }
      rule two { expect max(a) < 9 and min(a) > stddev(a) - sum(a) }
      """)
    // Numbers, and times for as long as no type is known.
    #expect(plan.requests.count == 2)
    let typed = check(
      "rule r { expect mean(a) > 0 and max(a) < 9 and min(a) > 0 }",
      schema: Schema([.init("a", .fractional)]))
    #expect(Plan(typed.ruleset.rules).requests.count == 1)
  }

  @Test("Spaces, brackets and spellings of numbers make no new statistic")
  func canonical() {
    let plan = Self.plan(
      """
      rule one { expect share(a > 1000 and b == "x") < 10% }
      rule two { expect share((a > 1_000) and (b == "x")) < 20% }
      rule three { expect share(a>1e3 and `b`  ==  "x") < 30% }
      """)
    #expect(plan.requests.count == 1)
  }

  @Test("Nothing is gathered that no rule reads")
  func nothingMore() {
    let plan = Self.plan("rule r { expect completeness(b) > 90% }")
    #expect(plan.requests.count == 1)
    #expect(Self.columns(plan) == ["b"])
    #expect(plan.baselineRequests.isEmpty)
    #expect(Self.plan("").requests.isEmpty)
  }

  @Test("A count of rows reads no column")
  func rowCount() {
    let plan = Self.plan("rule r { expect row_count > 0 }")
    #expect(Self.columns(plan).isEmpty)
    #expect(plan.requests.count == 1)
  }

  @Test("A filter makes a statistic of its own, and equal filters share it")
  func filters() {
    #expect(
      Self.plan(
        """
        rule one { expect mean(a) > 0 }
        rule two { where b > 1 expect mean(a) > 0 }
        rule three { where b > 2 expect mean(a) > 0 }
        """
      ).requests.filter { !$0.columns.isEmpty }.count == 3)
    #expect(
      Self.plan(
        """
        rule one { where b > 1 expect mean(a) > 0 }
        rule two { expect mean(a, where: b > 1) > 0 }
        """
      ).requests.filter { !$0.columns.isEmpty }.count == 1)
  }

  @Test("The baseline is asked for what rules ask of it, and for nothing else")
  func baseline() {
    let plan = Self.plan(
      """
      rule one { expect mean(a) within 10% of baseline }
      rule two { expect share(b > baseline(max(c))) < 1% }
      """)
    #expect(Set(plan.baselineRequests.flatMap(\.columns).map(\.key)) == ["`a`", "`c`"])
    #expect(Self.columns(plan) == ["a", "b"])
  }

  @Test("A statistic over a column that the data lack is not gathered, the others are")
  func absent() {
    let plan = Self.plan("rule r { expect mean(a) > 0 and mean(b) > 0 }")
    let layout = BlockLayout(plan.requests, available: ["b"])
    #expect(layout.requests.count == 1)
    #expect(layout.columns == ["b"])
  }

  @Test("Memory is known before any row is read")
  func memory() {
    #expect(Self.plan("rule r { expect mean(a) > 0 }").memory > 0)
    #expect(
      Self.plan("rule r { expect mean(a) > 0 } rule s { expect quantile(a, 0.5) > 0 }").memory
        > Self.plan("rule r { expect mean(a) > 0 }").memory)
  }
}
