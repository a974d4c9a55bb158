/// How clocks change every year: `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Source: POSIX.1-2024, section 8.3, `TZ`; RFC 9636, section 3.3.1.
struct ZoneRule: Sendable, Equatable {
  /// Seconds east of Greenwich.
  let standard: Int
  private let summer: Summer?

  private struct Summer: Equatable {
    let offset: Int
    let start: Change
    let end: Change
  }

  /// A day of the year and the seconds after its midnight.
  private struct Change: Equatable {
    enum Day: Equatable {
      /// 1 to 365, 29 February left out.
      case julian(Int)
      /// 0 to 365.
      case ordinal(Int)
      /// Weekday 0 (Sunday) to 6, of week 1 to 5 (the last) of the month.
      case weekday(month: Int, week: Int, day: Int)
    }

    let day: Day
    let seconds: Int

    /// Seconds since 1970-01-01T00:00:00 on the clocks that hold before the change.
    func clock(in year: Int) -> Int {
      let january = CalendarTime.days(year, 1, 1)
      let isLeap = CalendarTime.days(year + 1, 1, 1) - january == 366
      let days: Int
      switch day {
      case .julian(let number): days = january + number - 1 + (isLeap && number >= 60 ? 1 : 0)
      case .ordinal(let number): days = january + number
      case .weekday(let month, let week, let day):
        let first = CalendarTime.days(year, month, 1)
        let next =
          month == 12 ? CalendarTime.days(year + 1, 1, 1) : CalendarTime.days(year, month + 1, 1)
        // 1970-01-01 was a Thursday.
        let weekday = ((first + 4) % 7 + 7) % 7
        var found = first + (day - weekday + 7) % 7 + 7 * (week - 1)
        while found >= next { found -= 7 }
        days = found
      }
      return days * 86_400 + seconds
    }
  }

  /// Nil where the text is no such rule.
  init?(_ text: String) {
    var scanner = TextScanner(Array(text.utf8)[...])
    guard scanner.takeZoneName(), let west = scanner.takeClock() else { return nil }
    standard = -west
    guard !scanner.isAtEnd else {
      summer = nil
      return
    }
    guard scanner.takeZoneName() else { return nil }
    var offset = standard + 3_600
    if scanner.next != UInt8(ascii: ",") {
      guard let west = scanner.takeClock() else { return nil }
      offset = -west
    }
    guard let start = ZoneRule.change(&scanner), let end = ZoneRule.change(&scanner),
      scanner.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  private static func change(_ scanner: inout TextScanner) -> Change? {
    guard scanner.take(UInt8(ascii: ",")) else { return nil }
    let day: Change.Day
    if scanner.take(UInt8(ascii: "M")) {
      guard let month = scanner.takeNumber(1...12), scanner.take(UInt8(ascii: ".")),
        let week = scanner.takeNumber(1...5), scanner.take(UInt8(ascii: ".")),
        let weekday = scanner.takeNumber(0...6)
      else { return nil }
      day = .weekday(month: month, week: week, day: weekday)
    } else if scanner.take(UInt8(ascii: "J")) {
      guard let number = scanner.takeNumber(1...365) else { return nil }
      day = .julian(number)
    } else {
      guard let number = scanner.takeNumber(0...365) else { return nil }
      day = .ordinal(number)
    }
    guard scanner.take(UInt8(ascii: "/")) else { return Change(day: day, seconds: 7_200) }
    guard let seconds = scanner.takeClock() else { return nil }
    return Change(day: day, seconds: seconds)
  }

  /// Seconds east of Greenwich at a moment, in seconds since 1970-01-01T00:00:00Z.
  func offset(at moment: Int) -> Int {
    guard let summer, let year = CalendarTime(epochSeconds: Double(moment + standard))?.year else {
      return standard
    }
    let start = summer.start.clock(in: year) - standard
    let end = summer.end.clock(in: year) - summer.offset
    let isSummer =
      start < end ? start <= moment && moment < end : !(end <= moment && moment < start)
    return isSummer ? summer.offset : standard
  }
}

extension TextScanner {
  /// `CET`, `<+03>`
  fileprivate mutating func takeZoneName() -> Bool {
    if take(UInt8(ascii: "<")) {
      return takeAll { $0 != UInt8(ascii: ">") } > 0 && take(UInt8(ascii: ">"))
    }
    return takeAll(where: Self.isLetter) >= 3
  }

  fileprivate mutating func takeNumber(_ range: ClosedRange<Int>) -> Int? {
    let start = position
    guard (1...3).contains(takeAll(where: Self.isDigit)),
      let value = Int(String(decoding: taken(since: start), as: UTF8.self)), range.contains(value)
    else { return nil }
    return value
  }

  /// `-1`, `5:30`, `167:00:00`, in seconds.
  fileprivate mutating func takeClock() -> Int? {
    let isNegative = take(UInt8(ascii: "-"))
    if !isNegative { _ = take(UInt8(ascii: "+")) }
    guard let hours = takeNumber(0...167) else { return nil }
    var seconds = hours * 3_600
    if take(UInt8(ascii: ":")) {
      guard let minutes = takeNumber(0...59) else { return nil }
      seconds += minutes * 60
      if take(UInt8(ascii: ":")) {
        guard let rest = takeNumber(0...59) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }
}
