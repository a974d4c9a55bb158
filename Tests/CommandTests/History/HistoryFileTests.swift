import Engine
import Foundation
import Language
import Metrics
import Store
import Testing

@testable import tidemark

/// The file in which runs leave what later ones look back at.
@Suite struct HistoryFileTests {
  private static let rules = """
    edition 1
    monitor m { window 1 day on at }
    metric fares = mean(fare)
    rule drop { expect row_count >= 50% * average(row_count, last: 2) needs 2 windows of history }
    rule high { by zone at most 5 alert critical when max(fare) > 7 for 2 of 3 windows until < 4 }
    rule jump { on unknown hold expect fares within 2 sigma of last 3 windows }
    """

  private static func day(_ day: Int, seed: UInt64) -> String {
    var random = SplitMix64(seed &* 100 &+ UInt64(day))
    return (0..<Int.random(in: 1...6, using: &random)).map { _ in
      let hour = Int.random(in: 10...23, using: &random)
      let zone = ["north", "south", ""].randomElement(using: &random) ?? ""
      return "2026-01-\(day < 10 ? "0" : "")\(day)T\(hour):00:00Z,"
        + "\(Int.random(in: 0...9, using: &random)),\(zone)\n"
    }.joined()
  }

  private static func csv(_ days: some Sequence<Int>, seed: UInt64 = 1) -> String {
    "at,fare,zone\n" + days.map { day($0, seed: seed) }.joined()
  }

  /// The windows that a check prints, without what surrounds them.
  private static func windows(
    _ folder: Folder, _ days: some Sequence<Int>, history: String, seed: UInt64 = 1,
    rules: String = rules, from place: SourceLocation = #_sourceLocation
  ) async throws -> [String] {
    let data = try folder.write("data.csv", csv(days, seed: seed))
    let run = await Run(
      "check", try folder.write("m.tide", rules), "--data", data, "--history",
      folder.path + "/" + history, "--format", "json")
    let json = try run.json(sourceLocation: place)
    let windows = try #require(json["windows"] as? [[String: Any]], "\(run.error)")
    return try windows.map { window in
      String(
        decoding: try JSONSerialization.data(withJSONObject: window, options: .sortedKeys),
        as: UTF8.self)
    }
  }

  @Test("Runs with the file between come out as one run", arguments: [1, 2, 3] as [UInt64])
  func split(_ seed: UInt64) async throws {
    let folder = try Folder()
    let days = 1...9
    let whole = try await Self.windows(folder, days, history: "whole", seed: seed)
    #expect(whole.count == 9)
    for cut in 1...8 {
      let name = "cut-\(cut)"
      let first = try await Self.windows(folder, 1...cut, history: name, seed: seed)
      let second = try await Self.windows(folder, (cut + 1)...9, history: name, seed: seed)
      #expect(first + second == whole, "cut after \(cut)")
    }
    var daily: [String] = []
    for day in days {
      daily += try await Self.windows(folder, day...day, history: "daily", seed: seed)
    }
    #expect(daily == whole)
  }

  @Test("A window that is run again comes out as before, and so do those after it")
  func again() async throws {
    let folder = try Folder()
    let whole = try await Self.windows(folder, 1...6, history: "h")
    for day in [3, 1, 6, 3] {
      #expect(try await Self.windows(folder, day...day, history: "h") == [whole[day - 1]])
    }
    #expect(try await Self.windows(folder, 2...5, history: "h") == Array(whole[1...4]))
    let more = try await Self.windows(folder, 1...8, history: "other")
    #expect(try await Self.windows(folder, 7...8, history: "h") == Array(more[6...7]))
  }

  @Test("Days that no run had lie between as windows without records")
  func gap() async throws {
    let folder = try Folder()
    let days = [1, 2, 3, 6, 7]
    let whole = try await Self.windows(folder, days, history: "whole")
    #expect(whole.count == 7)
    let first = try await Self.windows(folder, [1, 2, 3], history: "cut")
    let second = try await Self.windows(folder, [6, 7], history: "cut")
    #expect(first + second == whole)
  }

  @Test("A rule of another name or bound has the values that it had")
  func renamed() async throws {
    let folder = try Folder()
    _ = try await Self.windows(folder, 1...3, history: "h")
    let renamed = Self.rules.replacingOccurrences(of: "rule drop", with: "rule volume")
      .replacingOccurrences(of: "50% *", with: "0.1 *")
    let windows = try await Self.windows(folder, [4], history: "h", rules: renamed)
    #expect(windows.count == 1 && !windows[0].contains(#""no history","verdict"#))
    #expect(windows[0].contains(#""rule":"volume""#))
    #expect(!windows[0].contains("could not be decided: no history"))
  }

  @Test("Without windows each run is one; the same data are the same run")
  func runs() async throws {
    let folder = try Folder()
    let rules = try folder.write(
      "r.tide", "edition 1\nrule r { expect row_count == previous(row_count) + 1 }\n")
    let file = folder.path + "/h"
    let check = { (rows: Int) async throws -> Run in
      let text = "x\n" + String(repeating: "1\n", count: rows)
      let data = try folder.write("data-\(rows).csv", text)
      return await Run("check", rules, "--data", data, "--history", file)
    }
    try await check(3).expect(4, says: "no history")
    try await check(4).expect(0)
    try await check(4).expect(0)
    try await check(6).expect(1)
    try await check(3).expect(4, says: "no history")
    try await check(7).expect(0)
    await Run("check", rules, "--data", folder.path + "/data-3.csv")
      .expect(2, says: "TM242", "r.tide:2:30", "--history FILE")
  }

