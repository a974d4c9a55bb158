import Language
import Statistics

/// Gathers the statistics of a plan over the blocks of one piece.
struct Shard {
  /// The statistics of one pane, in the order of the layout's groups.
  private struct Pane {
    var records = 0
    var groups: [[any Accumulator]]
  }

  private let layout: BlockLayout
  private let windows: Windowing?
  private let run: RunWindow?
  private var cut = RunCut()
  /// Records before the next block, where so many make a window.
  private var row: Int
  private let evaluator: RowEvaluator
  /// What a pane begins with.
  private let emptyPane: Pane
  private var panes: [Int: Pane] = [:]
  private var counting: CellCounting
  private var untimed = 0
  private var patternLimits: Set<String> = []
  /// More panes than are held: the rest was left out.
  private(set) var isOverfull = false

  init(
    _ layout: BlockLayout, given: [String: Value], windows: Windowing?, run: RunWindow? = nil,
    firstRow: Int = 0, isWhole: Bool = true
  ) {
    self.layout = layout
    self.windows = windows
    self.run = run
    row = firstRow
    // Panes would each need counters of their own.
    counting = CellCounting(windows == nil ? layout.counted : [], isWhole: isWhole)
    evaluator = RowEvaluator(given: given, positions: layout.positions)
    emptyPane = Pane(groups: layout.groups.map { $0.requests.map { $0.make() } })
  }

  mutating func take(_ block: ColumnBlock) {
    guard !isOverfull else { return }
    let block = within(block)
    guard block.rows > 0 || run == nil else { return }
    counting.count(block)
    var wide = block
    for expression in layout.derived {
      wide.columns.append(evaluator.evaluate(expression, block))
      if evaluator.hitPatternLimit { patternLimits.insert(expression.key) }
    }
    let truths = layout.groups.map { group -> [Truth]? in
      guard let filter = group.filter else { return nil }
      let truths = evaluator.truths(of: filter, block)
      if evaluator.hitPatternLimit { patternLimits.insert(filter.key) }
      return truths
    }
    let rowsByPane: [(pane: Int, rows: [Int32])]
    switch windows {
    case .time(let windows):
      guard let slot = layout.timeSlot else { return take(wide, rows: nil, truths, pane: 0) }
      rowsByPane = split(wide.columns[slot], windows)
    case .rows(let length): rowsByPane = split(block.rows, by: length)
    case nil: return take(wide, rows: nil, truths, pane: 0)
    }
    if rowsByPane.count == 1, let only = rowsByPane.first, only.rows.count == block.rows {
      return take(wide, rows: nil, truths, pane: only.pane)
    }
    for part in rowsByPane { take(wide, rows: part.rows, truths, pane: part.pane) }
  }

  /// The rows that are of the run's window.
  private mutating func within(_ block: ColumnBlock) -> ColumnBlock {
    guard let run else { return block }
    let slot = run.time.columnName.flatMap { layout.positions[$0] }
    let times = slot.map { block.columns[$0] } ?? evaluator.evaluate(run.time, block)
    let (kinds, numbers) = (times.kinds, times.numbers)
    var kept: [Int32] = []
    kept.reserveCapacity(times.rows)
    for row in 0..<times.rows {
      let time = kinds[row] == .timestamp ? numbers[row] : nil
      if cut.take(time, of: run) == .within { kept.append(Int32(row)) }
    }
    return kept.count == block.rows ? block : block.selecting(kept)
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

  /// The rows of each window of so many records.
  private mutating func split(_ rows: Int, by length: Int) -> [(pane: Int, rows: [Int32])] {
    let (first, end) = (row, row + rows)
    row = end
    guard rows > 0 else { return [] }
    return (first / length...(end - 1) / length).map { pane in
      let start = max(first, pane * length)
      let rows = min(length - (start - pane * length), end - start)
      return (pane, (0..<rows).map { Int32(start - first + $0) })
    }
  }

  /// Updates a pane with some rows of a block; all where `rows` is nil.
  private mutating func take(
    _ wide: ColumnBlock, rows: [Int32]?, _ truths: [[Truth]?], pane index: Int
  ) {
    var pane: Pane
    if let known = panes.removeValue(forKey: index) {
      pane = known
    } else if panes.count < Panes.mostWindows {
      pane = emptyPane
    } else {
      isOverfull = true
      return
    }
    pane.records += rows?.count ?? wide.rows
    for (position, group) in layout.groups.enumerated() {
      let columns = wide.columns(group.columns)
      let seen = Shard.rows(rows, truths[position], of: wide.rows).map(columns.selecting) ?? columns
      let isCounted = counting.hand(group: position, to: &pane.groups[position])
      for request in group.requests.indices where !isCounted.contains(request) {
        pane.groups[position][request].update(seen.columns(group.positions[request]))
      }
    }
    panes[index] = pane
  }

  /// Hands over what is still counted.
  mutating func finish() {
    guard var pane = panes.removeValue(forKey: 0) else { return }
    counting.finish(into: &pane.groups)
    panes[0] = pane
  }

  /// The rows of a pane that a condition lets through; nil where that is all.
  private static func rows(_ rows: [Int32]?, _ truths: [Truth]?, of count: Int) -> [Int32]? {
    guard let truths else { return rows }
    if let rows { return rows.filter { truths[Int($0)] == .yes } }
    let kept = truths.count { $0 == .yes }
    if kept == count { return nil }
    var result: [Int32] = []
    result.reserveCapacity(kept)
    for row in truths.indices where truths[row] == .yes { result.append(Int32(row)) }
    return result
  }

  func gathered(_ schema: Schema) -> Panes {
    var result = Panes(windows, run: run, empty: gathered(emptyPane, schema))
    result.untimed = untimed
    result.cut = cut
    for (index, pane) in panes { result.merge(gathered(pane, schema), at: index) }
    if isOverfull { result.isOverfull = true }
    return result
  }

  private func gathered(_ pane: Pane, _ schema: Schema) -> Gathered {
    var result = Gathered(records: pane.records, schema: schema)
    result.patternLimits = limited
    for (group, accumulators) in zip(layout.groups, pane.groups) {
      for (request, accumulator) in zip(group.requests, accumulators) {
        result.set(accumulator, for: request)
      }
    }
    return result
  }

  /// Keys of the statistics that a pattern limit left incomplete.
  private var limited: Set<String> {
    guard !patternLimits.isEmpty else { return [] }
    let requests = layout.requests.filter { request in
      let read = request.columns.map(\.key) + [request.filter?.key].compactMap(\.self)
      return read.contains(where: patternLimits.contains)
    }
    return Set(requests.map(\.key))
  }
}
