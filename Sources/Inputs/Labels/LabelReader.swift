internal import Engine
internal import JSONText

/// Reads ground truth into a table of labels.
final class LabelReader {
  struct Counts: Sendable {
    var labels = 0
    var duplicates = 0
    var firstDuplicates = FirstLabels()
    var contradictory = 0
    var firstContradictory = FirstLabels()
  }

  let names: [String]
  private(set) var warnings: [String]
  private(set) var counts = Counts()
  private(set) var malformed: MalformedLog
  /// Why an input could not be read to its end.
  private(set) var failure: ReadError?
  private(set) var spilled = 0
  private let options: LabelOptions
  private let section = SectionDecoder(CaptureLayout.Section(name: "ground truth"), slots: nil)
  private let lines = JSONLines()
  private let buffer = RecordBuffer()
  private let grid = CellGrid(columns: 0)
  private var sorter: LabelSorter

  init(_ arguments: [String], _ options: LabelOptions) throws(ReadError) {
    self.options = options
    var inputs = InputOptions()
    inputs.pieceBytes = options.pieceBytes
    let paths = try InputPaths(arguments, options: inputs, bearsEmptyFolders: true)
    names = paths.paths.map { $0 ?? StoredBytes.standardInput }
    warnings = paths.warnings
    sorter = LabelSorter(memory: options.memory, folder: options.folder)
    malformed = MalformedLog(names: names, quarantine: options.quarantine)
    for (number, path) in paths.paths.enumerated() {
      try read(path, number, inputs)
    }
  }

  /// What the labels hold.
  var survey: CaptureSurvey.Section {
    for name in section.tree.takeUnlisted() { section.survey.add(name.name) }
    return section.survey
  }

  /// Makes the table once.
  func finish() throws(ReadError) -> LabelTable {
    var resolver = LabelResolver(
      try LabelTable.Writer(folder: sorter.isInMemory ? nil : options.folder))
    try sorter.finish { entry throws(ReadError) in try resolver.add(entry) }
    spilled = sorter.spilled
    let table = try resolver.finish()
    counts.duplicates = resolver.duplicates
    counts.firstDuplicates = resolver.firstDuplicates
    counts.contradictory = resolver.contradictory
    counts.firstContradictory = resolver.firstContradictory
    return table
  }

  private func read(_ path: String?, _ number: Int, _ inputs: InputOptions) throws(ReadError) {
    let hash: ((RawSpan) -> Void)? = options.computeHash.map { compute in
      { bytes in compute(number, bytes) }
    }
    let stored = try StoredBytes(path: path, hash: hash)
    let name = path.flatMap { FileStatus($0) }
    if name?.kind == .file, name?.size == 0 {
      warnings.append("\(stored.path): is empty (0 bytes)")
      return
    }
    let stream = try ByteStream(stored)
    var head: [UInt8] = []
    while head.count < 3, stream.extend(&head, by: 64 << 10) {}
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let frame = RecordFrame(
      dialect: CSVDialect(delimiter: 0x2C, newline: 0x0A), hasQuotes: false,
      head: head.starts(with: mark) ? mark : [], lines: 0)
    let cutter = try PieceCutter(
      stream, read: head, source: number, frame: frame, options: inputs)
    let hour = CollectionHour.of(path: stored.path)
    var index = 0
    while let piece = try next(cutter, index) {
      try take(piece, hour)
      options.progress(counts.labels)
      index += 1
    }
  }

  /// The next piece; nil at the end, and where an input is damaged.
  private func next(_ cutter: PieceCutter, _ index: Int) throws(ReadError) -> Piece? {
    do throws(ReadError) {
      return try cutter.next(index: index)
    } catch {
      failure = failure ?? error
      return nil
    }
  }

  private func take(_ piece: Piece, _ hour: Int?) throws(ReadError) {
    var malformed = MalformedRecords(source: piece.source)
    let before = piece.linesBefore
    buffer.bytes = piece.bytes
    lines.open(end: piece.bytes.count, faults: piece.faults)
    let firstLine = self.malformed.linesBefore(of: piece.source) + before
    reading: while true {
      let wrong: (range: Range<Int>, reason: String)
      switch lines.next(buffer) {
      case .end: break reading
      case .malformed(let range, let reason): wrong = (range, reason)
      case .document(let base, let range):
        let place = LabelPlace(source: piece.source, line: firstLine + lines.number)
        guard let reason = try take(base, hour, place) else { continue }
        wrong = (range, reason)
      }
      malformed.records.append(
        .init(
          source: piece.source, line: before + lines.number, reason: wrong.reason,
          bytes: Array(buffer.bytes[wrong.range].prefix(CSVReader.keptBytes))))
    }
    malformed.lines = before + lines.lines
    lines.repaired = 0
    self.malformed.merge(malformed)
  }

  /// Takes the label of a line; what is wrong with it.
  private func take(
    _ base: Int, _ hour: Int?, _ place: LabelPlace
  ) throws(ReadError) -> String? {
    let nodes = unsafe lines.document.nodes
    let parts = unsafe buffer.bytes.withUnsafeBufferPointer { unsafe CaptureParts(nodes, base, $0) }
    guard let part = parts.truth else { return "no groundTruthData with data" }
    guard let id = unsafe LabelID.range(parts, nodes, base: base, buffer) else {
      return "no eventId in eventMetadata"
    }
    var text: SectionDecoder.Text
    switch section.text(of: part, unsafe nodes[part.data], base: base, buffer) {
    case .wrong(let reason): return reason
    case .text(let found): text = found
    }
    text.range = LabelReader.trimmed(text.range, buffer)
    // CSV is taken out of its quotes in place: what is kept is taken before.
    try sorter.add(
      id: id, data: text.range, of: buffer.bytes, isJSON: text.isJSON, hour: hour, place: place)
    grid.clear()
    if case .wrong(let reason) = section.rows(of: text, buffer, into: grid, expected: nil) {
      sorter.removeLast()
      return reason
    }
    section.survey.records += 1
    if let width = section.recordWidth { section.survey.addRows(1, width: width) }
    counts.labels += 1
    return nil
  }

  /// Without the line ends at its end.
  private static func trimmed(_ range: Range<Int>, _ buffer: RecordBuffer) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, [0x0A, 0x0D].contains(buffer.bytes[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }
}