  @Test("Data that could be read only in part leave nothing")
  func partly() async throws {
    let folder = try Folder()
    let rules = try folder.write(
      "r.tide", "edition 1\nrule r { expect row_count == previous(row_count) + 1 }\n")
    let whole = try folder.write("a.csv", "x,y\n1,1\n")
    let ragged = try folder.write("b.csv", "x,y\n1,1\n2\n3\n")
    let more = try folder.write("c.csv", "x,y\n1,1\n2,2\n")
    let file = folder.path + "/h"
    await Run("check", rules, "--data", whole, "--history", file).expect(4)
    await Run("check", rules, "--data", ragged, "--history", file).expect(3)
    await Run("check", rules, "--data", more, "--history", file).expect(0)
  }

  @Test("Files that are no history, and those that can't be had, are refused by name")
  func refused() async throws {
    let folder = try Folder()
    let rules = try folder.write("m.tide", Self.rules)
    let data = try folder.write("data.csv", Self.csv(1...3))
    let check = { (file: String) async in
      await Run("check", rules, "--data", data, "--history", folder.path + "/" + file)
    }
    let text = String(repeating: "what is not of a history\n", count: 100)
    try folder.write("notes.txt", text)
    await check("notes.txt").expect(2, says: "--history: ", "notes.txt: this is no history")
    #expect(try folder.read("notes.txt") == text)
    await check("").expect(2, says: "--history: ")
    await check("none/h").expect(2, says: "none/h: this history can't be opened")

    await check("h").expect(1)
    var bytes = try folder.bytes("h")
    // The application's id and the format's version stand at bytes 68 and 60 of the first page.
    var other = bytes
    other.replaceSubrange(68..<72, with: [0, 0, 0, 7])
    try folder.write("other", other)
    await check("other").expect(2, says: "SQLite file of another program")
    var later = bytes
    later.replaceSubrange(60..<64, with: [0, 0, 0, 9])
    try folder.write("later", later)
    await check("later").expect(2, says: "version 9 of the format")
    try folder.write("cut", bytes.prefix(bytes.count / 2))
    await check("cut").expect(3, says: "cut: this history is damaged")
    for index in 200..<bytes.count { bytes[index] = 0xFF }
    try folder.write("damaged", bytes)
    await check("damaged").expect(3, says: "damaged: this history is damaged")
    #expect(try folder.bytes("damaged") == bytes)
  }

  @Test("Whatever bytes change, a run ends with a status, and never in a crash")
  func mutated() async throws {
    let folder = try Folder()
    let rules = try folder.write("m.tide", Self.rules)
    let data = try folder.write("data.csv", Self.csv(1...3))
    let good = folder.path + "/h"
    await Run("check", rules, "--data", data, "--history", good).expect(1)
    let bytes = try folder.bytes("h")
    var random = SplitMix64(4)
    for _ in 0..<40 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let index = Int.random(in: changed.indices, using: &random)
        changed[index] = UInt8.random(in: 0...255, using: &random)
      }
      let file = try folder.write("changed", changed)
      let run = await Run("check", rules, "--data", data, "--history", file)
      #expect([0, 1, 2, 3, 4, 5].contains(run.status))
      if [2, 3, 5].contains(run.status) {
        #expect(run.error.contains("--history: "), "\(run.error)")
      }
    }
  }

  @Test("What fails leaves the file as it was, and one run at a time has it")
  func atomic() throws {
    let folder = try Folder()
    let path = folder.path + "/h"
    let file = try HistoryFile(path, patience: 0.05)
    let tree = Parser.parse(
      SourceFile(path: "r.tide", text: "edition 1\nmetric rows = row_count\n"))
    let ruleset = RulesetChecker.check(
      tree, catalogue: .standard, schema: nil, known: nil, hasHistory: true
    ).ruleset
    let run = { (position: Int) in
      HistoryRun(
        monitors: ["m"], shape: "s", start: .position(position),
        wanted: HistoryWanted(ruleset.rules, ruleset.metrics), ruleset: "r", baseline: nil)
    }
    let window = { (position: Int) in
      HistoryWindow(position: position, start: nil, end: nil, records: 1, traces: [])
    }
    struct Stop: Error {}
    try file.advance(run(3)) { start in
      #expect(start.before == nil && start.first == 3)
      return [window(3)]
    }
    #expect(throws: HistoryFailure.self) {
      try file.advance(run(4)) { start in
        #expect(start.before == 3)
        throw Stop()
      }
    }
    try file.advance(run(9)) { start in
      #expect(start.before == 3)
      #expect(throws: HistoryFailure.self) {
        try HistoryFile(path, patience: 0.05).advance(run(9)) { _ in [window(9)] }
      }
      return [window(9)]
    }
    try HistoryFile(path).advance(run(10)) { start in
      #expect(start.before == 9)
      return []
    }
  }

  @Test("Declared metrics are recorded in the report, and shown with --all")
  func metrics() async throws {
    let folder = try Folder()
    let rules = try folder.write(
      "r.tide",
      """
      edition 1
      metric fares = mean(fare)
      metric of_none = mean(fare) / (row_count - row_count)
      rule r { where fare > 2 expect fares == 2 and mean(fare) == 3 }
      """)
    let data = try folder.write("data.csv", "fare\n1\n3\n2\n")
    let run = await Run("check", rules, "--data", data, "--format", "json")
    run.expect(0)
    let windows = try #require(try run.json()["windows"] as? [[String: Any]])
    let metrics = try #require(windows[0]["metrics"] as? [[String: Any]])
    #expect(metrics.map { $0["metric"] as? String } == ["fares", "of_none"])
    #expect(metrics[0]["value"] as? Double == 2)
    #expect(metrics[1]["value"] as? String == "Infinity")
    await Run("check", rules, "--data", data, "--all").expect(0, says: "METRICS  2", "fares")
  }
}
