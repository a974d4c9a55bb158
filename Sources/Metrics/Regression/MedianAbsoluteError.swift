import Engine
import Statistics

struct MedianAbsoluteError: Metric {
  static let signature = Signature.ofErrors("median_absolute_error")
  static let documentation = Documentation.ofErrors(
    "Median of the absolute errors.",
    formula: "median |p − y|, exact up to 2,050 records, beyond from a sketch with its error",
    source: "Karnin, Lang, Liberty, Optimal Quantile Approximation in Streams, 2016")
  static let examples: [Example] = [
    .regression("median_absolute_error", is: .number(1.5))
  ]

  private let sketch: Reading<QuantileSketch>
  private let labels: Reading<Presence>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let label = try arguments.role(.label)
    let error = ((try arguments.role(.prediction)) - label).magnitude
    sketch = Reading(QuantileSketch.Parameters(), over: [error], where: arguments.filter)
    labels = Reading(over: label, where: arguments.filter)
  }

  var reads: [StatisticRequest] { [sketch.request, labels.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let sketch = statistics[sketch], let labels = statistics[labels] else {
      return .unknown(.noData)
    }
    guard sketch.count > 0 else {
      return .unknown(.lacking(labelled: labels.present, of: labels.records))
    }
    return sketch.estimate(0.5)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    guard let labels = statistics[labels], statistics[sketch]?.count == 0 else { return nil }
    return .whyNone(labelled: labels.present, of: labels.records)
  }
}
