import Statistics

/// Statistics by pane of event time, or by window of so many records; one pane where there are no
/// windows.
package struct Panes: Sendable {
  package let windows: Windowing?
  /// The stretch of time that the records are of; nil where all are taken.
  package let run: RunWindow?
  /// What that left out.
  package internal(set) var cut = RunCut()
  package private(set) var byIndex: [Int: Gathered]
  /// Records without a time that can be read: they are in no window.
  package var untimed = 0
  /// Records that could not be read; nil where nothing was read as records.
  package internal(set) var malformed: Int?
  /// Whether records fell in more than `mostWindows` panes: those after were left out.
  package internal(set) var isOverfull = false
  /// What a pane without records has.
  private let empty: Gathered
  private var timed: Int

  init(_ windows: Windowing?, run: RunWindow? = nil, empty: Gathered) {
    self.windows = windows
    self.run = run
    self.empty = empty
    timed = empty.records
    byIndex = windows == nil ? [0: empty] : [:]
  }

  /// Statistics that were not gathered here, as one window.
  package init(_ gathered: Gathered) {
    self.init(nil, empty: gathered)
  }

  package var records: Int { untimed + timed }

  /// Stable fields of the run's window and of what it left out; nil where all records were taken.
  ///
  /// - Parameter clock: what is known of the records' clock.
  package func cutJSON(_ clock: ClockFinding?) -> JSON? { run.map { cut.json($0.span, clock) } }

  mutating func merge(_ gathered: Gathered, at index: Int) {
    if byIndex[index] != nil {
      byIndex[index]?.merge(gathered)
    } else if byIndex.count < Panes.mostWindows {
      byIndex[index] = gathered
    } else {
      isOverfull = true
      return
    }
    timed += gathered.records
  }

  mutating func merge(_ other: Panes) {
    untimed += other.untimed
    cut.merge(other.cut)
    isOverfull = isOverfull || other.isOverfull
    for (index, gathered) in other.byIndex { merge(gathered, at: index) }
  }

  /// A window: start and end in seconds since 1970-01-01T00:00:00Z, where time is cut; the numbers of its
  /// records, from 1, where they are; and its statistics.
  package struct Window: Sendable {
    package let start: Double?
    package let end: Double?
    package var rows: ClosedRange<Int>?
    package var gathered: Gathered

    package init(
      start: Double?, end: Double?, rows: ClosedRange<Int>? = nil, gathered: Gathered
    ) {
      self.start = start
      self.end = end
      self.rows = rows
      self.gathered = gathered
    }
  }

  /// More windows than this, or more panes, are a mistake in the times or in the rule.
  package static let mostWindows = 100_000

  /// Gives the windows in order of time, gaps between them as windows without records, one after the
  /// other: only one is held.
  ///
  /// - Parameter earliest: the number of a window to begin with, where that is before the first
  ///   record's: what was known before is followed without a gap.
  /// - Returns: false, and no window is given, where there would be more than `mostWindows`.
  /// - Complexity: O(√panes) merges a window of many panes.
  package func forEachWindow<Failure: Error>(
    from earliest: Int? = nil, _ body: (Window) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    guard !isOverfull else { return false }
    guard let windows, let touched else {
      let (start, end) = (run?.span.lowerBound, run?.span.upperBound)
      let all = told(byIndex[0] ?? empty, start, end)
      try body(Window(start: start, end: end, gathered: all))
      return true
    }
    guard case .time(let windows) = windows else {
      var row = 0
      for (_, gathered) in byIndex.sorted(by: { $0.key < $1.key }) {
        let rows = row + 1...row + max(1, gathered.records)
        try body(Window(start: nil, end: nil, rows: rows, gathered: told(gathered, nil, nil)))
        row += gathered.records
      }
      return true
    }
    guard
      let found = windows.windows(
        over: touched, from: earliest, limit: Panes.mostWindows)
    else {
      return false
    }
    var runs = PaneRuns(byIndex, empty: empty, perWindow: windows.length / windows.pane)
    for window in found {
      try body(
        Window(
          start: window.start, end: window.end,
          gathered: told(runs.merged(window.panes), window.start, window.end)))
    }
    return true
  }

  /// The panes from the first to the last that some window is made of: those of the records, and of
  /// the whole run's window where there is one.
  private var touched: ClosedRange<Int>? {
    var ends = [byIndex.keys.min(), byIndex.keys.max()].compactMap(\.self)
    if let span = run?.span, case .time(let windows)? = windows {
      ends += [windows.pane(of: span.lowerBound), windows.pane(before: span.upperBound)]
        .compactMap(\.self)
    }
    guard let first = ends.min(), let last = ends.max() else { return nil }
    return first...last
  }

  /// Whether some window is longer than what the run's window leaves of it.
  package var hasPartialWindows: Bool {
    guard let span = run?.span, case .time(let windows)? = windows, let touched,
      let found = windows.windows(over: touched, limit: Panes.mostWindows)
    else { return false }
    return found.contains { $0.start < span.lowerBound || $0.end > span.upperBound }
  }

  /// Statistics with what they can't know themselves.
  private func told(_ gathered: Gathered, _ start: Double?, _ end: Double?) -> Gathered {
    var result = gathered
    result.start = start
    result.end = end
    result.input = malformed.map { InputCounts(records: records, malformed: $0) }
    return result
  }

  /// All windows at once, for data of one or few; nil where `forEachWindow` returns false.
  package func inOrder(from earliest: Int? = nil) -> [Window]? {
    var result: [Window] = []
    return forEachWindow(from: earliest) { result.append($0) } ? result : nil
  }

  /// The number of the first window; nil where time is not cut, or no record has one.
  package var firstPosition: Int? {
    guard case .time(let windows) = windows, let first = touched?.lowerBound else { return nil }
    return windows.windows(over: first...first, limit: Panes.mostWindows)?.first.map {
      windows.position(ofStart: $0.start)
    }
  }
}
