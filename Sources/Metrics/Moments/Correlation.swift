import Engine
import Statistics

struct Correlation: Metric {
  static let signature = Signature(
    "correlation", .column("a", of: .numbers), .column("b", of: .numbers), returns: .number,
    range: -1...1)
  static let documentation = Documentation(
    "How far two columns rise and fall together along a line: 1 always, −1 always against each other.",
    formula:
      "Σ(aᵢ − mean a)(bᵢ − mean b) / √(Σ(aᵢ − mean a)² · Σ(bᵢ − mean b)²), over the records in which "
      + "both are numbers",
    unknown: [
      .noData: "no record holds two numbers",
      .undefined: "one column's numbers are all equal, or beyond 1e149 apart",
    ],
    source: "Pearson; Pébay, Formulas for Robust, One-Pass Parallel Computation of Moments, 2008")
  static let examples = [
    Example("correlation(a, b)", over: "a,b\n1,4\n2,2\n3,0\n", is: .number(-1))
  ]

  private let moments: Reading<CoMoments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    moments = Reading(
      over: try arguments.column("a"), try arguments.column("b"), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let moments = statistics[moments], moments.count > 0 else { return .unknown(.noData) }
    return moments.correlation.map { .number($0) } ?? .unknown(.undefined)
  }
}
