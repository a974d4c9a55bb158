internal import CSimdjson

/// Text that is not JSON (RFC 8259), or more of it than is read.
package struct JSONError: Error, Equatable, CustomStringConvertible {
  package let message: String
  /// Position of the byte from the start of the text, where it is known.
  package let offset: Int?

  package init(_ message: String, offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }

  package var description: String { offset.map { "byte \($0): \(message)" } ?? message }

  static func of(_ status: Int32, _ offset: Int) -> JSONError {
    switch UInt32(truncatingIfNeeded: status) {
    case TIDEMARK_JSON_EMPTY.rawValue: JSONError("holds no JSON value")
    case TIDEMARK_JSON_NOT_UTF8.rawValue: JSONError("is not UTF-8")
    case TIDEMARK_JSON_OPEN_STRING.rawValue: JSONError("a string is never closed")
    case TIDEMARK_JSON_CONTROL.rawValue:
      JSONError("a control character or line end stands in a string without an escape")
    case TIDEMARK_JSON_MEMORY.rawValue: JSONError("there is not enough memory for it")
    case TIDEMARK_JSON_TOO_EARLY.rawValue: JSONError("the JSON value ends too early", offset: offset)
    case TIDEMARK_JSON_NO_VALUE.rawValue: JSONError("a JSON value is expected", offset: offset)
    case TIDEMARK_JSON_NO_KEY.rawValue: JSONError("a key in quotes is expected", offset: offset)
    case TIDEMARK_JSON_NO_COLON.rawValue: JSONError("':' is expected after a key", offset: offset)
    case TIDEMARK_JSON_NO_COMMA.rawValue:
      JSONError("',' or the end of the object or array is expected", offset: offset)
    case TIDEMARK_JSON_BAD_NUMBER.rawValue: JSONError("not a JSON number", offset: offset)
    case TIDEMARK_JSON_BAD_ESCAPE.rawValue:
      JSONError("not an escape that JSON has", offset: offset)
    case TIDEMARK_JSON_TOO_DEEP.rawValue:
      JSONError("nested deeper than \(JSONDocument.deepest) levels", offset: offset)
    case TIDEMARK_JSON_TRAILING.rawValue:
      JSONError("more text follows the JSON value", offset: offset)
    default: JSONError("is not JSON")
    }
  }
}
