import RealModule

extension ScalarFunction {
  /// What it makes of one number, chosen once for all rows; nil for functions of something else. NaN
  /// where it has no value.
  var unary: ((Double) -> Double)? {
    switch self {
    case .abs: { Swift.abs($0) }
    case .ln: { $0 > 0 ? Double.log($0) : .nan }
    case .log10: { $0 > 0 ? Double.log10($0) : .nan }
    case .exp: { Double.exp($0) }
    case .sqrt: { $0 >= 0 ? $0.squareRoot() : .nan }
    case .round: { $0.rounded() }
    case .floor: { $0.rounded(.down) }
    case .ceil: { $0.rounded(.up) }
    case .year, .month, .day, .hour, .weekday:
      { CalendarTime(epochSeconds: $0)?.part(self) ?? .nan }
    default: nil
    }
  }

  /// What `least` and `greatest` make of two numbers, of more from the first to the last.
  var binary: ((Double, Double) -> Double)? {
    switch self {
    case .least: { $0.isNaN || $1.isNaN ? .nan : $1 < $0 ? $1 : $0 }
    case .greatest: { $0.isNaN || $1.isNaN ? .nan : $0 < $1 ? $1 : $0 }
    default: nil
    }
  }

  /// `clamp`.
  static func clamp(_ value: Double, _ low: Double, _ high: Double) -> Double {
    value.isNaN || low.isNaN || high.isNaN ? .nan : min(max(value, low), high)
  }
}
