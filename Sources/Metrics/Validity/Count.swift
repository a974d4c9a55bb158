import Engine
import Statistics

struct Count: Metric {
  static let signature = Signature("count", .predicate(), returns: .count)
  static let documentation = Documentation(
    "Number of records for which a condition holds.", formula: "records for which P is true")
  static let examples = [Example("count(x > 1)", over: "x\n1\n2\n3\n", is: .number(2))]

  private let counts: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .share(of: try arguments.predicate(), arguments)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[counts].map { .number(Double($0.holds)) } ?? .unknown(.noData)
  }
}
