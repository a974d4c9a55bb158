import Engine
import Statistics

struct Covariance: Metric {
  static let signature = Signature(
    "covariance", .column("a", of: .numbers), .column("b", of: .numbers), returns: .number)
  static let documentation = Documentation(
    "Population covariance of two columns.",
    formula: "Σ(aᵢ − mean a)(bᵢ − mean b) / n, over the records in which both are numbers",
    unknown: [
      .noData: "no record holds two numbers", .undefined: "the numbers are beyond 1e149 apart",
    ],
    source: "Pébay, Formulas for Robust, One-Pass Parallel Computation of Moments, 2008")
  static let examples = [Example("covariance(a, b)", over: "a,b\n1,2\n3,6\nx,9\n", is: .number(2))]

  private let moments: Reading<CoMoments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(
      over: try arguments.column("a"), try arguments.column("b"), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let moments = statistics[moments], moments.count > 0 else { return .unknown(.noData) }
    return moments.covariance.map { .number($0) } ?? .unknown(.undefined)
  }
}
