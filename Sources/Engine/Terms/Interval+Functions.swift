import RealModule

extension Interval {
  /// The values of a function, from those of its arguments, nil for any; nil where any number, or
  /// something else than a number, can come out.
  init?(of function: ScalarFunction, _ arguments: [Interval?]) {
    let given = arguments.map { $0 ?? .all }
    guard let x = given.first else { return nil }
    let result: Interval?
    switch function {
    case .abs: result = x.low >= 0 ? x : x.high <= 0 ? -x : Interval(0, max(-x.low, x.high))
    case .sqrt: result = Interval.rising(x, from: 0) { $0.squareRoot() }
    case .ln: result = Interval.rising(x, from: 0) { Interval.near(Double.log($0), $1) }
    case .log10: result = Interval.rising(x, from: 0) { Interval.near(Double.log10($0), $1) }
    case .exp:
      result = Interval.rising(x) { max(0, Interval.near(Double.exp($0), $1)) }
    case .round: result = Interval.rising(x) { value, _ in value.rounded() }
    case .floor: result = Interval.rising(x) { value, _ in value.rounded(.down) }
    case .ceil: result = Interval.rising(x) { value, _ in value.rounded(.up) }
    case .clamp where given.count == 3:
      result = Interval(
        min(max(x.low, given[1].low), given[2].low), min(max(x.high, given[1].high), given[2].high))
    case .least:
      result = given.dropFirst().reduce(x) { Interval(min($0.low, $1.low), min($0.high, $1.high)) }
    case .greatest:
      result = given.dropFirst().reduce(x) { Interval(max($0.low, $1.low), max($0.high, $1.high)) }
    case .length: result = Interval(0, .infinity)
    case .month: result = Interval(1, 12)
    case .day: result = Interval(1, 31)
    case .hour: result = Interval(0, 23)
    case .weekday: result = Interval(1, 7)
    default: result = nil
    }
    guard let result, result != .all else { return nil }
    self = result
  }

  private enum End { case low, high }

  /// The values of a function that never falls; nil where it has none.
  private static func rising(
    _ x: Interval, from least: Double = -.infinity, _ apply: (Double, End) -> Double
  ) -> Interval? {
    guard x.high >= least else { return nil }
    let (low, high) = (apply(max(x.low, least), .low), apply(x.high, .high))
    return low <= high ? Interval(low, high) : nil
  }

  private static func rising(
    _ x: Interval, from least: Double = -.infinity, _ apply: (Double) -> Double
  ) -> Interval? {
    rising(x, from: least) { value, _ in apply(value) }
  }

  /// An end that the rounding of a calculated value may pass by; 0, 1 and the infinities are exact.
  private static func near(_ value: Double, _ end: End) -> Double {
    guard value.isFinite, value != 0, value != 1 else { return value }
    return end == .low ? value.nextDown : value.nextUp
  }
}
