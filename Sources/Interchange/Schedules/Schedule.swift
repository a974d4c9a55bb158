import Engine

/// When a check runs, in UTC, and how long a time each run covers.
package struct Schedule: Sendable, Equatable {
  /// Minutes and hours at which it runs, each in order; none where it runs once, now.
  package let minutes: [Int]
  package let hours: [Int]
  /// 1 for Monday to 7 for Sunday; nil for every day.
  package let weekday: Int?
  /// Seconds before each run that it covers; nil where it runs once.
  package let covers: Double?

  /// What a text says wrong, and what to write.
  package struct Mistake: Error, Equatable {
    package let message: String
  }

  init(minutes: [Int], hours: [Int], weekday: Int? = nil, covers: Double?) {
    self.minutes = minutes
    self.hours = hours
    self.weekday = weekday
    self.covers = covers
  }

  /// Runs now, and not again.
  static let once = Schedule(minutes: [], hours: [], covers: nil)

  /// Every so many hours from one of them until the day ends.
  static func every(_ step: Int, from hour: Int, minute: Int = 0) -> Schedule {
    Schedule(
      minutes: [minute], hours: Array(stride(from: hour, to: 24, by: step)),
      covers: Double(step) * 3_600)
  }

  /// An expression of the service, `cron(0 0/10 ? * * *)` or `NOW`, or plain words, `every 10 hours`.
  package init(_ text: String) throws(Mistake) {
    let trimmed = text.filter { !$0.isNewline }.drop { $0 == " " }
    if trimmed.hasPrefix("cron(") {
      self = try Schedule(service: String(trimmed))
    } else {
      self = try Schedule(words: String(trimmed))
    }
  }

  package var isOnce: Bool { hours.isEmpty }

  /// The first run after a moment, in seconds since 1970-01-01T00:00:00Z; nil where none comes.
  package func next(after moment: Double) -> Double? {
    guard !isOnce, CalendarTime.hasText(moment) else { return nil }
    let first = (moment / 86_400).rounded(.down)
    for day in 0...7 {
      let midnight = (first + Double(day)) * 86_400
      guard let date = CalendarTime(epochSeconds: midnight) else { return nil }
      if let weekday, weekday != date.weekday { continue }
      for hour in hours {
        for minute in minutes {
          let run = midnight + Double(hour * 3_600 + minute * 60)
          if run > moment { return run }
        }
      }
    }
    return nil
  }
}
