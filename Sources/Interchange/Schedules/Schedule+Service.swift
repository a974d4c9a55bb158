extension Schedule {
  /// The expressions that the service takes, for messages.
  private static let forms =
    "the service's are cron(0 * ? * * *), each hour; cron(0 H ? * * *), each day at hour H; cron(0 S/N ? * * *), every N hours from hour S; and NOW"

  /// `cron(0 * ? * * *)`: minute, hour, day of the month, month, day of the week, year.
  init(service text: String) throws(Mistake) {
    guard text.hasPrefix("cron("), text.hasSuffix(")") else {
      throw Mistake(message: "\(text): a closing bracket is missing; \(Schedule.forms)")
    }
    let fields = text.dropFirst(5).dropLast().split(separator: " ")
    guard fields.count == 6 else {
      throw Mistake(message: "\(text): 6 fields are wanted; \(Schedule.forms)")
    }
    guard let minute = Schedule.number(fields[0], 0...59) else {
      throw Mistake(message: "\(text): minute \(fields[0]) is none of 0 to 59; \(Schedule.forms)")
    }
    guard fields[2...].allSatisfy({ $0 == "*" || $0 == "?" }) else {
      throw Mistake(
        message: "\(text): monitors run on every day of every month; \(Schedule.forms)")
    }
    self = try Schedule.service(hours: fields[1], minute: minute, text)
  }

  private static func service(
    hours: Substring, minute: Int, _ text: String
  ) throws(Mistake) -> Schedule {
    if hours == "*" { return every(1, from: 0, minute: minute) }
    let parts = hours.split(separator: "/", omittingEmptySubsequences: false)
    let start = parts[0] == "*" && parts.count == 2 ? 0 : number(parts[0], 0...23)
    guard let start, parts.count <= 2 else {
      throw Mistake(message: "\(text): hour \(hours) is none of 0 to 23; \(forms)")
    }
    if parts.count == 1 { return every(24, from: start, minute: minute) }
    guard let step = number(parts[1], 1...24) else {
      throw Mistake(message: "\(text): every \(parts[1]) hours: 1 to 24 are wanted; \(forms)")
    }
    return every(step, from: start, minute: minute)
  }

  /// A number of one or two digits.
  static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let value = Int(text), range.contains(value)
    else { return nil }
    return value
  }
}
