internal import Engine

/// What the start of Arrow data says: their columns.
struct ArrowHead: InputHead {
  let schema: ArrowSchema
  let columns: [ArrowColumn]
  /// Elements of the longest list by the name of its field.
  let longest: [String: Int]
  let warning: String?

  var names: [String] { columns.map(\.name) }

  /// The fields at the top of the schema that columns of these names are in.
  func fields(of wanted: [String]) -> [String] {
    let wanted = Set(wanted)
    var fields: [String] = []
    for column in columns where wanted.contains(column.name) {
      let field = (column.path.first?.field ?? column.field).name
      if fields.last != field { fields.append(field) }
    }
    return fields
  }
}

extension ArrowHead {
  /// Reads the head of an input; `buffer` then holds all that was read of it, where it can't be
  /// opened again.
  ///
  /// Lists of no fixed length make as many columns as the longest of the first batch has elements;
  /// fields of one name, as many as the longest of them.
  static func read(
    _ stream: ByteStream, into buffer: inout [UInt8], options: InputOptions
  ) throws(ReadError) -> ArrowHead {
    let path = stream.stored.path
    let arrow = ArrowStream(stream, read: buffer, keeps: !stream.stored.canBeReopened)
    try arrow.open()
    let schema = try ArrowHead.schema(arrow)
    var longest: [String: Int] = [:]
    let lists = ArrowHead.lists(schema.fields)
    if !lists.isEmpty { longest = try ArrowHead.longest(lists, arrow) }
    // An answer is read to its end, so that the next one can be asked for.
    while stream.stored.isAnswer, let message = try arrow.next() {
      try arrow.skip(message.bodyBytes, "a batch")
    }
    let found = ArrowColumns(schema) { longest[$0.name] ?? 0 }
    buffer = arrow.takeRead()

    var names: Set<String> = []
    for column in found.columns where !names.insert(column.name).inserted {
      throw ReadError(path: path, "two columns are named '\(column.name)'; rename one")
    }
    guard !found.columns.isEmpty else {
      let kinds = found.unread.first.map { ": '\($0.name)' is \($0.kind)" } ?? ""
      throw ReadError(path: path, "the Arrow data have no column that can be read\(kinds)")
    }
    return ArrowHead(
      schema: schema, columns: found.columns, longest: longest,
      warning: found.unread.isEmpty ? nil : ArrowHead.warning(found.unread, path))
  }

  /// The message that all streams start with.
  static func schema(_ arrow: ArrowStream) throws(ReadError) -> ArrowSchema {
    let start = arrow.position
    guard let message = try arrow.next(), case .schema(let schema) = message.content else {
      throw arrow.error("the Arrow data do not start with a schema", at: start)
    }
    try arrow.skip(message.bodyBytes, "the schema")
    return schema
  }

  private static func lists(_ fields: [ArrowField]) -> [ArrowField] {
    fields.flatMap { field -> [ArrowField] in
      guard field.dictionary == nil else { return [] }
      if case .list = field.type { return [field] + lists(field.children) }
      return field.type.isNested ? lists(field.children) : []
    }
  }

  /// Elements of the longest list of each field in the first batch with rows.
  private static func longest(
    _ fields: [ArrowField], _ arrow: ArrowStream
  ) throws(ReadError) -> [String: Int] {
    while let message = try arrow.next() {
      guard case .batch(let layout) = message.content, layout.rows > 0 else {
        try arrow.skip(message.bodyBytes, "a batch")
        continue
      }
      let batch = try ArrowBatch(layout, message.bodyBytes, fields: fields, arrow)
      return Dictionary(
        fields.map { ($0.name, ArrowPath.longest($0, in: batch)) }, uniquingKeysWith: max)
    }
    return [:]
  }

  private static func warning(_ unread: [(name: String, kind: String)], _ path: String) -> String {
    let listed = unread.prefix(5).map { "'\($0.name)' (\($0.kind))" }.joined(separator: ", ")
    let more = unread.count > 5 ? " and \(unread.count - 5) more" : ""
    return "\(path): left out, since such columns can't be read yet: \(listed)\(more)"
  }
}
