/// Reads dates and times as RFC 3339 writes them.
enum TimeText {
  struct Problem: Error {
    let message: String
    /// Text to put after the literal that mends it.
    var suffix: String?
  }

  /// Seconds since 1970-01-01T00:00:00Z; a date alone is its midnight in UTC.
  static func epochSeconds(_ text: String) throws(Problem) -> Double {
    var rest = Array(text.utf8)[...]
    let year = try number(&rest, 4)
    try skip(&rest, "-")
    let month = try number(&rest, 2)
    try skip(&rest, "-")
    let day = try number(&rest, 2)
    guard year >= 1 else { throw Problem(message: "years begin at 0001") }
    guard (1...12).contains(month) else { throw Problem(message: "there is no month \(month)") }
    let length = days(in: month, of: year)
    guard (1...length).contains(day) else {
      throw Problem(message: "month \(month) of \(year) has \(length) days")
    }
    let midnight = Double(daysSinceEpoch(year, month, day)) * 86_400
    if rest.isEmpty { return midnight }
    try skip(&rest, "T")
    let hour = try number(&rest, 2)
    try skip(&rest, ":")
    let minute = try number(&rest, 2)
    var second = 0.0
    if rest.first == UInt8(ascii: ":") {
      rest.removeFirst()
      second = Double(try number(&rest, 2))
      if rest.first == UInt8(ascii: ".") {
        let digits = rest.dropFirst().prefix {
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        second += Double("0." + String(decoding: digits, as: UTF8.self)) ?? 0
        rest = rest.dropFirst(digits.count + 1)
      }
    }
    guard hour < 24, minute < 60, second < 60 else {
      throw Problem(message: "a time lies between 00:00:00 and 23:59:59")
    }
    let time = midnight + Double(hour * 3_600 + minute * 60) + second
    return time - Double(try offset(&rest))
  }

  private static func offset(_ rest: inout ArraySlice<UInt8>) throws(Problem) -> Int {
    guard let sign = rest.popFirst() else {
      throw Problem(message: "a time needs its zone: `Z` or `+01:00`", suffix: "Z")
    }
    if sign == UInt8(ascii: "Z"), rest.isEmpty { return 0 }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { throw malformed }
    let hours = try number(&rest, 2)
    try skip(&rest, ":")
    let minutes = try number(&rest, 2)
    guard rest.isEmpty else { throw malformed }
    guard hours < 24, minutes < 60 else { throw Problem(message: "there is no such time zone") }
    return (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static var malformed: Problem {
    Problem(message: "a time is written `2027-03-01T10:00:00Z`")
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ count: Int) throws(Problem) -> Int {
    guard let value = Int(String(decoding: rest.prefix(count), as: UTF8.self)), value >= 0,
      rest.count >= count, rest.first != UInt8(ascii: "+")
    else { throw malformed }
    rest = rest.dropFirst(count)
    return value
  }

  private static func skip(_ rest: inout ArraySlice<UInt8>, _ sign: Unicode.Scalar) throws(Problem)
  {
    guard rest.first == UInt8(ascii: sign) else { throw malformed }
    rest.removeFirst()
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // Years that begin in March put the leap day last.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
