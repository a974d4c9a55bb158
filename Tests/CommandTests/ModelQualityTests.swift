import Foundation
import Testing

@testable import tidemark

/// SageMaker's model-quality files as rules, as data and as report.
@Suite struct ModelQualityTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func write(_ name: String, _ json: Any) throws -> String {
    try folder.write(
      name, try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys]))
  }

  private func read(_ name: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(try folder.bytes(name))) as? [String: Any])
  }

  private func violations(_ out: String) throws -> [[String: String]] {
    try #require(
      try read(out + "/constraint_violations.json")["violations"] as? [[String: String]])
  }

  /// The values of a statistics.json by name; those that are the string "NaN" are left out.
  private func values(_ name: String, _ key: String) throws -> [String: Double] {
    let metrics = try #require(try read(name)[key] as? [String: Any])
    return metrics.compactMapValues { ($0 as? [String: Any])?["value"] as? Double }
  }

  private func regression(_ metrics: [String: Double]) -> [String: Any] {
    [
      "version": 0.0, "dataset": ["item_count": 96],
      "regression_metrics": metrics.mapValues { ["value": $0, "standard_deviation": "NaN"] },
    ]
  }

  private func constraints(_ thresholds: [String: (String, Double)]) -> [String: Any] {
    [
      "version": 0.0,
      "regression_constraints": thresholds.mapValues {
        ["threshold": $1, "comparison_operator": $0]
      },
    ]
  }

  @Test("Rules with a task and no constraints.json have the form of what they speak of")
  func rulesWithATask() async throws {
    let rules = { (more: String) in
      """
      edition 1
      monitor m { task regression(prediction: p, label: y) }
      \(more)

      """
    }
    let data = try folder.write("d.csv", "p,y,x\n1,2,5\n3,5,\n")
    let check = { (name: String, text: String) async throws -> Run in
      let path = try self.folder.write(name + ".tide", rules(text))
      return await Run(
        "check", path, "--data", data, "--format", "sagemaker", "--out", folder.path + "/" + name)
    }
    try await check("errors", "rule accuracy { expect mae <= 1 }").expect(1, says: "with 1 viol")
    #expect(try values("errors/statistics.json", "regression_metrics")["mae"] == 1.5)
    let found = try violations("errors")
    #expect(found.count == 1 && found[0]["metric_name"] == "mae")
    #expect(found[0]["description"]?.contains("was GreaterThanThreshold '1.0'") == true)
    try await check(
      "both", "rule accuracy { expect mae <= 1 }\ncolumns { x: completeness >= 90% }"
    ).expect(1, says: "with 2 violations")
    #expect(try read("both/statistics.json")["features"] != nil)
    #expect(try violations("both").map { $0["feature_name"] } == ["x"])
    #expect(try values("both/quality_statistics.json", "regression_metrics")["mae"] == 1.5)
    let quality =
      try read("both/quality_constraint_violations.json")["violations"] as? [[String: String]]
    #expect(quality?.map { $0["metric_name"] } == ["mae"])
    try await check("columns", "columns { x: completeness >= 90% }").expect(1)
    #expect(try read("columns/statistics.json")["features"] != nil)
    #expect(!folder.holds("columns/quality_statistics.json"))
  }

  /// The service compares strictly, and says so in one sentence.
  @Test func constraintsFireAsTheServiceSaysThem() async throws {
    var random = SplitMix64(3)
    for round in 0..<12 {
      let values = ["mae", "mse", "rmse"].map { _ in
        Double(Int.random(in: 1...4, using: &random)) / 3
      }
      let limits = values.map {
        round == 0 ? $0 : Double(Int.random(in: 1...4, using: &random)) / 3
      }
      let names = ["mae", "mse", "rmse"]
      let path = try write(
        "c\(round)/constraints.json",
        constraints(
          Dictionary(
            uniqueKeysWithValues: zip(names, limits.map { ("GreaterThanThreshold", $0) }))))
      let data = try write(
        "s\(round).json",
        regression(Dictionary(uniqueKeysWithValues: zip(names, values))))
      let out = "out\(round)"
      let run = await Run(
        "check", path, "--data", data, "--format", "sagemaker", "--out", folder.path + "/" + out)
      var wanted: [[String: String]] = []
      for (name, (value, limit)) in zip(names, zip(values, limits)) where value > limit {
        wanted.append([
          "constraint_check_type": "GreaterThanThreshold", "metric_name": name,
          "description": "Metric \(name) with \(value) was GreaterThanThreshold '\(limit)'",
        ])
      }
      run.expect(wanted.isEmpty ? 0 : 1)
      let found = try violations(out)
      #expect(found.sorted { ($0["metric_name"] ?? "") < ($1["metric_name"] ?? "") } == wanted)
      #expect(try self.values(out: out, "regression_metrics").count == 3)
    }
  }

  private func values(out: String, _ key: String) throws -> [String: Double] {
    try values(out + "/statistics.json", key)
  }

  @Test func lowValuesAreBadWhereTheFileSaysSo() async throws {
    let path = try write(
      "constraints.json",
      constraints([
        "r2": ("LessThanThreshold", 0.9499197226669486), "mae": ("LessThanThreshold", 9),
      ])
    )
    let data = try write(
      "now.json", regression(["r2": -1.424614119144283, "mae": 9, "rmse": 12_345_678.5]))
    let out = folder.path + "/out"
    await Run("check", path, "--data", data, "--format", "sagemaker", "--out", out)
      .expect(1, says: "CompletedWithViolations: Job completed successfully with 1 violations.")
    #expect(
      try violations("out").map { $0["description"] } == [
        "Metric r2 with -1.424614119144283 was LessThanThreshold '0.9499197226669486'"
      ])
  }

  @Test func deviationsAreToldWhereThereAreSome() async throws {
    let path = try write("constraints.json", constraints(["mae": ("GreaterThanThreshold", 1)]))
    var file = regression([:])
    file["regression_metrics"] = ["mae": ["value": 1.5, "standard_deviation": 0.25]]
    let data = try write("now.json", file)
    await Run(
      "check", path, "--data", data, "--format", "sagemaker", "--out", folder.path + "/out"
    ).expect(1)
    #expect(
      try violations("out").map { $0["description"] } == [
        "Metric mae with 1.5 +/- 0.25 was GreaterThanThreshold '1.0'"
      ])
  }

  @Test func statisticsServeAsDataAndAsBaseline() async throws {
    let then = try write("then.json", regression(["mae": 2, "r2": 0.5]))
    let now = try write("now.json", regression(["mae": 3, "r2": 0.25]))
    await Run("eval", "mae", "r2", "1 - mae", "baseline(mae)", "--data", now, "--baseline", then)
      .expect(0, says: "mae = 3", "r2 = 0.25", "1 - mae = -2", "baseline(mae) = 2")
    await Run("eval", "rmse", "--data", now).expect(4, says: "rmse = unknown")
    let rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m { task regression(prediction: guess, label: fare) baseline "then.json" }
      rule a { alert when mae > 1.4 * baseline needs labels for at least 80% }
      rule b { alert when mae > 1.6 * baseline }
      rule c { expect rmse < 3 }
      rule d { expect mean(fare) > 3 }
      """)
    let run = await Run("check", rules, "--data", now, "--format", "json")
    run.expect(1)
    #expect(
      try run.verdicts().mapValues(\.description) == [
        "a": "violated fires", "b": "pass", "c": "unknown(no data)", "d": "unknown(column absent)",
      ])
  }

  private static var binaryConstraints: [String: Any] {
    [
      "version": 0.0,
      "binary_classification_constraints": [
        "recall": ["threshold": 1, "comparison_operator": "LessThanThreshold"],
        "false_positive_rate": ["threshold": 0.5, "comparison_operator": "GreaterThanThreshold"],
        "auc": ["threshold": 0.1, "comparison_operator": "LessThanThreshold"],
        "f0_5": ["threshold": 0.3, "comparison_operator": "LessThanThreshold"],
      ],
    ]
  }

  /// The numbers of AWS's own example: one positive of four records found, two of three negatives
  /// taken for positives.
  @Test func recordsGiveTheFilesThatTheServiceWrites() async throws {
    let path = try write("constraints.json", Self.binaryConstraints)
    let data = try folder.write("now.csv", "y,p,s\n1,1,0.9\n0,1,0.8\n0,1,0.7\n0,0,0.1\n0,,0.2\n")
    let task = "binary(prediction: p, probability: s, label: y, positive: 1)"
    let out = folder.path + "/out"
    await Run(
      "check", path, "--data", data, "--task", task, "--format", "sagemaker", "--out", out
    ).expect(1, says: "with 1 violations")
    #expect(try violations("out").map { $0["metric_name"] } == ["false_positive_rate"])
    let key = "binary_classification_metrics"
    let found = try values(out: "out", key)
    let wanted: [String: Double] = [
      "recall": 1, "precision": 1.0 / 3, "accuracy": 0.5, "recall_best_constant_classifier": 1,
      "precision_best_constant_classifier": 0.25, "accuracy_best_constant_classifier": 0.25,
      "true_positive_rate": 1, "true_negative_rate": 1.0 / 3, "false_positive_rate": 2.0 / 3,
      "false_negative_rate": 0, "auc": 1, "au_prc": 1, "f0_5": 0.3846153846153846, "f1": 0.5,
      "f2": 0.7142857142857143, "f0_5_best_constant_classifier": 0.29411764705882354,
      "f1_best_constant_classifier": 0.4, "f2_best_constant_classifier": 0.625,
    ]
    #expect(Set(found.keys) == Set(wanted.keys))
    for (name, value) in wanted {
      #expect(
        abs((found[name] ?? -1) - value) < 1e-15, "\(name) is \(String(describing: found[name]))")
    }
    let file = try read("out/statistics.json")
    #expect((file["dataset"] as? [String: Int]) == ["item_count": 4])
    let metrics = try #require(file[key] as? [String: Any])
    #expect(
      metrics["confusion_matrix"] as? [String: [String: Int]]
        == ["0": ["0": 1, "1": 2], "1": ["0": 0, "1": 1]])
    let curve = try #require(
      metrics["receiver_operating_characteristic_curve"] as? [String: [Double]])
    #expect(curve["false_positive_rates"]?.first == 0 && curve["false_positive_rates"]?.last == 1)
    #expect(curve["true_positive_rates"] == [0, 1, 1, 1, 1, 1, 1])
    #expect(
      (metrics["recall"] as? [String: Any])?["standard_deviation"] as? String == "NaN")

    // What was written serves as data, and comes to the same.
    await Run(
      "check", path, "--data", out + "/statistics.json", "--format", "sagemaker", "--out",
      folder.path + "/again"
    ).expect(1)
    for name in ["statistics", "constraints", "constraint_violations"] {
      #expect(try folder.read("out/\(name).json") == folder.read("again/\(name).json"))
    }
  }

  /// A file's deviation is that of draws of 80% of the records: half of the standard error.
  @Test func deviationsReadBackAsTheErrorsThatTheyWere() async throws {
    var random = SplitMix64(7)
    let errors = (0..<400).map { _ in Double.random(in: -6...6, using: &random) }
    let data = try folder.write(
      "then.csv", "y,p\n" + errors.enumerated().map { "\($0),\(Double($0) + $1)\n" }.joined())
    let path = try write("constraints.json", constraints(["mae": ("GreaterThanThreshold", 1)]))
    let task = "regression(prediction: p, label: y)"
    await Run(
      "check", path, "--data", data, "--task", task, "--format", "sagemaker", "--out",
      folder.path + "/out"
    ).expect(1, says: "1 violations")
    let metrics = try #require(
      try read("out/statistics.json")["regression_metrics"] as? [String: [String: Any]])
    let deviation = try #require(metrics["mae"]?["standard_deviation"] as? Double)
    // |e| is uniform on 0…6: its standard deviation is 6/√12.
    let theory = 6 / 12.0.squareRoot() / 400.0.squareRoot() / 2
    #expect((0.56...1.44).contains(deviation / theory), "\(deviation), in theory \(theory)")
    let sentence = try #require(try violations("out").first?["description"])
    let told = try #require(
      sentence.components(separatedBy: " +/- ").last?.split(separator: " ").first)
    #expect(try folder.read("out/statistics.json").contains("\"standard_deviation\" : \(told)"))

    let rules = try folder.write(
      "rules.tide",
      "edition 1\nmonitor m { task \(task) }\nrule a { expect mae + 1 within 1 sigma of baseline(mae) }\n"
    )
    var limits: [String] = []
    for baseline in [data, folder.path + "/out/statistics.json"] {
      let run = await Run(
        "check", rules, "--data", data, "--baseline", baseline, "--format", "json")
      run.expect(1)
      let line = try #require(run.output.split(separator: "\n").first { $0.contains("\"limit\"") })
      limits.append(String(line))
    }
    #expect(limits[0] == limits[1] && limits[0].contains(" of "))
  }

  /// AWS's example of many classes, from its matrix.
  @Test func manyClassesGiveTheServicesNumbers() async throws {
    let counts = [("0", "0", 1180), ("0", "1", 510), ("1", "0", 268), ("1", "1", 138)]
    let rows = counts.flatMap { [String](repeating: "\($0.0),\($0.1)\n", count: $0.2) }
    let data = try folder.write("now.csv", "y,p\n" + rows.joined())
    let path = try write(
      "constraints.json",
      [
        "version": 0.0,
        "multiclass_classification_constraints": [
          "accuracy": ["threshold": 0.9, "comparison_operator": "LessThanThreshold"]
        ],
      ])
    await Run(
      "check", path, "--data", data, "--task", "multiclass(prediction: p, label: y)", "--format",
      "sagemaker", "--out", folder.path + "/out"
    ).expect(1)
    let found = try values(out: "out", "multiclass_classification_metrics")
    let wanted: [String: Double] = [
      "accuracy": 0.6288167938931297, "weighted_recall": 0.6288167938931297,
      "weighted_precision": 0.6983172269629505, "weighted_f0_5": 0.6803947317178771,
      "weighted_f1": 0.6571162346664904, "weighted_f2": 0.6384024354394601,
      "accuracy_best_constant_classifier": 0.19370229007633588,
      "weighted_recall_best_constant_classifier": 0.19370229007633588,
      "weighted_precision_best_constant_classifier": 0.03752057718081697,
      "weighted_f0_5_best_constant_classifier": 0.04473443104152011,
      "weighted_f1_best_constant_classifier": 0.06286421244683643,
      "weighted_f2_best_constant_classifier": 0.10570313141262414,
    ]
    #expect(Set(found.keys) == Set(wanted.keys))
    for (name, value) in wanted {
      #expect(
        abs((found[name] ?? -1) - value) < 1e-15, "\(name) is \(String(describing: found[name]))")
    }
  }

  @Test func filesThatDoNotBelongTogetherAreRefused() async throws {
    let path = try write("constraints.json", Self.binaryConstraints)
    let records = try folder.write("x.csv", "y,p\n1,1\n0,0\n")
    let statistics = try write("r.json", regression(["mae": 1]))
    let profile = try folder.write(
      "d.json", #"{"version": 0.0, "dataset": {"item_count": 1}, "features": []}"#)
    let quality = try folder.write(
      "dq.json", #"{"version": 0.0, "features": [], "monitoring_config": {}}"#)
    await Run("check", path, "--data", records)
      .expect(2, says: "constraints.json", "--task 'binary(prediction: prediction")
    await Run("check", path, "--data", statistics).expect(2, says: "r.json", "binary", "regression")
    await Run("check", path, "--data", profile).expect(2, says: "d.json", "model quality")
    await Run("check", quality, "--data", statistics).expect(2, says: "r.json", "data quality")
    for (task, says) in [
      ("regression(prediction: p, label: y)", "binary model"), ("nonsense", "--task"),
      ("binary(", "--task"), ("binary(prediction: p, label: y)", "lacks `positive:`"),
      ("binary(prediction: p, label: y, positive: 1)", "`probability`"),
      ("binary(prediction: q, probability: p, label: y, positive: 1)", "no column `q`"),
    ] {
      await Run("check", path, "--data", records, "--task", task).expect(2, says: says)
    }
    await Run("check", quality, "--data", records, "--task", "regression(prediction: p, label: y)")
      .expect(2, says: "--task", "model quality")
    let out = folder.path + "/out"
    await Run(
      "check", path, quality, "--data", records, "--task",
      "binary(prediction: p, label: y, positive: 1)", "--format", "sagemaker", "--out", out
    ).expect(2)
  }

  @Test func damagedFilesNameTheField() async throws {
    let path = try folder.write(
      "constraints.json",
      #"{"version": 0.0, "regression_constraints": {"mae": {"threshold": "x", "comparison_operator": "GreaterThanThreshold"}, "r2": {"threshold": 0.5, "comparison_operator": "LessThanThreshold"}}}"#
    )
    let data = try folder.write(
      "now.json",
      #"{"version": 0.0, "dataset": {}, "regression_metrics": {"r2": {"value": 0.25}, "mae": 7}}"#)
    await Run("check", path, "--data", data).expect(
      1, says: "constraints.json: regression_constraints.mae.threshold: a number is wanted",
      "now.json: dataset.item_count: missing", "now.json: regression_metrics.mae.value: missing")
  }

  @Test func importedRulesLintCleanAndTakeATask() async throws {
    let path = try write("taxi/baseline/constraints.json", Self.binaryConstraints)
    let task = "binary(prediction: guess, probability: s, label: y, positive: 1)"
    let printed = await Run("import", path, "--task", task).expect(0, says: "monitor taxi", task)
    let rules = try folder.write("rules.tide", printed.output)
    await Run("lint", rules, "--deny", "warnings").expect(0)
    await Run("import", path).expect(0, says: "Put in the names of your columns")
    await Run("import", path, "--task", "regression(prediction: p, label: y)").expect(2)
  }
}
