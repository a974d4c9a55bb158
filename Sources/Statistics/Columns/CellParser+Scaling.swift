extension CellParser {
  /// 10^0 up to 10^22, the powers that are doubles.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// 10^0 up to 10^8.
  static let tens: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]

  @inline(__always)
  static func power(_ exponent: Int) -> Double { powers[exponent] }

  /// The double nearest to digits·10^exponent; nil where that takes more than one exact step.
  @inline(__always)
  static func scaled(_ digits: UInt64, _ exponent: Int) -> Double? {
    if exponent == 0 || digits == 0 { return Double(digits) }
    guard exponent >= -22, exponent <= 22 else { return nil }
    if digits <= 1 << 53 {
      let exact = Double(Int64(truncatingIfNeeded: digits))
      return exponent < 0 ? exact / power(-exponent) : exact * power(exponent)
    }
    return exponent < 0 ? quotient(digits, power(-exponent)) : nil
  }

  /// digits / divisor in twice the precision; nil where that leaves the rounding open (after Ziv,
  /// "Fast evaluation of elementary mathematical functions with correctly rounded last bit", 1991).
  private static func quotient(_ digits: UInt64, _ divisor: Double) -> Double? {
    let high = Double(digits)
    guard high < 0x1p63 else { return nil }
    let low = Double(Int64(digits) - Int64(high))
    let first = high / divisor
    let product = DoubleDouble(product: first, divisor)
    // The remainder of a division is a double, so is the difference of neighbours.
    let rest = ((high - product.high) - product.low) + low
    let second = rest / divisor
    // Both the sum and the quotient above may be off by 2^-53 of themselves.
    let doubt = second.magnitude * 0x1p-48
    let least = first + (second - doubt)
    let most = first + (second + doubt)
    return least == most ? least : nil
  }
}
