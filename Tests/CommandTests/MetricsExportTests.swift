import Foundation
import Testing

@testable import tidemark

/// Values for Prometheus and CloudWatch.
@Suite struct MetricsExportTests {
  let folder: Folder
  let rules: String
  let data: String
  let baseline: String

  init() throws {
    folder = try Folder()
    rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor demo { task regression(prediction: p, label: y) window 1 day on t }
      metric error = mae
      metric endless = 1 / (row_count - row_count)
      metric none = mean(x, where: x > 1_000_000)
      columns { x: drift(method: ks) <= 0.1, completeness >= 99% }
      rule errors { expect mae <= 0.5 needs labels for at least 10% }
      rule places { by place at most 9 expect mean(x) < 40 }
      rule none { where x > 1_000_000 expect mean(x) > 0 }
      """)
    let table = { (days: Int, from: Int) in
      CSVText.write(
        ["t", "x", "place", "p", "y"],
        (0..<days * 50).map { row in
          [
            "2027-03-0\(1 + row / 50)T10:00:00Z", row % 10 == 3 ? "" : "\(from + row % 50)",
            row % 2 == 0 ? "north" : "a \"b\"\\c\nd, e=1", "\(row)", "\(row + row % 3)",
          ]
        })
    }
    data = try folder.write("data.csv", table(2, 20))
    baseline = try folder.write("then.csv", table(1, 0))
  }

  private func check(_ more: String...) async -> Run {
    await Run(["check", rules, "--data", data, "--baseline", baseline, "--quiet"] + more)
  }

  private func documents(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func directive(_ document: [String: Any]) throws -> [String: Any] {
    let header = try #require(document["_aws"] as? [String: Any])
    let directives = try #require(header["CloudWatchMetrics"] as? [[String: Any]])
    #expect(directives.count == 1)
    return try #require(directives.first)
  }

  /// Each number of the last window's verdicts and metrics is a sample, and there is no other.
  @Test func prometheusHasEveryNumberOfTheLastWindow() async throws {
    let text = try PrometheusText((await check("--format", "prometheus").expect(1)).output)
    let json = try (await check("--format", "json")).json()
    let windows = try #require(json["windows"] as? [[String: Any]])
    let window = try #require(windows.last)
    var numbers = 0
    for verdict in try #require(window["verdicts"] as? [[String: Any]]) {
      let segment = verdict["segment"] as? [String: String] ?? [:]
      let labels = [
        "monitor": "demo", "rule": verdict["rule"] as? String ?? "",
        "column": verdict["column"] as? String ?? "",
        "segment": segment.map { "\($0.key)=\($0.value)" }.joined(separator: ","),
      ]
      let outcome = verdict["verdict"] as? String
      #expect(text["rule_violated", labels] == (outcome == "violated" ? 1 : 0))
      #expect(text["rule_unknown", labels] == (outcome == "unknown" ? 1 : 0))
      #expect(text["rule_firing", labels] == (verdict["firing"] as? Bool == true ? 1 : 0))
      guard outcome != "unknown", !(verdict["rule"] as? String ?? "").hasSuffix("required") else {
        continue
      }
      #expect(text["rule_value", labels] == verdict["value"] as? Double, "\(labels)")
      #expect(text["rule_limit", labels] == verdict["limit"] as? Double, "\(labels)")
      numbers += 1
    }
    #expect(numbers == 5)
    #expect(text.values.keys.count { $0.name == "tidemark_rule_value" } == numbers + 1)
    #expect(text["metric_value", ["metric": "endless"]] == .infinity)
    #expect(text["metric_value", ["metric": "none"]] == nil, "what is unknown has no value")
    #expect(text["metric_value", ["metric": "error"]] == text["rule_value", ["rule": "errors"]])
    #expect(text["records", [:]] == 100 && text["window_records", [:]] == 50)
    #expect(text["window_end_timestamp_seconds", [:]] == 1_804_032_000)
    #expect(text["exit_status", [:]] == 1)
  }

  @Test func cloudWatchHasTheServicesNames() async throws {
    let run = await check(
      "--format", "cloudwatch", "--metrics-endpoint", "taxi", "--metrics-schedule", "daily")
    let documents = try documents(run.expect(1).output)
    let spaces = try documents.map { try directive($0)["Namespace"] as? String }
    let endpoint = "aws/sagemaker/Endpoints/"
    #expect(
      spaces == [
        endpoint + "data-metrics", endpoint + "model-metrics", endpoint + "data-metrics",
        endpoint + "model-metrics",
      ])
    for document in documents {
      #expect(document["Endpoint"] as? String == "taxi")
      #expect(document["MonitoringSchedule"] as? String == "daily")
      let directive = try directive(document)
      #expect(directive["Dimensions"] as? [[String]] == [["Endpoint", "MonitoringSchedule"]])
      let names = try #require(directive["Metrics"] as? [[String: String]]).map { $0["Name"] ?? "" }
      #expect(
        Set(document.keys) == Set(names).union(["_aws", "Endpoint", "MonitoringSchedule"]))
      #expect(Set(names).count == names.count)
    }
    #expect((documents[0]["_aws"] as? [String: Any])?["Timestamp"] as? Int == 1_803_945_600_000)
    let first = documents[0]
    #expect(first["feature_non_null_x"] as? Double == 90)
    let set = try #require(first["feature_data_x"] as? [String: Double])
    #expect(set["Count"] == 45 && set["Min"] == 20 && set["Max"] == 69)
    #expect(set["Sum"] == 2_010, "20 to 69 without 23, 33, 43, 53 and 63")
    let verdicts = try (await check("--format", "json")).json()["windows"] as? [[String: Any]]
    let drift = (verdicts?.first?["verdicts"] as? [[String: Any]])?
      .first { $0["rule"] as? String == "columns.x.drift" }
    #expect(first["feature_baseline_drift_x"] as? Double == drift?["value"] as? Double)
    #expect(first["total_number_of_violations"] as? Int == 2, "drift and completeness")
    #expect(documents[1]["mae"] as? Double == documents[1]["error"] as? Double)
    #expect(documents[1]["endless"] as? Double == 2.348542582773833e108)
    #expect(documents[1]["none"] == nil)
  }

  @Test func aDocumentHasAHundredMetricsAtMost() async throws {
    let wide = try folder.write(
      "wide.csv", CSVText.write((0..<130).map { "c\($0)" }, [(0..<130).map { "\($0)" }]))
    let plain = try folder.write("plain.tide", "edition 1\nrule r { expect row_count > 0 }\n")
    let run = await Run("check", plain, "--data", wide, "--format", "cloudwatch")
    let documents = try documents(run.expect(0).output)
    let counts = try documents.map { try (directive($0)["Metrics"] as? [Any])?.count }
    #expect(counts == [100, 100, 61])
    #expect(
      try directive(documents[0])["Namespace"] as? String
        == "aws/sagemaker/ModelMonitoring/data-metrics", "without an endpoint it is batch")
    #expect(
      try directive(documents[0])["Dimensions"] as? [[String]] == [["MonitoringSchedule"]])
    #expect(documents[0]["MonitoringSchedule"] as? String == "plain")
  }

  @Test func filesAreReplacedOrContinued() async throws {
    let (prom, log) = (folder.path + "/a.prom", folder.path + "/a.jsonl")
    for times in 1...2 {
      let run = await check("--metrics", prom, "--metrics", log)
      run.expect(1, says: "FIRES")
      #expect(
        try folder.read("a.prom") == (await check("--format", "prometheus")).output)
      #expect(try documents(folder.read("a.jsonl")).count == 4 * times)
    }
  }

  @Test func mistakesAreTold() async throws {
    await check("--metrics", "values.txt").expect(2, says: "values.txt", ".prom", ".jsonl")
    await check("--metrics-endpoint", "größe").expect(2, says: "--metrics-endpoint")
    await check("--metrics-schedule", "").expect(2, says: "--metrics-schedule")
    let good = try folder.write("good.tide", "edition 1\nrule r { expect row_count > 0 }\n")
    for name in ["none/a.prom", "none/a.jsonl"] {
      await Run("check", good, "--data", data, "--metrics", folder.path + "/" + name)
        .expect(5, says: "--metrics", name)
    }
  }
}
