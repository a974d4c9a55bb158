import Foundation
import Testing

@testable import tidemark

/// `check --labels`: captures whose ground truth comes later.
@Suite struct LabelCheckTests {
  let folder: Folder
  let rules: String

  init() throws {
    folder = try Folder()
    rules = try folder.write("rules.tide", LabelledCapture.rules)
  }

  private func check(_ data: String, _ labels: String, _ more: String...) async -> Run {
    await Run(
      ["check", rules, "--data", data, "--labels", labels, "--format", "json", "--quiet"] + more)
  }

  private func windows(_ run: Run) throws -> [(records: Int, metrics: [String: Double])] {
    let all = try #require(try run.json()["windows"] as? [[String: Any]])
    return all.map { window in
      let metrics = window["metrics"] as? [[String: Any]] ?? []
      let pairs = metrics.compactMap { metric in
        (metric["value"] as? Double).map { (metric["metric"] as? String ?? "", $0) }
      }
      return (
        window["records"] as? Int ?? -1,
        Dictionary(pairs, uniquingKeysWith: { first, _ in first })
      )
    }
  }

  private func labels(_ run: Run) throws -> [String: Any] {
    try #require(try run.json()["labels"] as? [String: Any])
  }

  @Test(arguments: [1, 2])
  func windowsJoinsAndCountsAreExactInAnyOrder(_ seed: UInt64) async throws {
    let truth = LabelledCapture(seed: seed, records: 1500)
    for order in [seed, seed + 10] {
      let (data, path) = try truth.write(to: folder, "d\(order)", order: order)
      let run = await check(data, path).expect(0)
      let found = try windows(run)
      #expect(found.map(\.records) == truth.expected.map(\.records))
      for (window, hour) in zip(found, truth.expected) {
        // Whole numbers again, whatever the last digit is read as.
        let errors = window.metrics["error"].map { $0 * Double(hour.labelled) } ?? 0
        #expect(abs(errors - Double(hour.absoluteErrors)) < 1e-6)
        let labelled = (window.metrics["labelled"] ?? 0) * Double(hour.records)
        #expect(abs(labelled - Double(hour.labelled)) < 1e-6)
      }
      let counts = try labels(run)
      #expect(counts["labelled"] as? Int == truth.expected.reduce(0) { $0 + $1.labelled })
      for (kind, count) in truth.counts { #expect(counts[kind] as? Int == count, "\(kind)") }
      #expect(counts["early"] as? Int == 0)
      // Neither threads nor the room for labels change a byte.
      let small = await check(data, path, "--threads", "3", "--label-memory", "2KiB")
      #expect(small.output == run.output)
    }
  }

  @Test func aWindowThatCutsAnHourWritesNoFolderOfHours() async throws {
    let captures = try folder.write("c.jsonl", "{}\n")
    let labels = try folder.write("l.jsonl", "{}\n")
    await Run(
      "check", rules, "--data", captures, "--labels", labels, "--merged", folder.path + "/m",
      "--window-at", "2023-01-04T12:30Z", "--last", "1h"
    ).expect(2, says: "a folder holds a file an hour")
  }

  @Test("Labels that are no numbers are counted and named, where errors need numbers")
  func noNumbers() async throws {
    let captures = try folder.write(
      "n/c.jsonl",
      (0..<6).map {
        "{\"captureData\":{\"endpointInput\":{\"mode\":\"INPUT\",\"data\":\"1\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"mode\":\"OUTPUT\",\"data\":\"3\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"e\($0)\",\"inferenceTime\":\"2023-01-04T12:00:0\($0)Z\"},\"eventVersion\":\"0\"}\n"
      }.joined())
    let truth = try folder.write(
      "n/l.jsonl",
      ["5", "abc", "NaN", "1e400", "", "NA"].enumerated().map {
        "{\"groundTruthData\":{\"data\":\"\($1),x\",\"encoding\":\"CSV\"},\"eventMetadata\":{\"eventId\":\"e\($0)\"},\"eventVersion\":\"0\"}\n"
      }.joined())
    let rules = { (task: String) in
      """
      edition 1
      monitor m {
        capture { output: [p] truth: [y, more] }
        task \(task)(prediction: p, label: y)
      }
      rule all { expect label_share >= 50% }
      rule some { expect \(task == "regression" ? "mae <= 100" : "accuracy >= 1%") }
      """
    }
    let path = try folder.write("n/r.tide", rules("regression"))
    let run = await Run(
      "check", path, "--data", captures, "--labels", truth, "--format", "json", "--null", "NA",
      "--threads", "2")
    run.expect(0)
    let found = try labels(run)
    #expect(found["no_number"] as? Int == 3 && found["labelled"] as? Int == 6)
    let examples = try #require((found["examples"] as? [String: [String]])?["no_number"])
    #expect(examples.count == 3 && examples[0].hasPrefix("\"e1\": abc ("), "\(examples)")
    #expect(examples[0].hasSuffix("c.jsonl:2)"))
    await Run("check", path, "--data", captures, "--labels", truth, "--null", "NA")
      .expect(0, says: "3 records have labels that are no number", "\"e1\": abc")
    // Of classes any label will do.
    let classes = try folder.write("n/k.tide", rules("multiclass"))
    let other = await Run(
      "check", classes, "--data", captures, "--labels", truth, "--format", "json")
    #expect(try labels(other)["no_number"] as? Int == 0)
    await Run(
      "eval", "mae", "--data", captures, "--labels", truth, "--task",
      "regression(prediction: _c0, label: ground_truth_0)"
    ).expect(0, says: "labels that are no number", "mae = 2")
  }

  @Test func mergedRecordsGiveTheSameVerdicts() async throws {
    let truth = LabelledCapture(seed: 5, records: 300)
    let (data, path) = try truth.write(to: folder, "d", order: 5)
    let (file, tree) = (folder.path + "/merged.jsonl", folder.path + "/merged")
    let run = await check(data, path, "--merged", file).expect(0)
    await check(data, path, "--merged", tree, "--threads", "3").expect(0)
    let lines = try folder.read("merged.jsonl").split(separator: "\n")
    #expect(lines.count == truth.expected.reduce(0) { $0 + $1.labelled })
    let expected = try windows(run).map { $0.metrics["error"] }
    for merged in [file, tree] {
      let again = await Run("check", rules, "--data", merged, "--format", "json")
      #expect(try windows(again).map { $0.metrics["error"] } == expected)
    }
    // By the hour of the inference, and nothing half-written stays.
    var all: [String] = []
    for hour in truth.expected.indices where truth.expected[hour].labelled > 0 {
      let name = "merged/\(LabelledCapture.folder(hour))/merged.jsonl"
      all += try folder.read(name).split(separator: "\n").map(String.init)
    }
    #expect(all.sorted() == lines.map(String.init).sorted())
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.hasSuffix(".partial") })
  }

  @Test func aMergedRecordIsTheServices() async throws {
    let record = LabelledCapture.record(7, at: 0, event: "e", inference: "449")
    let data = try folder.write("c.jsonl", record + "\n")
    let path = try folder.write("l.jsonl", LabelledCapture.label("\\\"a,b\\\",1\\n", "449"))
    let two = try folder.write(
      "two.tide",
      "edition 1\nmonitor m { capture { truth: [x, y] } }\nrule r { expect max(y) == 1 }\n")
    let merged = folder.path + "/m.jsonl"
    await Run("check", two, "--data", data, "--labels", path, "--merged", merged).expect(0)
    #expect(
      try folder.read("m.jsonl")
        == "{\"groundTruthData\":{\"data\":\"\\\"a,b\\\",1\",\"encoding\":\"CSV\"},"
        + record.dropFirst() + "\n")
    await Run("check", two, "--data", merged).expect(0)
  }

  @Test func badLabelsAreCountedNamedAndTheRestJudged() async throws {
    let records = (0..<300).map { LabelledCapture.record(5, at: 7200, event: "\($0)") }
    let data = try folder.write("c.jsonl", records.joined(separator: "\n") + "\n")
    try folder.write(
      "l/2024/03/01/04/a.jsonl",
      ((0..<300).map { LabelledCapture.label("5", "\($0)") } + [
        LabelledCapture.label("5", "nobody"), LabelledCapture.label("6", "7"), "garbage",
        LabelledCapture.label("1,2", "new"),
      ]).joined(separator: "\n"))
    // Collected an hour before the inference, and two hours later what disagrees with it.
    try folder.write("l/2024/03/01/01/b.jsonl", LabelledCapture.label("5", "late"))
    let early = try folder.write(
      "early.jsonl", LabelledCapture.record(5, at: 7200, event: "late") + "\n")
    let kept = folder.path + "/bad.txt"
    let run = await Run(
      "check", rules, "--data", data, early, "--labels", folder.path + "/l", "--format", "json",
      "--quarantine", kept
    ).expect(0)
    let counts = try labels(run)
    let expected = [
      "labels": 304, "malformed": 1, "ids": 303, "labelled": 300, "unlabelled": 1,
      "unknown_id": 2, "contradictory": 1, "undecided": 1, "early": 1, "misfit": 0,
    ]
    for (kind, count) in expected { #expect(counts[kind] as? Int == count, "\(kind)") }
    #expect(try folder.read("bad.txt").contains("l/2024/03/01/04/a.jsonl:303: "))
    let examples = try #require(counts["examples"] as? [String: [String]])
    #expect(examples["unknown_id"]?.first?.contains("\"nobody\"") == true)
    #expect(examples["unknown_id"]?.first?.contains("a.jsonl:301") == true)
    #expect(examples["contradictory"]?.first?.contains("a.jsonl:302") == true)
    #expect(examples["early"] == ["\"late\" (\(early):1)"])
    await Run("check", rules, "--data", data, early, "--labels", folder.path + "/l").expect(
      0, says: "LABELS  304 of 2 inputs", "300 of 301 records have a label",
      "1 line of labels can't be read: ", "2 ids of labels are of no record",
      "collected before the inference: a clock is wrong")
    // Too many lines that can't be read are data that can't be read; the verdicts stand on the rest.
    try folder.write("l/2024/03/01/05/c.jsonl", String(repeating: "x\n", count: 50))
    let worse = await check(data, folder.path + "/l").expect(3, says: "--labels: 51 of 355 lines")
    #expect(try windows(worse)[0].metrics["error"] == 0)
  }

  @Test func labelsAreWaitedFor() async throws {
    let now = Int(Date().timeIntervalSince1970) - 1_709_251_200
    let data = try folder.write(
      "c.jsonl",
      (0..<10).map { LabelledCapture.record(5, at: now - 86_400, event: "\($0)") }
        .joined(separator: "\n"))
    let some = try folder.write(
      "some.jsonl", (0..<4).map { LabelledCapture.label("5", "\($0)") }.joined(separator: "\n"))
    let more = try folder.write(
      "more.jsonl", (4..<6).map { LabelledCapture.label("9", "\($0)") }.joined(separator: "\n"))
    let strict = try folder.write(
      "strict.tide",
      LabelledCapture.rules.replacing("< 1_000", with: "< 1")
        + "rule coverage { expect label_share >= 50% }\n")
    func verdicts(_ labels: String...) async throws -> [String: Run.Verdict] {
      try await Run(
        ["check", strict, "--data", data, "--format", "json", "--labels"] + labels
      ).verdicts()
    }
    let early = try await verdicts(some)
    #expect(early["accuracy"]?.description == "unknown(no labels yet)")
    #expect(early["coverage"]?.state == "violated")
    let late = try await verdicts(some, more)
    #expect(late["accuracy"]?.state == "violated")
    #expect(late["coverage"]?.state == "pass")
    // Before the first label has come, its column is there.
    try FileManager.default.createDirectory(
      atPath: folder.path + "/none", withIntermediateDirectories: true)
    let none = try await verdicts(folder.path + "/none")
    #expect(none["accuracy"]?.description == "unknown(no labels yet)")
  }

  @Test func lateLabelsAreCountedAndBounded() async throws {
    let data = try folder.write(
      "c.jsonl",
      (0..<4).map { LabelledCapture.record(5, at: $0, event: "\($0)") }.joined(separator: "\n"))
    try folder.write("l/2024/03/01/05/a.jsonl", LabelledCapture.label("5", "0"))
    try folder.write("l/2024/03/01/06/a.jsonl", LabelledCapture.label("5", "1"))
    try folder.write("l/2024/03/01/07/a.jsonl", LabelledCapture.label("5", "2"))
    let bound = try folder.write(
      "late.tide",
      LabelledCapture.rules.replacing("within 7 days", with: "within 5 hours")
        + "rule prompt { expect late_share(label_time, 5 hours) <= 50% }\n")
    let run = await Run(
      "check", bound, "--data", data, "--labels", folder.path + "/l", "--format", "json"
    ).expect(1)
    let found = try labels(run)
    #expect(found["late"] as? Int == 2)
    #expect(found["delay_hours"] as? [Int] == [5, 7])
    #expect(try windows(run)[0].metrics["late"] == 2.0 / 3)
  }

  @Test func ofAWindowOfTimeItsRecordsCountAlone() async throws {
    let truth = LabelledCapture(seed: 4, records: 400)
    let (data, path) = try truth.write(to: folder, "d", order: 4)
    let merged = folder.path + "/m.jsonl"
    let run = await check(
      data, path, "--window-at", "2024-03-02T00:00Z", "--last", "6h", "--merged", merged
    ).expect(0)
    let hours = truth.expected[18..<24]
    let found = try labels(run)
    let labelled = hours.reduce(0) { $0 + $1.labelled }
    #expect(found["labelled"] as? Int == labelled)
    #expect(
      found["unlabelled"] as? Int == hours.reduce(0) { $0 + $1.records } - labelled)
    #expect(found["unknown_id"] as? Int == 0)
    #expect(try folder.read("m.jsonl").split(separator: "\n").count == labelled)
  }

  @Test func argumentsThatCannotBeAreRefused() async throws {
    let data = try folder.write("c/c.jsonl", LabelledCapture.record(5, at: 0, event: "0"))
    let labels = try folder.write("l/l.jsonl", LabelledCapture.label("5", "0"))
    let table = try folder.write("t.csv", "a,b\n1,2\n")
    await Run("check", rules, "--data", data, "--merged", "m.jsonl").expect(
      2, says: "give --labels")
    await Run("check", rules, "--data", data, "--labels", labels, "--label-memory", "3 apples")
      .expect(2, says: "--label-memory")
    await Run("check", rules, "--data", data, "--labels", folder.path + "/nowhere")
      .expect(3, says: "--labels: ", "no such file")
    await Run("check", rules, "--data", table, "--labels", labels)
      .expect(3, says: "joined to captured records")
    for target in [data, labels, folder.path + "/c", folder.path + "/l"] {
      await Run("check", rules, "--data", data, "--labels", labels, "--merged", target)
        .expect(2, says: "--merged")
    }
    await Run("check", rules, "--data", data, "--labels", labels, "--quarantine", labels)
      .expect(2, says: "--quarantine")
    #expect(try folder.read("l/l.jsonl") == LabelledCapture.label("5", "0"))
    await Run(
      "eval", "label_share", "--data", data, "--labels", labels, "--task",
      "regression(prediction: output._c0, label: ground_truth)"
    ).expect(0, says: "label_share = 1", "labels: 1 of 1 record has a label")
  }

  @Test func lintKnowsWhatCapturesAndLabelsBring() async throws {
    let train = try folder.write("train.csv", "age,colour\n30,red\n40,blue\n")
    await Run("baseline", train, "-o", folder.path + "/b").expect(0)
    await Run("lint", rules, "--baseline", folder.path + "/b").expect(0, says: "0 errors")
    let wrong = try folder.write(
      "wrong.tide", LabelledCapture.rules.replacing("label_time", with: "label_tim"))
    await Run("lint", wrong, "--baseline", folder.path + "/b")
      .expect(1, says: "no column is called `label_tim`", "did you mean `label_time`")
  }

  @Test func theRunsRecordNamesTheLabels() async throws {
    let data = try folder.write("c.jsonl", LabelledCapture.record(5, at: 0, event: "0"))
    let labels = try folder.write("l.jsonl", LabelledCapture.label("5", "0"))
    await Run(
      "check", rules, "--data", data, "--labels", labels, "--out", folder.path + "/out"
    ).expect(0)
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(try folder.bytes("out/run.json")))
        as? [String: Any])
    let sources = try #require(record["labels"] as? [[String: String]])
    #expect(sources.map { $0["path"] } == [labels])
    #expect(sources[0]["hash"]?.hasPrefix("sha256:") == true)
  }
}
