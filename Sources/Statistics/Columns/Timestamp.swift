/// ISO 8601 dates and times in the Gregorian calendar, as seconds since 1970-01-01T00:00:00Z.
package enum Timestamp {
  /// Seconds of the years 0 to 9999, which have four digits.
  package static let years: Range<Int64> = -62_167_219_200..<253_402_300_800

  /// Reads `YYYY-MM-DD`, or that with `T` or a space and `hh:mm[:ss[.f…]]` and `Z`, `±hh`, `±hhmm`,
  /// `±hh:mm` or nothing, which is UTC. Nil for all other spellings and for days that don't exist.
  static func seconds(_ text: UnsafeRawBufferPointer) -> Double? {
    guard text.count >= 10 else { return nil }
    // Both hyphens and all digits become what they count for, or something above 9.
    let head = unsafe UInt64(littleEndian: text.loadUnaligned(as: UInt64.self))
    let fields = head ^ 0x2d30_302d_3030_3030
    let (tens, ones) = unsafe (text[8] &- 0x30, text[9] &- 0x30)
    guard CellParser.nonDigits(fields) == 0, fields & 0xff00_00ff_0000_0000 == 0, tens < 10,
      ones < 10
    else { return nil }
    let field = { (byte: UInt64) in Int(truncatingIfNeeded: fields >> (8 * byte) & 15) }
    let year = (field(0) * 10 + field(1)) * 100 + field(2) * 10 + field(3)
    let month = field(5) * 10 + field(6)
    let day = Int(tens) * 10 + Int(ones)
    guard isDate(year, month, day) else { return nil }
    let midnight = days(year, month, day) * 86_400
    if text.count == 10 { return Double(midnight) }
    if text.count == 19, let clock = unsafe clock(text) { return Double(midnight + clock) }
    var reader = unsafe FieldReader(text: text, position: 10)
    guard reader.take(0x54) || reader.take(0x20),
      let hour = reader.number(2), hour < 24, reader.take(0x3a),
      let minute = reader.number(2), minute < 60
    else { return nil }
    var second = 0
    var fraction = 0.0
    if reader.take(0x3a) {
      guard let value = reader.number(2), value < 60 else { return nil }
      second = value
      if reader.take(0x2e) {
        guard let value = reader.fraction() else { return nil }
        fraction = value
      }
    }
    guard let offset = reader.zone(), reader.isAtEnd else { return nil }
    return Double(midnight + hour * 3600 + minute * 60 + second - offset) + fraction
  }

  /// The seconds since midnight of `hh:mm:ss` as the last of 19 bytes; nil for all other spellings.
  @inline(__always)
  private static func clock(_ text: UnsafeRawBufferPointer) -> Int? {
    guard unsafe text[10] == 0x54 || text[10] == 0x20 else { return nil }
    let word = unsafe UInt64(
      littleEndian: text.loadUnaligned(fromByteOffset: 11, as: UInt64.self))
    let fields = word ^ 0x3030_3a30_303a_3030
    guard CellParser.nonDigits(fields) == 0, fields & 0x0000_ff00_00ff_0000 == 0 else { return nil }
    let field = { (byte: UInt64) in Int(truncatingIfNeeded: fields >> (8 * byte) & 15) }
    let (hour, minute) = (field(0) * 10 + field(1), field(3) * 10 + field(4))
    let second = field(6) * 10 + field(7)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// The same of a text: a time without a zone is UTC.
  package static func seconds(of text: String) -> Double? {
    var text = text
    return text.withUTF8 { unsafe seconds(UnsafeRawBufferPointer($0)) }
  }

  static func isDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let last = month == 2 ? (isLeap ? 29 : 28) : 30 + (month + month / 8) % 2
    return day <= last
  }

  /// Days from 1970-01-01, after Hinnant, "chrono-compatible low-level date algorithms".
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date of a day number; the reverse of `days`.
  package static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// `YYYY-MM-DDThh:mm:ss[.f…]Z`, to the microsecond; nil outside the years 0 to 9999.
  package static func text(_ seconds: Double) -> [UInt8]? {
    guard seconds >= -62_167_219_200, seconds < 253_402_300_799.5 else { return nil }
    let whole = Int(seconds.rounded(.down))
    var micros = Int(((seconds - Double(whole)) * 1e6).rounded())
    let second = micros == 1_000_000 ? whole + 1 : whole
    if micros == 1_000_000 { micros = 0 }
    let day = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    let rest = second - day * 86_400
    let (year, month, date) = date(day)
    var text: [UInt8] = []
    append(year, 4, to: &text)
    for (mark, field) in [(0x2d, month), (0x2d, date), (0x54, rest / 3600)] {
      text.append(UInt8(mark))
      append(field, 2, to: &text)
    }
    for field in [rest / 60 % 60, rest % 60] {
      text.append(0x3a)
      append(field, 2, to: &text)
    }
    if micros > 0 {
      text.append(0x2e)
      append(micros, 6, to: &text)
      while text.last == 0x30 { text.removeLast() }
    }
    text.append(0x5a)
    return text
  }

  private static func append(_ field: Int, _ digits: Int, to text: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      text.append(UInt8(truncatingIfNeeded: 0x30 + field / divisor % 10))
      divisor /= 10
    }
  }

  /// Takes fixed fields off the front of a text; every read is checked against its end.
  @safe private struct FieldReader {
    let text: UnsafeRawBufferPointer
    var position: Int

    init(text: UnsafeRawBufferPointer, position: Int) {
      unsafe self.text = unsafe text
      self.position = position
    }

    var isAtEnd: Bool { unsafe position == text.count }

    mutating func take(_ byte: UInt8) -> Bool {
      guard !isAtEnd, unsafe text[position] == byte else { return false }
      position += 1
      return true
    }

    mutating func number(_ digits: Int) -> Int? {
      guard unsafe position + digits <= text.count else { return nil }
      var value = 0
      for index in position..<position + digits {
        let digit = unsafe text[index] &- 0x30
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
      }
      position += digits
      return value
    }

    /// Digits after a point; those after the 15th don't count.
    mutating func fraction() -> Double? {
      var value = 0.0
      var divisor = 1.0
      let start = position
      while !isAtEnd {
        let digit = unsafe text[position] &- 0x30
        guard digit < 10 else { break }
        if divisor < 1e15 {
          value = value * 10 + Double(digit)
          divisor *= 10
        }
        position += 1
      }
      return position > start ? value / divisor : nil
    }

    /// Seconds east of UTC.
    mutating func zone() -> Int? {
      if isAtEnd || take(0x5a) { return 0 }
      let sign = take(0x2b) ? 1 : take(0x2d) ? -1 : 0
      guard sign != 0, let hours = number(2), hours < 24 else { return nil }
      if isAtEnd { return sign * hours * 3600 }
      _ = take(0x3a)
      guard let minutes = number(2), minutes < 60 else { return nil }
      return sign * (hours * 3600 + minutes * 60)
    }
  }
}
