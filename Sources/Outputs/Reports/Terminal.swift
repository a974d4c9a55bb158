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
}
