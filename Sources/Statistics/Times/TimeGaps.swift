/// The longest time between consecutive timestamp cells of one column, in whatever order they come.
///
/// Times are held as runs, disjoint and in order. Beyond `mostRuns`, the runs nearest to each other
/// are joined until `mostRuns` remain, and the longest gap that a join hid is kept. What lies
/// between two runs held no time, so that gap is exact; a hidden gap is shorter than those left and
/// so at most (latest − earliest) / `mostRuns`. The longest gap is therefore exact wherever it is
/// longer than that; else it lies between `longest` and `longest + error`. Order and splits change
/// no more.
package struct TimeGaps: Statistic {
  package static let kind = "gaps"

  package struct Parameters: Hashable, Sendable {
    /// Runs that are held, 1 up to 2^16.
    package let mostRuns: Int

    package init(mostRuns: Int = 4096) {
      self.mostRuns = Swift.min(Swift.max(mostRuns, 1), 1 << 16)
    }
  }

  private struct Run {
    var first: Double
    var last: Double
  }

  private let mostRuns: Int
  package private(set) var count = 0
  private var runs: [Run] = []
  /// The longest gap inside a run, at most.
  private var hidden = 0.0

  package init(_ parameters: Parameters = Parameters()) { mostRuns = parameters.mostRuns }

  /// Seconds of the longest gap that is known to be one; nil with fewer than two times.
  package var longest: Double? { count < 2 ? nil : open }

  /// How much longer the longest gap may be.
  package var error: Double { Swift.max(0, hidden - open) }

  private var open: Double {
    zip(runs, runs.dropFirst()).reduce(0) { Swift.max($0, $1.1.first - $1.0.last) }
  }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    let (kinds, numbers) = (column.kinds, column.numbers)
    var times: [Double] = []
    for row in kinds.indices where kinds[row] == .timestamp && numbers[row].isFinite {
      times.append(numbers[row])
    }
    guard !times.isEmpty else { return }
    count.tally(times.count)
    if zip(times, times.dropFirst()).contains(where: { $0 > $1 }) { times.sort() }
    add(times.map { Run(first: $0, last: $0) })
  }

  package mutating func merge(_ other: TimeGaps) {
    count.tally(other.count)
    hidden = Swift.max(hidden, other.hidden)
    add(other.runs)
  }

  /// Takes runs in order of their first times.
  private mutating func add(_ others: [Run]) {
    guard let next = others.first else { return }
    var merged: [Run] = []
    merged.reserveCapacity(runs.count + others.count)
    // Times mostly come in order: what ends before them stays as it is.
    var a = runs.count
    while a > 0, runs[a - 1].last >= next.first { a -= 1 }
    merged += runs[..<a]
    var b = 0
    while a < runs.count || b < others.count {
      let takesOwn = b == others.count || (a < runs.count && runs[a].first <= others[b].first)
      let run = takesOwn ? runs[a] : others[b]
      if takesOwn { a += 1 } else { b += 1 }
      if let last = merged.last, run.first <= last.last {
        merged[merged.count - 1].last = Swift.max(last.last, run.last)
      } else {
        merged.append(run)
      }
    }
    runs = merged
    if runs.count > 2 * mostRuns { join() }
  }

  private mutating func join() {
    let gaps = zip(runs, runs.dropFirst()).map { $1.first - $0.last }
    let order = gaps.indices.sorted { (gaps[$0], $0) < (gaps[$1], $1) }
    let closed = order.prefix(runs.count - mostRuns)
    if let longest = closed.last { hidden = Swift.max(hidden, gaps[longest]) }
    var isClosed = [Bool](repeating: false, count: gaps.count)
    for gap in closed { isClosed[gap] = true }
    var joined = [runs[0]]
    for index in 1..<runs.count {
      if isClosed[index - 1] {
        joined[joined.count - 1].last = runs[index].last
      } else {
        joined.append(runs[index])
      }
    }
    runs = joined
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(mostRuns)
    bytes.writeTally(count)
    bytes.write(hidden)
    bytes.write(runs.count)
    for run in runs {
      bytes.write(run.first)
      bytes.write(run.last)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    mostRuns = try bytes.readInt()
    guard Parameters(mostRuns: mostRuns).mostRuns == mostRuns else {
      throw bytes.damaged("room for \(mostRuns) runs")
    }
    count = try bytes.readTally()
    hidden = try bytes.readDouble()
    let held = try bytes.readCount(elementSize: 16)
    guard held <= 2 * mostRuns, held <= count, (held == 0) == (count == 0), hidden >= 0,
      hidden.isFinite
    else { throw bytes.damaged("runs of time that can't be") }
    for _ in 0..<held {
      let run = Run(first: try bytes.readDouble(), last: try bytes.readDouble())
      guard run.first.isFinite, run.last.isFinite, run.first <= run.last,
        runs.last.map({ $0.last < run.first }) ?? true
      else { throw bytes.damaged("runs of time out of order") }
      runs.append(run)
    }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    // As many again while two are merged.
    MemoryLayout<TimeGaps>.size + 8 * parameters.mostRuns * MemoryLayout<Run>.size
  }
}
