/// Text made safe to print: nothing in it moves the cursor, changes colours or the order of letters.
package enum VisibleText {
  package static func safe(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result += sign(for: scalar) ?? String(scalar) }
    return result
  }

  /// Safe text that keeps its line breaks.
  package static func safeLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }
      .joined(separator: "\n")
  }

  /// A sign, one column wide, for a character that a terminal would obey or hide.
  static func sign(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0: "\u{FFFD}"
    default: UTF8Check.isBidirectionalControl(scalar) ? "\u{FFFD}" : nil
    }
  }
}
