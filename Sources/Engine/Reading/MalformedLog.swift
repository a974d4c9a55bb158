/// The malformed records of a run, and what came of joining labels to the others, merged in the order of the pieces, with absolute lines.
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
  /// Values that are in no column since their names occur only after the inputs' heads, in the
  /// order first seen; those beyond some thousand names count under the last one's.
  package private(set) var unlisted: [MalformedRecords.Unlisted] = []
  private var unlistedPlaces: [String: Int] = [:]
  /// The first few, for display.
  package private(set) var first: [Place] = []
  /// What came of joining labels to records.
  package private(set) var labels = LabelJoin()
  /// Where the times of captured records run backwards.
  package private(set) var clock = ClockSteps()

  private let names: [String]
  private let shown: Int
  private let quarantine: Quarantine?
  private let merged: ((LabelJoin.Merged) -> Void)?
  private var source = 0
  private var linesBefore = 0

  /// - Parameters:
  ///   - names: the inputs by name, as `Source.names` has them.
  ///   - shown: how many places to keep for display.
  ///   - merged: takes records with the label that was joined to them.
  package init(
    names: [String], shown: Int = 5, quarantine: Quarantine? = nil,
    merged: ((LabelJoin.Merged) -> Void)? = nil
  ) {
    self.names = names
    self.shown = shown
    self.quarantine = quarantine
    self.merged = merged
  }

  /// Adds what a piece had; pieces must come in order, each exactly once.
  package mutating func merge(_ malformed: MalformedRecords) {
    for record in malformed.records {
      let line = record.line + linesBefore(of: record.source)
      let path = names.indices.contains(record.source) ? names[record.source] : "input"
      if first.count < shown {
        first.append(Place(path: path, line: line, reason: record.reason))
      }
      quarantine?(path, line, record.reason, record.bytes)
    }
    count += malformed.records.count
    invalidUTF8 += malformed.invalidUTF8
    for name in malformed.unlisted { add(name) }
    let (current, before) = (source, linesBefore)
    labels.merge(malformed.labels) { $0.line + ($0.source == current ? before : 0) }
    clock.merge(malformed.clock) { $0.line + ($0.source == current ? before : 0) }
    if let merged { malformed.labels.merged.forEach(merged) }
    if malformed.source == source {
      linesBefore += malformed.lines
    } else {
      source = malformed.source
      linesBefore = malformed.lines
    }
  }

  /// Lines of a source in the pieces merged so far, where it is the source of the last one.
  package func linesBefore(of source: Int) -> Int { source == self.source ? linesBefore : 0 }

  /// The first records that show something of labels: id and place.
  package func examples(of finding: LabelFinding) -> [String] {
    labels.examples.filter { $0.finding == finding }.map { example in
      let path = names.indices.contains(example.source) ? names[example.source] : "input"
      return (example.text.isEmpty ? "" : example.text + " ") + "(\(path):\(example.line))"
    }
  }

  /// What there is to say of times that run backwards; nil where none do.
  package var clockFinding: ClockFinding? {
    clock.first.map { first in
      let path = names.indices.contains(first.source) ? names[first.source] : "input"
      return ClockFinding(
        records: clock.count, longest: clock.longest, path: path, line: first.line)
    }
  }

  /// What to say of names that are no columns; nil where there are none.
  package var unlistedWarning: String? {
    guard !unlisted.isEmpty else { return nil }
    let listed = unlisted.prefix(5).map { "'\($0.name)' (\(Number.grouped($0.values)))" }
    let more = unlisted.count > 5 ? " and \(unlisted.count - 5) more" : ""
    return "left out, since the first records do not have them: "
      + listed.joined(separator: ", ") + more
  }

  private mutating func add(_ name: MalformedRecords.Unlisted) {
    if let place = unlistedPlaces[name.name] {
      unlisted[place].values += name.values
    } else if unlisted.count < 4096 {
      unlistedPlaces[name.name] = unlisted.count
      unlisted.append(name)
    } else {
      unlisted[unlisted.count - 1].values += name.values
    }
  }

  /// Malformed records as a share of all, `records` being the good ones: 0 to 1, 0 when there are
  /// none.
  package func share(ofRecords records: Int) -> Double {
    count == 0 ? 0 : Double(count) / Double(count + records)
  }
}
