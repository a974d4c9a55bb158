package import Engine

/// The inputs of a run: files, and perhaps standard input, one after the other.
package final class InputSet: Source {
  package let columns: [String]
  package let warnings: [String]
  package let names: [String]

  private var inputs: [Input]
  private let layouts: [CSVLayout]
  private let options: InputOptions
  private let total: Int?
  private var finished = 0
  private var source = 0
  private var index = 0
  private var cutter: PieceCutter?

  private struct Input {
    let path: String?
    let size: Int?
    let head: CSVHead
    /// An input that can't be opened again, and what was read of it.
    var kept: (stream: ByteStream, bytes: [UInt8])?
  }

  /// Opens the inputs that the arguments name and reads their heads.
  ///
  /// - Parameter arguments: paths of files; patterns with `*`, `?` and `[…]`, expanded in order of
  ///   name; folders, whose CSV and TSV files are read in order of path, with those of folders in
  ///   them, hidden ones aside; `-` for standard input.
  /// - Throws: when an input is missing, unreadable, empty, of a format that is not read, or
  ///   without a usable header; when a folder has nothing readable.
  package static func open(
    _ arguments: [String], options: InputOptions = InputOptions()
  ) throws(ReadError) -> any Source {
    try InputSet(arguments, options)
  }

  private init(_ arguments: [String], _ options: InputOptions) throws(ReadError) {
    if let delimiter = options.delimiter,
      [CSVDialect.quote, CSVDialect.lineFeed, CSVDialect.carriageReturn].contains(delimiter)
    {
      throw ReadError(path: "delimiter", "a quote or a line end can't be the delimiter")
    }
    let paths = try InputPaths(arguments, options: options)
    var inputs: [Input] = []
    for path in paths.paths {
      inputs.append(try InputSet.probe(path, number: inputs.count, options))
    }
    self.inputs = inputs
    self.options = options
    names = inputs.map { $0.path ?? StoredBytes.standardInput }
    let union = ColumnUnion(zip(names, inputs.map(\.head.names)))
    columns = union.columns
    warnings = paths.warnings + inputs.compactMap(\.head.warning) + union.warnings
    layouts = zip(inputs, union.fields).map { input, fields in
      CSVLayout(dialect: input.head.dialect, fieldCount: input.head.names.count, fields: fields)
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
    let stream = try ByteStream(stored)
    var bytes: [UInt8] = []
    let head = try CSVHead.read(stream, into: &bytes, options: options)
    return Input(
      path: path, size: again ? status?.size : nil, head: head,
      kept: again ? nil : (stream, bytes))
  }

  private static func hash(_ number: Int, _ options: InputOptions) -> ((RawSpan) -> Void)? {
    options.computeHash.map { compute in { bytes in compute(number, bytes) } }
  }

  package func next() throws(ReadError) -> Piece? {
    while source < inputs.count {
      do throws(ReadError) {
        let current: PieceCutter
        if let cutter { current = cutter } else { current = try open(source) }
        cutter = current
        if let piece = try current.next(index: index) {
          index += 1
          return piece
        }
      } catch {
        source = inputs.count
        throw error
      }
      finished += cutter?.stream.stored.count ?? 0
      cutter = nil
      source += 1
    }
    return nil
  }

  private func open(_ number: Int) throws(ReadError) -> PieceCutter {
    let input = inputs[number]
    inputs[number].kept = nil
    if let kept = input.kept {
      return try PieceCutter(
        kept.stream, read: kept.bytes, source: number, head: input.head, options: options)
    }
    let stored = try StoredBytes(path: input.path, hash: InputSet.hash(number, options))
    return try PieceCutter(
      try ByteStream(stored), read: [], source: number, head: input.head, options: options)
  }

  package func readers(columns wanted: [Int]) -> @Sendable () -> any Reader {
    { [layouts, nulls = options.nulls] in
      CSVReader(layouts: layouts, columns: wanted, nulls: nulls)
    }
  }

  package var progress: (read: Int, total: Int?) {
    (finished + (cutter?.stream.stored.count ?? 0), total)
  }
}
