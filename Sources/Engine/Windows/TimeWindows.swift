import Language

/// How event time is cut into windows: `1 day every 1 hour on inference_time`.
///
/// Statistics are gathered in panes as long as the greatest common divisor of length and step; a window
/// is the merge of its panes. Windows are aligned to 1970-01-01T00:00:00Z, those of whole weeks to
/// Mondays; in a time zone those with a step of two hours or more to its clocks, so that one in which
/// clocks change is longer or shorter than others, and shorter ones to its standard time.
package struct TimeWindows: Sendable {
  /// Milliseconds.
  package let length: Int
  /// Milliseconds between the starts of windows; equal to `length` where windows do not overlap.
  package let step: Int
  /// The time of a record.
  package let time: RowExpression
  /// Nil for UTC.
  package let zone: ZoneTable?
  /// Milliseconds of a pane.
  package let pane: Int
  /// Milliseconds after 1970-01-01T00:00:00, on the clocks that windows go by, at which some window
  /// begins.
  private let origin: Int
  /// Whose clocks windows go by; nil for UTC.
  private let clock: ZoneTable?

  /// Panes of a window at most: enough for a day by the minute. Each window merges its panes anew.
  package static let mostPanes = 1_440

  /// - Returns: nil where a duration is not positive or not whole milliseconds, or where a window would
  ///   have more than `mostPanes` panes.
  package init?(
    lengthSeconds: Double, everySeconds: Double?, time: RowExpression, zone: ZoneTable? = nil
  ) {
    guard let length = TimeWindows.milliseconds(lengthSeconds),
      let step = TimeWindows.milliseconds(everySeconds ?? lengthSeconds)
    else { return nil }
    self.length = length
    self.step = step
    self.time = time
    self.zone = zone
    pane = TimeWindows.greatestCommonDivisor(length, step)
    guard length / pane <= TimeWindows.mostPanes else { return nil }
    let day = 86_400_000
    clock = step >= 7_200_000 ? zone : nil
    if step % (7 * day) == 0 {
      origin = 4 * day
    } else {
      origin = clock == nil ? (zone.map { -$0.standardOffset * 1000 } ?? 0) : 0
    }
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
    var time = Int((epochSeconds * 1000).rounded(.down))
    if let clock { time += clock.offset(at: Int(epochSeconds.rounded(.down))) * 1000 }
    return TimeWindows.floorDivide(time - origin, pane)
  }

  /// The last pane that begins before a moment.
  func pane(before epochSeconds: Double) -> Int? { pane(of: epochSeconds - 0.001) }

  /// The number of a window: of those that follow one another each one more.
  package func position(ofStart seconds: Double) -> Int {
    var time = Int((seconds * 1000).rounded())
    if let clock { time += clock.offset(at: Int(seconds.rounded(.down))) * 1000 }
    return TimeWindows.floorDivide(time - origin, step)
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
    let found = (first...max(first, last)).map { index in
      let panes = index * perStep..<index * perStep + perWindow
      return (moment(panes.lowerBound), moment(panes.upperBound), panes)
    }
    // A day that a zone left out is no window.
    return clock == nil ? found : found.filter { $0.0 < $0.1 }
  }

  /// When a pane begins, in seconds since 1970-01-01T00:00:00Z.
  private func moment(_ pane: Int) -> Double {
    let time = Double(pane * self.pane + origin) / 1000
    guard let clock else { return time }
    let whole = time.rounded(.down)
    return Double(clock.moment(ofClock: Int(whole))) + (time - whole)
  }
}

extension TimeWindows: Equatable {
  package static func == (a: TimeWindows, b: TimeWindows) -> Bool {
    (a.length, a.step, a.time.key, a.zone) == (b.length, b.step, b.time.key, b.zone)
  }
}
