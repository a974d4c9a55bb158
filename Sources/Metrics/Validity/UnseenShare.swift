import Engine
import Statistics

struct UnseenShare: Metric {
  static let signature = Signature("unseen_share", .column(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of a column's values that the baseline never saw.",
    formula: "values absent from the baseline / values present",
    unknown: [
      .noData: "no value is present", .noBaseline: "the baseline lacks the column",
      .undefined: "the baseline has more categories than are kept exactly",
    ], source: "Amazon SageMaker Model Monitor, categorical_values_check")
  static let examples = [
    Example("unseen_share(d)", over: "d\nA\nB\nC\nC\n", against: "d\nA\nB\n", is: .number(0.5))
  ]

  private let categories: Reading<CategoryCounts>
  private let mayShow: Bool

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let column = try arguments.column().asCategories
    categories = Reading(CategoryCounts.Parameters(), over: [column], where: arguments.filter)
    mayShow = column.columns.allSatisfy { !arguments.facts.sensitive.contains($0) }
  }

  var reads: [StatisticRequest] { [categories.request] }
  var baselineReads: [StatisticRequest] { [categories.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let known = baseline?[categories] else { return .unknown(.noBaseline) }
    guard let now = statistics[categories], now.total > 0 else { return .unknown(.noData) }
    guard known.isExact else { return .unknown(.undefined) }
    let seen = now.categories.reduce(0) { $0 + (known.count(of: $1.text) > 0 ? $1.count : 0) }
    // Beyond the exact budget, categories that were dropped count as unseen: the share is at most
    // so high.
    let total = Double(now.total)
    return .number(
      (total - Double(seen)) / total, error: now.isExact ? 0 : Double(now.error) / total)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    guard let known = baseline?[categories], !known.isExact else { return nil }
    return
      "the baseline has more categories than are kept exactly, so that none can be called unseen"
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard mayShow, let now = statistics[categories], let known = baseline?[categories] else {
      return []
    }
    return now.categories.lazy.filter { known.count(of: $0.text) == 0 }.prefix(5).map {
      Evidence(String(decoding: $0.text, as: UTF8.self), count: $0.count)
    }
  }
}
