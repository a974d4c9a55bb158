import Engine
import Statistics

struct Every: Metric {
  static let signature = Signature("every", .predicate(), returns: .boolean)
  static let evidenceSide = Signature.Worse.lower
  static let documentation = Documentation(
    "Whether a condition holds for every record for which it can be told.",
    formula: "no record for which P is false", unknown: [.noData: "P is null for every record"])
  static let examples = [Example("every(x > 0)", over: "x\n1\n2\n", is: .boolean(true))]

  private let counts: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .share(of: try arguments.predicate(), arguments)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let counts = statistics[counts], counts.holds + counts.fails > 0 else {
      return .unknown(.noData)
    }
    return .boolean(counts.fails == 0)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[counts]?.evidence ?? []
  }
}
