import Engine
import Language
import Testing

/// Severity, mode, needs, `on unknown`, messages.
struct SettingsTests {
  static let csv = "x,z\n1,\n2,\n3,\n"

  static func verdict(_ rules: String, _ rule: String = "r") async -> Verdict? {
    await judge(rules, over: csv).first { $0.rule == rule }
  }

  @Test(
    "Severity: the check's, else the block's, else the monitor's, else warning",
    arguments: [
      ("columns { x: >= 2 }", "warning"),
      ("monitor m { severity info }\ncolumns { x: >= 2 }", "info"),
      ("monitor m { severity info }\ncolumns severity critical { x: >= 2 }", "critical"),
      ("columns severity critical { x: >= 2 severity info }", "info"),
      ("monitor m { severity critical }\ncolumns { x: >= 2 severity warning }", "warning"),
    ])
  func columnSeverity(_ rules: String, _ severity: String) async {
    #expect(await Self.verdict(rules, "columns.x.min")?.severity.rawValue == severity)
  }

  @Test(
    "Severity of rules: the condition's, else the rule's, else the monitor's; the worst violated counts",
    arguments: [
      ("rule r { expect mean(x) > 9 }", "warning"),
      ("monitor m { severity info } rule r { expect mean(x) > 9 }", "info"),
      ("rule r { expect mean(x) > 9 severity critical }", "critical"),
      ("rule r { severity critical expect mean(x) > 9 else info }", "info"),
      ("rule r { alert info when mean(x) > 1 alert critical when mean(x) > 1.5 }", "critical"),
      ("rule r { alert info when mean(x) > 1 alert critical when mean(x) > 9 }", "info"),
      ("monitor m { severity critical } rule r { severity info alert when mean(x) > 1 }", "info"),
    ])
  func ruleSeverity(_ rules: String, _ severity: String) async {
    let verdict = await Self.verdict(rules)
    #expect(verdict?.state == .violated)
    #expect(verdict?.severity.rawValue == severity)
  }

  @Test("A rule is violated where a condition is, else unknown where one is, else it passes")
  func worst() async {
    #expect(
      await Self.verdict("rule r { expect mean(z) > 0 expect mean(x) > 9 }")?.outcome == "violated")
    #expect(
      await Self.verdict("rule r { expect mean(x) > 0 expect mean(z) > 0 }")?.outcome == "no data")
    #expect(
      await Self.verdict("rule r { expect mean(x) > 0 alert when mean(x) > 9 }")?.outcome == "pass")
  }

  @Test("`observe` reports and never fires; `off` gives no verdict; `enforce` fires")
  func modes() async {
    let observed = await Self.verdict("rule r { mode observe expect mean(x) > 9 }")
    #expect(observed?.state == .violated)
    #expect(observed?.firing == false)
    #expect(await Self.verdict("rule r { mode off expect mean(x) > 9 }") == nil)
    #expect(await Self.verdict("rule r { expect mean(x) > 9 }")?.firing == true)
    #expect(
      await Self.verdict("monitor m { mode observe } rule r { expect mean(x) > 9 }")?.firing
        == false)
    #expect(
      await Self.verdict("monitor m { mode observe } rule r { mode enforce expect mean(x) > 9 }")?
        .firing == true)
    #expect(
      await Self.verdict("monitor m { mode observe } columns { x: >= 2 }", "columns.x.min")?.firing
        == false)
  }

  @Test("An unmet `needs` is unknown and excused; a met one changes nothing")
  func needs() async {
    let few = await Self.verdict("rule r { needs at least 4 rows expect mean(x) > 9 }")
    #expect(few?.outcome == "too few rows")
    #expect(few?.isExcused == true)
    #expect(few?.firing == false)
    #expect(
      await Self.verdict("rule r { needs at least 3 rows expect mean(x) > 9 }")?.outcome
        == "violated")
    #expect(
      await Self.verdict("rule r { where x > 1 needs at least 3 rows expect mean(x) > 0 }")?.outcome
        == "too few rows")
    #expect(
      await Self.verdict("monitor m { needs at least 4 rows } rule r { expect mean(x) > 0 }")?
        .outcome == "too few rows")
    #expect(
      await Self.verdict(
        "monitor m { needs at least 4 rows } rule r { needs at least 1 rows expect mean(x) > 0 }")?
        .outcome == "pass")
    #expect(codes("rule r { needs at least 1.5 rows expect row_count > 0 }") == ["TM224"])
  }

  @Test("`on unknown` excuses, or names a severity that fires")
  func onUnknown() async {
    let plain = await Self.verdict("rule r { expect mean(z) > 0 }")
    #expect(plain?.isExcused == false && plain?.firing == false)
    let ignored = await Self.verdict("rule r { on unknown ignore expect mean(z) > 0 }")
    #expect(ignored?.isExcused == true && ignored?.firing == false)
    let named = await Self.verdict("rule r { on unknown critical expect mean(z) > 0 }")
    #expect(named?.firing == true && named?.severity == .critical)
    #expect(named?.outcome == "no data")
    let needed = await Self.verdict(
      "rule r { on unknown critical needs at least 9 rows expect mean(x) > 0 }")
    #expect(needed?.firing == true)
    let observed = await Self.verdict(
      "rule r { mode observe on unknown critical expect mean(z) > 0 }")
    #expect(observed?.firing == false)
    #expect(codes("rule r { on unknown hold expect row_count > 0 }") == ["TM242"])
  }

  @Test("The value and limit are those of the leftmost comparison that decided")
  func decision() async {
    let cases = [
      ("mean(x) > 0 and max(x) > 9", "max"), ("mean(x) > 9 and max(x) > 9", "mean"),
      ("mean(x) > 9 or max(x) > 1", "max"),
      ("mean(x) > 0 and max(x) > 0", "mean"), ("mean(z) > 0 or max(x) > 1", "max"),
      ("not (max(x) > 1)", "max"),
    ]
    for (condition, name) in cases {
      let verdict = await Self.verdict("rule r { expect \(condition) }")
      #expect(verdict?.decision?.call?.signature.name == name, "\(condition)")
    }
  }

  @Test("Messages hold values; a name that nothing defines is an error")
  func messages() async {
    let verdict = await Self.verdict(
      "monitor m { } rule r { alert critical when mean(x) > 1 message \"{rule} of {monitor}: {{{value}}} over {limit}, {severity}, {records} rows, baseline {baseline}\" }"
    )
    #expect(verdict?.message == "r of m: {2} over 1, critical, 3 rows, baseline none")
    #expect(codes("rule r { expect row_count > 0 message \"{c}\" }") == ["TM223"])
    #expect(
      codes("rule r { for each column c expect completeness(c) > 0.5 message \"{c}\" }") == [])
  }
}
