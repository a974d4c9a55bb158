import Foundation
import Testing

/// The rules under `rules/`: linted, silent about data like the baseline, and each of them loud about
/// data that it is for.
struct ReadyRulesTests {
  private static let rules = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("rules")

  @Test("Every ready rule file is without a finding, and says when to use it")
  func linted() async throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.rules.path)
      .filter { $0.hasSuffix(".tide") }.sorted()
    #expect(files.count >= 4)
    for file in files {
      let path = Self.rules.appendingPathComponent(file).path
      await Run("lint", path, "--deny", "warnings").expect(0, says: "0 notes")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains("\n/// Use these for "), "\(file)")
    }
  }

  @Test("The tests of every ready rule file pass, and show most of its rules pass and violated")
  func tested() async throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.rules.path)
      .filter { $0.hasSuffix(".tide") }.sorted()
    for file in files {
      await Run("test", Self.rules.appendingPathComponent(file).path, "--coverage", "60%")
        .expect(0, says: "passed")
    }
  }

  /// Rows of CSV, the same for a seed.
  private struct Table {
    let header: String
    let row: (inout SplitMix64, Int) -> String

    func text(_ rows: Int, seed: UInt64) -> String {
      var random = SplitMix64(seed)
      return header + "\n" + (0..<rows).map { row(&random, $0) + "\n" }.joined()
    }
  }

  /// The rules that fire for data that are to be silent and for data that are to be loud.
  private func fired(
    _ file: String, _ usual: Table, _ odd: Table, rows: Int = 2000
  ) async throws -> (usual: Set<String>, odd: Set<String>) {
    let folder = try Folder()
    try folder.write("then.csv", usual.text(rows, seed: 1))
    try folder.write("now.csv", usual.text(rows, seed: 2))
    try folder.write("odd.csv", odd.text(rows, seed: 3))
    func names(_ data: String, status: Int32) async throws -> Set<String> {
      let run = await Run(
        "check", Self.rules.appendingPathComponent(file).path, "--data",
        folder.path + "/" + data, "--baseline", folder.path + "/then.csv", "--format", "json",
        "--quiet")
      #expect(run.status == status, "\(file) \(data): \(run.error)")
      let windows = try #require(try run.json()["windows"] as? [[String: Any]])
      let verdicts = windows.flatMap { $0["verdicts"] as? [[String: Any]] ?? [] }
      return Set(
        verdicts.filter { $0["verdict"] as? String != "pass" }
          .compactMap { $0["rule"] as? String })
    }
    return (try await names("now.csv", status: 0), try await names("odd.csv", status: 1))
  }

  /// About normal, mean 0, deviation 1: the sum of twelve.
  private static func normal(_ random: inout SplitMix64) -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
  }

  @Test func regression() async throws {
    let table = { (lean: Double, noise: Double, shift: Double) in
      Table(header: "prediction,label") { random, row in
        let label = 50 + shift + 10 * Self.normal(&random)
        let prediction = label + lean + noise * Self.normal(&random)
        return noise > 5 && row == 7 ? ",\(label)" : "\(prediction),\(label)"
      }
    }
    let found = try await fired("regression.tide", table(0, 3, 0), table(4, 8, 9))
    #expect(found.usual.isEmpty)
    #expect(
      found.odd == [
        "predictions_are_there", "errors", "large_errors", "no_lean", "explains", "label_shape",
        "prediction_shape",
      ])
  }

  @Test func binaryClassifier() async throws {
    let table = { (isOdd: Bool) in
      Table(header: "prediction,probability,label") { random, row in
        let probability = 1 / (1 + exp(0.5 - 2 * Self.normal(&random)))
        let label = Double.random(in: 0..<1, using: &random) < (isOdd ? 0.3 : probability) ? 1 : 0
        let score = isOdd ? probability * 0.5 + 0.55 : probability
        return "\(isOdd && row == 7 ? "" : score >= 0.5 ? "1" : "0"),\(score),\(label)"
      }
    }
    let found = try await fired("binary-classifier.tide", table(false), table(true))
    #expect(found.usual.isEmpty)
    #expect(
      found.odd == [
        "columns.prediction.complete", "columns.probability.in", "ranks", "decides",
        "beats_a_constant", "calibrated", "positive_rate", "score_shape",
      ])
  }

  @Test func bias() async throws {
    let table = { (women: Int, share: Double, isRight: Double) in
      Table(header: "prediction,label,sex,age_group") { random, row in
        let isWoman = Int.random(in: 0..<100, using: &random) < women
        let label = Double.random(in: 0..<1, using: &random) < (isWoman ? share : 0.5)
        let isOff = Double.random(in: 0..<1, using: &random) > (isWoman ? isRight : 0.9)
        return
          "\(label != isOff ? 1 : 0),\(label ? 1 : 0),\(isWoman ? "female" : "male"),\(row % 3)"
      }
    }
    let found = try await fired("bias.tide", table(50, 0.5, 0.9), table(25, 0.15, 0.7), rows: 2400)
    #expect(found.usual.isEmpty)
    #expect(
      found.odd == [
        "both_are_there", "labels", "predictions", "four_fifths", "within_groups", "finds_both",
        "spares_both", "right_for_both",
      ])
  }

  @Test func ranking() async throws {
    let table = { (noise: Double, candidates: Int) in
      Table(header: "query,score,relevance") { random, row in
        let relevance = [0, 0, 0, 1, 2].randomElement(using: &random) ?? 0
        let score = Double(relevance) + noise * Self.normal(&random)
        return "\(row / candidates),\(score),\(relevance)"
      }
    }
    let found = try await fired("ranking.tide", table(0.8, 12), table(6, 40), rows: 4800)
    #expect(found.usual.isEmpty)
    #expect(found.odd == ["order", "first_hit", "found", "candidates", "score_shape"])
  }

  @Test func dataQuality() async throws {
    let usual = Table(header: "x,kind,code") { random, row in
      "\(Self.normal(&random)),\(["a", "b"].randomElement(using: &random) ?? "a"),\(row % 9)"
    }
    let odd = Table(header: "x,kind,extra") { random, row in
      if row % 40 == 39 { return "1,a" }
      let kind = ["a", "b", "c", ""].randomElement(using: &random) ?? ""
      return "\(row < 300 ? "NaN" : "\(2 + Self.normal(&random))"),\(kind),1"
    }
    let folder = try Folder()
    try folder.write("then.csv", usual.text(2000, seed: 1))
    try folder.write("now.csv", usual.text(2000, seed: 2))
    try folder.write("odd.csv", odd.text(2000, seed: 3))
    let rules = Self.rules.appendingPathComponent("data-quality.tide").path
    let baseline = ["--baseline", folder.path + "/then.csv", "--quiet"]
    await Run(["check", rules, "--data", folder.path + "/now.csv"] + baseline).expect(0)
    // The records that could not be read are beyond --max-bad-records, which is told first.
    await Run(["check", rules, "--data", folder.path + "/odd.csv"] + baseline).expect(
      3, says: "missing", "extra", "records_arrive", "columns_stay_complete", "shapes_stay",
      "no_new_categories", "numbers_stay_numbers")
  }
}
