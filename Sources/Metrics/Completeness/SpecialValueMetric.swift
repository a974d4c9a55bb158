import Engine
import Statistics

/// A metric that is the share of a column's values that are of a kind.
protocol SpecialValueMetric: Metric {
  init(special: Reading<SpecialValues>)
  var special: Reading<SpecialValues> { get }
  static func count(in values: SpecialValues) -> Int
}

extension SpecialValueMetric {
  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    self.init(special: Reading(over: try arguments.column(), where: arguments.filter))
  }

  var reads: [StatisticRequest] { [special.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let special = statistics[special], special.present > 0 else { return .unknown(.noData) }
    return .ratio(Double(Self.count(in: special)), of: Double(special.present))
  }
}
