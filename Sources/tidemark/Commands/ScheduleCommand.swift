import ArgumentParser
import Engine
import Foundation
import Interchange
import Statistics

struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Lines of cron, or a timer of systemd, that run a check on time.",
    discussion: """
      tidemark schedule 'cron(0 0/10 ? * * *)' -- rules.tide --data captures --out 'runs/{window}'
      tidemark schedule 'daily at 3:00' --format systemd --out units -- rules.tide --data captures
      tidemark schedule 'every 10 hours from 0' --next 5

      When: an expression of SageMaker Model Monitor (`cron(0 * ? * * *)`, `cron(0 H ? * * *)`, \
      `cron(0 S/N ? * * *)`, `NOW`), or plain words: `hourly`, `every 15 minutes`, `every 10 hours from 0`, \
      `daily at 3:00`, `weekly on monday at 3:00`. Times are UTC. What follows `--` is what `check` is given; \
      the window that each run covers is added: the hours, or the day, since a run was due before it.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case cron, systemd, json
  }

  @ArgumentParser.Argument(
    help: ArgumentHelp("When: an expression of the service, or plain words.", valueName: "when"))
  var when: String

  @ArgumentParser.Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("After `--`: rules and options of the check.", valueName: "check"))
  var check: [String] = []

  @Option(help: "Lines of a crontab, units of systemd, or all of it for programs.")
  var format: Format = .cron

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What each run covers, in place of the time between two runs.", valueName: "duration"))
  var last: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Is added to both ends of the window, such as -PT1H; or start/end from the run, such as -P8D/-P1D.",
      valueName: "duration"))
  var offset: String?

  @Option(help: ArgumentHelp("Show so many of the next runs and their windows.", valueName: "n"))
  var next: Int?

  @Option(help: ArgumentHelp("The moment after which runs are shown.", valueName: "time"))
  var after: String?

  @Option(help: ArgumentHelp("What units are called; by default as the rules.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Write the units of systemd to a folder.", valueName: "folder"))
  var out: String?

  func validate() throws {
    if let next, next < 1 || next > 10_000 {
      throw ValidationError("--next \(next): a number from 1 to 10000 is wanted")
    }
    if out != nil, format != .systemd {
      throw ValidationError("--out writes the units of systemd: give --format systemd")
    }
    if let name,
      name.isEmpty
        || !name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    {
      throw ValidationError("--name \(name): letters, digits, `-`, `_` and `.` are wanted")
    }
    try refuseOwnWindow()
  }

  /// The window of each run is the schedule's: one that the check names as well would be passed over.
  private func refuseOwnWindow() throws {
    let flags = ["--window-at", "--last", "--offset"]
    let given = flags.first { flag in check.contains { $0 == flag || $0.hasPrefix(flag + "=") } }
    guard let given else { return }
    let instead =
      given == "--window-at"
      ? "each run's is the moment at which it is due: leave it out"
      : "it would be the same for every run of the schedule: give it before `--`"
    throw ValidationError("\(given) after `--`: \(instead)")
  }

  func run() async throws {
    let schedule: Schedule
    do throws(Schedule.Mistake) {
      schedule = try Schedule(when)
    } catch {
      throw CommandFailure.arguments(error.message)
    }
    let moment = try start()
    let window = try window(schedule)
    var runs: [(at: Double, span: Range<Double>)] = []
    var at = schedule.isOnce ? moment : schedule.next(after: moment)
    while let run = at, runs.count < (next ?? (format == .json ? 10 : 0)) {
      if let span = try window.span(now: run) { runs.append((run, span)) }
      at = schedule.next(after: run)
    }
    guard format != .json else {
      return Console.print(try json(schedule, window, runs).text(.pretty))
    }
    guard next == nil else {
      for run in runs {
        Console.print(
          "\(text(run.at))  covers \(text(run.span.lowerBound)) to \(text(run.span.upperBound))")
      }
      return
    }
    let command = try command(schedule, window)
    guard !schedule.isOnce else { return Console.print(command.shell) }
    switch format {
    case .cron: Console.printExactly(command.crontab)
    case .systemd, .json: try units(command)
    }
  }

  private func units(_ command: ScheduledCommand) throws {
    let files = [("service", command.service), ("timer", command.timer)]
    guard let out else {
      for (kind, text) in files {
        Console.printExactly("# /etc/systemd/system/tidemark-\(command.name).\(kind)\n\(text)\n")
      }
      return
    }
    try Files.makeFolder(out)
    for (kind, text) in files {
      let path = "\(out)/tidemark-\(command.name).\(kind)"
      try Files.write(text, to: path)
      Console.print(path)
    }
  }

  private func start() throws -> Double {
    guard let after else { return RunRecord.now }
    guard let time = Timestamp.seconds(of: after) else {
      throw CommandFailure.arguments(
        "--after \(after): a time such as 2020-03-16T00:00Z is wanted")
    }
    return time
  }

  /// The flags of the window that each run covers.
  private func window(_ schedule: Schedule) throws -> WindowOptions {
    let isPair = offset?.contains("/") ?? false
    if schedule.isOnce, last == nil, !isPair {
      throw CommandFailure.arguments(
        "NOW runs once: say what it covers with --last 1h, or --offset -PT1H/PT0H")
    }
    var flags = ["--window-at"]
    flags.append(
      schedule.isOnce ? "now" : schedule.minutes == [0] ? "this-hour" : "this-minute")
    if !isPair, let covered = last ?? schedule.covers.map(DurationText.text) {
      flags += ["--last", covered]
    } else if let last {
      flags += ["--last", last]
    }
    if let offset { flags += ["--offset", offset] }
    do {
      return try WindowOptions.parse(WindowOptions.joined(flags))
    } catch {
      throw CommandFailure.arguments(WindowOptions.message(for: error))
    }
  }

  private func command(_ schedule: Schedule, _ window: WindowOptions) throws -> ScheduledCommand {
    guard !check.isEmpty else {
      throw CommandFailure.arguments(
        "say what is checked after `--`: tidemark schedule '\(when)' -- rules.tide --data captures"
      )
    }
    let given = check.first == "check" ? Array(check.dropFirst()) : check
    let arguments = given + window.flags
    guard !arguments.contains(where: { $0.contains(where: \.isNewline) }) else {
      throw CommandFailure.arguments(
        "an argument of the check has a line break: no line can hold it")
    }
    do {
      let parsed = try CheckCommand.parse(WindowOptions.joined(arguments))
      return ScheduledCommand(
        schedule, words: [program, "check"] + arguments, folder: Files.workingFolder,
        name: name ?? unitName(parsed.rules.first ?? "check"))
    } catch {
      throw CommandFailure.arguments(
        "`check` would refuse what follows `--`: \(CheckCommand.message(for: error))")
    }
  }

  private var program: String { Bundle.main.executablePath ?? "tidemark" }

  /// The name of the rule file in what units may be called.
  private func unitName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.hasSuffix(".tide") ? String(file.dropLast(5)) : file
    return String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  private func text(_ seconds: Double) -> String { MetricValue.text(ofTime: seconds) }

  private func json(
    _ schedule: Schedule, _ window: WindowOptions, _ runs: [(at: Double, span: Range<Double>)]
  ) throws -> JSON {
    let command = try check.isEmpty ? nil : command(schedule, window)
    let isRepeated = !schedule.isOnce
    return .object([
      "window": .array(window.flags.map(JSON.string)),
      "command": command.map { .array($0.words.map(JSON.string)) },
      "cron": isRepeated ? command.map { .string($0.crontab) } : nil,
      "onCalendar": isRepeated ? command.map { .string($0.calendar) } : nil,
      "service": isRepeated ? command.map { .string($0.service) } : nil,
      "timer": isRepeated ? command.map { .string($0.timer) } : nil,
      "runs": .array(
        runs.map { run in
          .object([
            "at": .string(text(run.at)), "start": .string(text(run.span.lowerBound)),
            "end": .string(text(run.span.upperBound)),
          ])
        }),
    ])
  }
}
