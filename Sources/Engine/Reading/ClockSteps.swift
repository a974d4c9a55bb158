/// Where times of records run backwards in an input that was written as its records came: a clock was
/// set back, or several processes wrote.
package struct ClockSteps: Sendable, Equatable {
  /// Records that are earlier than the one before them in the same input.
  package private(set) var count = 0
  /// The longest of these steps, in seconds.
  package private(set) var longest = 0.0
  /// The first of these records.
  package private(set) var first: Mark?
  /// The first and the last record that were met.
  private var opening: Mark?
  private var last: Mark?

  package struct Mark: Sendable, Equatable {
    package let source: Int
    /// Counted as those of malformed records are.
    package var line: Int
    let time: Double

    package init(source: Int, line: Int, time: Double) {
      self.source = source
      self.line = line
      self.time = time
    }
  }

  package init() {}

  /// Takes the next record with a time.
  package mutating func take(_ mark: Mark) {
    step(to: mark)
    if opening == nil { opening = mark }
    last = mark
  }

  /// With what came after of the same batch.
  package func followed(by other: ClockSteps) -> ClockSteps {
    var joined = self
    joined.merge(other, line: \.line)
    return joined
  }

  /// Adds what came after.
  ///
  /// - Parameter line: the line of a record in its file.
  mutating func merge(_ other: ClockSteps, line: (Mark) -> Int) {
    func placed(_ mark: Mark?) -> Mark? {
      guard var mark else { return nil }
      mark.line = line(mark)
      return mark
    }
    if let mark = placed(other.opening) {
      step(to: mark)
      opening = opening ?? mark
    }
    count += other.count
    longest = max(longest, other.longest)
    first = first ?? placed(other.first)
    last = placed(other.last) ?? last
  }

  private mutating func step(to mark: Mark) {
    guard let last, last.source == mark.source, mark.time < last.time else { return }
    count += 1
    longest = max(longest, last.time - mark.time)
    first = first ?? mark
  }
}
