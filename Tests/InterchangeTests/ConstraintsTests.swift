import Engine
import Interchange
import JSONText
import Language
import Statistics
import Testing

@Suite struct ConstraintsTests {
  static let file = #"""
    {
      "version": 0.0,
      "features": [
        {"name": "fare", "inferred_type": "Fractional", "completeness": 0.978494623655914,
         "num_constraints": {"is_non_negative": true}},
        {"name": "Day Mins", "inferred_type": "Integral", "completeness": 1.0},
        {"name": "baseline", "inferred_type": "Integral", "completeness": 1e-05,
         "monitoringConfigOverrides": {"datatype_check_threshold": 0.9,
           "distribution_constraints": {"comparison_threshold": 0.25, "comparison_method": "Simple"}}},
        {"name": "string", "inferred_type": "Integral", "completeness": 0.0},
        {"name": "plan", "inferred_type": "String", "completeness": 1.0,
         "string_constraints": {"domains": ["a", "b \"two\"", "c\\d"]}},
        {"name": "state", "inferred_type": "String", "completeness": 1.0,
         "string_constraints": {"domains": ["NY", "WA"],
           "monitoring_config_overrides": {"domain_content_threshold": 0.5}}},
        {"name": "quiet", "inferred_type": "Fractional", "completeness": 1.0,
         "monitoring_config_overrides": {"evaluate_constraints": "Disabled"}},
        {"name": "still", "inferred_type": "Fractional", "completeness": 1.0,
         "monitoringConfigOverrides": {"perform_comparison": "Disabled"}},
        {"name": "never", "inferred_type": "Unknown", "completeness": 0.0},
        {"name": "back`tick", "inferred_type": "Integral", "completeness": 1.0}
      ],
      "monitoring_config": {
        "evaluate_constraints": "Enabled",
        "emit_metrics": "Enabled",
        "datatype_check_threshold": 1.0,
        "domain_content_threshold": 1.0,
        "distribution_constraints": {
          "perform_comparison": "Enabled",
          "comparison_threshold": 0.1,
          "comparison_method": "Robust",
          "categorical_comparison_threshold": 0.2,
          "categorical_drift_method": "LInfinity"
        }
      }
    }
    """#

  @Test func theTranslation() throws {
    let constraints = try ServiceConstraints(Sample.parse(Self.file))
    #expect(constraints.remarks.isEmpty, "\(constraints.remarks)")
    let rules = ServiceRules(constraints, monitor: "taxi demand", source: "constraints.json").text
    try Golden.expect(rules, "constraints.tide")
  }

  @Test func theTranslationHasNoFindings() throws {
    let constraints = try ServiceConstraints(Sample.parse(Self.file))
    let run = try Run(
      constraints: Sample.parse(Self.file),
      data: Sample.statistics(0, []))
    #expect(run.diagnostics.isEmpty, "\(run.diagnostics.map(\.message))")
    #expect(run.verdict("columns.fare.completeness_check") != nil)
    #expect(run.verdict("columns.fare.data_type_check") != nil)
    #expect(run.verdict("columns.plan.categorical_values_check") != nil)
    #expect(run.verdict("missing_column_check")?.state == .violated)
    #expect(constraints.schema["fare"]?.type == .fractional)
  }

  @Test(arguments: [
    "c", "no", "all", "columns", "integral", "é", "a b", "1x", "if", "x.y", "a/b", "*", "//", " ",
    "in",
    "let", "where", "as", "_", "tab\there", "\u{202E}x", "", "new\nline", "`", "a`b", "override",
    "not", "null", "optional", "mean", "\u{0}", "\\", "\"", "'", "a:b", "x,y", "🙂", "e\u{301}",
  ]) func anyNameIsTranslated(name: String) throws {
    let file = JSON.object([
      "version": .number(0),
      "features": .array([
        .object([
          "name": .string(name), "inferred_type": .string("Integral"), "completeness": .number(1),
        ]),
        .object([
          "name": .string("other"), "inferred_type": .string("String"), "completeness": .number(1),
          "string_constraints": .object(["domains": .array([.string(name)])]),
        ]),
      ]),
      "monitoring_config": .object([:]),
    ])
    let data = Sample.statistics(
      2, [Sample.numbers(name, [1.5, 2.5]), Sample.strings("other", [(name, 2)])])
    let run = try Run(constraints: file, data: data, baseline: data)
    #expect(run.diagnostics.isEmpty, "\(run.diagnostics.map(\.message))\n\(run.rules)")
    #expect(run.violations.violations.allSatisfy { $0.check == .dataType && $0.feature == name })
    let canBeNamed = !run.rules.contains("can't be named")
    #expect(run.violations.violations.count == (canBeNamed ? 1 : 0), "\(run.rules)")
  }

  @Test func itReadsBackAsItWasWritten() throws {
    let first = try ServiceConstraints(Sample.parse(Self.file))
    let text = first.json.text(.service)
    let second = try ServiceConstraints(Sample.parse(text))
    #expect(second.remarks.isEmpty, "\(second.remarks)")
    #expect(second.json.text(.service) == text)
    #expect(second.features == first.features)
    #expect(second.monitoring == first.monitoring)
  }

  @Test(arguments: [
    (#"{"evaluate_constraints": "Maybe"}"#, "monitoring_config.evaluate_constraints"),
    (#"{"datatype_check_threshold": 95}"#, "monitoring_config.datatype_check_threshold"),
    (#"{"domain_content_threshold": "1"}"#, "monitoring_config.domain_content_threshold"),
    (#"{"colour": 1}"#, "monitoring_config.colour"),
    (
      #"{"distribution_constraints": {"comparison_method": "Best"}}"#,
      "monitoring_config.distribution_constraints.comparison_method"
    ),
    (
      #"{"distribution_constraints": {"categorical_drift_method": "ChiSquared"}}"#,
      "monitoring_config.distribution_constraints.categorical_drift_method"
    ),
    (#"{"distribution_constraints": []}"#, "monitoring_config.distribution_constraints"),
  ]) func whatCantBeUsedIsNamed(config: String, field: String) throws {
    let file = #"{"version": 0.0, "features": [], "monitoring_config": \#(config)}"#
    let read = try ServiceConstraints(Sample.parse(file))
    #expect(read.remarks.map(\.field) == [field], "\(read.remarks)")
  }

  @Test func aFeatureOfAnotherShapeIsNamed() throws {
    let file = """
      {"version": 0.0, "monitoring_config": {}, "features": [
       {"name": "a", "inferred_type": "Integer", "completeness": "all"},
       {"name": "b", "inferred_type": "String", "completeness": 1.0,
        "string_constraints": {"domains": ["x", 7]}}, 5, {}]}
      """
    let read = try ServiceConstraints(Sample.parse(file))
    #expect(
      read.remarks.map { "\($0.feature ?? "-") \($0.field)" } == [
        "a inferred_type", "a completeness", "b string_constraints.domains[1]",
        "- features[2].name", "- features[3].name",
      ])
    #expect(read.features.map(\.name) == ["a", "b"])
    #expect(read.features.last?.domains == ["x"])
  }
}
