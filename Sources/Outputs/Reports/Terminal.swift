/// Colours, where the terminal has them.
package struct Terminal: Sendable {
  package enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  private let hasColor: Bool

  package init(hasColor: Bool) { self.hasColor = hasColor }

  package func paint(_ text: String, _ style: Style) -> String {
    hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Text of data made safe to print: control characters cannot move the cursor or change colours.
  package static func safe(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{00}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{200E}", "\u{200F}",
        "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
