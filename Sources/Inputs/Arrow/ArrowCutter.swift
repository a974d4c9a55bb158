internal import Engine

/// Makes pieces of Arrow data: batches that follow each other, or some rows of a large one.
///
/// How they are cut follows from the data alone, not from which columns are wanted. Buffers of other
/// columns are passed over.
final class ArrowCutter: PieceSource {
  let stream: ByteStream
  private let arrow: ArrowStream
  private let source: Int
  private let head: ArrowHead
  private let wanted: [String]
  private let pieceBytes: Int

  private var columns: [ArrowColumn?] = []
  private var fields: [ArrowField] = []
  private var leaves = 1
  private var dictionaries: [Int64: ArrowDictionary.Snapshot] = [:]
  private var wantedDictionaries: Set<Int64> = []
  /// A batch of which rows are still to be given.
  private var rest: (part: ArrowPiece.Part, rows: Int)?
  private var gathered = ArrowPiece()
  private var weight = 0
  private var offset = 0
  private var ended = false
  /// Damage that is to be told when what came before it was given.
  private var failure: ReadError?

  /// - Parameters:
  ///   - bytes: what was read of the stream already.
  ///   - wanted: names of the columns, in the order of blocks.
  init(
    _ stream: ByteStream, read bytes: [UInt8], source: Int, head: ArrowHead, wanted: [String],
    options: InputOptions
  ) throws(ReadError) {
    self.stream = stream
    self.source = source
    self.head = head
    self.wanted = wanted
    pieceBytes = max(1, options.pieceBytes)
    arrow = ArrowStream(stream, read: bytes)
    try arrow.open()
    if stream.stored.isAnswer {
      try startAgain()
      return
    }
    guard try ArrowHead.schema(arrow) == head.schema else {
      throw ReadError(path: stream.stored.path, "changed while it was read; run again")
    }
    choose(head.columns)
  }

  /// Batches may follow until one is asked for: a piece that is not full is the last one.
  var isAtEnd: Bool { ended && rest == nil && failure == nil }

  func next(index: Int) throws(ReadError) -> Piece? {
    while true {
      if let rest {
        let end = min(rest.part.rows.upperBound, rest.part.rows.lowerBound + rest.rows)
        let rows = rest.part.rows.lowerBound..<end
        let left = end..<rest.part.rows.upperBound
        self.rest =
          left.isEmpty
          ? nil
          : (.init(batch: rest.part.batch, rows: left, columns: rest.part.columns), rest.rows)
        gathered.parts.append(
          .init(batch: rest.part.batch, rows: rows, columns: rest.part.columns))
        return piece(index)
      }
      if ended || weight >= pieceBytes {
        if !gathered.parts.isEmpty { return piece(index) }
        if let failure { throw failure }
        if ended { return nil }
      }
      do throws(ReadError) {
        try read()
      } catch {
        // What came before the damage counts; the damage is told after it.
        (failure, ended) = (error, true)
      }
    }
  }

  private func piece(_ index: Int) -> Piece {
    defer { (gathered, weight) = (ArrowPiece(), 0) }
    return Piece(index: index, source: source, offset: offset, content: gathered)
  }

  /// Reads a message.
  private func read() throws(ReadError) {
    guard let message = try arrow.next() else {
      ended = try !arrow.startsAgain()
      if !ended { try startAgain() }
      return
    }
    switch message.content {
    case .schema: throw arrow.error("a schema within Arrow data", at: arrow.position)
    case .dictionary(let id, let isDelta, let layout):
      guard wantedDictionaries.contains(id) else {
        try arrow.skip(message.bodyBytes, "a dictionary")
        return
      }
      guard let field = fields.first(where: { $0.dictionary?.id == id }) else { return }
      let batch = try ArrowBatch(
        layout, message.bodyBytes, fields: [field.values], arrow)
      let dictionary = isDelta ? dictionaries[id]?.dictionary : nil
      dictionaries[id] = (dictionary ?? ArrowDictionary()).add(batch)
    case .batch(let layout):
      if gathered.parts.isEmpty { offset = arrow.position }
      let batch = try ArrowBatch(
        layout, message.bodyBytes, fields: fields, dictionaries: dictionaries, arrow)
      add(batch, message.bodyBytes)
    }
  }

  /// Takes a batch; one that is much larger than a piece is given in parts of equal length.
  private func add(_ batch: ArrowBatch, _ bodyBytes: Int) {
    let rows = batch.layout.rows
    guard rows > 0 else { return }
    let part = ArrowPiece.Part(batch: batch, rows: 0..<rows, columns: columns)
    // Compressed data, and values that take no bytes, weigh what they come to in a block.
    let weight = max(bodyBytes, rows * 8 * leaves)
    guard weight > 2 * pieceBytes else {
      gathered.parts.append(part)
      self.weight += weight
      return
    }
    let blocks = (rows + CSVReader.blockRows - 1) / CSVReader.blockRows
    let parts = (weight + pieceBytes - 1) / pieceBytes
    let rowsOfPart =
      parts <= blocks
      ? (blocks + parts - 1) / parts * CSVReader.blockRows : max(1, (rows + parts - 1) / parts)
    rest = (part, rowsOfPart)
  }

  /// Takes the schema of a further stream, which holds some or all columns of the first one.
  private func startAgain() throws(ReadError) {
    let start = arrow.position
    let schema = try ArrowHead.schema(arrow)
    let found = ArrowColumns(schema) { [head] in head.longest[$0.name] ?? 0 }.columns
    dictionaries = [:]
    choose(found)
    for (name, column) in zip(wanted, columns)
    where column == nil && head.columns.contains(where: { $0.name == name }) {
      throw arrow.error("a stream of Arrow data lacks the column '\(name)'", at: start)
    }
  }

  private func choose(_ found: [ArrowColumn]) {
    var byName: [String: ArrowColumn] = [:]
    for column in found where byName[column.name] == nil { byName[column.name] = column }
    columns = wanted.map { byName[$0] }
    fields = []
    var nodes: Set<Int> = []
    for field in columns.compactMap(\.self).flatMap(\.fields)
    where nodes.insert(field.node).inserted {
      fields.append(field)
    }
    wantedDictionaries = Set(fields.compactMap { $0.dictionary?.id })
    leaves = max(1, found.count)
  }
}
