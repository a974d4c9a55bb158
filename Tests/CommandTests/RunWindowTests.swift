import Foundation
import Testing

@testable import tidemark

/// `--window-at`, `--last` and `--offset`: the stretch of time that a run is about.
@Suite struct RunWindowTests {
  let folder: Folder
  let rules: String

  init() throws {
    folder = try Folder()
    rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m { capture { input: [n] output: [score] } }
      rule some { expect row_count > 0 }
      columns { n: integral, complete }

      """)
  }

  private func data(_ run: Run) throws -> [String: Any] {
    try #require(try run.json()["data"] as? [String: Any])
  }

  @Test("Each window of a schedule has a folder of its own, and a trend sees them all")
  func folders() async throws {
    _ = try CaptureLayoutFolder.write(400, hours: 4, seed: 3, to: folder)
    let first = CaptureLayoutFolder.start
    for (hours, minutes) in [(1.0, 0.0), (2, 0), (2, 30)] {
      let end = CaptureLayoutFolder.time(first + hours * 3_600 + minutes * 60)
      await Run(
        "check", rules, "--data", folder.path + "/c", "--window-at", end, "--last", "30m",
        "--out", folder.path + "/runs/{window}"
      ).expect(0)
      let parts = end.split { "-T:Z".contains($0) }.prefix(minutes == 0 ? 4 : 5)
      #expect(folder.holds("runs/" + parts.joined(separator: "/") + "/verdicts.json"), "\(end)")
    }
    let trend = await Run("trend", folder.path + "/runs", "--metric", "row_count").expect(0)
    #expect(trend.output.contains("3 windows"), "\(trend.output)")
    await Run("check", rules, "--data", folder.path + "/c", "--out", folder.path + "/o/{window}")
      .expect(2, says: "give --last")
  }

  @Test("Over 48 hours every window has the records of its time, exactly")
  func exact() async throws {
    let times = try CaptureLayoutFolder.write(4_000, hours: 48, seed: 11, to: folder)
    let first = CaptureLayoutFolder.start
    for (at, last, length) in [
      (1.0, "1h", 3_600.0), (10, "PT10H", 36_000), (20, "10h", 36_000), (28, "1d", 86_400),
      (30.5, "90m", 5_400), (48, "2 days", 172_800),
    ] {
      let end = first + at * 3_600
      let run = await Run(
        "check", rules, "--data", folder.path + "/c", "--window-at", CaptureLayoutFolder.time(end),
        "--last", last, "--format", "json", "--all"
      ).expect(0)
      let expected = times.count { $0 >= end - length && $0 < end }
      #expect(try data(run)["records"] as? Int == expected, "\(at)")
      let cut = try #require(try data(run)["window"] as? [String: Any])
      #expect(cut["start"] as? String == CaptureLayoutFolder.time(end - length))
      #expect(cut["end"] as? String == CaptureLayoutFolder.time(end))
      // Only the files of the boundary hours are read beyond the window.
      let hours = { (time: Double) in (time / 3_600).rounded(.down) * 3_600 }
      let begin = hours(end - length)
      #expect(cut["before"] as? Int == times.count { $0 >= begin && $0 < end - length })
      #expect(cut["backwards"] as? Int == 0 && cut["untimed"] as? Int == 0)
      let numbers = times.indices.filter { times[$0] >= end - length && times[$0] < end }
      let sum = await Run(
        "eval", "sum(_c1)", "--data", folder.path + "/c", "--window-at",
        CaptureLayoutFolder.time(end), "--last", last, "--format", "json", "--quiet")
      let values = try sum.json()["values"] as? [String: Any]
      let value = (values?["sum(_c1)"] as? [String: Any])?["value"] as? Int
      #expect(value == numbers.reduce(0, +), "\(at)")
    }
  }

  @Test("Runs every ten hours cover ten hours each, so that some records are of two")
  func overlapping() async throws {
    let times = try CaptureLayoutFolder.write(500, hours: 48, seed: 5, to: folder)
    // 2020-03-15T20:00 covers 10:00 to 19:59, 2020-03-16T00:00 covers 14:00 to 23:59.
    for (at, start) in [
      ("2020-03-15T20:00Z", "2020-03-15T10:00:00Z"), ("2020-03-16T00:00", "2020-03-15T14:00:00Z"),
    ] {
      let run = await Run(
        "check", rules, "--data", folder.path + "/c", "--window-at", at, "--last", "PT10H",
        "--format", "json")
      let window = try #require((try run.expect(0).json()["windows"] as? [[String: Any]])?.first)
      #expect(window["start"] as? String == start)
      let inside = times.count {
        CaptureLayoutFolder.time($0) >= start
          && $0 < CaptureLayoutFolder.start + (at.contains("-15T") ? 24 : 28) * 3_600
      }
      #expect(window["records"] as? Int == inside)
    }
  }

  @Test(
    "Ends as the service's schedules have them",
    arguments: [
      ("2020-01-09T13:00", nil, "-P8D/-P1D", "2020-01-01T13:00:00Z", "2020-01-08T13:00:00Z"),
      ("2020-01-09T13:00Z", "PT1H", "-PT1H", "2020-01-09T11:00:00Z", "2020-01-09T12:00:00Z"),
      ("2020-01-09", "1d", nil, "2020-01-08T00:00:00Z", "2020-01-09T00:00:00Z"),
      ("2020-01-09T13:00+02:00", "1h", nil, "2020-01-09T10:00:00Z", "2020-01-09T11:00:00Z"),
      ("this-hour", "1h", nil, "2020-01-09T12:00:00Z", "2020-01-09T13:00:00Z"),
      (nil, "10h", nil, "2020-01-09T03:00:00Z", "2020-01-09T13:00:00Z"),
      ("now", "10 min", nil, "2020-01-09T13:07:20Z", "2020-01-09T13:17:20Z"),
      ("today", "1w", "1d", "2020-01-03T00:00:00Z", "2020-01-10T00:00:00Z"),
      (nil, nil, "-PT1H/PT0H", "2020-01-09T12:00:00Z", "2020-01-09T13:00:00Z"),
    ] as [(String?, String?, String?, String, String)])
  func ends(_ at: String?, _ last: String?, _ offset: String?, _ start: String, _ end: String)
    throws
  {
    let flags = [("--window-at", at), ("--last", last), ("--offset", offset)]
    let options = try WindowOptions.parse(
      flags.flatMap { flag, value in value.map { [flag, $0] } ?? [] })
    // 2020-01-09T13:17:20Z
    let span = try #require(try options.span(now: 1_578_575_840))
    #expect(CaptureLayoutFolder.time(span.lowerBound) == start)
    #expect(CaptureLayoutFolder.time(span.upperBound) == end)
  }

  @Test(
    "Flags that don't fit are named",
    arguments: [
      (["--window-at", "2020-01-09"], "--last"), (["--window-at", "soon", "--last", "1d"], "soon"),
      (["--last", "1 moon"], "--last 1 moon"), (["--last", "0h"], "--last 0h"),
      (["--last", "-1h"], "--last -1h"), (["--last", "P1M"], "--last P1M"),
      (["--last", "1h", "--offset", "later"], "--offset later"),
      (["--last", "1h", "--offset", "-P2D/-P1D"], "leave --last out"),
      (["--offset", "-P1D/-P2D"], "end before it begins"), (["--offset", "-P1D"], "--last"),
      (["--offset", "1h/2h/3h"], "--offset 1h/2h/3h"), (["--window-on", "t"], "--window-on"),
      (["--window-at", "0001-01-01", "--last", "9999w"], "years"),
    ])
  func refused(_ flags: [String], _ named: String) async throws {
    let data = try folder.write("c.jsonl", CaptureLayoutFolder.record(1, at: 0))
    await Run(["check", rules, "--data", data] + flags).expect(2, says: named)
  }

  @Test("An hour without folders is no data; one whose records are of other times has no records")
  func empty() async throws {
    let hour = CaptureLayoutFolder.start
    let place = "c/" + CaptureLayoutFolder.folder(hour)
    try folder.write(place + "/00-00-000-x.jsonl", CaptureLayoutFolder.record(1, at: hour - 7_200))
    let flags = ["--data", folder.path + "/c", "--last", "1h", "--window-at"]
    await Run(["check", rules] + flags + ["2020-03-14T20:00Z"])
      .expect(3, says: "Job inputs had no data", "2020-03-14T19:00:00Z", "2020/03/14/20")
    await Run(["check", rules] + flags + ["2020-03-14T21:00Z"])
      .expect(1, says: "0 records of 2020-03-14T20:00:00Z to 2020-03-14T21:00:00Z", "1 before it")
    let silent = try folder.write("mean.tide", "edition 1\nrule m { expect mean(_c1) > 0 }\n")
    await Run(["check", silent] + flags + ["2020-03-14T21:00Z"]).expect(4, says: "no data")
  }

  @Test("Records without a time and steps back in time are counted and said")
  func oddTimes() async throws {
    let hour = CaptureLayoutFolder.start
    let lines = [0.0, 600, 300, 301, nil, 200, 4_000].enumerated().map {
      CaptureLayoutFolder.record($0, at: $1.map { hour + $0 })
    }
    try folder.write("c/\(CaptureLayoutFolder.folder(hour))/00-00-000-x.jsonl", lines.joined())
    let run = await Run(
      "check", rules, "--data", folder.path + "/c", "--window-at", "2020-03-14T21:00Z", "--last",
      "1h", "--format", "json"
    ).expect(
      0, says: "1 record without a time", "runs backwards at 2 records, by 300 s", "1 after it")
    let cut = try #require(try data(run)["window"] as? [String: Any])
    #expect(cut["untimed"] as? Int == 1 && cut["after"] as? Int == 1)
    #expect(cut["backwards"] as? Int == 2 && cut["longestStepBack"] as? Int == 300)
    #expect(try data(run)["records"] as? Int == 5)
    // Without a window, too, and with the place of the first.
    let whole = await Run(
      "check", rules, "--data", folder.path + "/c", "--format", "json", "--threads", "3")
    whole.expect(
      0, says: "runs backwards at 2 records, by 300 s at most, first at ", "00-00-000-x.jsonl:3")
    let clock = try #require(try data(whole)["clock"] as? [String: Any])
    #expect(clock["backwards"] as? Int == 2 && clock["longestStepBack"] as? Int == 300)
    #expect((clock["first"] as? String)?.hasSuffix("x.jsonl:3") == true)
  }

  @Test("Empty files beside captures are named, and the rest is evaluated; alone they are an error")
  func emptyFiles() async throws {
    let hour = CaptureLayoutFolder.start
    let place = "c/" + CaptureLayoutFolder.folder(hour)
    try folder.write(place + "/00-00-000-x.jsonl", "")
    let data = ["check", rules, "--data", folder.path + "/c"]
    await Run(data).expect(3, says: "00-00-000-x.jsonl", "0 bytes")
    try folder.write(place + "/00-01-000-y.jsonl", CaptureLayoutFolder.record(1, at: hour))
    await Run(data).expect(
      0, says: "1 file holds nothing (0 bytes) and is left out: ", "00-00-000-x.jsonl")
    try folder.write(place + "/00-02-000-z.jsonl", "")
    let run = await Run(data + ["--format", "json"])
    run.expect(0, says: "2 files hold nothing (0 bytes) and are left out: ")
    #expect(try self.data(run)["records"] as? Int == 1)
    // Of other data each file is wanted.
    let table = try folder.write("t.csv", "_c1\n1\n")
    let empty = try folder.write("e.csv", "")
    await Run("check", rules, "--data", table, empty).expect(3, says: "e.csv", "0 bytes")
  }

  @Test("Other data are cut by the monitor's window column, or by one that is named")
  func tables() async throws {
    let csv = try folder.write(
      "t.csv", "at,x\n2020-03-14T20:30:00Z,1\n2020-03-14T22:30:00Z,2\n,3\n")
    let timed = try folder.write(
      "timed.tide",
      "edition 1\nmonitor m { window 1 hour on at }\nrule r { expect row_count > 0 }\n")
    let plain = try folder.write("plain.tide", "edition 1\nrule r { expect row_count == 1 }\n")
    let flags = ["--data", csv, "--window-at", "2020-03-14T23:00Z", "--last", "1h"]
    let run = await Run(["check", timed, "--format", "json"] + flags).expect(0)
    #expect(try data(run)["records"] as? Int == 1)
    await Run(["check", plain] + flags).expect(2, says: "--window-on", "window 1 day on COLUMN")
    await Run(["check", plain, "--window-on", "at"] + flags).expect(0)
    await Run(["check", plain, "--window-on", "then"] + flags).expect(2, says: "--window-on then")
    await Run(["eval", "sum(x)", "--window-on", "at"] + flags).expect(0, says: "sum(x) = 2")
    await Run(
      ["baseline", "-o", folder.path + "/b", csv, "--window-on", "at"] + flags.dropFirst(2)
    ).expect(0, says: "baseline of 1 record")
    // Windows of which the run has a part are told.
    let daily = try folder.write(
      "daily.tide",
      "edition 1\nmonitor m { window 1 day on at }\nrule r { expect row_count > 0 }\n")
    await Run(["check", daily] + flags).expect(0, says: "hold a part of their records")
  }

  @Test("A history knows a run by its window: the same again is no further one")
  func history() async throws {
    let times = try CaptureLayoutFolder.write(300, hours: 6, seed: 3, to: folder)
    #expect(times.count == 300)
    let rules = try folder.write(
      "h.tide",
      """
      edition 1
      monitor m { capture { input: [n] output: [score] } window 1 hour on inference_time }
      rule before { expect previous(row_count) > 0 needs 1 windows of history }

      """)
    func run(_ at: String) async -> Run {
      await Run(
        "check", rules, "--data", folder.path + "/c", "--window-at", at, "--last", "1h",
        "--history", folder.path + "/h.sqlite", "--format", "json")
    }
    for (at, state) in [
      ("2020-03-14T21:00Z", "unknown"), ("2020-03-14T21:00Z", "unknown"),
      ("2020-03-14T22:00Z", "pass"), ("2020-03-14T23:00Z", "pass"),
      ("2020-03-14T21:00Z", "unknown"),
    ] {
      let verdicts = try await run(at).verdicts()
      #expect(verdicts["before"]?.state == state, "\(at)")
    }
  }
}
