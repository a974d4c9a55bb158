extension Schedule {
  private static let examples =
    "write such as `hourly`, `every 10 hours from 0`, `every 15 minutes`, `daily at 3:00`, `weekly on monday at 3:00`, `now`, or an expression of the service"

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// `every 10 hours from 0`, `daily at 3:00`
  init(words text: String) throws(Mistake) {
    var words = text.lowercased().split { $0 == " " || $0 == "," }[...]
    if words.last == "utc" { words.removeLast() }
    guard let first = words.popFirst() else { throw Mistake(message: Schedule.examples) }
    let found: Schedule?
    switch first {
    case "now", "once": found = .once
    case "hourly": found = .every(1, from: 0)
    case "daily": found = Schedule.daily(&words)
    case "weekly":
      var day = 1
      if words.first == "on", let named = words.dropFirst().first.flatMap(Schedule.weekday) {
        day = named
        words = words.dropFirst(2)
      }
      found = Schedule.weekly(on: day, &words)
    case "every": found = try Schedule.every(&words, text)
    default: found = nil
    }
    guard let found, words.isEmpty else {
      throw Mistake(message: "\(text): this is no schedule: \(Schedule.examples)")
    }
    self = found
  }

  private static func every(
    _ words: inout ArraySlice<Substring>, _ text: String
  ) throws(Mistake) -> Schedule? {
    guard var unit = words.popFirst() else { return nil }
    if let day = weekday(unit) { return weekly(on: day, &words) }
    var count = 1
    if unit.first?.isNumber == true {
      guard let number = Int(unit), let next = words.popFirst() else { return nil }
      (count, unit) = (number, next)
    }
    switch unit {
    case "minute", "minutes", "min":
      guard (1...60).contains(count), 60 % count == 0 else {
        throw Mistake(
          message: "\(text): the minutes must divide the hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30"
        )
      }
      return Schedule(
        minutes: Array(stride(from: 0, to: 60, by: count)), hours: Array(0..<24),
        covers: Double(count) * 60)
    case "hour", "hours", "h":
      guard (1...24).contains(count) else {
        throw Mistake(message: "\(text): 1 to 24 hours are wanted")
      }
      guard let (hour, minute) = time(after: ["from", "at", "starting"], &words) else { return nil }
      return every(count, from: hour, minute: minute)
    case "day" where count == 1: return daily(&words)
    case "week" where count == 1: return weekly(on: 1, &words)
    default: return nil
    }
  }

  private static func daily(_ words: inout ArraySlice<Substring>) -> Schedule? {
    time(after: ["at"], &words).map { every(24, from: $0.hour, minute: $0.minute) }
  }

  private static func weekly(
    on weekday: Int, _ words: inout ArraySlice<Substring>
  ) -> Schedule? {
    time(after: ["at"], &words).map {
      Schedule(minutes: [$0.minute], hours: [$0.hour], weekday: weekday, covers: 7 * 86_400)
    }
  }

  private static func weekday(_ word: Substring) -> Int? {
    weekdays.firstIndex { $0 == word || (word.count == 3 && $0.hasPrefix(word)) }.map { $0 + 1 }
  }

  /// `at 3`, `at 3:30`, `from 15`, `at midnight`, `at noon`; midnight where there is none.
  private static func time(
    after prepositions: [Substring], _ words: inout ArraySlice<Substring>
  ) -> (hour: Int, minute: Int)? {
    guard let first = words.first else { return (0, 0) }
    guard prepositions.contains(first), let word = words.dropFirst().first else { return nil }
    words = words.dropFirst(2)
    if word == "midnight" { return (0, 0) }
    if word == "noon" { return (12, 0) }
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let hour = number(parts[0], 0...23) else { return nil }
    guard parts.count == 2 else { return (hour, 0) }
    guard parts[1].utf8.count == 2, let minute = number(parts[1], 0...59) else { return nil }
    return (hour, minute)
  }
}
