internal import Engine
internal import JSONText
internal import Statistics

/// Makes rows of captured records: a batched request has several, each with its response.
///
/// A record is malformed when it lacks a section that the head has (ground truth aside), when its
/// sections differ in rows, or when a row has other fields than the head; whichever columns are
/// wanted.
final class CaptureDecoder: RecordDecoder {
  private let layout: CaptureLayout?
  private let output: SectionDecoder
  private let input: SectionDecoder
  private let truth: SectionDecoder
  private let joiner: LabelJoiner?
  /// Place of the column of the time at which labels were collected; -1 where it is not wanted.
  private var labelTime = -1
  /// Places of the wanted meta columns; -1 for those not wanted, -2 for those that are no columns.
  private var meta: [Int] = [-2, -2, -2, -2]
  private var metaValues = [0, 0, 0, 0]
  /// Place of the column whose labels must be numbers; -1 where that is not known or not wanted.
  private var numberSlot = -1
  private(set) var time: Double?

  /// - Parameters:
  ///   - slots: all columns of the run, with the places of those wanted and -1 for others.
  ///   - joiner: gives records their labels.
  init(_ layout: CaptureLayout, slots: [String: Int], _ joiner: LabelJoiner? = nil) {
    self.layout = layout
    self.joiner = joiner
    labelTime = layout.labelTime.flatMap { slots[$0] } ?? -1
    numberSlot = joiner?.numberColumn.flatMap { slots[$0] } ?? -1
    output = SectionDecoder(layout.output, slots: slots)
    input = SectionDecoder(layout.input, slots: slots)
    truth = SectionDecoder(layout.truth, slots: slots)
    meta = layout.meta.map { column in column.map { slots[$0] ?? -1 } ?? -2 }
  }

  /// Takes no cells, but note of what there is.
  init(surveying: Void) {
    layout = nil
    joiner = nil
    output = SectionDecoder(CaptureLayout.Section(name: "output"), slots: nil)
    input = SectionDecoder(CaptureLayout.Section(name: "input"), slots: nil)
    truth = SectionDecoder(CaptureLayout.Section(name: "truth"), slots: nil)
  }

  func decode(
    _ nodes: UnsafeBufferPointer<JSONNode>, base: Int, _ buffer: RecordBuffer, into grid: CellGrid,
    rows: inout Int
  ) -> String? {
    let parts = unsafe buffer.bytes.withUnsafeBufferPointer {
      unsafe CaptureParts(nodes, base, $0)
    }
    time = unsafe CaptureDecoder.time(parts, nodes, base, buffer)
    guard parts.isCapture else { return "record without captureData" }
    if parts.input == nil, parts.output == nil { return "record without input and output" }
    let joined = unsafe joined(parts, nodes, base, buffer)
    if parts.output == nil, layout?.output.isExpected == true { return "record without output" }
    if parts.input == nil, joined?.rest == nil, layout?.input.isExpected == true {
      return "record without input"
    }

    var count: Int?
    // No array of the three: this runs for every record.
    for place in 0..<3 {
      let section = place == 0 ? input : place == 1 ? output : truth
      let part = place == 0 ? parts.input : place == 1 ? parts.output : parts.truth
      let outcome: RowCount
      if let text = section === output ? joined?.output : section === input ? joined?.rest : nil {
        let whole = SectionDecoder.Text(range: buffer.append(text), isJSON: true, isPlain: false)
        outcome = section.rows(of: whole, buffer, into: grid, expected: count)
      } else {
        guard let part else { continue }
        let node = unsafe nodes[part.data]
        outcome = section.decode(part, node, base: base, buffer, into: grid, expected: count)
      }
      switch outcome {
      case .wrong(let reason): return reason
      case .rows(let found):
        if let count, count != found {
          return "\(section.name) has \(CaptureDecoder.rows(found)) where the others have \(count)"
        }
        count = found
      }
    }
    let found = count ?? 0
    rows = found
    if let joiner {
      unsafe join(joiner, parts, nodes, base, buffer, grid, found)
      if numberSlot >= 0 { joiner.judgeNumbers(numberSlot, of: grid, found, buffer) }
    }
    if layout == nil {
      note(parts, isJoined: joined?.rest != nil, found)
    } else {
      unsafe set(0, parts.meta.0, nodes, base, buffer, grid, found)
      unsafe set(1, parts.meta.1, nodes, base, buffer, grid, found)
      unsafe set(2, parts.meta.2, nodes, base, buffer, grid, found)
      unsafe set(3, parts.meta.3, nodes, base, buffer, grid, found)
    }
    return nil
  }

