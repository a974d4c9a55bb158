import Foundation
import Testing

@testable import tidemark

/// `schedule`: what a user pastes, and what each run covers.
@Suite struct ScheduleCommandTests {
  private static let analyzer = "/usr/bin/systemd-analyze"

  /// What a program writes, and its status.
  private static func run(_ program: String, _ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["TZ": "UTC", "LC_ALL": "C", "PATH": "/usr/bin:/bin"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test("Runs every ten hours cover the last ten hours each")
  func overlapping() async {
    let run = await Run(
      "schedule", "cron(0 0/10 ? * * *)", "--next", "4", "--after", "2020-03-15T09:59Z")
    run.expect(0)
    #expect(
      run.output == """
        2020-03-15T10:00:00Z  covers 2020-03-15T00:00:00Z to 2020-03-15T10:00:00Z
        2020-03-15T20:00:00Z  covers 2020-03-15T10:00:00Z to 2020-03-15T20:00:00Z
        2020-03-16T00:00:00Z  covers 2020-03-15T14:00:00Z to 2020-03-16T00:00:00Z
        2020-03-16T10:00:00Z  covers 2020-03-16T00:00:00Z to 2020-03-16T10:00:00Z

        """)
  }

  @Test(
    "The offset moves both ends, a pair is the window, a length takes the place of the rhythm's")
  func offsets() async {
    await Run(
      "schedule", "daily at 13:00", "--next", "1", "--after", "2020-01-09", "--offset",
      "-P8D/-P1D"
    ).expect(0, says: "2020-01-09T13:00:00Z  covers 2020-01-01T13:00:00Z to 2020-01-08T13:00:00Z")
    await Run(
      "schedule", "hourly", "--next", "1", "--after", "2020-01-09", "--offset", "-1h"
    ).expect(0, says: "2020-01-09T01:00:00Z  covers 2020-01-08T23:00:00Z to 2020-01-09T00:00:00Z")
    await Run(
      "schedule", "every 15 minutes", "--next", "1", "--after", "2020-01-09T00:01Z", "--last", "1h"
    ).expect(0, says: "2020-01-09T00:15:00Z  covers 2020-01-08T23:15:00Z to 2020-01-09T00:15:00Z")
  }

  @Test("The lines run the check with the window that was due")
  func lines() async throws {
    let folder = Files.workingFolder
    let cron = await Run(
      "schedule", "every 10 hours from 0", "--", "check", "my rules.tide", "--data", "captures")
    cron.expect(0, says: "CRON_TZ=UTC\n0 0,10,20 * * * cd ")
    let line = try #require(cron.output.split(separator: "\n").last)
    #expect(line.contains("cd \(folder) && /"))
    #expect(
      line.hasSuffix(" check 'my rules.tide' --data captures --window-at this-hour --last 10h"))
    await Run("schedule", "daily at 3:30", "--format", "systemd", "--", "r.tide", "--data", "c")
      .expect(
        0, says: "tidemark-r.timer", "OnCalendar=*-*-* 03:30:00 UTC", "WorkingDirectory=\(folder)",
        "check r.tide --data c --window-at this-minute --last 1d")
    await Run("schedule", "NOW", "--offset", "-PT1H/PT0H", "--", "r.tide", "--data", "c")
      .expect(0, says: "r.tide --data c --window-at now --offset -PT1H/PT0H")
    let json = try await Run(
      "schedule", "hourly", "--format", "json", "--next", "3", "--", "r.tide", "--data", "c"
    ).json()
    #expect(
      (json["runs"] as? [Any])?.count == 3 && json["onCalendar"] as? String == "*-*-* *:00:00 UTC")
  }

  @Test(
    "What can't be scheduled is refused",
    arguments: [
      (["sometimes", "--", "r.tide", "--data", "c"], "every 10 hours from 0"),
      (["hourly"], "after `--`"), (["hourly", "--", "r.tide"], "--data"),
      (["hourly", "--", "r.tide", "--data", "c", "--colour"], "--colour"),
      (["NOW", "--", "r.tide", "--data", "c"], "NOW runs once"),
      (["hourly", "--next", "0"], "--next 0"), (["hourly", "--after", "soon"], "--after soon"),
      (["hourly", "--offset", "x", "--next", "1"], "--offset x"),
      (["hourly", "--last", "1h", "--offset", "-P1D/P0D", "--next", "1"], "leave --last out"),
      (["hourly", "--name", "a b", "--", "r.tide", "--data", "c"], "--name a b"),
      (["hourly", "--out", "x", "--", "r.tide", "--data", "c"], "--format systemd"),
      (["hourly", "--", "r.tide", "--data", "a\nb"], "line break"),
      (["hourly", "--", "r.tide", "--data", "c", "--last", "2d"], "--last after `--`"),
      (["hourly", "--", "r.tide", "--data", "c", "--last=2d"], "--last after `--`"),
      (["hourly", "--", "r.tide", "--window-at", "now", "--data", "c"], "--window-at after `--`"),
      (
        ["hourly", "--format", "json", "--", "r.tide", "--data", "c", "--offset", "-1h"],
        "--offset after `--`"
      ),
      (["hourly", "--format", "json", "--", "r.tide"], "--data"),
    ])
  func refused(_ arguments: [String], _ named: String) async {
    await Run(["schedule"] + arguments).expect(2, says: named)
  }

  @Test(
    "systemd takes the units and agrees on when they run",
    .enabled(if: FileManager.default.isExecutableFile(atPath: analyzer)),
    arguments: [
      "hourly", "every 10 hours from 0", "every 7 hours from 3", "daily at 3:30",
      "weekly on sunday at 23:59", "every 15 minutes",
    ])
  func systemd(_ when: String) async throws {
    let folder = try Folder()
    await Run(
      "schedule", when, "--format", "systemd", "--out", folder.path, "--name", "m", "--",
      "my rules.tide", "--data", "50%", "$c", "\"d\""
    ).expect(0, says: "tidemark-m.service", "tidemark-m.timer")
    for kind in ["service", "timer"] {
      let (status, text) = try Self.run(
        Self.analyzer, ["verify", "--man=no", folder.path + "/tidemark-m.\(kind)"])
      #expect(status == 0 && !text.contains("tidemark-m"), "\(text)")
    }
    let timer = try folder.read("tidemark-m.timer")
    let line = try #require(timer.split(separator: "\n").first { $0.hasPrefix("OnCalendar=") })
    let (status, text) = try Self.run(
      Self.analyzer,
      [
        "calendar", "--iterations=6", "--base-time=2024-02-28 13:14:15 UTC",
        String(line.dropFirst(11)),
      ])
    #expect(status == 0, "\(text)")
    let runs = await Run("schedule", when, "--next", "6", "--after", "2024-02-28T13:14:15Z").output
      .split(separator: "\n")
    #expect(runs.count == 6)
    for run in runs {
      // `2024-02-28 14:00:00 UTC`
      let moment = run.prefix(19).replacing("T", with: " ")
      #expect(text.contains(moment), "\(moment) in \(text)")
    }
  }
}
