import Engine
import Testing

@testable import Interchange

/// When checks run: expressions of the service, plain words, and what cron and systemd are told.
struct ScheduleTests {
  /// Whether a crontab's line runs at a moment, read as crontab(5) says.
  private static func runs(_ fields: [Substring], at moment: Double) -> Bool {
    guard let time = CalendarTime(epochSeconds: moment) else { return false }
    let values = [time.minute, time.hour, time.day, time.month, time.weekday % 7]
    return zip(fields, values).allSatisfy { field, value in
      field == "*" || field.split(separator: ",").contains { Int($0) == value }
    }
  }

  private static func command(_ schedule: Schedule, _ words: [String] = ["tidemark"])
    -> ScheduledCommand
  {
    ScheduledCommand(schedule, words: words, folder: "/srv/model", name: "m")
  }

  private static func fields(_ schedule: Schedule) throws -> [Substring] {
    let line = try #require(command(schedule).crontab.split(separator: "\n").last)
    return Array(line.split(separator: " ").prefix(5))
  }

  private static let texts =
    ["hourly", "daily at 3:30", "weekly on sunday at 23:59", "every 15 minutes", "every minute"]
    + (1...24).map { "every \($0) hours from \($0 * 7 % 24)" }
    + (0..<24).map { "cron(0 \($0)/\($0 % 11 + 1) ? * * *)" } + [
      "every friday", "cron(0 * ? * * *)",
    ]

  @Test("The next runs are those that a walk over all minutes finds", arguments: texts)
  func brute(_ text: String) throws {
    let schedule = try Schedule(text)
    let fields = try Self.fields(schedule)
    var random = SplitMix64(seed: text.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    for _ in 0..<3 {
      // From 1970 to 2100, at any second.
      let start = Double(Int.random(in: 0..<4_102_444_800, using: &random))
      var minute = (start / 60).rounded(.down) * 60
      var moment = start
      for _ in 0..<4 {
        repeat { minute += 60 } while !Self.runs(fields, at: minute)
        moment = try #require(schedule.next(after: moment))
        #expect(moment == minute, "\(MetricValue.text(ofTime: start))")
      }
    }
  }

  @Test(
    "Expressions of the service and plain words that mean the same",
    arguments: [
      ("cron(0 * ? * * *)", "hourly"), ("cron(0 * ? * * *)", "every hour"),
      ("cron(0 * ? * * *)", "every 1 hours"), ("cron(0 3 ? * * *)", "daily at 3:00"),
      ("cron(0 3 ? * * *)", "every day at 03:00 UTC"), ("cron(0 12 ? * * *)", "daily at noon"),
      ("cron(0 0 ? * * *)", "daily"), ("cron(0 0/10 ? * * *)", "every 10 hours from 0"),
      ("cron(0 0/10 ? * * *)", "every 10 hours"),
      ("cron(0 5/6 ? * * *)", "Every 6 hours from 5:00"),
      ("cron(0 */6 ? * * *)", "every 6 h"), ("cron(0 7/24 ? * * *)", "daily at 7"),
      ("cron(0 00/01 * * ? *)", "hourly"), ("NOW", "once"), ("weekly", "every monday at midnight"),
      ("weekly on wed at 3", "every wednesday at 3:00"),
    ])
  func same(_ one: String, _ other: String) throws {
    #expect(try Schedule(one) == Schedule(other))
  }

  @Test(
    "Each run covers the time since the run that was due before, overlaps as the service has them")
  func covers() throws {
    for (text, hours) in [
      ("hourly", 1.0), ("daily at 3", 24), ("cron(0 0/10 ? * * *)", 10), ("every 15 minutes", 0.25),
      ("weekly", 168), ("cron(0 20/6 ? * * *)", 6),
    ] {
      #expect(try Schedule(text).covers == hours * 3_600)
    }
    #expect(try Schedule("cron(0 0/10 ? * * *)").hours == [0, 10, 20])
    #expect(try Schedule("NOW").covers == nil && Schedule("NOW").next(after: 0) == nil)
  }

  @Test(
    "What is no schedule is refused, with what to write",
    arguments: [
      "", " ", "sometimes", "every", "every 25 hours", "every 0 hours", "every 7 minutes",
      "every 0 minutes", "every 61 minutes", "every 2 days", "daily at 24", "daily at 3:60",
      "daily at 3:5", "daily from 3", "hourly at 3", "every 10 hours from", "every 10",
      "weekly on someday", "daily at 3:00 CET", "cron(0 * ? * * *", "cron(* * ? * * *)",
      "cron(0 * ? * *)", "cron(0 24 ? * * *)", "cron(0 1/0 ? * * *)", "cron(0 1/25 ? * * *)",
      "cron(0 1/2/3 ? * * *)", "cron(0 1-5 ? * * *)", "cron(0 1 ? * MON *)", "cron(0 1 1 * ? *)",
      "cron()", "every 99999999999999999999 hours", "every -1 hours", "daily at 3:00 3:00",
    ])
  func refused(_ text: String) {
    #expect(throws: Schedule.Mistake.self) { try Schedule(text) }
  }

  @Test("Lines and units hold any command as it was given")
  func quoting() throws {
    let schedule = try Schedule("every 10 hours")
    let command = ScheduledCommand(
      schedule, words: ["/bin/tide", "a b", "it's", "50%", "$HOME", "\"q\"", "\\", ""],
      folder: "/srv/my model", name: "m")
    #expect(
      command.shell
        == "cd '/srv/my model' && /bin/tide 'a b' 'it'\\''s' '50%' '$HOME' '\"q\"' '\\' ''")
    #expect(
      command.crontab.hasSuffix(
        "\nCRON_TZ=UTC\n0 0,10,20 * * * cd '/srv/my model' && /bin/tide 'a b' 'it'\\''s' '50\\%' '$HOME' '\"q\"' '\\' ''\n"
      ))
    #expect(
      command.service.contains(
        "ExecStart=/bin/tide \"a b\" \"it's\" \"50%%\" \"$$HOME\" \"\\\"q\\\"\" \"\\\\\" \"\"\n"))
    #expect(command.service.contains("WorkingDirectory=/srv/my model\n"))
    #expect(command.timer.contains("OnCalendar=*-*-* 00,10,20:00:00 UTC\n"))
    #expect(
      Self.command(try Schedule("weekly on sunday at 3:05")).calendar == "Sun *-*-* 03:05:00 UTC")
    #expect(try Self.fields(Schedule("weekly on sunday at 3:05")) == ["5", "3", "*", "*", "0"])
    #expect(Self.command(try Schedule("every minute")).calendar == "*-*-* *:*:00 UTC")
  }
}