  /// When the inference was.
  static func time(
    _ parts: CaptureParts, _ nodes: UnsafeBufferPointer<JSONNode>, _ base: Int,
    _ buffer: RecordBuffer
  ) -> Double? {
    guard parts.meta.0 >= 0, case let node = unsafe nodes[parts.meta.0], node.kind == .string
    else { return nil }
    let (kind, seconds) = CellParser.parse(
      buffer.bytes[Int(node.start) + base..<Int(node.end) + base])
    return kind == .timestamp ? seconds : nil
  }

  /// The request and the response of a batch transform that stand in one document.
  private func joined(
    _ parts: CaptureParts, _ nodes: UnsafeBufferPointer<JSONNode>, _ base: Int,
    _ buffer: RecordBuffer
  ) -> BatchDocument? {
    guard parts.isBatch, parts.input == nil, let part = parts.output, part.encoding == .json else {
      return nil
    }
    let node = unsafe nodes[part.data]
    var range = Int(node.start) + base..<Int(node.end) + base
    if node.isEscaped { range = buffer.unescape(range) }
    return BatchDocument(buffer.bytes[range]).flatMap { $0.output == nil ? nil : $0 }
  }

  /// Gives a record its label, where it has none of its own.
  private func join(
    _ joiner: LabelJoiner, _ parts: CaptureParts, _ nodes: UnsafeBufferPointer<JSONNode>,
    _ base: Int, _ buffer: RecordBuffer, _ grid: CellGrid, _ rows: Int
  ) {
    guard unsafe joiner.open(parts, nodes, base: base, buffer, rows: rows) else { return }
    guard let text = joiner.find(buffer) else { return }
    switch truth.rows(of: text, buffer, into: grid, expected: rows) {
    case .rows(rows): break
    case .rows(let found):
      joiner.reject("\(CaptureDecoder.rows(found)) where the record has \(rows)")
    case .wrong(let reason): joiner.reject(reason)
    }
    guard joiner.isJoined else { return truth.clear(rows, of: grid) }
    if labelTime >= 0, let time = joiner.collectionTime(buffer) {
      for row in 0..<rows {
        grid.set(row, labelTime, start: time.lowerBound, length: time.count, isString: true)
      }
    }
  }

  /// Sets the cells of a kind of meta data from the node at a place; -1 where there is none.
  private func set(
    _ kind: Int, _ place: Int, _ nodes: UnsafeBufferPointer<JSONNode>, _ base: Int,
    _ buffer: RecordBuffer, _ grid: CellGrid, _ rows: Int
  ) {
    guard place >= 0 else { return }
    let slot = meta[kind]
    if slot == -2 { metaValues[kind] += 1 }
    guard slot >= 0 else { return }
    let node = unsafe nodes[place]
    for row in 0..<rows { JSONFlattening.set(node, base, row, slot, buffer, grid) }
  }

  /// Takes note of what a record surveyed has.
  private func note(_ parts: CaptureParts, isJoined: Bool, _ rows: Int) {
    for (part, section) in [(parts.input, input), (parts.output, output), (parts.truth, truth)]
    where part != nil || (isJoined && section === input) {
      section.survey.records += 1
      if let width = section.recordWidth { section.survey.addRows(rows, width: width) }
    }
    metaValues[0] += parts.meta.0 >= 0 ? 1 : 0
    metaValues[1] += parts.meta.1 >= 0 ? 1 : 0
    metaValues[2] += parts.meta.2 >= 0 ? 1 : 0
    metaValues[3] += parts.meta.3 >= 0 ? 1 : 0
  }

  /// What the records decoded have, of those that are not malformed; but names of all.
  var survey: CaptureSurvey {
    var survey = CaptureSurvey()
    for section in [output, input, truth] {
      for name in section.tree.takeUnlisted() { section.survey.add(name.name) }
    }
    survey.output = output.survey
    survey.input = input.survey
    survey.truth = truth.survey
    survey.meta = metaValues.map { $0 > 0 }
    return survey
  }

  func takeUnlisted() -> [MalformedRecords.Unlisted] {
    var taken: [MalformedRecords.Unlisted] = []
    for section in [output, input, truth] {
      if section.unlistedRows > 0 {
        taken.append(.init(name: section.name, values: section.unlistedRows))
        section.unlistedRows = 0
      }
      taken += section.tree.takeUnlisted()
    }
    for (kind, values) in metaValues.enumerated() where values > 0 {
      taken.append(.init(name: CaptureLayout.metaNames[kind], values: values))
    }
    metaValues = [0, 0, 0, 0]
    return taken
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
