import Foundation
import Testing

@testable import tidemark

/// Captured requests checked window by window, good ones and bad ones.
@Suite struct CaptureCheckTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// A captured record; `output` nil for one without a response.
  private func record(
    _ input: String, _ output: String?, at time: String, encoding: String = "CSV"
  ) -> String {
    func section(_ mode: String, _ data: String, _ encoding: String) -> String {
      let data = data.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
        "\n", with: "\\n")
      return
        "\"endpoint\(mode)\":{\"observedContentType\":\"text/csv\",\"mode\":\"\(mode.uppercased())\","
        + "\"data\":\"\(data)\",\"encoding\":\"\(encoding)\"}"
    }
    let parts = [section("Input", input, encoding), output.map { section("Output", $0, "CSV") }]
    return "{\"captureData\":{\(parts.compactMap(\.self).joined(separator: ","))},"
      + "\"eventMetadata\":{\"eventId\":\"e\",\"inferenceTime\":\"\(time)\"},\"eventVersion\":\"0\"}"
  }

  private func rules(_ window: String, _ rest: String) throws -> String {
    try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m {
        capture { input: [age, colour] output: [score] }
        window \(window) on inference_time
      }
      \(rest)

      """)
  }

  /// The verdicts of each window by rule.
  private func verdictStates(_ run: Run) throws -> [[String: String]] {
    let all = try #require(try run.json()["windows"] as? [[String: Any]])
    return all.map { window in
      let verdicts = window["verdicts"] as? [[String: Any]] ?? []
      return Dictionary(
        verdicts.map { ($0["rule"] as? String ?? "", $0["verdict"] as? String ?? "") },
        uniquingKeysWith: { first, _ in first })
    }
  }

  private func windows(_ run: Run) throws -> [(start: String, records: Int)] {
    let all = try #require(try run.json()["windows"] as? [[String: Any]])
    return all.map { ($0["start"] as? String ?? "", $0["records"] as? Int ?? -1) }
  }

  @Test func eachWindowHasItsOwnVerdictsAndGapsAreWindows() async throws {
    try folder.write(
      "c/e/v/2024/03/01/10/a.jsonl",
      [
        record("30,red", "0.5", at: "2024-03-01T10:00:00Z"),
        record("31,red\n32,blue\n", "0.4\n0.6\n", at: "2024-03-01T23:59:59Z"),
      ].joined(separator: "\n") + "\n")
    try folder.write(
      "c/e/v/2024/03/03/00/b.jsonl", record("-5,red", "0.7", at: "2024-03-03T00:00:00Z") + "\n")
    let rules = try rules("1 day", "columns { age: integral, >= 0; input.colour: string }")
    let run = await Run("check", rules, "--data", folder.path + "/c", "--format", "json")
    run.expect(1)
    let found = try windows(run)
    #expect(
      found.map(\.start) == [
        "2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z", "2024-03-03T00:00:00Z",
      ])
    #expect(found.map(\.records) == [3, 0, 1])
    // The middle window is empty, and the last holds a negative age; nothing else is wrong.
    let states = try verdictStates(run)
    #expect(states[0].values.allSatisfy { $0 == "pass" }, "\(states[0])")
    #expect(states[2].filter { $0.value == "violated" }.keys.sorted() == ["columns.age.min"])
    await Run("check", rules, "--data", folder.path + "/c")
      .expect(1, says: "in 3 windows", "2024-03-03T00:00:00Z … 2024-03-04T00:00:00Z, 1 record")
  }

  @Test func slidingWindowsShareRecords() async throws {
    let lines = (0..<24).map { hour in
      record("1,red", "0.5", at: "2024-03-01T\(hour < 10 ? "0" : "")\(hour):30:00Z")
    }
    let data = try folder.write("c.jsonl", lines.joined(separator: "\n") + "\n")
    let rules = try rules("12 hours every 6 hours", "rule r { expect row_count > 0 }")
    let run = await Run("check", rules, "--data", data, "--format", "json").expect(0)
    #expect(try windows(run).map(\.records) == [6, 12, 12, 12, 6])
  }

  @Test func badRecordsAreCountedNamedAndTheRestJudged() async throws {
    let good = record("30,red", "0.5", at: "2024-03-01T10:00:00Z")
    let bad: [(line: String, reason: String)] = [
      (String(good.prefix(90)), "not JSON"),
      (record("30,red", nil, at: "2024-03-01T10:00:00Z"), "output"),
      (record("%%%", "0.5", at: "2024-03-01T10:00:00Z", encoding: "BASE64"), "BASE64"),
      (
        record("{\"a\": 1}", "0.5", at: "2024-03-01T10:00:00Z", encoding: "CSV"),
        "says CSV but holds JSON"
      ),
      (record("30,red\n31\n", "0.5\n0.6\n", at: "2024-03-01T10:00:00Z"), "differ in length"),
      (record("30,red\n31,blue\n", "0.5\n", at: "2024-03-01T10:00:00Z"), "output has 1 row"),
    ]
    let lines = Array(repeating: good, count: 600) + bad.map(\.line)
    let data = try folder.write("c.jsonl", lines.joined(separator: "\n") + "\n")
    let rules = try rules("1 day", "columns { age: integral, complete }")
    let kept = folder.path + "/bad.txt"
    let run = await Run("check", rules, "--data", data, "--format", "json", "--quarantine", kept)
    run.expect(0)
    let read = try #require(try run.json()["data"] as? [String: Any])
    #expect(read["records"] as? Int == 600)
    #expect(read["malformed"] as? Int == bad.count)
    let quarantine = try folder.read("bad.txt")
    for (index, record) in bad.enumerated() {
      #expect(quarantine.contains("c.jsonl:\(601 + index): "), "line \(601 + index)")
      #expect(quarantine.contains(record.reason))
    }
  }

  @Test func recordsWithoutATimeAreInNoWindow() async throws {
    let data = try folder.write(
      "t.csv", "inference_time,x\n2024-03-01T10:00:00Z,1\n,2\nnever,3\n")
    let rules = try folder.write(
      "w.tide",
      "edition 1\nmonitor m { window 1 day on inference_time }\nrule r { expect row_count == 1 }\n")
    await Run("check", rules, "--data", data).expect(0, says: "2 without a time")
    await Run("check", rules, "--data", try folder.write("n.csv", "x\n1\n"))
      .expect(2, says: "no column `inference_time`")
  }

  @Test func baselineNamesServeWhereCapturesHaveNone() async throws {
    let train = try folder.write("train.csv", "age,colour\n30,red\n40,blue\n35,red\n")
    await Run("baseline", train, "-o", folder.path + "/b").expect(0)
    let data = try folder.write(
      "c.jsonl", record("30,red", "0.5", at: "2024-03-01T10:00:00Z") + "\n")
    await Run(
      "eval", "mean(age)", "inferred_type(colour)", "--data", data, "--baseline",
      folder.path + "/b"
    ).expect(0, says: "mean(age) = 30", "inferred_type(colour) = String")
  }
}
