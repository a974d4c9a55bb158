/// Decimal digits of whole numbers.
enum Digits {
  /// Bytes of the longest: 20 digits, or 19 and a sign.
  static let longest = 20

  /// Writes a number without leading zeros; gives how many bytes it took.
  @inline(__always)
  static func write(
    _ magnitude: UInt64, isNegative: Bool, to target: UnsafeMutableRawPointer
  ) -> Int {
    var count = isNegative ? 2 : 1
    var rest = magnitude
    while rest >= 10 {
      rest /= 10
      count &+= 1
    }
    if isNegative { unsafe target.storeBytes(of: 0x2d, as: UInt8.self) }
    var place = count
    rest = magnitude
    repeat {
      place &-= 1
      let digit = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
      unsafe target.storeBytes(of: digit, toByteOffset: place, as: UInt8.self)
      rest /= 10
    } while rest > 0
    return count
  }

  /// Writes so many digits of a number, the last ones.
  @inline(__always)
  static func write(_ number: Int, digits: Int, to target: UnsafeMutableRawPointer) {
    var rest = number
    var place = digits
    while place > 0 {
      place &-= 1
      let digit = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
      unsafe target.storeBytes(of: digit, toByteOffset: place, as: UInt8.self)
      rest /= 10
    }
  }
}
