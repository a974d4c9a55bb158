import Engine
import Statistics

struct InterquartileRange: Metric {
  static let signature = Signature(
    "iqr", .column(of: .numbers), returns: .number, range: 0...Double.infinity)
  static let documentation = Documentation(
    "Distance between the quartiles of a column's numbers, between which their middle half lies.",
    formula: "quantile(c, 75%) − quantile(c, 25%), within the errors of both",
    unknown: [.noData: "the column holds no number"],
    source: "Karnin, Lang, Liberty, Optimal Quantile Approximation in Streams, 2016")
  static let examples = [Example("iqr(x)", over: "x\n1\n2\n3\n4\n5\n", is: .number(2))]

  private let sketch: Reading<QuantileSketch>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    sketch = Reading(
      QuantileSketch.Parameters(), over: [try arguments.column()], where: arguments.filter)
  }

  var reads: [StatisticRequest] { [sketch.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let sketch = statistics[sketch], case .number(let low) = sketch.estimate(0.25),
      case .number(let high) = sketch.estimate(0.75)
    else { return .unknown(.noData) }
    return .number(high.value - low.value, error: high.error + low.error)
  }
}
