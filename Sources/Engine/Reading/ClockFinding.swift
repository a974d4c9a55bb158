/// What there is to say of captured records whose times run backwards.
package struct ClockFinding: Sendable, Equatable {
  /// Records that are earlier than the one above them.
  package let records: Int
  /// The longest step, in seconds.
  package let longest: Double
  /// Where the first of them is.
  package let path: String
  package let line: Int

  /// Stable fields of reports.
  package var json: JSON {
    .object([
      "backwards": .integer(records), "longestStepBack": .number(longest),
      "first": .string("\(path):\(line)"),
    ])
  }

  package var warning: String {
    "the clock runs backwards at \(Number.grouped(records)) record\(records == 1 ? "" : "s"), by "
      + "\(Number.brief(longest)) s at most, first at \(path):\(line)"
  }
}
