import Engine
import Interchange
import JSONText
import Language
import Metrics
import Testing

/// `analysis.json` with bias metrics, read, written, and as rules.
@Suite struct BiasAnalysisTests {
  static let text = """
    {"version": "1.0",
     "post_training_bias_metrics": {"label": "Target", "label_value_or_threshold": "1",
      "facets": {"Sex": [
       {"value_or_threshold": "0", "metrics": [
        {"name": "DAR", "description": "Difference in Acceptance Rates (DAR)", "value": -0.09508196721311479},
        {"name": "CDDPL", "description": "…", "value": 0.28},
        {"name": "TE", "description": "…", "value": "Infinity"},
        {"name": "FT", "description": "…", "value": null, "error": "no features"}]},
       {"value_or_threshold": "1", "metrics": [
        {"name": "DI", "description": "…", "value": 0.178}]}],
      "race": [{"value_or_threshold": "Black,White", "metrics": [
        {"name": "DPPL", "description": "…", "value": 0.2}]}],
      "age": [{"value_or_threshold": "(40.0, 90.0]", "metrics": [
        {"name": "AD", "description": "…", "value": -0.1}]}]}},
     "pre_training_bias_metrics": {"label": "Target", "label_value_or_threshold": "1",
      "facets": {"Sex": [{"value_or_threshold": "0", "metrics": [
        {"name": "CI", "description": "…", "value": 0.369}]}]}}}
    """

  private func read(_ text: String) throws -> BiasAnalysis { try BiasAnalysis(Sample.parse(text)) }

  @Test func filesReadBackAsTheyWereWritten() throws {
    let analysis = try read(Self.text)
    #expect(analysis.remarks.isEmpty, "\(analysis.remarks)")
    #expect(analysis.metrics == 8)
    let again = try read(analysis.json.text(.pretty))
    #expect(again.remarks.isEmpty)
    #expect(again.json.text() == analysis.json.text())
    #expect(analysis.json.text().contains("Difference in Acceptance Rates (DAR)"))
  }

  @Test func biasAndExplanationsKeepEachOthersPartsOfTheFile() throws {
    let bias = try read(Self.text)
    let explanations = ExplainabilityAnalysis(
      [.init("age", 0.25), .init("sex", 0.5)], expected: 0.1)
    let files = [
      explanations.json(within: bias.json), bias.json(within: explanations.json()),
      // Written again, nothing stands twice.
      bias.json(within: explanations.json(within: bias.json)),
    ]
    for file in files {
      let text = file.text(.service)
      let again = try read(text)
      #expect(again.remarks.isEmpty, "\(again.remarks)")
      #expect(again.json.text() == bias.json.text())
      #expect(try ExplainabilityAnalysis(Sample.parse(text)) == explanations)
      #expect(text.split(separator: "\"version\"").count == 2)
    }
  }

  @Test func rulesAreTheServicesOwnAndCheck() throws {
    let rules = BiasRules(
      try read(Self.text), monitor: "adult", source: "analysis.json",
      options: .init(
        task: "binary(prediction: p, label: Target, positive: 1)", group: "job"))
    for line in [
      "expect abs(bias.dar(facet: Sex == 0, method: smclarify)) <= abs(-0.09508196721311479)",
      "expect abs(bias.cddpl(facet: Sex == 0, group: job, method: smclarify)) <= abs(0.28)",
      "expect abs(bias.di(facet: Sex == 1, method: smclarify)) <= abs(0.178)",
      "facet: race in [\"Black\", \"White\"]",
      "expect abs(bias.ad(facet: age > 40, method: smclarify)) <= abs(-0.1)",
      "// FT of Sex 0 has no value in the baseline", "// TE of Sex 0 was infinite",
    ] {
      #expect(rules.text.contains(line), "\(line)\n\(rules.text)")
    }
    let tree = Parser.parse(SourceFile(path: "rules.tide", text: rules.text))
    let checked = RulesetChecker.check(
      tree, catalogue: .standard, schema: nil, known: nil, today: 1_767_225_600)
    #expect(checked.diagnostics.filter { $0.severity == .error }.isEmpty)
    #expect(checked.ruleset.rules.count == rules.entries.count && rules.entries.count == 6)
  }

  @Test func foreignAndDamagedFieldsAreRemarked() throws {
    #expect(throws: ForeignFile.self) { try read("{\"version\": \"1.0\"}") }
    #expect(throws: ForeignFile.self) { try read("[1]") }
    let odd = try read(
      """
      {"version": 1, "pre_training_bias_metrics": {"label": "y", "facets": {
        "s": [{"value_or_threshold": "a", "metrics": [
          {"name": "DPL", "value": "much"}, {"name": "DPL", "value": 1}, {"name": "AD", "value": 1},
          {"name": "XYZ", "value": 1}, 7]}, {"metrics": []}], "t": {}}}}
      """)
    #expect(odd.metrics == 1)
    #expect(odd.remarks.count >= 6, "\(odd.remarks)")
  }

  @Test(
    "Values of a facet in one string",
    arguments: [
      ("0", "c == 0"), ("Female", "c == \"Female\""), ("1,2", "c in [1, 2]"),
      ("A, B", "c in [\"A\", \"B\"]"), ("(40.0, 90.0]", "c > 40"), ("nan", "c == \"nan\""),
      ("0x1", "c == \"0x1\""), ("-1.5", "c == -1.5"), (">50K", "c == \">50K\""),
      ("(a, b]", "c in [\"(a\", \"b]\"]"),
    ])
  func values(_ text: String, _ condition: String) {
    #expect(ServiceValues(text).condition(on: "c") == condition)
  }
}
