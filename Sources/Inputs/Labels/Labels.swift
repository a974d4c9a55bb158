package import Engine
internal import Synchronization

/// Ground truth by the id of its record, to be joined to captured records by any number of readers.
///
/// The service's ground truth JSON Lines: `groundTruthData` with `data` and `encoding`, and
/// `eventMetadata.eventId`, under `yyyy/mm/dd/hh` of its collection. One label an id counts: the one
/// collected last, and none where labels that disagree were collected in the same hour.
package final class Labels: Sendable {
  package let names: [String]
  package let warnings: [String]
  /// Bytes that went to temporary files; 0 where all is in memory.
  package let spilled: Int
  let table: LabelTable
  let survey: CaptureSurvey.Section
  let lateAfter: Double?
  let span: Range<Double>?
  let keepsMerged: Bool
  let numberColumn: String?
  private let nulls: Set<[UInt8]>
  /// Lines that could not be read.
  package let malformed: Int
  /// The first of them.
  package let malformedPlaces: [MalformedLog.Place]
  private let counts: LabelReader.Counts
  private let use: Mutex<Use>

  /// Which labels records have.
  private struct Use {
    /// A bit a label.
    var used: [UInt64]
    /// Rows that have the label of another record.
    var repeated = 0
    var failure: ReadError?
  }

  /// Reads ground truth.
  ///
  /// - Parameter arguments: paths of files, patterns and folders, as of data.
  /// - Throws: when an input can't be opened, or temporary files can't be written.
  package init(
    _ arguments: [String], _ options: LabelOptions = LabelOptions()
  ) throws(ReadError) {
    let reader = try LabelReader(arguments, options)
    table = try reader.finish()
    names = reader.names
    warnings = reader.warnings
    counts = reader.counts
    malformed = reader.malformed.count
    malformedPlaces = reader.malformed.first
    survey = reader.survey
    spilled = reader.spilled
    lateAfter = options.lateAfter
    span = options.span
    keepsMerged = options.keepsMerged
    numberColumn = options.numberColumn
    nulls = Set(options.nulls.map { Array($0.utf8) })
    use = Mutex(
      Use(
        used: Array(repeating: 0, count: (table.count + 63) / 64), failure: reader.failure))
  }

  /// The files that arguments name.
  package static func inputs(_ arguments: [String]) throws(ReadError) -> [String] {
    try InputPaths(arguments, options: InputOptions(), bearsEmptyFolders: true).paths
      .compactMap(\.self)
  }

  /// Why labels could not be read to their end; what was read before is joined.
  package var failure: ReadError? { use.withLock { $0.failure } }

  /// Labels that could be read.
  package var count: Int { counts.labels }

  /// Takes note of labels that records have.
  func mark(_ joined: [(label: Int, rows: Int)]) {
    use.withLock { use in
      for (label, rows) in joined {
        let bit: UInt64 = 1 << UInt64(label & 63)
        if use.used[label >> 6] & bit != 0 { use.repeated += rows }
        use.used[label >> 6] |= bit
      }
    }
  }

  /// Whether a label spells a missing value.
  func isNull(_ text: ArraySlice<UInt8>) -> Bool { !nulls.isEmpty && nulls.contains(Array(text)) }

  func fail(_ failure: ReadError) {
    use.withLock { use in if use.failure == nil { use.failure = failure } }
  }

  /// What there is to say once all records were read.
  ///
  /// - Parameter log: of the records.
  package func summary(_ log: MalformedLog) -> LabelSummary {
    var findings: [LabelFinding: LabelSummary.Finding] = [:]
    func add(_ kind: LabelFinding, _ count: Int, _ examples: [String]) {
      guard count > 0 else { return }
      findings[kind] = LabelSummary.Finding(kind: kind, count: count, examples: examples)
    }
    for (kind, count) in log.labels.counts { add(kind, count, log.examples(of: kind)) }
    add(.duplicate, counts.duplicates, texts(counts.firstDuplicates))
    add(.contradictory, counts.contradictory, texts(counts.firstContradictory))
    // Of a stretch of time, only its records are read: other ids are no matter.
    if span == nil {
      let unknown = unknownIDs()
      add(.unknownID, unknown.count, texts(unknown.first))
    }
    add(.repeatedID, use.withLock { $0.repeated }, [])
    return LabelSummary(
      sources: names, labels: counts.labels, malformed: malformed,
      malformedPlaces: malformedPlaces, ids: table.count, join: log.labels,
      findings: LabelFinding.allCases.compactMap { findings[$0] })
  }

  /// Labels that no record has, the first of them by place.
  private func unknownIDs() -> (count: Int, first: FirstLabels) {
    let used = use.withLock { $0.used }
    let count = table.count - used.reduce(0) { $0 + $1.nonzeroBitCount }
    var first = FirstLabels()
    guard count > 0 else { return (0, first) }
    do throws(ReadError) {
      try table.forEach { entry, number in
        if used[number >> 6] & 1 << UInt64(number & 63) == 0 { first.add(entry) }
      }
    } catch {
      fail(error)
    }
    return (count, first)
  }

  private func texts(_ labels: FirstLabels) -> [String] {
    labels.all.map { label in
      let places = [label.place, label.other].compactMap(\.self).map { place in
        "\(names.indices.contains(place.source) ? names[place.source] : "input"):\(place.line)"
      }
      return "\"\(label.id)\" (\(places.joined(separator: ", ")))"
    }
  }
}
