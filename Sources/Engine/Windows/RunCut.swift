/// What a run window left out, and what times it met.
package struct RunCut: Sendable, Equatable {
  /// Records before and after the window, and those without a time that can be read.
  package private(set) var before = 0
  package private(set) var after = 0
  package private(set) var untimed = 0
  /// Records that are earlier than the one before them in the same input.
  package private(set) var backwards = 0
  /// The longest of these steps, in seconds.
  package private(set) var longestStepBack = 0.0
  /// The first and the last record with a time.
  private var first: Mark?
  private var last: Mark?

  private struct Mark: Equatable {
    let source: Int
    let time: Double
  }

  package init() {}

  package enum Place { case before, within, after, untimed }

  /// Takes the next record of an input.
  mutating func take(_ time: Double?, of window: RunWindow, source: Int) -> Place {
    guard let time else {
      untimed += 1
      return .untimed
    }
    let mark = Mark(source: source, time: time)
    if window.isOrdered { step(to: mark) }
    if first == nil { first = mark }
    last = mark
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

  private mutating func step(to mark: Mark) {
    guard let last, last.source == mark.source, mark.time < last.time else { return }
    backwards += 1
    longestStepBack = max(longestStepBack, last.time - mark.time)
  }

  /// Adds what was met after this, in order of the input.
  mutating func merge(_ other: RunCut, isOrdered: Bool) {
    if isOrdered, let mark = other.first { step(to: mark) }
    before += other.before
    after += other.after
    untimed += other.untimed
    backwards += other.backwards
    longestStepBack = max(longestStepBack, other.longestStepBack)
    first = first ?? other.first
    last = other.last ?? last
  }

  /// Stable fields of reports.
  package func json(_ span: Range<Double>) -> JSON {
    .object([
      "start": .string(CalendarTime(epochSeconds: span.lowerBound)?.text),
      "end": .string(CalendarTime(epochSeconds: span.upperBound)?.text),
      "before": .integer(before), "after": .integer(after), "untimed": .integer(untimed),
      "backwards": .integer(backwards), "longestStepBack": .number(longestStepBack),
    ])
  }
}
