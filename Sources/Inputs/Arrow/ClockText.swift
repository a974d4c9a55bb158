internal import Statistics

/// Spellings of times to the last digit that they are stored with.
struct ClockText {
  /// The day that was written last, and how it is spelled: the next time is often of the same.
  private var day = Int64.min
  private var spelled: (UInt64, UInt16) = (0, 0)

  /// Bytes of the longest: a number of seconds of 20 bytes, a point and nine digits.
  static let longest = 32

  /// Whole seconds, rounded down, and the rest.
  @inline(__always)
  static func split(_ value: Int64, _ perSecond: Int64) -> (seconds: Int64, rest: Int64) {
    let (seconds, rest) = value.quotientAndRemainder(dividingBy: perSecond)
    return rest < 0 ? (seconds - 1, rest + perSecond) : (seconds, rest)
  }

  /// `YYYY-MM-DDThh:mm:ss[.f…]Z`; the seconds where the year has not four digits.
  ///
  /// - Returns: the bytes written.
  @inline(__always)
  mutating func writeInstant(
    _ value: Int64, _ perSecond: Int64, to target: UnsafeMutableRawPointer
  ) -> Int {
    let (seconds, rest) = ClockText.split(value, perSecond)
    guard Timestamp.years.contains(seconds) else {
      let count = unsafe ClockText.write(seconds, to: target)
      return unsafe count + ClockText.writeFraction(rest, perSecond, to: target + count)
    }
    let (day, second) = ClockText.split(seconds, 86_400)
    unsafe write(day: day, to: target)
    unsafe target.storeBytes(of: UInt8(ascii: "T"), toByteOffset: 10, as: UInt8.self)
    unsafe ClockText.writeClock(Int(second), to: target + 11)
    let count = unsafe 19 + ClockText.writeFraction(rest, perSecond, to: target + 19)
    unsafe target.storeBytes(of: UInt8(ascii: "Z"), toByteOffset: count, as: UInt8.self)
    return count + 1
  }

  /// `YYYY-MM-DD` of a midnight; the seconds where the year has not four digits.
  ///
  /// - Returns: the bytes written.
  mutating func writeDate(_ seconds: Int64, to target: UnsafeMutableRawPointer) -> Int {
    guard Timestamp.years.contains(seconds) else {
      return unsafe ClockText.write(seconds, to: target)
    }
    unsafe write(day: ClockText.split(seconds, 86_400).seconds, to: target)
    return 10
  }

  /// `hh:mm:ss[.f…]`; the seconds where that is no time of a day.
  static func time(_ value: Int64, _ perSecond: Int64) -> String {
    let (seconds, rest) = split(value, perSecond)
    return unsafe withUnsafeTemporaryAllocation(byteCount: longest, alignment: 1) { room in
      guard let target = room.baseAddress else { return "" }
      var count = 8
      if (0..<86_400).contains(seconds) {
        unsafe writeClock(Int(seconds), to: target)
      } else {
        count = unsafe write(seconds, to: target)
      }
      count += unsafe writeFraction(rest, perSecond, to: target + count)
      return unsafe String(decoding: room[..<count], as: UTF8.self)
    }
  }

  @inline(__always)
  private mutating func write(day: Int64, to target: UnsafeMutableRawPointer) {
    if day == self.day {
      unsafe target.storeBytes(of: spelled.0, as: UInt64.self)
      unsafe target.storeBytes(of: spelled.1, toByteOffset: 8, as: UInt16.self)
      return
    }
    let (year, month, date) = Timestamp.date(Int(day))
    unsafe Digits.write(year, digits: 4, to: target)
    unsafe target.storeBytes(of: UInt8(ascii: "-"), toByteOffset: 4, as: UInt8.self)
    unsafe Digits.write(month, digits: 2, to: target + 5)
    unsafe target.storeBytes(of: UInt8(ascii: "-"), toByteOffset: 7, as: UInt8.self)
    unsafe Digits.write(date, digits: 2, to: target + 8)
    self.day = day
    spelled.0 = unsafe target.loadUnaligned(as: UInt64.self)
    spelled.1 = unsafe target.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
  }

  @inline(__always)
  private static func writeClock(_ second: Int, to target: UnsafeMutableRawPointer) {
    unsafe Digits.write(second / 3600, digits: 2, to: target)
    unsafe target.storeBytes(of: UInt8(ascii: ":"), toByteOffset: 2, as: UInt8.self)
    unsafe Digits.write(second / 60 % 60, digits: 2, to: target + 3)
    unsafe target.storeBytes(of: UInt8(ascii: ":"), toByteOffset: 5, as: UInt8.self)
    unsafe Digits.write(second % 60, digits: 2, to: target + 6)
  }

  private static func write(_ number: Int64, to target: UnsafeMutableRawPointer) -> Int {
    unsafe Digits.write(number.magnitude, isNegative: number < 0, to: target)
  }

  /// A point and digits without zeros behind them; nothing for 0.
  @inline(__always)
  private static func writeFraction(
    _ rest: Int64, _ perSecond: Int64, to target: UnsafeMutableRawPointer
  ) -> Int {
    guard rest > 0 else { return 0 }
    var (digits, rest, unit) = (0, Int(rest), perSecond)
    while unit > 1 { (digits, unit) = (digits + 1, unit / 10) }
    while rest % 10 == 0 { (digits, rest) = (digits - 1, rest / 10) }
    unsafe target.storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
    unsafe Digits.write(rest, digits: digits, to: target + 1)
    return digits + 1
  }
}
