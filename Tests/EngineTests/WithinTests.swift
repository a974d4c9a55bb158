import Engine
import Testing

struct WithinTests {
  /// Mean 11, baseline's mean 10.
  static let csv = "x,r\n10,0.51\n12,0.51\n"
  static let baseline = "x,r\n9,0.5\n11,0.5\n"

  @Test(
    "Relative exactly where a percentage is written, else absolute",
    arguments: [
      ("mean(x) within 10% of baseline", "pass"), ("mean(x) within 9% of baseline", "violated"),
      ("mean(x) within 10% of 10", "pass"), ("mean(x) within 1 of 10", "pass"),
      ("mean(x) within 0.9 of 10", "violated"),
      ("mean(x) within 0.1 of 10", "violated"), ("mean(r) within 1.1 points of baseline", "pass"),
      ("mean(r) within 0.9 points of 0.5", "violated"),
      ("mean(x) within 20% of 1.1 * baseline", "pass"),
      ("mean(x) within 10% of -10", "violated"), ("-mean(x) within 10% of -10", "pass"),
      ("mean(x) > baseline", "pass"), ("mean(x) > 1.1 * baseline", "violated"),
      ("mean(x) in baseline - 1 ... baseline + 1", "pass"),
      ("mean(x) in baseline - 1 ... baseline + 0.5", "violated"),
      ("mean(x) not in baseline ... baseline + 3", "violated"),
      ("abs(mean(x)) <= abs(baseline)", "violated"),
      ("mean(x) + 1 == baseline + 1", "pass"), ("baseline(mean(x)) == 10", "pass"),
      ("mean(x) - baseline(mean(x)) == 1", "pass"),
      ("mean(x) > baseline and mean(r) > baseline", "pass"),
      ("mean(x) < baseline(max(x)) + 1", "pass"),
    ])
  func within(_ condition: String, _ expected: String) async {
    #expect(await outcome(condition, over: Self.csv, against: Self.baseline) == expected)
  }

  @Test("The bare word is the left side over the baseline, under the rule's `where`")
  func filtered() async {
    let rules = "rule r { where x > 10 expect mean(x) == baseline + 1 }"
    #expect(await outcomes(rules, over: Self.csv, against: Self.baseline) == ["r": "pass"])
  }

  @Test("A ratio by name is refused, a number by name is absolute")
  func byName() async {
    #expect(codes("let t = 10%\nrule r { expect mean(x) within t of 12 }") == ["TM212"])
    let rules = "let t = 1\nrule r { expect mean(x) within t of 10 }"
    #expect(await outcomes(rules, over: Self.csv) == ["r": "pass"])
  }
}
