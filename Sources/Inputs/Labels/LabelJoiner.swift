internal import Engine
internal import JSONText
internal import Statistics

/// Finds the labels of records, one after the other. One a reader.
final class LabelJoiner {
  private let labels: Labels
  private var block = LabelTable.Block()
  private var outcome = LabelJoin()
  private var joined: [(label: Int, rows: Int)] = []
  private var current: Current?
  /// The text of an hour, which many labels share.
  private var hourText: (hour: Int, text: [UInt8])?

  /// The record under way.
  private struct Current {
    var rows: Int
    var id: Range<Int>?
    /// Its label: the data, and where they are in the buffer, the number, and when it was collected.
    var data: [UInt8]?
    var text: SectionDecoder.Text?
    var label = -1
    var hour: Int?
    /// Seconds since 1970-01-01T00:00:00Z.
    var time: Double?
    /// Why it has no label, or that it has its own.
    var finding: LabelFinding?
    var reason = ""
    /// Rows whose label is there and no number, and the first of these labels.
    var oddRows = 0
    var odd = ""
  }

  init(_ labels: Labels) { self.labels = labels }

  /// Takes a record; false where there is nothing to find for it.
  func open(
    _ parts: CaptureParts, _ nodes: UnsafeBufferPointer<JSONNode>, base: Int,
    _ buffer: RecordBuffer, rows: Int
  ) -> Bool {
    var record = Current(rows: rows)
    record.id = unsafe LabelID.range(parts, nodes, base: base, buffer)
    record.time = unsafe CaptureDecoder.time(parts, nodes, base, buffer)
    if parts.truth != nil {
      record.finding = .ownTruth
    } else if record.id == nil {
      record.finding = .noID
    }
    current = record
    return record.id != nil
  }

  /// The data of the record's label, put into the buffer; nil where it has none.
  func find(_ buffer: RecordBuffer) -> SectionDecoder.Text? {
    guard var record = current, let id = record.id else { return nil }
    let hasTruth = record.finding == .ownTruth
    if !hasTruth { record.finding = .notLabelled }
    var isJSON = false
    do throws(ReadError) {
      _ = unsafe try LabelEntry.lend(buffer.bytes) { bytes throws(ReadError) in
        let id = unsafe UnsafeRawBufferPointer(start: bytes + id.lowerBound, count: id.count)
        try unsafe labels.table.find(id, &block) { entry, number in
          record.label = number
          guard !hasTruth else { return }
          record.hour = entry.hour
          record.finding = entry.isUndecided ? .undecided : nil
          if !entry.isUndecided { record.data = unsafe Array(entry.data) }
          isJSON = entry.isJSON
        }
      }
    } catch {
      labels.fail(error)
    }
    if let data = record.data {
      record.text = SectionDecoder.Text(
        range: buffer.append(data), isJSON: isJSON, isPlain: false)
    }
    current = record
    return record.text
  }

  /// Says why the label does not fit the record.
  func reject(_ reason: String) {
    current?.finding = .misfit
    current?.reason = reason
  }

  /// Whether the record has a label that fits it.
  var isJoined: Bool { current.map { $0.text != nil && $0.finding == nil } ?? false }

  /// The column whose labels must be numbers; nil where any may be.
  var numberColumn: String? { labels.numberColumn }

  /// Takes note of rows of the record whose label is there and no number.
  func judgeNumbers(_ slot: Int, of grid: CellGrid, _ rows: Int, _ buffer: RecordBuffer) {
    guard isJoined || current?.finding == .ownTruth else { return }
    for row in 0..<rows {
      guard let (range, isString) = grid.cell(row, slot) else { continue }
      let text = buffer.bytes[range]
      // A string is text, whatever it spells.
      if labels.isNull(text) || (!isString && CellParser.parse(text).0.isNumber) { continue }
      if current?.oddRows == 0 { current?.odd = LabelID.shown(text) }
      current?.oddRows += 1
    }
  }

  /// When the record's label was collected, as text in the buffer.
  func collectionTime(_ buffer: RecordBuffer) -> Range<Int>? {
    guard let hour = current?.hour else { return nil }
    if hourText?.hour != hour { hourText = (hour, CollectionHour.text(hour)) }
    return hourText.map { buffer.append($0.text) }
  }

  /// Counts the record, or forgets it where it is malformed.
  ///
  /// - Parameter range: of its own bytes.
  func close(
    isKept: Bool, _ range: Range<Int>, _ buffer: RecordBuffer, source: Int, line: Int
  ) {
    guard let record = current else { return }
    current = nil
    guard isKept else { return }
    if let span = labels.span, record.time.map(span.contains) != true { return }
    func note(_ finding: LabelFinding, rows: Int? = nil, _ more: String = "") {
      outcome.note(finding, rows: rows ?? record.rows) {
        let id = record.id.map { "\"\(LabelID.shown(buffer.bytes[$0]))\"" } ?? ""
        return LabelJoin.Example(
          finding: finding, source: source, line: line, text: id + more)
      }
    }
    if record.label >= 0 { joined.append((record.label, record.rows)) }
    if let finding = record.finding {
      note(finding, record.reason.isEmpty ? "" : ": \(record.reason)")
    }
    if record.oddRows > 0 { note(.notNumber, rows: record.oddRows, ": \(record.odd)") }
    let isJoined = record.finding == nil && record.text != nil
    if isJoined {
      outcome.labelled += record.rows
      if let hour = record.hour, let time = record.time {
        judge(hour, time).map { note($0) }
      }
    }
    if labels.keepsMerged, isJoined || record.finding == .ownTruth {
      keep(record, range, buffer, source)
    }
  }

  /// Takes note of how long a label took; what is remarkable about it.
  ///
  /// A label was collected some time in its hour: it is early where the hour had ended before the
  /// inference, and late where so much time had passed when the hour began.
  private func judge(_ hour: Int, _ time: Double) -> LabelFinding? {
    guard abs(time) < 1e12 else { return nil }
    outcome.note(delay: hour - Int((time / 3600).rounded(.down)))
    if Double(hour + 1) * 3600 <= time { return .early }
    if let most = labels.lateAfter, Double(hour) * 3600 - time > most { return .late }
    return nil
  }

  /// Keeps a record with its label, as the service merges them.
  private func keep(
    _ record: Current, _ range: Range<Int>, _ buffer: RecordBuffer, _ source: Int
  ) {
    let hour = record.time.flatMap { abs($0) < 1e12 ? Int(($0 / 3600).rounded(.down)) : nil }
    if outcome.merged.last.map({ $0.source == source && $0.hour == hour }) != true {
      outcome.merged.append(LabelJoin.Merged(source: source, hour: hour, bytes: []))
    }
    let last = outcome.merged.count - 1
    let bytes = buffer.bytes[range]
    if let label = record.data, let text = record.text, let open = bytes.first {
      outcome.merged[last].bytes.append(open)
      let data = JSON.string(String(decoding: label, as: UTF8.self)).text()
      let member =
        "\"groundTruthData\":{\"data\":\(data),\"encoding\":\"\(text.isJSON ? "JSON" : "CSV")\"},"
      outcome.merged[last].bytes.append(contentsOf: member.utf8)
      outcome.merged[last].bytes.append(contentsOf: bytes.dropFirst())
    } else {
      outcome.merged[last].bytes.append(contentsOf: bytes)
    }
    outcome.merged[last].bytes.append(0x0A)
  }

  /// What came of the records since the last call.
  func takeOutcome() -> LabelJoin {
    labels.mark(joined)
    joined.removeAll(keepingCapacity: true)
    defer { outcome = LabelJoin() }
    return outcome
  }
}
