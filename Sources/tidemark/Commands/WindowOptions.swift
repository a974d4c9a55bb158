import ArgumentParser
import Engine
import Statistics

/// Which stretch of time a run is about: shared by the commands that read data.
struct WindowOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The moment of the run: a time (UTC where it names no zone), now, this-minute, this-hour or today.",
      valueName: "time"))
  var windowAt: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Take the records of so long before that moment, by default before this hour: 1h, 1 day, PT10H.",
      valueName: "duration"))
  var last: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Is added to both ends, such as -PT1H; or start/end from the moment, such as -P8D/-P1D.",
      valueName: "duration"))
  var offset: String?

  @Option(
    help: ArgumentHelp(
      "The time of records that are no captures; by default what the monitor's window is on.",
      valueName: "column"))
  var windowOn: String?

  func validate() throws { _ = try span(now: 0) }

  /// The stretch of time in seconds since 1970-01-01T00:00:00Z, its end not in it; nil where all data
  /// are meant.
  ///
  /// - Parameter now: the time of the run.
  func span(now: Double) throws -> Range<Double>? {
    guard windowAt != nil || last != nil || offset != nil else {
      guard windowOn == nil else {
        throw ValidationError("--window-on: say which time is meant, such as --last 1d")
      }
      return nil
    }
    let moment = try moment(now: now)
    let offsets = try (offset ?? "PT0S").split(separator: "/", omittingEmptySubsequences: false)
      .map { try WindowOptions.duration(String($0), "--offset", such: "-PT1H, -1d or -P8D/-P1D") }
    if offsets.count > 2 {
      throw ValidationError("--offset \(offset ?? ""): one duration, or start/end, is wanted")
    }
    let start: Double
    if offsets.count == 2 {
      guard last == nil else {
        throw ValidationError(
          "--offset \(offset ?? "") says where the window begins and ends: leave --last out")
      }
      start = moment + offsets[0]
    } else {
      guard let last else {
        throw ValidationError("--window-at: say how long the window is, such as --last 1h")
      }
      let length = try WindowOptions.duration(last, "--last", such: "1h, 1 day or PT10H")
      guard length > 0 else {
        throw ValidationError("--last \(last): a window lasts longer than nothing")
      }
      start = moment - length + offsets[0]
    }
    let end = moment + offsets[offsets.count - 1]
    guard start < end else {
      throw ValidationError("--offset \(offset ?? ""): the window would end before it begins")
    }
    guard CalendarTime.hasText(start), CalendarTime.hasText(end) else {
      throw ValidationError("the window of --window-at and --last lies outside the years 0 to 9999")
    }
    return start..<end
  }

  /// A folder's name in which `{window}` stands for the end of the window: `yyyy/mm/dd/hh`, and a
  /// further `mm` where it does not end with an hour. So each run of a schedule has a folder of its own.
  static func folder(_ name: String, _ span: Range<Double>?) throws -> String {
    guard name.contains("{window}") else { return name }
    guard let span, let end = CalendarTime(epochSeconds: span.upperBound) else {
      throw CommandFailure.arguments(
        "--out \(name): {window} stands for the end of the window: give --last")
    }
    let minute = end.minute == 0 ? "" : "/" + String(end.minute + 100).dropFirst()
    return name.replacing("{window}", with: end.hourFolder + minute)
  }

  /// What a command line says of it.
  var flags: [String] {
    [("--window-at", windowAt), ("--last", last), ("--offset", offset), ("--window-on", windowOn)]
      .flatMap { name, value in value.map { [name, $0] } ?? [] }
  }

  /// Arguments in which durations stand with their flags: `-1h` by itself would be read as `-h`.
  static func joined(_ arguments: [String]) -> [String] {
    var result: [String] = []
    for (index, argument) in arguments.enumerated() {
      if argument.hasPrefix("-"), !argument.hasPrefix("--"), index > 0,
        ["--offset", "--last"].contains(arguments[index - 1])
      {
        result[result.count - 1] += "=" + argument
      } else {
        result.append(argument)
      }
    }
    return result
  }

  private func moment(now: Double) throws -> Double {
    switch windowAt {
    case "now": return now
    case "this-minute": return (now / 60).rounded(.down) * 60
    case "this-hour", nil: return (now / 3_600).rounded(.down) * 3_600
    case "today": return (now / 86_400).rounded(.down) * 86_400
    case let text?:
      if let time = Timestamp.seconds(of: text) { return time }
      throw ValidationError(
        "--window-at \(text): a time such as 2020-03-16T00:00Z, now, this-minute, this-hour or today is wanted"
      )
    }
  }

  private static func duration(_ text: String, _ flag: String, such: String) throws -> Double {
    if let seconds = DurationText.seconds(text) { return seconds }
    throw ValidationError("\(flag) \(text): a duration such as \(such) is wanted")
  }
}

extension WindowOptions {
  /// What of the data a run takes; nil where it takes all.
  ///
  /// - Parameter windows: how the monitor cuts the data.
  func window(
    _ span: Range<Double>?, _ reading: DataReading, _ windows: Windowing? = nil
  ) throws -> RunWindow? {
    guard let span else { return nil }
    if let column = reading.captureTime, windowOn == nil {
      return RunWindow(span, on: RowExpression(column: column, .generated))
    }
    if reading.statistics != nil {
      throw CommandFailure.arguments(
        "--window-at and --last choose among records, and a statistics.json holds none")
    }
    if let windowOn {
      guard reading.columns.contains(windowOn) else {
        throw CommandFailure.arguments("--window-on \(windowOn): the data have no such column")
      }
      return RunWindow(span, on: RowExpression(column: windowOn, .generated))
    }
    if case .time(let windows)? = windows { return RunWindow(span, on: windows.time) }
    throw CommandFailure.arguments(
      "--window-at and --last cut captures by their inference time, and these data are none: name the column that holds the time with --window-on, or in the monitor: `window 1 day on COLUMN`"
    )
  }
}
