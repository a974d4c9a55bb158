import Engine
import Statistics

struct Skewness: Metric {
  static let signature = Signature("skewness", .column(of: .numbers), returns: .number)
  static let documentation = Documentation(
    "How far a column's numbers lean to one side: above 0 where the longer tail is that of greater ones.",
    formula:
      "(Σ(xᵢ − mean)³ / n) / (Σ(xᵢ − mean)² / n)^(3/2), of the population; cells that are no numbers "
      + "are left out",
    unknown: [
      .noData: "the column holds no number",
      .undefined: "its numbers are all equal, or beyond 1e74 apart",
    ],
    source: "Pébay, Formulas for Robust, One-Pass Parallel Computation of Moments, 2008")
  static let examples = [Example("skewness(x)", over: "x\n1\n2\n3\n", is: .number(0))]

  private let moments: Reading<HigherMoments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let moments = statistics[moments], moments.count > 0 else { return .unknown(.noData) }
    return moments.skewness.map { .number($0) } ?? .unknown(.undefined)
  }
}
