import Language

/// How event time is cut into windows: `1 day every 1 hour on inference_time`.
///
/// Statistics are gathered in panes as long as the greatest common divisor of length and step; a window
/// is the merge of its panes. Windows are aligned to 1970-01-01T00:00:00Z, those of whole weeks to
/// Mondays.
package struct TimeWindows: Sendable, Equatable {
  /// Milliseconds.
  package let length: Int
  /// Milliseconds between the starts of windows; equal to `length` where windows do not overlap.
  package let step: Int
  package let column: String
  /// Milliseconds of a pane.
  package let pane: Int
  /// Milliseconds after 1970-01-01T00:00:00Z at which some window begins.
  private let origin: Int

  /// Panes of a window at most: enough for a day by the minute. Each window merges its panes anew.
  package static let mostPanes = 1_440

  /// - Returns: nil where a duration is not positive or not whole milliseconds, or where a window would
  ///   have more than `mostPanes` panes.
  package init?(lengthSeconds: Double, everySeconds: Double?, column: String) {
    guard let length = TimeWindows.milliseconds(lengthSeconds),
      let step = TimeWindows.milliseconds(everySeconds ?? lengthSeconds)
    else { return nil }
    self.length = length
    self.step = step
    self.column = column
    pane = TimeWindows.greatestCommonDivisor(length, step)
    guard length / pane <= TimeWindows.mostPanes else { return nil }
    let day = 86_400_000
    origin = step % (7 * day) == 0 ? 4 * day : 0
  }

  private static func milliseconds(_ seconds: Double) -> Int? {
    let value = (seconds * 1000).rounded()
    guard value >= 1, value < 1e15, abs(value - seconds * 1000) < 1e-6 else { return nil }
    return Int(value)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  /// The pane of a moment; nil for times some 200 million years away.
  func pane(of epochSeconds: Double) -> Int? {
    guard epochSeconds.isFinite, abs(epochSeconds) < 6e12 else { return nil }
    let time = Int((epochSeconds * 1000).rounded(.down)) - origin
    return TimeWindows.floorDivide(time, pane)
  }

  /// The number of a window: of those that follow one another each one more.
  package func position(ofStart seconds: Double) -> Int {
    TimeWindows.floorDivide(Int((seconds * 1000).rounded()) - origin, step)
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : (a - b + 1) / b }

  /// Start, end (seconds, exclusive) and panes of each window that touches some pane from the first to the
  /// last, gaps included.
  ///
  /// - Parameters:
  ///   - earliest: the number of a window to begin with, where that is before them.
  ///   - limit: windows at most; nil comes back where there would be more.
  func windows(
    over panes: ClosedRange<Int>, from earliest: Int? = nil, limit: Int
  ) -> [(start: Double, end: Double, panes: Range<Int>)]? {
    let (perWindow, perStep) = (length / pane, step / pane)
    let touching = TimeWindows.floorDivide(panes.lowerBound - perWindow + perStep, perStep)
    let first = min(touching, earliest ?? touching)
    let last = TimeWindows.floorDivide(panes.upperBound, perStep)
    guard last - first < limit else { return nil }
    return (first...max(first, last)).map { index in
      let start = index * perStep
      let seconds = { (pane: Int) in Double(pane * self.pane + origin) / 1000 }
      return (seconds(start), seconds(start + perWindow), start..<(start + perWindow))
    }
  }
}
