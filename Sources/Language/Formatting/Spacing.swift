/// Whether a space stands between two tokens of a line.
struct Spacing {
  /// Words after which an opening bracket begins an operand, not arguments.
  private static let operators: Set<String> = [
    "in", "and", "or", "not", "when", "expect", "where", "if", "then", "else", "of", "within",
    "until", "matches", "except", "is",
  ]

  /// Signs after which a `-` belongs to what follows.
  private static let opening: Set<String> = [
    "(", "[", "{", ",", ":", ";", "=", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "...",
    "..<",
  ]

  /// Whether the token before stands for nothing of its own: an operator, a bracket, a keyword.
  static func expectsOperand(after token: Token) -> Bool {
    switch token.kind {
    case .sign: opening.contains(token.text)
    case .word: operators.contains(token.text)
    default: false
    }
  }

  /// - Parameters:
  ///   - isUnary: `before` is a `-` of what follows.
  ///   - wasApart: the source has a space there.
  static func isApart(
    _ before: Token, _ token: Token, isUnary: Bool, wasApart: Bool, rangeIsApart: Bool
  ) -> Bool {
    if isUnary { return false }
    if !wasApart, token.kind == .word, SeriesPoint.isRepeat(token.text) { return false }
    let (left, right) = (sign(before), sign(token))
    switch right {
    case ")", "]", ",", ";", ":", ".": return false
    case "...", "..<": return wasApart
    case "(": return !isCall(before)
    case "[": return !isCall(before)
    default: break
    }
    switch left {
    case "(", "[", ".": return false
    case "...", "..<": return rangeIsApart
    default: return true
    }
  }

  private static func sign(_ token: Token) -> String { token.kind == .sign ? token.text : "" }

  /// Whether a bracket after the token belongs to it.
  private static func isCall(_ token: Token) -> Bool {
    switch token.kind {
    case .word: !operators.contains(token.text)
    case .quoted: true
    case .sign: ["(", "[", ")", "]"].contains(token.text)
    default: false
    }
  }
}
