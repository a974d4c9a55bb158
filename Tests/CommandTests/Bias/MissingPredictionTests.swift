import Foundation
import Testing

@testable import tidemark

/// `baseline --bias` of data that nobody has scored: the model of the rules is asked.
@Suite struct MissingPredictionTests {
  let folder: Folder
  /// What the model says of a row.
  private static func score(_ age: Int, _ years: Int) -> Double { Double(age + 3 * years) / 200 }

  init() throws {
    folder = try Folder()
    var unscored = "sex,age,y,years\n"
    var scored = "sex,age,y,years,p,c\n"
    for row in 0..<3_000 {
      let isWoman = row % 3 == 0
      let age = 18 + row * 7 % 50
      let years = row * 13 % (isWoman ? 15 : 30)
      let fields = "\(isWoman ? "F" : "M"),\(age),\(row * 11 % 5 < 2 ? 1 : 0),\(years)"
      let p = Self.score(age, years)
      unscored += fields + "\n"
      scored += fields + ",\(p),\(p >= 0.5 ? 1 : 0)\n"
    }
    try folder.write("unscored.csv", unscored)
    try folder.write("scored.csv", scored)
    try folder.write("background.csv", "age,years\n30,5\n")
    try model("(float(r[0]) + 3 * float(r[1])) / 200")
  }

  @discardableResult
  private func model(_ value: String, before: String = "") throws -> String {
    try folder.write(
      "model.py",
      """
      import sys
      n = 0
      for line in sys.stdin:
        if not line.strip():
          sys.stdout.flush()
          continue
        n += 1
        r = line.split(',')
        \(before)
        print(\(value))
      """)
  }

  private func rules(_ task: String) throws -> String {
    try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m {
        task \(task)
        attributions kernel_shap(background: "background.csv")
        model command("python3 -B model.py", batch: 64, timeout: 60 s)
      }

      """)
  }

  private static let byProbability = "binary(probability: p, label: y, positive: 1)"
  private static let byBoth = "binary(prediction: c, probability: p, label: y, positive: 1)"
  private static let byClass = "binary(prediction: c, label: y, positive: 1)"

  private func baseline(_ data: String, _ task: String, _ more: String...) async throws -> Run {
    await Run(
      [
        "baseline", "\(folder.path)/\(data)", "-o", "\(folder.path)/\(data).base", "--rules",
        try rules(task), "--bias", "facet: sex == \"F\"",
      ] + more)
  }

  @Test(
    "What the model is asked for is what scored data hold",
    arguments: [
      (byProbability, "(float(r[0]) + 3 * float(r[1])) / 200", "`p`"),
      (byClass, "int(float(r[0]) + 3 * float(r[1]) >= 100)", "`c`"),
      (byBoth, "(float(r[0]) + 3 * float(r[1])) / 200", "`p` and `c`"),
    ])
  func asked(task: String, value: String, columns: String) async throws {
    try model(value)
    for threads in ["1", "4"] {
      let run = try await baseline(
        "unscored.csv", task, "--allow-commands", "--threads", threads)
      run.expect(0, says: "the model was asked for \(columns) of 3,000 records")
    }
    let known = try await baseline("scored.csv", task, "--allow-commands")
    known.expect(0)
    #expect(!known.error.contains("the model was asked"))
    let analysis = try folder.read("unscored.csv.base/analysis.json")
    #expect(analysis == (try folder.read("scored.csv.base/analysis.json")))
    #expect(analysis.contains("\"DPPL\"") && analysis.contains("\"DPL\""))
    let rules = try folder.read("unscored.csv.base/rules.tide")
    #expect(rules.contains("rule bias_dppl_sex_F"))
    // The rules hold for scored data, whose predictions are the same.
    await Run(
      "check", "\(folder.path)/unscored.csv.base/rules.tide", "--data",
      "\(folder.path)/scored.csv", "--baseline", "\(folder.path)/unscored.csv.base"
    ).expect(0)
  }

  @Test("A model that can't be asked, or gives what is no prediction, is said, and nothing is made")
  func refused() async throws {
    try await baseline("unscored.csv", Self.byProbability).expect(
      2, says: "the data lack `p`", "--allow-commands")
    try model("0.25")
    try await baseline("unscored.csv", Self.byClass, "--allow-commands").expect(
      3, says: "0.25, which is no class", "`probability:`")
    try model("'high'")
    try await baseline("unscored.csv", Self.byProbability, "--allow-commands").expect(
      3, says: "it gave no predictions: its answer is no number: `high`")
    try model("0.25", before: "if n > 500: sys.exit(3)\n    if n > 100: print(1)")
    try await baseline("unscored.csv", Self.byProbability, "--allow-commands").expect(
      3, says: "it gave no predictions")
    try folder.write("background.csv", "age,height\n30,5\n")
    try await baseline("unscored.csv", Self.byProbability, "--allow-commands").expect(
      2, says: "the model can't be asked for it: `height`")
    #expect(!folder.holds("unscored.csv.base/rules.tide"))
  }
}
