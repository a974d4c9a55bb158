/// A moment in the proleptic Gregorian calendar, UTC.
package struct CalendarTime: Sendable, Equatable {
  package let year: Int
  package let month: Int
  package let day: Int
  package let hour: Int
  package let minute: Int
  package let second: Int
  /// 1 for Monday to 7 for Sunday.
  package let weekday: Int

  /// Nil for times some 200 million years away.
  ///
  /// Source: Howard Hinnant, «chrono-Compatible Low-Level Date Algorithms», `civil_from_days`.
  package init?(epochSeconds: Double) {
    guard epochSeconds.isFinite, abs(epochSeconds) < 6e15 else { return nil }
    let total = Int(epochSeconds.rounded(.down))
    let days = (total >= 0 ? total : total - 86_399) / 86_400
    let rest = total - days * 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = rest / 3_600
    minute = rest / 60 % 60
    second = rest % 60
    let fromMonday = (days + 3) % 7
    weekday = (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
  }

  /// Whether a time, in seconds since 1970-01-01T00:00:00Z, is of the years 0 to 9999, which ISO 8601
  /// can write.
  package static func hasText(_ epochSeconds: Double) -> Bool {
    epochSeconds >= -62_167_219_200 && epochSeconds < 253_402_300_800
  }

  /// Days since 1970-01-01 of a date.
  ///
  /// Source: as `init`, `days_from_civil`.
  package static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // Years that begin in March put the leap day last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  func part(_ function: ScalarFunction) -> Double? {
    switch function {
    case .year: Double(year)
    case .month: Double(month)
    case .day: Double(day)
    case .hour: Double(hour)
    case .weekday: Double(weekday)
    default: nil
    }
  }

  /// `2026-11-21T07:51:00Z`
  package var text: String {
    func padded(_ value: Int, _ width: Int = 2) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month))-\(padded(day))"
      + "T\(padded(hour)):\(padded(minute)):\(padded(second))Z"
  }

  /// `yyyy/mm/dd/hh`, as SageMaker files captures, labels and reports.
  package var hourFolder: String {
    text.split { "-T:".contains($0) }.prefix(4).joined(separator: "/")
  }
}
