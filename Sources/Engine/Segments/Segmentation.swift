import Statistics

/// How a rule tells records apart: `by region, zone at most 50`.
package struct Segmentation: Sendable {
  package let columns: [RowExpression]
  /// The names that the rule gives them.
  package let names: [String]
  /// Segments with a verdict of their own at most; the rest is «other».
  package let atMost: Int
  /// A segment of fewer rows is undecided, and excused.
  package var atLeastRows: Int?

  package static let mostSegments = 10_000

  /// The value of each column in the verdict on all segments that have none of their own.
  package static let otherName = "«other»"

  /// Segments whose statistics are kept apart while gathering: while there are no more, the largest are
  /// the largest of all; beyond, the largest of so many.
  var capacity: Int { max(4 * atMost, 4_096) }

  /// What tells requests by segment from those of all records.
  var suffix: String {
    " by \(columns.map(\.key).joined(separator: ", ")) at most \(capacity)"
  }

  /// Counts the records of each segment, whatever the rule's `where` picks of them.
  var recordsReading: Reading<RowCount> {
    Reading<RowCount>(NoParameters(), over: [], where: nil)
  }
}
