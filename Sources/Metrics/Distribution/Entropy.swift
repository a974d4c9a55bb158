import Engine
import Statistics

struct Entropy: Metric {
  static let signature = Signature(
    "entropy", .column(), returns: .number, range: 0...Double.infinity)
  static let documentation = Documentation(
    "Shannon entropy of a column's values as categories, in bits.",
    formula:
      "−Σ pᵢ log₂ pᵢ over the shares of the categories: 0 where all values are one, log₂ k where k "
      + "are equally frequent; natural units are ln 2 times as many",
    unknown: [
      .noData: "no value is present",
      .undefined: "the column has more categories than are counted exactly, 10,000",
    ], source: "Shannon, A Mathematical Theory of Communication, 1948; Deequ, Entropy (in nats)")
  static let examples = [
    Example("entropy(d)", over: "d\nA\nB\nC\nD\n", is: .number(2))
  ]

  private let categories: Reading<CategoryCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    categories = Reading(
      CategoryCounts.Parameters(), over: [try arguments.column().asCategories],
      where: arguments.filter)
  }

  var reads: [StatisticRequest] { [categories.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let counts = statistics[categories], counts.total > 0 else { return .unknown(.noData) }
    return counts.entropy.map { .number($0) } ?? .unknown(.undefined)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    guard let counts = statistics[categories], !counts.isExact else { return nil }
    return "the column has more categories than are counted exactly"
  }
}
