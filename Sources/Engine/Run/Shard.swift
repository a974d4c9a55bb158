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

  /// The statistics of one pane: requests of all rows, then those of each `where` in turn.
  private struct Pane {
    var records = 0
    var groups: [(filter: RowExpression?, bound: [Bound])] = []
  }

  private let layout: BlockLayout
  private let windows: TimeWindows?
  private let evaluator: RowEvaluator
  private var panes: [Int: Pane] = [:]
  private var untimed = 0
  private var patternLimits: Set<String> = []

  init(_ layout: BlockLayout, given: [String: Value], windows: TimeWindows?) {
    self.layout = layout
    self.windows = windows
    evaluator = RowEvaluator(given: given, positions: layout.positions)
  }

  mutating func take(_ block: ColumnBlock) {
    var wide = block
    for expression in layout.derived {
      wide.columns.append(evaluator.evaluate(expression, block))
      if evaluator.hitPatternLimit { patternLimits.insert(expression.key) }
    }
    var filters: [String: [Truth]] = [:]
    for filter in layout.filters {
      filters[filter.key] = evaluator.truths(of: filter, block)
      if evaluator.hitPatternLimit { patternLimits.insert(filter.key) }
    }
    guard let windows, let position = layout.positions[windows.column] else {
      return take(wide, rows: nil, filters, pane: 0)
    }
    let rowsByPane = split(block.columns[position], windows)
    if rowsByPane.count == 1, let only = rowsByPane.first, only.rows.count == block.rows {
      return take(wide, rows: nil, filters, pane: only.pane)
    }
    for part in rowsByPane { take(wide, rows: part.rows, filters, pane: part.pane) }
  }

  /// The rows of each pane, in order of their first row.
  private mutating func split(
    _ times: Column, _ windows: TimeWindows
  ) -> [(pane: Int, rows: [Int32])] {
    let (kinds, numbers) = (times.kinds, times.numbers)
    var result: [(pane: Int, rows: [Int32])] = []
    var positions: [Int: Int] = [:]
    var last: (pane: Int, position: Int)?
    for row in 0..<times.rows {
      guard kinds[row] == .timestamp, let pane = windows.pane(of: numbers[row]) else {
        untimed += 1
        continue
      }
      if let last, last.pane == pane {
        result[last.position].rows.append(Int32(row))
        continue
      }
      let position = positions[pane] ?? result.count
      if position == result.count {
        result.append((pane, []))
        positions[pane] = position
      }
      result[position].rows.append(Int32(row))
      last = (pane, position)
    }
    return result
  }

  /// Updates a pane with some rows of a block; all where `rows` is nil.
  private mutating func take(
    _ wide: ColumnBlock, rows: [Int32]?, _ filters: [String: [Truth]], pane index: Int
  ) {
    var pane = panes.removeValue(forKey: index) ?? makePane()
    pane.records += rows?.count ?? wide.rows
    let all = rows.map(wide.selecting) ?? wide
    for group in pane.groups.indices {
      var seen = all
      if let filter = pane.groups[group].filter, let truths = filters[filter.key] {
        let candidates = rows ?? (0..<Int32(wide.rows)).map(\.self)
        seen = wide.selecting(candidates.filter { truths[Int($0)] == .yes })
      }
      for position in pane.groups[group].bound.indices {
        let columns = pane.groups[group].bound[position].positions
        pane.groups[group].bound[position].accumulator.update(seen.columns(columns))
      }
    }
    panes[index] = pane
  }

  private func makePane() -> Pane {
    var pane = Pane()
    for request in layout.requests {
      let bound = Bound(
        request: request, positions: request.columns.map { layout.slot(of: $0) },
        accumulator: request.make())
      if let index = pane.groups.firstIndex(where: { $0.filter?.key == request.filter?.key }) {
        pane.groups[index].bound.append(bound)
      } else {
        pane.groups.append((request.filter, [bound]))
      }
    }
    return pane
  }

  func gathered(_ schema: Schema) -> Panes {
    var result = Panes(windows, empty: gathered(makePane(), schema))
    result.untimed = untimed
    for (index, pane) in panes { result.merge(gathered(pane, schema), at: index) }
    return result
  }

  private func gathered(_ pane: Pane, _ schema: Schema) -> Gathered {
    var result = Gathered(records: pane.records, schema: schema)
    for group in pane.groups {
      for bound in group.bound {
        result.set(bound.accumulator, for: bound.request)
        let read =
          bound.request.columns.map(\.key) + [bound.request.filter?.key].compactMap(\.self)
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
  /// Conditions of requests, each once.
  let filters: [RowExpression]
  let positions: [String: Int]
  private let slots: [String: Int]

  /// - Parameter also: a column that blocks hold besides, for the time of records.
  package init(_ requests: [StatisticRequest], available: [String], also: String? = nil) {
    let known = Set(available)
    let possible = requests.filter { request in
      request.allColumns.allSatisfy(known.contains)
    }
    self.requests = possible
    let read = Set(possible.flatMap(\.allColumns) + [also].compactMap(\.self))
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
    var filters: [RowExpression] = []
    for filter in possible.compactMap(\.filter)
    where !filters.contains(where: { $0.key == filter.key }) {
      filters.append(filter)
    }
    self.filters = filters
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
