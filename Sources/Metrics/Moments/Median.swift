import Engine
import Statistics

struct Median: Metric {
  static let signature = Signature("median", .column(of: .numbers), returns: .number)
  static let documentation = Documentation(
    "The value below which half of a column's numbers lie.", formula: "quantile(c, 50%)",
    unknown: [.noData: "the column holds no number"],
    source: "Karnin, Lang, Liberty, Optimal Quantile Approximation in Streams, 2016")
  static let examples = [Example("median(x)", over: "x\n1\n2\n3\n10\n", is: .number(2.5))]

  private let sketch: Reading<QuantileSketch>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    sketch = Reading(
      QuantileSketch.Parameters(), over: [try arguments.column()], where: arguments.filter)
  }

  var rank: Double? { 0.5 }

  var reads: [StatisticRequest] { [sketch.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[sketch].map { $0.estimate(0.5) } ?? .unknown(.noData)
  }
}
