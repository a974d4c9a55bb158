/// An unevaluated sum of two doubles, about 106 bits of significand.
///
/// TwoSum after Knuth, the product's error after Dekker and Veltkamp (no fused multiply-add:
/// without one in hardware it is a call); sums and products after Joldes, Muller and Popescu,
/// "Tight and rigorous error bounds for basic building blocks of double-word arithmetic" (2017):
/// relative errors of at most 3·2^-106 (sum), 5·2^-106 (product) and 10·2^-106 (quotient).
struct DoubleDouble: Sendable, Equatable {
  var high: Double
  var low: Double

  static let zero = DoubleDouble(0)

  init(_ value: Double) {
    high = value
    low = 0
  }

  /// The sum of two doubles as it is, with |low| ≤ ulp(high)/2. Infinite and NaN stay alone.
  init(sum a: Double, _ b: Double) {
    let sum = a + b
    let part = sum - a
    let error = (a - (sum - part)) + (b - part)
    high = sum
    low = error.isFinite ? error : 0
  }

  private init(ordered a: Double, _ b: Double) {
    let sum = a + b
    let error = b - (sum - a)
    high = sum
    low = error.isFinite ? error : 0
  }

  /// The product of two doubles as it is, below 2^996.
  init(product a: Double, _ b: Double) {
    let product = a * b
    let (a1, a2) = DoubleDouble.split(a)
    let (b1, b2) = DoubleDouble.split(b)
    let error = ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2
    high = product
    low = error.isFinite ? error : 0
  }

  private static func split(_ value: Double) -> (Double, Double) {
    let scaled = 134_217_729.0 * value
    let upper = scaled - (scaled - value)
    return (upper, value - upper)
  }

  /// The nearest double.
  var value: Double { high + low }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let s = DoubleDouble(sum: a.high, b.high)
    let t = DoubleDouble(sum: a.low, b.low)
    let v = DoubleDouble(ordered: s.high, s.low + t.high)
    return DoubleDouble(ordered: v.high, t.low + v.low)
  }

  static prefix func - (a: DoubleDouble) -> DoubleDouble {
    var result = a
    result.high = -a.high
    result.low = -a.low
    return result
  }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = DoubleDouble(product: a.high, b.high)
    return DoubleDouble(ordered: p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  /// The root of a positive value: one step of Newton from the double's.
  var squareRoot: DoubleDouble {
    let root = high.squareRoot()
    let rest = self - DoubleDouble(product: root, root)
    return DoubleDouble(ordered: root, rest.value / (2 * root))
  }

  static func / (a: DoubleDouble, b: Double) -> DoubleDouble {
    let quotient = a.high / b
    guard quotient.isFinite else { return DoubleDouble(quotient) }
    let rest = a - DoubleDouble(product: quotient, b)
    return DoubleDouble(ordered: quotient, rest.value / b)
  }
}
