/// What separates fields and records in one input.
struct CSVDialect: Equatable {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  let delimiter: UInt8
  /// LF, or CR in files that have no LF. With LF, a CR before it belongs to the line end.
  let newline: UInt8

  var stripsCarriageReturn: Bool { newline == Self.lineFeed }
}

/// Why a record is malformed.
enum CSVFault {
  static let neverClosed = "quoted field is never closed"
  static let textAfterQuote = "text after a closing quote"

  static func tooLong(_ limit: Int) -> String {
    limit >= 1 << 20 && limit % (1 << 20) == 0
      ? "longer than \(limit >> 20) MiB" : "longer than \(limit) bytes"
  }

  static func ragged(_ fields: Int, expected: Int) -> String {
    "\(fields) \(fields == 1 ? "field" : "fields") where \(expected) are expected"
  }
}
