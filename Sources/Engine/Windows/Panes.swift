import Statistics

/// Statistics by pane of event time; one pane where there are no windows.
package struct Panes: Sendable {
  package let windows: TimeWindows?
  package private(set) var byIndex: [Int: Gathered]
  /// Records without a time that can be read: they are in no window.
  package var untimed = 0
  /// What a pane without records has.
  private let empty: Gathered

  init(_ windows: TimeWindows?, empty: Gathered) {
    self.windows = windows
    self.empty = empty
    byIndex = windows == nil ? [0: empty] : [:]
  }

  /// Statistics that were not gathered here, as one window.
  package init(_ gathered: Gathered) {
    windows = nil
    empty = gathered
    byIndex = [0: gathered]
  }

  package var records: Int { byIndex.values.reduce(untimed) { $0 + $1.records } }

  mutating func merge(_ gathered: Gathered, at index: Int) {
    if byIndex[index] == nil {
      byIndex[index] = gathered
    } else {
      byIndex[index]?.merge(gathered)
    }
  }

  mutating func merge(_ other: Panes) {
    untimed += other.untimed
    for (index, gathered) in other.byIndex { merge(gathered, at: index) }
  }

  /// A window: start and end in seconds since 1970-01-01T00:00:00Z, where time is cut; and its statistics.
  package struct Window: Sendable {
    package let start: Double?
    package let end: Double?
    package let gathered: Gathered
  }

  /// More windows than this are a mistake in the times or in the rule.
  package static let mostWindows = 100_000

  /// The windows in order of time, gaps between them as windows without records; nil where there would be
  /// more than `mostWindows`.
  package func inOrder() -> [Window]? {
    guard let windows else {
      return [Window(start: nil, end: nil, gathered: byIndex[0] ?? empty)]
    }
    guard let first = byIndex.keys.min(), let last = byIndex.keys.max() else {
      return [Window(start: nil, end: nil, gathered: empty)]
    }
    return windows.windows(over: first...last, limit: Panes.mostWindows)?.map { window in
      var gathered = empty
      for pane in window.panes { if let part = byIndex[pane] { gathered.merge(part) } }
      return Window(start: window.start, end: window.end, gathered: gathered)
    }
  }
}
