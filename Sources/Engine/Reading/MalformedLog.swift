/// The malformed records of a run, merged in the order of the pieces, with absolute lines.
package struct MalformedLog {
  /// A malformed record's place and what is wrong with it, without its bytes.
  package struct Place: Sendable, Equatable, CustomStringConvertible {
    package let path: String
    /// Line in the decompressed file, from 1.
    package let line: Int
    package let reason: String

    package var description: String { "\(path):\(line): \(reason)" }
  }

  /// Takes every malformed record: path, line, reason, and its bytes (at most 64 KiB).
  package typealias Quarantine = (String, Int, String, [UInt8]) -> Void

  /// Malformed records so far.
  package private(set) var count = 0
  /// Cells of wanted columns with bytes that are not UTF-8.
  package private(set) var invalidUTF8 = 0
  /// The first few, for display.
  package private(set) var first: [Place] = []

  private let names: [String]
  private let shown: Int
  private let quarantine: Quarantine?
  private var source = 0
  private var linesBefore = 0

  /// - Parameters:
  ///   - names: the inputs by name, as `Source.names` has them.
  ///   - shown: how many places to keep for display.
  package init(names: [String], shown: Int = 5, quarantine: Quarantine? = nil) {
    self.names = names
    self.shown = shown
    self.quarantine = quarantine
  }

  /// Adds what a piece had; pieces must come in order, each exactly once.
  package mutating func merge(_ malformed: MalformedRecords) {
    for record in malformed.records {
      let line = record.line + (record.source == source ? linesBefore : 0)
      let path = names.indices.contains(record.source) ? names[record.source] : "input"
      if first.count < shown {
        first.append(Place(path: path, line: line, reason: record.reason))
      }
      quarantine?(path, line, record.reason, record.bytes)
    }
    count += malformed.records.count
    invalidUTF8 += malformed.invalidUTF8
    if malformed.source == source {
      linesBefore += malformed.lines
    } else {
      source = malformed.source
      linesBefore = malformed.lines
    }
  }

  /// Malformed records as a share of all, `records` being the good ones: 0 to 1, 0 when there are
  /// none.
  package func share(ofRecords records: Int) -> Double {
    count == 0 ? 0 : Double(count) / Double(count + records)
  }
}
