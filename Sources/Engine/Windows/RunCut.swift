/// What a run window left out.
package struct RunCut: Sendable, Equatable {
  /// Records before and after the window, and those without a time that can be read.
  package private(set) var before = 0
  package private(set) var after = 0
  package private(set) var untimed = 0

  package init() {}

  package enum Place { case before, within, after, untimed }

  /// Takes the next record of an input.
  mutating func take(_ time: Double?, of window: RunWindow) -> Place {
    guard let time else {
      untimed += 1
      return .untimed
    }
    if time < window.span.lowerBound {
      before += 1
      return .before
    }
    if time >= window.span.upperBound {
      after += 1
      return .after
    }
    return .within
  }

  mutating func merge(_ other: RunCut) {
    before += other.before
    after += other.after
    untimed += other.untimed
  }

  /// Stable fields of reports.
  package func json(_ span: Range<Double>, _ clock: ClockFinding?) -> JSON {
    .object([
      "start": .string(CalendarTime(epochSeconds: span.lowerBound)?.text),
      "end": .string(CalendarTime(epochSeconds: span.upperBound)?.text),
      "before": .integer(before), "after": .integer(after), "untimed": .integer(untimed),
      "backwards": .integer(clock?.records ?? 0),
      "longestStepBack": .number(clock?.longest ?? 0),
    ])
  }
}
