import Engine
import Statistics

struct Quantile: Metric {
  static let signature = Signature(
    "quantile", .column(of: .numbers), .number("q"), returns: .number)
  static let documentation = Documentation(
    "The value below which a share q of a column's numbers lies.",
    formula:
      "up to 2,050 values exact, interpolated between neighbours; beyond, from a sketch "
      + "within its rank error",
    unknown: [.noData: "the column holds no number"],
    source: "Karnin, Lang, Liberty, Optimal Quantile Approximation in Streams, 2016")
  static let examples = [
    Example("quantile(x, 25%)", over: "x\n1\n2\n3\n4\n5\n", is: .number(2))
  ]

  private let share: Double
  private let sketch: Reading<QuantileSketch>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    guard let share = arguments.number("q"), (0...1).contains(share) else {
      throw ArgumentError("q", "`q` lies in 0…1, such as 0.99 or 99%")
    }
    self.share = share
    sketch = Reading(
      QuantileSketch.Parameters(), over: [try arguments.column()], where: arguments.filter)
  }

  var rank: Double? { share }

  var reads: [StatisticRequest] { [sketch.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[sketch].map { $0.estimate(share) } ?? .unknown(.noData)
  }
}

extension QuantileSketch {
  /// A quantile with half the distance between the values at its rank error as its error.
  func estimate(_ share: Double) -> MetricValue {
    guard let value = quantile(share) else { return .unknown(.noData) }
    guard rankError > 0, let low = quantile(max(0, share - rankError)),
      let high = quantile(min(1, share + rankError))
    else { return .number(value) }
    return .number(value, error: max(value - low, high - value))
  }
}
