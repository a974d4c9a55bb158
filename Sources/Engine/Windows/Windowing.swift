/// How data are cut into windows.
package enum Windowing: Sendable, Equatable {
  case time(TimeWindows)
  /// So many records each, in the order of the input; the last window has what is left.
  case rows(Int)

  /// What windows must have in common to be compared: `86400000 ms every 86400000 ms on at`.
  package var shape: String {
    switch self {
    case .rows(let count): "\(count) rows"
    case .time(let windows):
      "\(windows.length) ms every \(windows.step) ms on \(windows.time.key)"
        + (windows.zone.map { " in \($0.name)" } ?? "")
    }
  }

  /// The number of a window; of those that follow one another each one more. Nil where only the order
  /// of the input tells.
  package func position(of window: Panes.Window) -> Int? {
    guard case .time(let windows) = self else { return nil }
    return window.start.map(windows.position)
  }

  /// The expression that gives a record its time, where that cuts.
  var time: RowExpression? {
    if case .time(let windows) = self { windows.time } else { nil }
  }
}
