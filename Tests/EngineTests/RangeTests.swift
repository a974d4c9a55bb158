@testable import Engine
import Language
import Testing

/// Conditions whose outcome no data can change.
struct RangeTests {
  @Test(
    "Never and always",
    arguments: [
      ("expect completeness(x) >= 95", "TM305"), ("expect completeness(x) >= 95%", nil),
      ("expect completeness(x) >= 0", "TM304"),
      ("expect completeness(x) > 0", nil), ("expect completeness(x) <= 1", "TM304"),
      ("expect completeness(x) < 0", "TM305"),
      ("expect completeness(x) == 1", nil), ("expect completeness(x) == 2", "TM305"),
      ("expect completeness(x) != 2", "TM304"),
      ("alert when drift(x) > 1.2", "TM304"), ("alert when drift(x) > 1", "TM304"),
      ("alert when drift(x) >= 1", nil),
      ("alert when drift(x) < 2", "TM305"), ("expect row_count >= 0", "TM304"),
      ("expect row_count < 0", "TM305"),
      ("expect row_count > 0", nil), ("expect completeness(x) in 2...3", "TM305"),
      ("expect completeness(x) in 0...1", "TM304"),
      ("expect completeness(x) in 0.5...1", nil), ("expect completeness(x) not in 2...3", "TM304"),
      ("expect mean(x) > 1", nil),
      ("expect completeness(x) * 100 >= 95", nil), ("expect completeness(x) * 100 >= 101", "TM305"),
      ("expect 95 <= completeness(x)", "TM305"),
      ("expect 1 - completeness(x) <= 1", "TM304"), ("expect -completeness(x) <= 0", "TM304"),
      ("expect true", "TM304"),
      ("expect false", "TM305"), ("expect completeness(x) >= 0 or mean(x) > 1", "TM304"),
      ("expect completeness(x) >= 2 and mean(x) > 1", "TM305"),
      ("expect completeness(x) >= 0 and mean(x) > 1", "TM311"),
      ("expect not completeness(x) > 1", "TM304"),
      ("expect completeness(x) >= completeness(y)", nil),
      ("expect completeness(x) >= baseline", nil), ("expect completeness(x) > 95% * baseline", nil),
      ("expect share(x > 1) / share(x > 2) >= 80%", nil),
      ("expect completeness(x) / 2 <= 0.5", "TM304"), ("expect row_count - missing(x) > -1", nil),
      ("alert when stddev(x) < 0", "TM304"), ("alert when stddev(x) <= 0", nil),
      ("expect variance(x) >= 0", "TM304"), ("alert when abs(mean(x)) < 0", "TM304"),
      ("alert when abs(mean(x)) < 1", nil), ("alert when sqrt(mean(x)) < 0", "TM304"),
      ("alert when clamp(mean(x), 0, 10) > 10", "TM304"),
      ("alert when clamp(mean(x), 0, 10) >= 10", nil),
      ("alert when max(x) - min(x) < 0", "TM304"), ("alert when max(x) - min(x) > 0", nil),
      ("alert when min(x) - max(x) > 0", "TM304"), ("expect max(x) - min(y) >= 0", nil),
      ("alert when quantile(x, 99%) - quantile(x, 50%) < 0", "TM304"),
      ("alert when quantile(x, 50%) - quantile(x, 99%) < 0", nil),
      ("alert when quantile(x, 99%) - median(x) < -1", "TM304"),
      ("alert when max(x) < median(x)", "TM304"), ("expect min(x) <= quantile(x, 1%)", "TM304"),
      ("alert when max(x, where: y > 0) < min(x)", nil),
      ("alert when baseline(max(x)) - min(x) < 0", nil),
      ("alert when (max(x) - min(x)) / stddev(x) < 0", "TM304"),
      ("alert when mean(x) / stddev(x) < 0", nil),
      ("alert when row_count * stddev(x) < 0", "TM304"),
      ("alert when 1 / (1 + stddev(x)) > 1", "TM304"),
      ("alert when greatest(mean(x), 0) < 0", "TM304"),
      ("alert when least(mean(x), 5) > 5", "TM304"),
      ("alert when exp(mean(x)) < 0", "TM304"), ("alert when ln(1 + row_count) < 0", "TM304"),
      ("alert when (if mean(x) > 0 then 1 else 2) > 2", "TM304"),
    ] as [(String, String?)])
  func ranges(_ clause: String, _ code: String?) {
    #expect(codes("rule r { \(clause) }") == (code.map { [$0] } ?? []), "\(clause)")
  }

  @Test("A percentage without its sign has a fix-it")
  func fixIt() throws {
    let found = check("rule r { expect completeness(x) >= 95 }").diagnostics
    let diagnostic = try #require(found.first)
    #expect(diagnostic.fixIts.first?.replacement == "95%")
    #expect(diagnostic.fixIts.first?.span.text == "95")
    #expect(diagnostic.label == "completeness() lies in 0…1")
    #expect(
      check("rule r { alert when drift(c) > 1.2 }").diagnostics.first?.fixIts.first?.replacement
        == "12%")
  }

  @Test("A range is told of what was written")
  func labels() {
    let labels = [
      "max(x) - min(x) < 0": "max(x) - min(x) lies in 0…∞",
      "max(x) < min(x)": "max(x) is never below min(x)",
      "completeness(x) * 100 > 101": "completeness(x) * 100 lies in 0…100",
      "stddev(x) < 0": "stddev() lies in 0…∞",
    ]
    for (condition, label) in labels {
      #expect(check("rule r { alert when \(condition) }").diagnostics.map(\.label) == [label])
    }
  }

  @Test("Interval arithmetic holds every value that its operands can give")
  func sound() {
    var random = SplitMix64(7)
    func interval() -> Interval {
      let ends = [
        Double(Int.random(in: -3...3, using: &random)),
        Double(Int.random(in: -3...3, using: &random)),
      ].sorted()
      return Interval(ends[0], ends[1])
    }
    for _ in 0..<3_000 {
      let (a, b) = (interval(), interval())
      let x = Double.random(in: a.low...a.high, using: &random)
      let y = Double.random(in: b.low...b.high, using: &random)
      for op in [ArithmeticOperator.add, .subtract, .multiply, .divide] {
        guard let result = Interval.combine(a, op, b) else { continue }
        let value = op.apply(x, y)
        #expect(value >= result.low - 1e-12 && value <= result.high + 1e-12, "\(a) \(op) \(b)")
      }
      for op in [
        ComparisonOperator.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual,
      ] {
        if let decided = Interval.decide(a, op, b) {
          #expect(op.holds(x, y) == decided, "\(a) \(op) \(b)")
        }
      }
    }
  }
}
