internal import Statistics

/// Spellings of times to the last digit that they are stored with.
enum ClockText {
  /// Whole seconds, rounded down, and the rest.
  @inline(__always)
  static func split(_ value: Int64, _ perSecond: Int64) -> (seconds: Int64, rest: Int64) {
    let (seconds, rest) = value.quotientAndRemainder(dividingBy: perSecond)
    return rest < 0 ? (seconds - 1, rest + perSecond) : (seconds, rest)
  }

  /// `YYYY-MM-DDThh:mm:ss[.f…]Z`; the seconds where the year has not four digits.
  static func instant(_ value: Int64, _ perSecond: Int64) -> String {
    let (seconds, rest) = split(value, perSecond)
    guard let text = Timestamp.text(Double(seconds)) else {
      return "\(seconds)\(fraction(rest, perSecond))"
    }
    return String(decoding: text.dropLast(), as: UTF8.self) + fraction(rest, perSecond) + "Z"
  }

  /// `YYYY-MM-DD` of a midnight; the seconds where the year has not four digits.
  static func date(_ seconds: Int64) -> String {
    guard let text = Timestamp.text(Double(seconds)) else { return "\(seconds)" }
    return String(decoding: text.prefix(10), as: UTF8.self)
  }

  /// `hh:mm:ss[.f…]`; the seconds where that is no time of a day.
  static func time(_ value: Int64, _ perSecond: Int64) -> String {
    let (seconds, rest) = split(value, perSecond)
    guard (0..<86_400).contains(seconds) else { return "\(seconds)\(fraction(rest, perSecond))" }
    let fields = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    return fields.map { ($0 < 10 ? "0" : "") + "\($0)" }.joined(separator: ":")
      + fraction(rest, perSecond)
  }

  private static func fraction(_ rest: Int64, _ perSecond: Int64) -> String {
    guard rest > 0 else { return "" }
    // A one in front keeps the zeros.
    var digits = "\(perSecond + rest)".dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }
}
