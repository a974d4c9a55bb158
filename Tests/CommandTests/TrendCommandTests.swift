import Engine
import Foundation
import GRDB
import Outputs
import Testing

@testable import tidemark

/// `trend`: a metric over runs, histories and reports of the service.
@Suite struct TrendCommandTests {
  let folder: Folder
  let rules: String

  init() throws {
    folder = try Folder()
    rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m { window 1 day on at }
      metric middle = median(x)
      columns { x: completeness >= 50%, drift <= 0.3 }
      rule moves { for each column c in columns(x) alert when mean(c) > 12 or max(c) > 1_000 }
      rule zones { by zone at most 5 expect mean(x) <= 14 }
      rule before { expect row_count >= 50% * average(row_count, last: 1) needs 1 windows of history }

      """)
    try folder.write("then.csv", Self.day(0, [5, 9, 10, 11, 15, 12, 8, 7, 13, 10, 9, 11]))
  }

  /// A day of values, by turns of two zones.
  private static func day(_ day: Int, _ values: [Double]) -> String {
    "at,zone,x\n"
      + values.enumerated().map { index, value in
        "2024-03-\(day < 9 ? "0" : "")\(day + 1)T\(10 + index % 12):00:00Z,\(index % 2 == 0 ? "a" : "b"),\(value)\n"
      }.joined()
  }

  /// Checks some days, each a run of its own.
  private func check(_ days: [(day: Int, values: [Double])], _ flags: [String] = []) async throws {
    for (number, day) in days.enumerated() {
      let data = try folder.write("d\(number).csv", Self.day(day.day, day.values))
      _ = await Run(
        [
          "check", rules, "--data", data, "--baseline", folder.path + "/then.csv", "--out",
          folder.path + "/runs/\(number)", "--quiet",
        ] + flags)
    }
  }

  private func points(_ arguments: [String]) async throws -> [[String: Any]] {
    let run = await Run(["trend", "--format", "json"] + arguments)
    let series = try #require(try run.json()["series"] as? [[String: Any]])
    return try #require(series.first?["points"] as? [[String: Any]])
  }

  private func values(_ arguments: [String]) async throws -> [Double?] {
    try await points(arguments).map { $0["value"] as? Double }
  }

  private static let days: [(day: Int, values: [Double])] = [
    (0, [10, 12]), (1, [20, 14, 11]), (3, [4, 8, 9, 7]), (2, [13, 15]),
  ]
  private static let means = [11, 15, 14, 7.0]

  @Test("Values are those that eval gives, in order of the windows, with bound and outcome")
  func runs() async throws {
    try await check(Self.days)
    let runs = folder.path + "/runs"
    #expect(try await values([runs, "--metric", "mean(x)"]) == Self.means)
    #expect(try await values([runs, "--metric", " mean( `x` ) "]) == Self.means)
    #expect(try await values([runs, "--metric", "middle"]) == [11, 14, 14, 7.5])
    #expect(try await values([runs, "--metric", "median(x)"]).count == 4)
    let found = try await points([runs, "--metric", "mean(x)"])
    #expect(
      found.map { $0["start"] as? String ?? "" }.sorted() == found.map { $0["start"] as? String })
    #expect(found.first?["start"] as? String == "2024-03-01T00:00:00Z")
    #expect(found.map { $0["violated"] as? Bool } == [false, true, true, false])
    #expect(
      found.map { $0["limit"] as? Int }.contains(12) && found[1]["operator"] as? String == ">")
    #expect(found.map { $0["records"] as? Int } == [2, 3, 2, 4])
    for (number, day) in [0, 1, 3, 2].enumerated() {
      let run = await Run(
        "eval", "drift(x)", "--data", folder.path + "/d\(number).csv", "--baseline",
        folder.path + "/then.csv", "--format", "json")
      let cells = try run.json()["values"] as? [String: [String: Any]]
      let drifts = try await values([runs, "--metric", "drift(x)"])
      #expect(drifts[day] == cells?["drift(x)"]?["value"] as? Double)
    }
    // A rule's id has the value that decided it.
    #expect(try await values([runs, "--metric", "columns.x.completeness"]) == [1, 1, 1, 1])
    await Run("trend", runs, "--metric", "mean(x)").expect(
      0, says: "▅█▇▁", "min 7 (2024-03-04)   max 15 (2024-03-02)   violated in 2 of 4",
      "2024-03-02     15  > 12   violated")
  }

  @Test("Each segment is a series of its own")
  func segments() async throws {
    try await check(Self.days)
    let run = await Run("trend", folder.path + "/runs", "--metric", "mean(x)", "--format", "csv")
    let lines = run.expect(0).output.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("metric,segment,start,end,value,"))
    #expect(lines.count == 1 + 3 * 4)
    #expect(
      lines.contains {
        $0.hasPrefix("mean(x),zone = a,2024-03-02T00:00:00Z,2024-03-03T00:00:00Z,15.5,")
      })
    #expect(
      lines.contains {
        $0.hasPrefix("mean(x),zone = b,2024-03-02T00:00:00Z,2024-03-03T00:00:00Z,14,")
      })
  }

  @Test("A window that was looked at again counts once, as the later run has it")
  func replaced() async throws {
    try await check([(0, [1]), (1, [2]), (0, [5])])
    #expect(try await values([folder.path + "/runs", "--metric", "mean(x)"]) == [5, 2])
    await Run("trend", folder.path + "/runs", "--metric", "mean(x)")
      .expect(0, says: "1 replaced by later runs")
    // The order of the runs is that of their folders.
    let again = try await values(
      ["2", "1", "0"].map { folder.path + "/runs/" + $0 } + ["--metric", "mean(x)"])
    #expect(again == [1, 2])
  }

  @Test("A history knows names as folders of runs do, and reading changes no byte")
  func history() async throws {
    let file = folder.path + "/h.sqlite"
    try await check([(0, [1, 2]), (1, [3]), (2, [4, 4, 4])], ["--history", file])
    let before = try folder.bytes("h.sqlite")
    #expect(try await values([file, "--metric", "median(x)"]) == [1.5, 3, 4])
    #expect(try await values([file, "--metric", "row_count"]) == [2, 1, 3])
    #expect(try folder.bytes("h.sqlite") == before)
    #expect(!folder.holds("h.sqlite-wal"))
    let names = [
      "mean(x)", "max(x)", "middle", "median(x)", "drift(x)", "columns.x.drift", "moves", "before",
      "row_count",
    ]
    for name in names {
      let kept = try await points([file, "--metric", name])
      let run = try await points([folder.path + "/runs", "--metric", name])
      #expect(kept.count == 3)
      for key in ["start", "end", "value", "limit", "operator", "violated", "records"] {
        for (one, other) in zip(kept, run) {
          #expect(
            String(describing: one[key]) == String(describing: other[key]), "\(name): \(key)")
        }
      }
    }
    let zones = await Run("trend", file, "--metric", "mean(x)", "--format", "csv")
    #expect(zones.output.contains("mean(x),zone = a,2024-03-03T00:00:00Z"))
    await Run("trend", file, "--metric", "stddev(x)").expect(2, says: "no run has it")
    await Run("trend", file, "--metric", "mea(x)").expect(2, says: "some that there are", "middle")
    // What a history can't tell is said, and not left out in silence.
    await Run("trend", file, "--metric", "sum(x)", "--metric", "row_count")
      .expect(2, says: "h.sqlite has no values of sum(x)")
    let other = try folder.write("other.sqlite", "no database at all, but a text of some length")
    await Run("trend", other, "--metric", "mae").expect(2, says: "other.sqlite", "no history")
    let empty = try folder.write("empty.sqlite", "")
    await Run("trend", empty, "--metric", "mae").expect(2, says: "no history")
    #expect(try folder.bytes("empty.sqlite").isEmpty)
  }

  @Test("A history of version 1 is read as it is, and goes on as version 2")
  func versionOne() async throws {
    let file = folder.path + "/h.sqlite"
    try await check([(0, [1, 2]), (1, [3])], ["--history", file])
    let queue = try DatabaseQueue(path: file)
    try await queue.write { db in
      try db.execute(sql: "DROP TABLE point; DROP TABLE metric; PRAGMA user_version = 1")
    }
    try queue.close()
    let before = try folder.bytes("h.sqlite")
    #expect(try await values([file, "--metric", "median(x)"]) == [1.5, 3])
    await Run("trend", file, "--metric", "mean(x)").expect(2, says: "no run has it")
    #expect(try folder.bytes("h.sqlite") == before)
    try await check([(2, [4, 4, 7])], ["--history", file])
    #expect(try await values([file, "--metric", "median(x)"]) == [1.5, 3, 4])
    #expect(try await values([file, "--metric", "mean(x)"]) == [5])
    // A window that is run again has its names then.
    try await check([(0, [1, 2])], ["--history", file])
    #expect(try await values([file, "--metric", "mean(x)"]) == [1.5, 5])
  }

  @Test("A window that is run again leaves no value of the first run")
  func again() async throws {
    let file = folder.path + "/h.sqlite"
    try await check([(0, [1, 2]), (1, [3, 3])], ["--history", file])
    try await check([(0, [9])], ["--history", file])
    #expect(try await values([file, "--metric", "mean(x)"]) == [9, 3])
    // Of zone b there is no record any more.
    let zones = await Run("trend", file, "--metric", "mean(x)", "--format", "csv")
    let first = zones.output.split(separator: "\n").filter { $0.contains("2024-03-01") }
    #expect(!first.contains { $0.contains("zone = b") && $0.contains(",2,") }, "\(first)")
  }

  @Test("Whatever bytes of a history change, trend ends with a status")
  func mutated() async throws {
    let file = folder.path + "/h.sqlite"
    try await check([(0, [1, 2]), (1, [3])], ["--history", file])
    let bytes = try folder.bytes("h.sqlite")
    var random = SplitMix64(11)
    for _ in 0..<40 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let index = Int.random(in: changed.indices, using: &random)
        changed[index] = UInt8.random(in: 0...255, using: &random)
      }
      let path = try folder.write("changed", changed)
      let run = await Run("trend", path, "--metric", "mean(x)")
      #expect([0, 2, 3, 4].contains(run.status), "\(run.error)")
    }
  }

  /// A report of model quality in the service's shape.
  private func report(_ date: String, mae: Double, isViolated: Bool) throws {
    try folder.write(
      "reports/\(date)/statistics.json",
      """
      {"version": 0.0, "dataset": {"item_count": 96, "start_time": "2022-12-11T14:00:00Z"},
       "regression_metrics": {"mae": {"value": \(mae), "standard_deviation": "NaN"}}}
      """)
    let violation =
      "{\"constraint_check_type\": \"GreaterThanThreshold\", \"metric_name\": \"mae\", \"description\": \"Metric mae with \(mae) was GreaterThanThreshold '38.25'\"}"
    try folder.write(
      "reports/\(date)/constraint_violations.json",
      "{\"violations\": [\(isViolated ? violation : "")]}")
  }

  @Test("Reports of the service: dates of their folders, limits of violations or of constraints")
  func reports() async throws {
    try report("2020-03-02", mae: 30, isViolated: false)
    try report("2020-03-16", mae: 90.5, isViolated: true)
    try report("endpoint/schedule/2020/03/20/13", mae: 60, isViolated: true)
    let found = try await points([folder.path + "/reports", "--metric", "mae"])
    #expect(found.map { $0["value"] as? Double } == [30, 90.5, 60])
    #expect(
      found.map { $0["start"] as? String } == [
        "2020-03-02T00:00:00Z", "2020-03-16T00:00:00Z", "2020-03-20T13:00:00Z",
      ])
    #expect(found.map { $0["limit"] as? Double } == [nil, 38.25, 38.25])
    #expect(found.map { $0["violated"] as? Bool } == [false, true, true])
    let limits = try folder.write(
      "b/constraints.json",
      "{\"regression_constraints\": {\"mae\": {\"threshold\": 38.25, \"comparison_operator\": \"GreaterThanThreshold\"}}}"
    )
    #expect(limits.hasSuffix("constraints.json"))
    let held = try await points(
      [folder.path + "/reports", "--metric", "mae", "--baseline", folder.path + "/b"])
    #expect(held.map { $0["limit"] as? Double } == [38.25, 38.25, 38.25])
    await Run("trend", folder.path + "/reports", "--metric", "mea")
      .expect(2, says: "did you mean `mae`")
  }

  @Test("Reports of data quality answer what their statistics can, and drift where it was printed")
  func dataQuality() async throws {
    let rules = try folder.write("r.tide", "edition 1\nrule r { expect row_count > 0 }\n")
    for (date, values) in [("2024-03-01", [1.0, 3]), ("2024-03-02", [5, 7])] {
      let data = try folder.write("q.csv", Self.day(0, values))
      await Run(
        "check", rules, "--data", data, "--format", "sagemaker", "--out",
        folder.path + "/q/\(date)"
      ).expect(0)
    }
    #expect(try await values([folder.path + "/q", "--metric", "mean(x)"]) == [2, 6])
    try folder.write(
      "q/2024-03-02/constraint_violations.json",
      """
      {"violations": [{"feature_name": "x", "constraint_check_type": "baseline_drift_check",
        "description": "Baseline drift distance: 0.26 exceeds threshold: 0.1"}]}
      """)
    let found = try await points([folder.path + "/q", "--metric", "drift(x)"])
    #expect(found[0]["value"] is NSNull && found[1]["value"] as? Double == 0.26)
    #expect(found[1]["limit"] as? Double == 0.1 && found[1]["violated"] as? Bool == true)
    #expect((found[0]["unknown"] as? String)?.contains("prints no distance") == true)
    await Run("baseline", folder.path + "/q.csv", "-o", folder.path + "/bq").expect(0)
    let computed = try await values(
      [folder.path + "/q", "--metric", "drift(x)", "--baseline", folder.path + "/bq"])
    #expect(computed[1] == 0.26)
  }

  @Test(
    "What is no run is told",
    arguments: [
      ("x.json", "{", "no JSON"), ("x.json", "[]", "neither"), ("x.json", "{\"a\": 1}", "neither"),
      ("d/verdicts.json", "{\"windows\": 3, \"summary\": {}}", "neither"),
      ("d/note.txt", "", "no run is in this folder"),
    ])
  func refused(_ name: String, _ text: String, _ says: String) async throws {
    try folder.write(name, text)
    let path = folder.path + "/" + (name.split(separator: "/").first ?? "")
    let run = await Run("trend", path, "--metric", "mae")
    #expect([2, 3].contains(run.status) && run.error.contains(says), "\(run.error)")
    await Run("trend", folder.path + "/nowhere", "--metric", "mae").expect(2, says: "nowhere")
  }

  @Test("Bars rise with the values, gaps and infinities included")
  func sparkline() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([5, 5, nil, 5]) == "▁▁·▁")
    #expect(Sparkline.text([nil, .nan]) == "··" && Sparkline.text([]) == "")
    #expect(Sparkline.text([.infinity, 1, 2, -.infinity]) == "█▁█▁")
    #expect(Sparkline.text([-1e308 * 1.7, 0, 1e308 * 1.7]) == "▁▅█")
    var random = SplitMix64(4)
    for count in [1, 59, 60, 61, 1_000] {
      let values = (0..<count).map { _ in Double.random(in: -9...9, using: &random) as Double? }
      let text = Sparkline.text(values)
      // No peak and no column is lost, however many values there are.
      #expect(text.count == min(count, 60) && (count == 1 || text.contains("█")))
      let bars = Array("▁▂▃▄▅▆▇█")
      let heights = text.compactMap { bars.firstIndex(of: $0) }
      if count <= 60 {
        for (a, b) in zip(values.indices, values.indices.dropFirst())
        where (values[a] ?? 0) <= (values[b] ?? 0) {
          #expect(heights[a] <= heights[b])
        }
      }
    }
  }
}
