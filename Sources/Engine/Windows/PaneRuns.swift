/// Merges the panes of windows that follow one another. Windows of many panes share the merges of runs of
/// panes, about as many panes a run as runs a window.
struct PaneRuns {
  private let panes: [Int: Gathered]
  private let empty: Gathered
  /// Panes of a run; 1 where runs gain nothing.
  private let length: Int
  /// By number; nil inside for a run without records.
  private var runs: [Int: Gathered?] = [:]

  init(_ panes: [Int: Gathered], empty: Gathered, perWindow: Int) {
    self.panes = panes
    self.empty = empty
    length = perWindow < 32 ? 1 : Int(Double(perWindow).squareRoot())
  }

  /// Panes in order of time; none before the first of a former call.
  mutating func merged(_ range: Range<Int>) -> Gathered {
    var result = empty
    var pane = range.lowerBound
    while pane < range.upperBound {
      if length > 1, pane % length == 0, pane + length <= range.upperBound {
        if let run = run(pane / length) { result.merge(run) }
        pane += length
      } else {
        if let part = panes[pane] { result.merge(part) }
        pane += 1
      }
    }
    forget(before: range.lowerBound)
    return result
  }

  private mutating func run(_ number: Int) -> Gathered? {
    if let known = runs[number] { return known }
    var result: Gathered?
    for pane in number * length..<(number + 1) * length {
      guard let part = panes[pane] else { continue }
      if result == nil { result = part } else { result?.merge(part) }
    }
    runs[number] = .some(result)
    return result
  }

  private mutating func forget(before pane: Int) {
    guard length > 1, runs.count > 2 * length + 4 else { return }
    runs = runs.filter { $0.key * length >= pane }
  }
}
