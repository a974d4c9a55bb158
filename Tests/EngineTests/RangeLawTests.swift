@testable import Engine
import Language
import Metrics
import Testing

/// Whatever the data are, a value lies in the range that was derived of its expression.
struct RangeLawTests {
  private static let ends: [Double] = [
    -.infinity, -1e9, -3, -1.5, -1, -0.0, 0, 0.25, 1, 2, 12.5, 1e9, .infinity,
  ]

  private static func interval(_ random: inout SplitMix64) -> Interval? {
    guard Int.random(in: 0..<5, using: &random) > 0 else { return nil }
    let ends = [
      ends.randomElement(using: &random) ?? 0, ends.randomElement(using: &random) ?? 0,
    ].sorted()
    guard ends[0] != .infinity, ends[1] != -.infinity else { return nil }
    return Interval(ends[0], ends[1])
  }

  /// A number of an interval, its ends more often than others.
  private static func number(in interval: Interval?, _ random: inout SplitMix64) -> Double {
    let interval = interval ?? .all
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return interval.low
    case 1: return interval.high
    default:
      let low = max(interval.low, -1e12)
      let high = min(interval.high, 1e12)
      let number = Double.random(in: low...max(low, high), using: &random)
      return Bool.random(using: &random)
        ? number : min(max(number.rounded(), interval.low), interval.high)
    }
  }

  @Test("Functions and operators of known ranges", arguments: 1...4)
  func functions(seed: Int) {
    var random = SplitMix64(UInt64(seed))
    let functions = ScalarFunction.allCases.filter {
      $0.parameters.allSatisfy { [.number, .time].contains($0) }
        && $0 != .age
    }
    var bounded = 0
    for _ in 0..<20_000 {
      guard let function = functions.randomElement(using: &random) else { continue }
      let count =
        function.parameters.count
        + (function.isVariadic ? Int.random(in: 0...2, using: &random) : 0)
      let given = (0..<count).map { _ in Self.interval(&random) }
      let numbers = given.map { Self.number(in: $0, &random) }
      let value = function.apply(numbers)
      guard !value.isNaN, let range = Interval(of: function, given) else { continue }
      bounded += 1
      #expect(
        value >= range.low && value <= range.high, "\(function)(\(numbers)) of \(given): \(value)")
    }
    #expect(bounded > 5_000)
    for _ in 0..<20_000 {
      let (a, b) = (Self.interval(&random), Self.interval(&random))
      let (x, y) = (Self.number(in: a, &random), Self.number(in: b, &random))
      for op in [ArithmeticOperator.add, .subtract, .multiply, .divide] {
        let value = op.apply(x, y)
        guard !value.isNaN, let range = Interval.combine(a, op, b) else { continue }
        #expect(
          value >= range.low && value <= range.high,
          "\(x) \(op.rawValue) \(y) of \(a.debugDescription), \(b.debugDescription): \(value)")
      }
    }
  }

  private static let leaves = [
    "stddev(x)", "variance(y)", "min(x)", "max(x)", "median(x)", "quantile(x, 99%)",
    "quantile(x, 50%)", "quantile(x, 5%)", "mean(x)", "sum(y)", "completeness(x)", "missing(y)",
    "row_count", "range(x)", "iqr(y)", "distinct(x)", "share(x > 0)", "kurtosis(x)", "skewness(y)",
    "correlation(x, y)", "entropy(x)", "length_mean(y)", "0", "1", "2.5", "3",
  ]

  private static func expression(_ depth: Int, _ random: inout SplitMix64) -> String {
    if depth == 0 || Int.random(in: 0..<6, using: &random) == 0 {
      return leaves.randomElement(using: &random) ?? "0"
    }
    let a = expression(depth - 1, &random)
    let b = expression(depth - 1, &random)
    switch Int.random(in: 0..<13, using: &random) {
    case 0, 1: return "(\(a) - \(b))"
    case 2: return "(\(a) + \(b))"
    case 3: return "(\(a) * \(b))"
    case 4: return "(\(a) / \(b))"
    case 5: return "abs(\(a))"
    case 6: return "sqrt(\(a))"
    case 7: return "clamp(\(a), -2, \(b))"
    case 8: return "least(\(a), \(b))"
    case 9: return "greatest(\(a), 0, \(b))"
    case 10: return "(-\(a))"
    case 11: return "(if \(a) > \(b) then \(a) else \(b))"
    default:
      let function = ["round", "floor", "ceil", "exp", "ln", "log10"].randomElement(using: &random)
      return "\(function ?? "round")(\(a))"
    }
  }

  @Test("Expressions over random columns", arguments: 1...8)
  func expressions(seed: Int) async {
    var random = SplitMix64(UInt64(seed * 7_919))
    let rows = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      (0..<2).map { _ in
        Int.random(in: 0..<8, using: &random) == 0
          ? "" : "\(Double(Int.random(in: -40...40, using: &random)) / 8)"
      }.joined(separator: ",")
    }
    let csv = (["x,y"] + rows.map { $0 == "," ? "0," : $0 }).joined(separator: "\n") + "\n"
    var checker = ExpressionChecker(
      Scope(catalogue: .standard, schema: Schema(names: ["x", "y"])))
    let terms = (0..<120).map { _ in
      let text = Self.expression(3, &random)
      return checker.check(
        Parser.parseExpression(SourceFile(path: "e", text: text)).expression, .window)
    }
    let data = await gather(csv, Plan(terms).requests, given: [:], Cut())
    let evaluator = WindowEvaluator(data: data, baseline: nil)
    for term in terms {
      guard let range = term.interval, let value = evaluator.evaluate(term).value.number else {
        continue
      }
      #expect(
        value >= range.low && value <= range.high,
        "\(term.span.text) is \(value), not in \(range), over\n\(csv)")
    }
    #expect(terms.contains { $0.interval != nil })
  }
}
