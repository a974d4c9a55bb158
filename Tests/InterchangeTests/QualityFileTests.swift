import Engine
import Interchange
import JSONText
import Testing

/// `statistics.json` and `constraints.json` of model quality, read and written.
@Suite struct QualityFileTests {
  /// A file of a kind of model with a number for each of its fields.
  static func statistics(
    _ kind: ModelTask.Kind, _ random: inout SplitMix64
  ) -> QualityStatistics {
    QualityStatistics(
      kind: kind,
      dataset: .init(
        itemCount: Int.random(in: 0...5000, using: &random), startTime: "2022-12-11T14:00:00Z",
        endTime: "2022-12-11T15:00:00Z", evaluationTime: "2022-12-11T15:19:34.075Z"),
      metrics: kind.serviceMetrics.map { metric in
        switch metric.form {
        case .number:
          let deviation = Bool.random(using: &random) ? Double.nan : Double.random(in: 0...1)
          return .init(
            metric.name,
            .number(Double.random(in: -1e3...1e3, using: &random), deviation: deviation))
        default: return .init(metric.name, .structure(.object(["0": .object(["0": .integer(3)])])))
        }
      })
  }

  @Test(arguments: ModelTask.Kind.ofService) func filesReadBackAsTheyWereWritten(
    kind: ModelTask.Kind
  ) throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<20 {
      let written = Self.statistics(kind, &random)
      let text = written.json.text(.service)
      let read = try QualityStatistics(Sample.parse(text))
      #expect(read.remarks.isEmpty, "\(read.remarks)")
      #expect(read.kind == kind && read.dataset == written.dataset)
      #expect(read.json.text(.service) == text)

      let suggested = QualityConstraints(read)
      let again = try QualityConstraints(Sample.parse(suggested.json.text(.service)))
      #expect(again.constraints == suggested.constraints && again.kind == kind)
      #expect(again.json.text(.service) == suggested.json.text(.service))
    }
  }

  @Test func suggestionsAreTheValuesAndTheSidesThatAreBad() throws {
    let file = #"""
      {"version": 0.0, "dataset": {"item_count": 4}, "binary_classification_metrics": {
        "confusion_matrix": {"0": {"0": 1, "1": 2}, "1": {"0": 0, "1": 1}},
        "recall": {"value": 1.0, "standard_deviation": "NaN"},
        "accuracy_best_constant_classifier": {"value": 0.25, "standard_deviation": "NaN"},
        "false_positive_rate": {"value": 0.6666666666666666, "standard_deviation": "NaN"},
        "precision": {"value": "NaN", "standard_deviation": "NaN"},
        "f0_5": {"value": 0.3846153846153846, "standard_deviation": 0.01}}}
      """#
    let statistics = try QualityStatistics(Sample.parse(file))
    #expect(statistics.remarks.isEmpty)
    #expect(statistics["f0_5"]?.deviation == 0.01 && statistics["recall"]?.deviation?.isNaN == true)
    #expect(statistics["confusion_matrix"] == nil && statistics["f1"] == nil)
    #expect(
      QualityConstraints(statistics).constraints == [
        .init("recall", .less, 1), .init("false_positive_rate", .greater, 0.6666666666666666),
        .init("f0_5", .less, 0.3846153846153846),
      ])
  }

  @Test(arguments: [
    (#"{"mae": {"threshold": 1.5}}"#, "regression_constraints.mae.comparison_operator"),
    (
      #"{"mae": {"threshold": 1.5, "comparison_operator": "Above"}}"#,
      "regression_constraints.mae.comparison_operator"
    ),
    (
      #"{"mae": {"threshold": "high", "comparison_operator": "GreaterThanThreshold"}}"#,
      "regression_constraints.mae.threshold"
    ),
    (
      #"{"mae": {"threshold": "NaN", "comparison_operator": "GreaterThanThreshold"}}"#,
      "regression_constraints.mae.threshold"
    ),
    (
      #"{"gini": {"threshold": 1.5, "comparison_operator": "GreaterThanThreshold"}}"#,
      "regression_constraints.gini"
    ),
    (#"{"mae": 5}"#, "regression_constraints.mae"), ("[]", "regression_constraints"),
    (
      #"{"mae": {"threshold": -1, "comparison_operator": "GreaterThanThreshold"}}"#,
      "regression_constraints.mae"
    ),
  ]) func whatOfConstraintsCantBeUsedIsNamed(metrics: String, field: String) throws {
    let file = #"{"version": 0.0, "regression_constraints": \#(metrics)}"#
    let read = try QualityConstraints(Sample.parse(file))
    #expect(read.remarks.map(\.field) == [field], "\(read.remarks)")
  }

  @Test(arguments: [
    (#"{"mae": {"value": 1.5}}"#, []),
    (#"{"mae": {"value": "high"}}"#, ["regression_metrics.mae.value"]),
    (#"{"mae": {"standard_deviation": 1}}"#, ["regression_metrics.mae.value"]),
    (
      #"{"mae": {"value": 1, "standard_deviation": -1}}"#,
      ["regression_metrics.mae.standard_deviation"]
    ),
    (#"{"mae": 1}"#, ["regression_metrics.mae.value"]),
    (#"{"spread": {"value": 1}}"#, ["regression_metrics.spread"]),
    (#"{"mae": {"value": 1}, "mae": {"value": 2}}"#, ["regression_metrics.mae"]),
    (#"7"#, ["regression_metrics"]),
  ]) func whatOfStatisticsCantBeUsedIsNamed(metrics: String, fields: [String]) throws {
    let file =
      #"{"version": 0.0, "dataset": {"item_count": 1}, "regression_metrics": \#(metrics)}"#
    let read = try QualityStatistics(Sample.parse(file))
    #expect(read.remarks.map(\.field) == fields, "\(read.remarks)")
  }

  @Test(arguments: ["[1]", "7", "{}", #"{"features": []}"#, #"{"regression": {}}"#])
  func otherDocumentsAreRefused(text: String) throws {
    let json = try Sample.parse(text)
    #expect(throws: ForeignFile.self) { try QualityStatistics(json) }
    #expect(throws: ForeignFile.self) { try QualityConstraints(json) }
  }

  @Test func changedBytesNeverCrash() throws {
    var random = SplitMix64(seed: 5)
    let files = ModelTask.Kind.ofService.map { kind in
      let statistics = Self.statistics(kind, &random)
      return (statistics.json.text(.service), QualityConstraints(statistics).json.text(.service))
    }
    for _ in 0..<600 {
      let (statistics, constraints) = try #require(files.randomElement(using: &random))
      for (text, isConstraints) in [(statistics, false), (constraints, true)] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          bytes[place] = Array("{}[]\":,0-9eN ".utf8).randomElement(using: &random) ?? 0
        }
        guard let json = try? JSON(parsing: bytes) else { continue }
        if isConstraints, let read = try? QualityConstraints(json) {
          let rules = QualityRules(read, monitor: "m", source: "c.json").text
          #expect(rules.hasPrefix("// Translated"))
          #expect(try QualityConstraints(read.json).constraints == read.constraints)
        } else if let read = try? QualityStatistics(json) {
          #expect(try QualityStatistics(read.json).json.text() == read.json.text())
        }
      }
    }
  }

  @Test func curvesHaveSparksPoints() throws {
    let metric = try #require(
      ModelTask.Kind.binary.serviceMetric("receiver_operating_characteristic_curve"))
    let curve = try Sample.parse(
      #"{"threshold": [1], "false_positive_rate": [0.5], "true_positive_rate": [0.75]}"#)
    #expect(
      metric.inServiceForm(curve)?.text()
        == #"{"false_positive_rates": [0.0, 0.5, 1.0], "true_positive_rates": [0.0, 0.75, 1.0]}"#)
    let other = try #require(ModelTask.Kind.binary.serviceMetric("precision_recall_curve"))
    let points = try Sample.parse(#"{"threshold": [1], "precision": [0.8], "recall": [0.25]}"#)
    #expect(
      other.inServiceForm(points)?.text() == #"{"precisions": [0.8, 0.8], "recalls": [0.0, 0.25]}"#)
    #expect(other.inServiceForm(.integer(3)) == nil)
  }

  @Test func rulesSayWhatTheFileSays() throws {
    let constraints = QualityConstraints(
      kind: .multiclass,
      [
        .init("accuracy", .less, 0.938547), .init("weighted_f0_5", .less, 0.5),
        .init("weighted_f2", .greater, 1), .init("weighted_recall", .less, 0),
      ])
    let text = QualityRules(
      constraints, monitor: "topics 2", source: "constraints.json",
      task: "multiclass(prediction: p, label: y)"
    ).text
    #expect(
      text == """
        // Translated from constraints.json: 4 metrics of a multiclass model.
        edition 1

        monitor topics_2 {
          task multiclass(prediction: p, label: y)
          mode enforce
        }

        rule accuracy {
          alert when accuracy < 0.938547
        }

        rule weighted_f0_5 {
          alert when weighted_f(beta: 0.5) < 0.5
        }

        // weighted_f2: weighted_f(beta: 2) > 1 says nothing of a model

        // weighted_recall: weighted_recall < 0 says nothing of a model

        """)
  }
}
