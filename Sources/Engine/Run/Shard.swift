import Language
import Statistics

/// Gathers the statistics of a plan over the blocks of one piece.
struct Shard {
  /// A request bound to the columns of the blocks.
  private struct Bound {
    let request: StatisticRequest
    /// Positions in the widened block.
    let positions: [Int]
    var accumulator: any Accumulator
  }

  private let layout: BlockLayout
  private let evaluator: RowEvaluator
  private var records = 0
  /// Requests of all rows, then those of each `where` in turn.
  private var groups: [(filter: RowExpression?, bound: [Bound])] = []
  private var patternLimits: Set<String> = []

  init(_ layout: BlockLayout, given: [String: Value]) {
    self.layout = layout
    evaluator = RowEvaluator(given: given, positions: layout.positions)
    for request in layout.requests {
      let bound = Bound(
        request: request, positions: request.columns.map { layout.slot(of: $0) },
        accumulator: request.make())
      if let index = groups.firstIndex(where: { $0.filter?.key == request.filter?.key }) {
        groups[index].bound.append(bound)
      } else {
        groups.append((request.filter, [bound]))
      }
    }
  }

  mutating func take(_ block: ColumnBlock) {
    records += block.rows
    var wide = block
    for expression in layout.derived {
      wide.columns.append(evaluator.evaluate(expression, block))
      if evaluator.hitPatternLimit { patternLimits.insert(expression.key) }
    }
    for index in groups.indices {
      var seen = wide
      if let filter = groups[index].filter {
        let rows = evaluator.rows(where: filter, block)
        if evaluator.hitPatternLimit { patternLimits.insert(filter.key) }
        if rows.count < block.rows { seen = wide.selecting(rows) }
      }
      for position in groups[index].bound.indices {
        let columns = groups[index].bound[position].positions
        groups[index].bound[position].accumulator.update(seen.columns(columns))
      }
    }
  }

  func gathered(_ schema: Schema) -> Gathered {
    var result = Gathered(records: records, schema: schema)
    for group in groups {
      for bound in group.bound {
        result.set(bound.accumulator, for: bound.request)
        let read = bound.request.columns.map(\.key) + [bound.request.filter?.key].compactMap(\.self)
        if read.contains(where: patternLimits.contains) {
          result.patternLimits.insert(bound.request.key)
        }
      }
    }
    return result
  }
}

/// Which columns blocks hold: those of the data that some statistic reads, then expressions over them.
package struct BlockLayout: Sendable {
  /// Requests whose columns the data have.
  package let requests: [StatisticRequest]
  /// Columns of the data, as readers fill them.
  package let columns: [String]
  let derived: [RowExpression]
  let positions: [String: Int]
  private let slots: [String: Int]

  package init(_ requests: [StatisticRequest], available: [String]) {
    let known = Set(available)
    let possible = requests.filter { request in
      request.allColumns.allSatisfy(known.contains)
    }
    self.requests = possible
    let read = Set(possible.flatMap(\.allColumns))
    columns = available.filter(read.contains)
    let positions = Dictionary(
      columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var slots: [String: Int] = [:]
    var derived: [RowExpression] = []
    for expression in possible.flatMap(\.columns) where slots[expression.key] == nil {
      if let name = expression.columnName, let position = positions[name] {
        slots[expression.key] = position
      } else {
        slots[expression.key] = columns.count + derived.count
        derived.append(expression)
      }
    }
    self.positions = positions
    self.slots = slots
    self.derived = derived
  }

  func slot(of expression: RowExpression) -> Int { slots[expression.key] ?? 0 }
}

extension StatisticRequest {
  /// Plain columns that it reads, for values and filter.
  var allColumns: [String] { columns.flatMap(\.columns) + (filter?.columns ?? []) }
}
