package import Engine

/// The inputs of a run: files, and perhaps standard input, one after the other.
package final class InputSet: Source {
  package let columns: [String]
  package let warnings: [String]
  package let names: [String]
  package let sections: [String: String]

  private var inputs: [Input]
  private let layouts: [CSVLayout]
  private let kinds: [RecordKind]
  private let capture: CaptureLayout?
  private let parquet: ParquetFiles
  private let options: InputOptions
  private let total: Int?
  /// What could not be found of what the arguments name; told at the end, when the rest is read.
  private let missing: ReadError?
  private var finished = 0
  private var source = 0
  private var index = 0
  private var cutter: (any PieceSource)?
  /// Names of the columns that readers fill.
  private var wanted: [String] = []

  private struct Input {
    let name: String
    /// Nil for what can be read once alone.
    let path: String?
    let size: Int?
    /// What a batch transform read and wrote, where the input is that.
    var pair: BatchPair?
    var isParquet = false
    let head: any InputHead
    /// An input that can't be opened again, and what was read of it.
    var kept: (stream: ByteStream, bytes: [UInt8])?
  }

  /// Opens the inputs that the arguments name and reads their heads.
  ///
  /// - Parameter arguments: paths of files; patterns with `*`, `?` and `[…]`, expanded in order of
  ///   name; folders, whose CSV, TSV and JSON Lines files are read in order of path, with those of
  ///   folders in them, hidden ones aside; `-` for standard input. Formats may differ.
  /// - Throws: when an input is missing, unreadable, empty, of a format that is not read, or
  ///   without a usable header; when a folder has nothing readable.
  package static func open(
    _ arguments: [String], options: InputOptions = InputOptions()
  ) throws(ReadError) -> any Source {
    if let delimiter = options.delimiter,
      [CSVDialect.quote, CSVDialect.lineFeed, CSVDialect.carriageReturn].contains(delimiter)
    {
      throw ReadError(path: "delimiter", "a quote or a line end can't be the delimiter")
    }
    let paths = try InputPaths(arguments, options: options)
    var inputs: [Input] = []
    let parquet = ParquetFiles(options.parquet)
    var empty = EmptyInputs()
    for path in paths.paths {
      do throws(ReadError) {
        if let path, FileStatus(path)?.kind == .file, ParquetFiles.isParquet(path, options) {
          inputs.append(try probe(path, parquet, options))
        } else {
          inputs.append(try probe(path, number: inputs.count, options))
        }
      } catch {
        try empty.take(error)
      }
    }
    for pair in paths.batches?.pairs ?? [] { inputs.append(try probe(pair, options)) }
    let areCaptures = inputs.contains { kind($0.head) == .captures }
    let warning = try empty.warning(beside: areCaptures)
    let missing = paths.batches?.complaint.map { ReadError(path: arguments[0], $0) }
    return try InputSet(
      inputs, warnings: paths.warnings + [warning].compactMap(\.self), missing: missing,
      parquet: parquet, options)
  }

  /// Opens a text as the one input.
  ///
  /// - Parameter name: what messages call it.
  package static func open(
    text: [UInt8], named name: String, options: InputOptions
  ) throws(ReadError) -> any Source {
    guard !text.isEmpty else {
      throw ReadError(path: name, "hold no text; the first line names the columns")
    }
    let input = try probe(StoredBytes(text, named: name), path: nil, size: text.count, options)
    return try InputSet([input], warnings: [], options)
  }

  private init(
    _ inputs: [Input], warnings: [String], missing: ReadError? = nil,
    parquet: ParquetFiles = ParquetFiles(nil), _ options: InputOptions
  ) throws(ReadError) {
    self.inputs = inputs
    self.parquet = parquet
    self.missing = missing
    self.options = options
    names = inputs.map(\.name)
    kinds = inputs.map { InputSet.kind($0.head) }
    capture = try InputSet.captureLayout(zip(names, inputs.map(\.head)), options)
    if options.labels != nil, capture == nil {
      throw ReadError(
        path: names.first ?? "data",
        "labels are joined to captured records, and the data hold none")
    }
    sections = capture?.sections ?? [:]
    let captured = capture?.columns ?? []
    let union = ColumnUnion(
      zip(names, inputs).map { name, input in
        (name, InputSet.columns(input.head) ?? captured, !(input.head is JSONHead))
      })
    columns = union.columns
    guard !columns.isEmpty else {
      throw ReadError(
        path: names.first ?? "data",
        inputs.lazy.compactMap(\.head.warning).first ?? "no record of the inputs has a column")
    }
    self.warnings = warnings + inputs.compactMap(\.head.warning) + union.warnings
    layouts = zip(inputs, union.fields).map { input, fields in
      CSVLayout(
        dialect: (input.head as? CSVHead)?.dialect ?? CSVDialect(delimiter: 0x2C, newline: 0x0A),
        fieldCount: (input.head as? CSVHead)?.names.count ?? 0,
        fields: fields)
    }
    let sizes = inputs.compactMap(\.size)
    total = sizes.count == inputs.count ? sizes.reduce(0, +) : nil
  }

  private static func probe(
    _ path: String?, number: Int, _ options: InputOptions
  ) throws(ReadError) -> Input {
    let status = path.flatMap { FileStatus($0) }
    let again = status?.kind == .file
    let stored = try StoredBytes(path: path, hash: again ? nil : hash(number, options))
    return try probe(stored, path: again ? path : nil, size: again ? status?.size : nil, options)
  }

  /// - Parameter path: by which the input can be opened again.
  private static func probe(
    _ stored: StoredBytes, path: String?, size: Int?, _ options: InputOptions
  ) throws(ReadError) -> Input {
    let stream = try ByteStream(stored)
    var bytes: [UInt8] = []
    let head = try InputHeads.read(stream, into: &bytes, options: options)
    return Input(
      name: stored.path, path: path, size: size, head: head,
      kept: path == nil ? (stream, bytes) : nil)
  }

  private static func probe(
    _ pair: BatchPair, _ options: InputOptions
  ) throws(ReadError) -> Input {
    let stream = try ByteStream(StoredBytes(try BatchRecords(pair), named: pair.name))
    var bytes: [UInt8] = []
    let head = try InputHeads.read(stream, into: &bytes, format: .capture, options: options)
    return Input(name: pair.name, path: pair.name, size: nil, pair: pair, head: head)
  }

  private static func probe(
    _ path: String, _ parquet: ParquetFiles, _ options: InputOptions
  ) throws(ReadError) -> Input {
    var bytes: [UInt8] = []
    let head = try ArrowHead.read(try parquet.stream(path), into: &bytes, options: options)
    return Input(name: path, path: path, size: nil, isParquet: true, head: head)
  }

  private static func hash(_ number: Int, _ options: InputOptions) -> ((RawSpan) -> Void)? {
    options.computeHash.map { compute in { bytes in compute(number, bytes) } }
  }

  package func next() throws(ReadError) -> Piece? {
    while source < inputs.count {
      do throws(ReadError) {
        let current: any PieceSource
        let isFirst = cutter == nil
        if let cutter { current = cutter } else { current = try open(source) }
        cutter = current
        if var piece = try current.next(index: index) {
          piece.isWhole = isFirst && current.isAtEnd
          index += 1
          return piece
        }
      } catch {
        let isParquet = inputs[source].isParquet
        source = inputs.count + 1
        throw isParquet ? error.countingForNothing : error
      }
      finished += cutter?.stream.storedCount ?? 0
      cutter = nil
      source += 1
    }
    if source == inputs.count, let missing {
      source += 1
      throw missing
    }
    return nil
  }

  private func open(_ number: Int) throws(ReadError) -> any PieceSource {
    let input = inputs[number]
    inputs[number].kept = nil
    if let kept = input.kept {
      return try pieces(of: kept.stream, read: kept.bytes, number)
    }
    let hash = InputSet.hash(number, options)
    if input.isParquet, let head = input.head as? ArrowHead {
      try readThrough(input.name, hash)
      return try pieces(
        of: parquet.stream(input.name, columns: head.fields(of: wanted)), read: [], number)
    }
    if input.head is ArrowHead, input.path != nil {
      // The parts of a file are read in any order, and only those that are wanted.
      try readThrough(input.name, hash)
      let stored = try StoredBytes(path: input.path, hash: nil)
      return try pieces(of: ByteStream(stored), read: [], number)
    }
    let stored: StoredBytes
    if let pair = input.pair {
      stored = StoredBytes(try BatchRecords(pair), named: pair.name, hash: hash)
    } else {
      stored = try StoredBytes(path: input.path, hash: hash)
    }
    return try pieces(of: ByteStream(stored), read: [], number)
  }

  /// Has whoever wants to see the bytes of a file see them, where it is not read in order.
  private func readThrough(_ path: String, _ hash: ((RawSpan) -> Void)?) throws(ReadError) {
    guard hash != nil else { return }
    let stored = try StoredBytes(path: path, hash: hash)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while unsafe buffer.withUnsafeMutableBytes({ unsafe stored.read(into: $0) }) > 0 {}
    if let failure = stored.failure { throw failure }
  }

  private func pieces(
    of stream: ByteStream, read bytes: [UInt8], _ number: Int
  ) throws(ReadError) -> any PieceSource {
    stream.readAhead()
    switch inputs[number].head {
    case let head as ArrowHead:
      return try ArrowCutter(
        stream, read: bytes, source: number, head: head, wanted: wanted, options: options)
    case let head as any TextHead:
      return try PieceCutter(
        stream, read: bytes, source: number, frame: head.frame, options: options)
    default: throw ReadError(path: inputs[number].name, "is of a format that can't be read")
    }
  }

  package func readers(columns wanted: [Int]) -> @Sendable () -> any Reader {
    var slots: [String: Int] = [:]
    for column in columns { slots[column] = -1 }
    self.wanted = wanted.map { columns[$0] }
    for (place, column) in wanted.enumerated() { slots[columns[column]] = place }
    let make: @Sendable (RecordKind) -> any Reader = {
      [layouts, capture, slots, names, nulls = options.nulls, labels = options.labels] kind in
      if kind == .arrow { return ArrowReader(columns: wanted.count, nulls: nulls, names: names) }
      if kind == .captures, let capture {
        let joiner = labels.map(LabelJoiner.init)
        return JSONReader(
          CaptureDecoder(capture, slots: slots, joiner), columns: wanted.count, nulls: nulls,
          joiner: joiner)
      }
      return kind == .csv
        ? CSVReader(layouts: layouts, columns: wanted, nulls: nulls)
        : JSONReader(ObjectDecoder(slots: slots), columns: wanted.count, nulls: nulls)
    }
    let kinds = kinds
    if let only = kinds.first, kinds.allSatisfy({ $0 == only }) { return { make(only) } }
    return { MixedReader(kinds, make: make) }
  }

  package var captureTime: String? { capture?.meta.first ?? nil }

  package var progress: (read: Int, total: Int?) {
    (finished + (cutter?.stream.storedCount ?? 0), total)
  }
}

extension InputSet {
  private static func kind(_ head: any InputHead) -> RecordKind {
    if head is ArrowHead { return .arrow }
    guard let head = head as? JSONHead else { return .csv }
    if case .captures = head.content { return .captures }
    return .objects
  }

  /// The columns of an input; nil for captured records, whose columns all inputs name together.
  private static func columns(_ head: any InputHead) -> [String]? {
    if let head = head as? CSVHead { return head.names }
    if let head = head as? ArrowHead { return head.names }
    if let head = head as? JSONHead, case .objects(let names) = head.content { return names }
    return nil
  }

  private static func captureLayout(
    _ inputs: some Sequence<(String, any InputHead)>, _ options: InputOptions
  ) throws(ReadError) -> CaptureLayout? {
    var all: CaptureSurvey?
    var first = "data"
    for (name, head) in inputs {
      guard let head = head as? JSONHead, case .captures(let survey) = head.content else {
        continue
      }
      if all == nil { first = name }
      var merged = all ?? CaptureSurvey()
      merged.merge(survey)
      all = merged
    }
    guard var all else { return nil }
    if let labels = options.labels { all.truth.merge(labels.survey) }
    return try CaptureLayout(all, options, path: first)
  }
}
