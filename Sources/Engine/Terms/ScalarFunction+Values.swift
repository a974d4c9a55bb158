import RealModule

extension ScalarFunction {
  /// The value over numbers; NaN where it has none.
  func apply(_ x: [Double]) -> Double {
    switch self {
    case .abs: Swift.abs(x[0])
    case .ln: x[0] > 0 ? Double.log(x[0]) : .nan
    case .log10: x[0] > 0 ? Double.log10(x[0]) : .nan
    case .exp: Double.exp(x[0])
    case .sqrt: x[0] >= 0 ? x[0].squareRoot() : .nan
    case .round: x[0].rounded()
    case .floor: x[0].rounded(.down)
    case .ceil: x[0].rounded(.up)
    case .clamp: x.contains(where: \.isNaN) ? .nan : min(max(x[0], x[1]), x[2])
    case .least: x.contains(where: \.isNaN) ? .nan : x.min() ?? .nan
    case .greatest: x.contains(where: \.isNaN) ? .nan : x.max() ?? .nan
    case .year, .month, .day, .hour, .weekday: CalendarTime(epochSeconds: x[0])?.part(self) ?? .nan
    default: .nan
    }
  }

  /// The outcome of `starts_with`, `ends_with` and `contains`.
  func holds(
    _ subject: some BidirectionalCollection<UInt8>, _ part: some BidirectionalCollection<UInt8>
  )
    -> Bool
  {
    switch self {
    case .startsWith: return subject.starts(with: part)
    case .endsWith: return subject.reversed().starts(with: part.reversed())
    default:
      var rest = subject[...]
      while rest.count >= part.count {
        if rest.starts(with: part) { return true }
        if rest.isEmpty { return false }
        rest = rest.dropFirst()
      }
      return false
    }
  }
}

/// Text by Unicode scalars.
enum Scalars {
  static func count(_ bytes: some Collection<UInt8>) -> Double {
    Double(bytes.count { $0 & 0xC0 != 0x80 })
  }

  static func trim(_ text: String) -> String {
    let isSpace = { (character: Character) in character.isWhitespace }
    let start = text.drop(while: isSpace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
