import Engine
import Statistics

/// A column and the baseline's, as numbers, as counts of given bins, or as categories.
struct ComparedColumn: Sendable {
  /// What the two sides hold; both of them something.
  enum Sides {
    case numbers(now: QuantileSketch, before: QuantileSketch)
    case bins(now: BinCounts, before: BinCounts)
    case categories(now: CategoryCounts, before: CategoryCounts)
    case unknown(UnknownReason)
  }

  private let numbers: Reading<QuantileSketch>
  private let bins: Reading<BinCounts>?
  private let categories: Reading<CategoryCounts>
  private let types: Reading<TypeCounts>
  /// Nil where the baseline's values will tell.
  private let isNumeric: Bool?
  private let needsDistinct: Bool
  /// No column that it reads is sensitive.
  let mayShow: Bool

  /// - Parameters:
  ///   - needsNumbers: the cells that are no numbers are left out, whatever they are.
  ///   - needsDistinct: numbers are counted one by one besides, as far as they can be.
  ///   - arguments: `c`, and `edges` between bins of numbers.
  init(
    needsNumbers: Bool, needsDistinct: Bool = false, _ arguments: CheckedArguments
  ) throws(ArgumentError) {
    self.needsDistinct = needsDistinct
    let column = try arguments.column()
    let isCategorical =
      column.isText || column.columnName.map(arguments.facts.categorical.contains) ?? false
    if needsNumbers, column.isText {
      throw ArgumentError("method", "this method compares numbers, and `text(…)` makes categories")
    }
    let edges = try Self.edges(arguments)
    let filter = arguments.filter
    isNumeric =
      needsNumbers
      ? true : isCategorical ? false : edges != nil ? true : arguments.isNumeric(column)
    bins = edges.map { edges in
      Reading(BinCounts.Parameters(edges: edges), over: [column], where: filter)
    }
    numbers = Reading(QuantileSketch.Parameters(), over: [column], where: filter)
    categories = Reading(
      CategoryCounts.Parameters(), over: [column.asCategories], where: filter)
    types = Reading(over: column, where: filter)
    mayShow = column.columns.allSatisfy { !arguments.facts.sensitive.contains($0) }
  }

  private static func edges(_ arguments: CheckedArguments) throws(ArgumentError) -> [Double]? {
    guard let edges = arguments.numbers("edges") else { return nil }
    guard !edges.isEmpty, edges.count <= BinCounts.Parameters.mostEdges,
      edges.allSatisfy(\.isFinite), zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw ArgumentError(
        "edges",
        "`edges` are ascending numbers, each once, at most "
          + "\(Number.grouped(BinCounts.Parameters.mostEdges)) of them")
    }
    return edges
  }

  var reads: [StatisticRequest] {
    switch isNumeric {
    case true? where needsDistinct: [numbers.request, categories.request]
    case true?: [bins?.request ?? numbers.request]
    case false?: [categories.request]
    case nil: [numbers.request, categories.request]
    }
  }

  var baselineReads: [StatisticRequest] { reads + (isNumeric == nil ? [types.request] : []) }

  func sides(_ statistics: Gathered, _ baseline: Gathered?) -> Sides {
    guard let baseline else { return .unknown(.noBaseline) }
    guard comparesNumbers(baseline) else {
      guard let before = baseline[categories], before.total > 0 else {
        return .unknown(.noBaseline)
      }
      guard let now = statistics[categories], now.total > 0 else { return .unknown(.noData) }
      return .categories(now: now, before: before)
    }
    if let bins {
      guard let before = baseline[bins], before.total > 0 else { return .unknown(.noBaseline) }
      guard let now = statistics[bins], now.total > 0 else { return .unknown(.noData) }
      return .bins(now: now, before: before)
    }
    guard let before = baseline[numbers], before.count > 0 else { return .unknown(.noBaseline) }
    guard let now = statistics[numbers], now.count > 0 else { return .unknown(.noData) }
    return .numbers(now: now, before: before)
  }

  /// The numbers of a side, ascending, and how far a share up to one may be off: counted one by one
  /// where there are few enough, else the sketch's items.
  func distinctNumbers(
    _ sketch: QuantileSketch, _ side: Gathered?
  ) -> (items: [(value: Double, weight: Int)], error: Double) {
    if !sketch.isExact, let items = side?[categories]?.numbers,
      items.reduce(0, { $0 + $1.weight }) == sketch.count
    {
      return (items, 0)
    }
    return (sketch.sortedItems, sketch.rankError)
  }

  private func comparesNumbers(_ baseline: Gathered) -> Bool {
    if let isNumeric { return isNumeric }
    return baseline[types].flatMap(ColumnType.init)?.isNumeric ?? false
  }

  /// Why nothing could be compared: the column holds something, but no numbers.
  func whyUnknown(_ statistics: Gathered, _ baseline: Gathered?) -> String? {
    guard isNumeric == true, let baseline, statistics.records > 0,
      case .unknown = sides(statistics, baseline)
    else { return nil }
    let isHeld =
      bins.map { baseline[$0] != nil && statistics[$0] != nil }
      ?? (baseline[numbers] != nil && statistics[numbers] != nil)
    guard isHeld else { return nil }
    return "numbers are compared, and the column holds none"
  }
}
