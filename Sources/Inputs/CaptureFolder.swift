internal import Engine

/// A folder of the capture layout, `…/yyyy/mm/dd/hh` in UTC, or one of those above it.
struct CaptureFolder {
  /// The time that it is for, in seconds since 1970-01-01T00:00:00Z.
  let span: Range<Double>
  /// Whether captures lie in it, and no further folders.
  let isHour: Bool

  /// Nil where the path ends otherwise.
  init?(_ path: String) {
    let parts = path.split(separator: "/").suffix(4)
    guard let start = parts.lastIndex(where: { CaptureFolder.number($0, digits: 4) != nil }),
      let year = CaptureFolder.number(parts[start], digits: 4)
    else { return nil }
    let below = parts[(start + 1)...].map { CaptureFolder.number($0, digits: 2) ?? -1 }
    let month = below.first ?? 1
    let day = below.dropFirst().first ?? 1
    let hour = below.dropFirst(2).first ?? 0
    guard (1...12).contains(month), (0...23).contains(hour) else { return nil }
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    let monthEnd = CalendarTime.days(next.0, next.1, 1)
    let first = CalendarTime.days(year, month, day)
    guard day >= 1, first < monthEnd else { return nil }
    let begin = Double(first) * 86_400 + Double(hour) * 3_600
    let end: Double =
      switch below.count {
      case 0: Double(CalendarTime.days(year + 1, 1, 1)) * 86_400
      case 1: Double(monthEnd) * 86_400
      case 2: begin + 86_400
      default: begin + 3_600
      }
    span = begin..<end
    isHour = below.count == 3
  }

  /// How long after a file was begun captures are still written to it.
  static let reach = 300.0

  /// Whether something in the folder may be of a stretch of time.
  func mayHold(_ wanted: Range<Double>) -> Bool {
    span.overlaps(wanted.lowerBound - CaptureFolder.reach..<wanted.upperBound)
  }

  /// Whether a file of the folder may hold records of a stretch of time.
  ///
  /// A file is filed under the hour in which it was begun, `MM-SS-mmm-….jsonl`: what was begun
  /// shortly before the hour's end runs over into the next.
  func mayHold(_ wanted: Range<Double>, in file: String) -> Bool {
    guard isHour, !span.overlaps(wanted) else { return mayHold(wanted) }
    let parts = file.split(separator: "-", omittingEmptySubsequences: false).prefix(3)
    guard parts.count == 3, span.lowerBound < wanted.lowerBound,
      let minute = CaptureFolder.number(parts[0], digits: 2), minute < 60,
      let second = CaptureFolder.number(parts[1], digits: 2), second < 60,
      CaptureFolder.number(parts[2], digits: 3) != nil
    else { return false }
    let begun = span.lowerBound + Double(minute * 60 + second)
    return begun + CaptureFolder.reach > wanted.lowerBound
  }

  /// Whether a file lies in the folder of an hour.
  static func holds(_ file: String) -> Bool {
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    return CaptureFolder(folder)?.isHour ?? false
  }

  /// `2020/03/16/12`, as much of it as the folder has.
  static func name(_ path: String) -> String {
    let parts = path.split(separator: "/").suffix(4)
    let start = parts.lastIndex { number($0, digits: 4) != nil } ?? parts.startIndex
    return parts[start...].joined(separator: "/")
  }

  private static func number(_ text: Substring, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }
}
