import Engine
import Statistics

struct Kurtosis: Metric {
  static let signature = Signature(
    "kurtosis", .column(of: .numbers), returns: .number, range: -2...Double.infinity)
  static let documentation = Documentation(
    "How heavy the tails of a column's numbers are: 0 for those of a normal distribution.",
    formula:
      "(Σ(xᵢ − mean)⁴ / n) / (Σ(xᵢ − mean)² / n)² − 3, of the population (excess kurtosis); cells that "
      + "are no numbers are left out",
    unknown: [
      .noData: "the column holds no number",
      .undefined: "its numbers are all equal, or beyond 1e74 apart",
    ],
    source: "Pébay, Formulas for Robust, One-Pass Parallel Computation of Moments, 2008")
  static let examples = [Example("kurtosis(x)", over: "x\n1\n3\n", is: .number(-2))]

  private let moments: Reading<HigherMoments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let moments = statistics[moments], moments.count > 0 else { return .unknown(.noData) }
    return moments.excessKurtosis.map { .number($0) } ?? .unknown(.undefined)
  }
}
