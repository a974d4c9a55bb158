/// What came of joining labels to records: of a piece, or of all of them in order.
package struct LabelJoin: Sendable, Equatable {
  /// A record, or part of one, that shows a finding.
  package struct Example: Sendable, Equatable {
    package let finding: LabelFinding
    package let source: Int
    /// Line of the record, counted as those of malformed records are.
    package var line: Int
    /// The record's id, and what else there is to say.
    package let text: String

    package init(finding: LabelFinding, source: Int, line: Int, text: String) {
      self.finding = finding
      self.source = source
      self.line = line
      self.text = text
    }
  }

  /// Records as they stood, with their label; those of one hour that follow each other.
  package struct Merged: Sendable, Equatable {
    package let source: Int
    /// Of the inferences, since 1970-01-01T00:00Z; nil for records without a time.
    package let hour: Int?
    /// A line a record.
    package var bytes: [UInt8]

    package init(source: Int, hour: Int?, bytes: [UInt8]) {
      self.source = source
      self.hour = hour
      self.bytes = bytes
    }
  }

  /// Examples of a finding that are kept.
  package static let shown = 5

  /// Rows with a label that was joined.
  package var labelled = 0
  /// Rows by finding.
  package private(set) var counts: [LabelFinding: Int] = [:]
  package private(set) var examples: [Example] = []
  /// Where they are asked for; whoever merges takes them.
  package var merged: [Merged] = []
  /// Hours from an inference to the hour in which its label was collected: the least and the most.
  package private(set) var delays: ClosedRange<Int>?

  package init() {}

  /// - Parameter example: made where it is one of the first.
  package mutating func note(
    _ finding: LabelFinding, rows: Int, example: () -> Example
  ) {
    counts[finding, default: 0] += rows
    if examples.count(where: { $0.finding == finding }) < LabelJoin.shown {
      examples.append(example())
    }
  }

  package mutating func note(delay hours: Int) {
    delays = min(hours, delays?.lowerBound ?? hours)...max(hours, delays?.upperBound ?? hours)
  }

  /// With what came after of the same batch.
  package func followed(by other: LabelJoin) -> LabelJoin {
    var joined = self
    joined.merge(other, line: \.line)
    joined.merged += other.merged
    return joined
  }

  /// Adds what came after, merged records aside.
  ///
  /// - Parameter line: the line of an example in its file.
  mutating func merge(_ other: LabelJoin, line: (Example) -> Int) {
    labelled += other.labelled
    for (finding, count) in other.counts { counts[finding, default: 0] += count }
    for var example in other.examples
    where examples.count(where: { $0.finding == example.finding }) < LabelJoin.shown {
      example.line = line(example)
      examples.append(example)
    }
    if let delays = other.delays {
      note(delay: delays.lowerBound)
      note(delay: delays.upperBound)
    }
  }
}
