/// The fields of one well-formed record: for headers, where speed does not matter.
enum CSVFields {
  /// - Parameter record: a record with its line end, if it has one.
  static func split(_ record: ArraySlice<UInt8>, _ dialect: CSVDialect) -> [String] {
    let body = withoutLineEnd(record, dialect)
    var fields: [[UInt8]] = [[]]
    var quoted = false
    var opened = false
    var index = body.startIndex
    while index < body.endIndex {
      let byte = body[index]
      index += 1
      let last = fields.count - 1
      if quoted, byte == CSVDialect.quote {
        if index < body.endIndex, body[index] == CSVDialect.quote {
          fields[last].append(byte)
          index += 1
        } else {
          quoted = false
        }
      } else if !quoted, byte == dialect.delimiter {
        fields.append([])
        opened = false
      } else if byte == CSVDialect.quote, fields[last].isEmpty, !opened {
        quoted = true
        opened = true
      } else {
        fields[last].append(byte)
      }
    }
    return fields.map { String(decoding: $0, as: UTF8.self) }
  }

  static func isBlank(_ record: ArraySlice<UInt8>, _ dialect: CSVDialect) -> Bool {
    withoutLineEnd(record, dialect).isEmpty
  }

  private static func withoutLineEnd(
    _ record: ArraySlice<UInt8>, _ dialect: CSVDialect
  ) -> ArraySlice<UInt8> {
    var body = record
    if body.last == dialect.newline { body.removeLast() }
    if dialect.stripsCarriageReturn, body.last == CSVDialect.carriageReturn { body.removeLast() }
    return body
  }
}
