import Engine
import Statistics

struct Top: Metric {
  static let signature = Signature(
    "top", .column(), .number("n", optional: true), returns: .structure)
  static let documentation = Documentation(
    "The most frequent values of a column, with how often each occurs.",
    formula:
      "the n (10) categories of the greatest counts, equal ones by their bytes, each with its count and "
      + "its share of the values present; up to 10,000 categories exact, beyond each count is too low "
      + "by at most `error`",
    unknown: [.noData: "no value is present"],
    source:
      "Misra, Gries, Finding Repeated Elements, 1982; Agarwal et al., Mergeable Summaries, 2012")
  static let examples = [
    Example(
      "top(d, 2)", over: "d\nA\nB\nB\nC\n",
      is: .object([
        "values": .array([
          .object(["value": .string("B"), "count": .integer(2), "share": .number(0.5)]),
          .object(["value": .string("A"), "count": .integer(1), "share": .number(0.25)]),
        ]), "error": .integer(0),
      ]))
  ]

  private let count: Int
  private let categories: Reading<CategoryCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let column = try arguments.column()
    let wanted = arguments.number("n") ?? 10
    guard let count = Int(exactly: wanted), (1...10_000).contains(count) else {
      throw ArgumentError("n", "`n` is a whole number from 1 to 10,000")
    }
    guard !arguments.facts.areSensitive([column]) else {
      throw ArgumentError("c", "the column is `sensitive`: its values are never shown")
    }
    self.count = count
    categories = Reading(
      CategoryCounts.Parameters(), over: [column.asCategories], where: arguments.filter)
  }

  var reads: [StatisticRequest] { [categories.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let counts = statistics[categories], counts.total > 0 else { return .unknown(.noData) }
    let values = counts.categories.prefix(count).map { category in
      JSON.object([
        "value": .string(String(decoding: category.text, as: UTF8.self)),
        "count": .integer(category.count),
        "share": .number(Double(category.count) / Double(counts.total)),
      ])
    }
    return .structure(.object(["values": .array(values), "error": .integer(counts.error)]))
  }
}
