import Engine
import Interchange
import JSONText
import Statistics
import Testing

@Suite struct ViolationTests {
  private func constraints(_ features: String, _ config: String = "{}") throws -> JSON {
    try Sample.parse(
      #"{"version": 0.0, "features": [\#(features)], "monitoring_config": \#(config)}"#)
  }

  private let integral = #"{"name": "x", "inferred_type": "Integral", "completeness": 1.0}"#

  @Test func types() throws {
    let data = Sample.statistics(2, [Sample.numbers("x", [1.5, 2.5])])
    let run = try Run(constraints: try constraints(integral), data: data, baseline: data)
    #expect(
      run.violations.violations.map(\.description) == [
        "Data type match requirement is not met. Expected data type: Integral, Expected match: 100.0%."
          + " Observed: Only 0.0% of data is Integral."
      ])
    #expect(run.violations.violations.map(\.feature) == ["x"])
  }

  @Test func numbersWhereStringsWere() throws {
    let wanted = #"{"name": "x", "inferred_type": "String", "completeness": 1.0}"#
    let data = Sample.statistics(2, [Sample.numbers("x", [1.5, 2.5])])
    let run = try Run(constraints: try constraints(wanted), data: data)
    #expect(
      run.violations.violations.map(\.description) == [
        "Data type match requirement is not met. Expected data type: String, Expected match: 100.0%."
          + " Observed: Only 0.0% of data is String."
      ])
  }

  @Test func wholeNumbersAreFractional() throws {
    let wanted = #"{"name": "x", "inferred_type": "Fractional", "completeness": 1.0}"#
    let data = Sample.statistics(2, [Sample.numbers("x", [1, 2], type: "Integral")])
    let run = try Run(constraints: try constraints(wanted), data: data)
    #expect(run.violations.violations.isEmpty)
  }

  @Test func completeness() throws {
    let data = Sample.statistics(
      93, [Sample.numbers("x", (0..<91).map(Double.init), missing: 2, type: "Integral")])
    let run = try Run(constraints: try constraints(integral), data: data)
    #expect(
      run.violations.violations.map(\.description) == [
        "Data completeness requirement is not met. Expected: 100.0%. Observed: Only 97.84946236559139%."
      ])
    let bound = integral.replacingFirst("1.0", with: "\(91.0 / 93.0)")
    let equal = try Run(constraints: try constraints(bound), data: data)
    #expect(equal.violations.violations.isEmpty)
  }

  @Test func driftIsLastAndItsNumbersReadBack() throws {
    let before = Sample.statistics(
      400, [Sample.numbers("x", (0..<400).map(Double.init), type: "Integral")])
    let now = Sample.statistics(
      402, [Sample.numbers("x", (200..<600).map(Double.init), missing: 2, type: "Integral")])
    let run = try Run(constraints: try constraints(integral), data: now, baseline: before)
    let violations = run.violations.violations
    #expect(violations.map(\.check) == [.completeness, .baselineDrift])
    let distance = max(0, 0.5 - 1.8 * (800.0 / 160_000.0).squareRoot())
    #expect(
      violations.last?.description == "Baseline drift distance: \(distance) exceeds threshold: 0.1")
    #expect(
      run.violations.json.at("violations")?.elements?.last?.at("constraint_check_type")
        == .string("baseline_drift_check"))
  }

  @Test func noDriftWhereTheTypeDiffers() throws {
    let before = Sample.statistics(
      400, [Sample.numbers("x", (0..<400).map(Double.init), type: "Integral")])
    let now = Sample.statistics(400, [Sample.numbers("x", (800..<1200).map(Double.init))])
    let run = try Run(constraints: try constraints(integral), data: now, baseline: before)
    #expect(run.violations.violations.map(\.check) == [.dataType])
    #expect(run.verdict("baseline_drift_check_integral")?.state == .pass)
    let lax = #"{"datatype_check_threshold": 0.0}"#
    let other = try Run(constraints: try constraints(integral, lax), data: now, baseline: before)
    #expect(other.violations.violations.map(\.check) == [.baselineDrift])
  }

  @Test func thresholdsAndOverridesAreHonoured() throws {
    let before = Sample.statistics(
      512, [Sample.numbers("x", (0..<512).map(Double.init), type: "Integral")])
    let now = Sample.statistics(
      512, [Sample.numbers("x", (128..<640).map(Double.init), type: "Integral")])
    func checks(_ config: String, _ overrides: String? = nil) throws -> [String] {
      let feature = overrides.map {
        integral.replacingFirst("}", with: #", "monitoringConfigOverrides": \#($0)}"#)
      }
      let run = try Run(
        constraints: try constraints(feature ?? integral, config), data: now, baseline: before)
      #expect(run.diagnostics.isEmpty)
      return run.violations.violations.map(\.description)
    }
    let robust = 0.25 - 1.8 * (1024.0 / 262_144.0).squareRoot()
    let simple = #"{"distribution_constraints": {"comparison_method": "Simple"}}"#
    let strict = #"{"distribution_constraints": {"comparison_threshold": 0.3}}"#
    let off = #"{"distribution_constraints": {"perform_comparison": "Disabled"}}"#
    #expect(try checks("{}") == ["Baseline drift distance: \(robust) exceeds threshold: 0.1"])
    #expect(try checks(simple) == ["Baseline drift distance: 0.25 exceeds threshold: 0.1"])
    #expect(try checks(strict) == [])
    #expect(try checks(off) == [])
    #expect(try checks(#"{"evaluate_constraints": "Disabled"}"#) == [])
    #expect(try checks(off, #"{"perform_comparison": "Enabled"}"#).count == 1)
    #expect(try checks("{}", strict) == [])
    #expect(try checks(strict, #"{"comparison_threshold": 0.05}"#).count == 1)
    #expect(try checks("{}", #"{"evaluate_constraints": "Disabled"}"#) == [])
  }

  @Test func categories() throws {
    let feature = """
      {"name": "d", "inferred_type": "String", "completeness": 1.0,
       "string_constraints": {"domains": ["A", "B"]}}
      """
    let data = Sample.statistics(8, [Sample.strings("d", [("A", 5), ("B", 2), ("C", 1)])])
    let run = try Run(constraints: try constraints(feature), data: data)
    #expect(run.violations.violations.map(\.check) == [.categoricalValues])
    #expect(
      run.violations.violations.first?.description
        == "Categorical values requirement is not met. Expected match: 100.0%. Observed: Only 87.5% of data is in the domain."
    )
    let lax = #"{"domain_content_threshold": 0.8}"#
    #expect(
      try Run(constraints: try constraints(feature, lax), data: data).violations.violations.isEmpty)
    let strict = #"{"domain_content_threshold": 0.9}"#
    #expect(
      try Run(constraints: try constraints(feature, strict), data: data).violations.violations
        .first?
        .description.contains("Expected match: 90.0%") == true)
  }

  @Test func categoricalDrift() throws {
    let feature = #"{"name": "d", "inferred_type": "String", "completeness": 1.0}"#
    let before = Sample.statistics(1000, [Sample.strings("d", [("A", 500), ("B", 500)])])
    let now = Sample.statistics(1000, [Sample.strings("d", [("A", 900), ("C", 100)])])
    let run = try Run(constraints: try constraints(feature), data: now, baseline: before)
    let distance = 0.5 - 1.8 * (2000.0 / 1_000_000.0).squareRoot()
    #expect(
      run.violations.violations.map(\.description) == [
        "Baseline drift distance: \(distance) exceeds threshold: 0.1"
      ])
    for config in [
      #"{"distribution_constraints": {"categorical_comparison_threshold": 0.6}}"#,
      #"{"distribution_constraints": {"categorical_drift_method": "ChiSquared"}}"#,
    ] {
      let other = try Run(
        constraints: try constraints(feature, config), data: now, baseline: before)
      #expect(other.violations.violations.isEmpty)
    }
  }

  @Test func columns() throws {
    let two = [Sample.numbers("x", [1, 2], type: "Integral"), Sample.numbers("y", [1, 2])]
    let more = try Run(
      constraints: try constraints(integral), data: Sample.statistics(2, two))
    #expect(
      more.violations.violations.map(\.description) == [
        "There are extra columns in current dataset. Number of columns in current dataset: 2,"
          + " Number of columns in baseline constraints: 1"
      ])
    let wanted = integral + "," + integral.replacingFirst("x", with: "gone")
    let fewer = try Run(
      constraints: try constraints(wanted), data: Sample.statistics(2, [two[0]]))
    #expect(
      fewer.violations.violations.map(\.description) == [
        "There are missing columns in current dataset. Number of columns in current dataset: 1,"
          + " Number of columns in baseline constraints: 2"
      ])
    #expect(fewer.violations.leftOut == 1, "columns.gone.required is no check of the service")
  }

  @Test func rulesByHandCountWhereTheyMeanTheSame() throws {
    let rules = """
      edition 1
      columns {
        x: completeness >= 90%
        no missing columns
      }
      rule low { alert when mean(x) < 100 }
      rule odd { alert when completeness(x) <= 95% }
      rule wide { expect in_share(d, ["A"]) >= 90% }
      rule quiet { mode observe expect type_share(x, string) > 0 }
      rule same { expect drift(x, method: ks) <= 0.1 }
      rule wrong { alert when completeness(x) > 10% }
      """
    let numbers = Sample.numbers("x", [1, 2, 3, 4], missing: 4)
    let data = Sample.statistics(8, [numbers, Sample.strings("d", [("A", 4), ("B", 4)])])
    let before = Sample.statistics(
      8, [Sample.numbers("x", [9, 9]), Sample.strings("d", [("A", 8)]), Sample.numbers("z", [1])])
    let run = try Run(rules: rules, data: data, baseline: before)
    #expect(
      run.violations.violations.map { "\($0.feature) \($0.check.rawValue)" } == [
        "x completeness_check", "x completeness_check", "Missing columns missing_column_check",
        "d categorical_values_check", "x baseline_drift_check",
      ], "\(run.diagnostics.map(\.message))")
    #expect(run.violations.leftOut == 2)
    #expect(
      run.violations.violations[2].description
        == "There are missing columns in current dataset. Number of columns in current dataset: 2,"
        + " Number of columns in baseline constraints: 3")
  }

  @Test func nothingViolated() throws {
    let data = Sample.statistics(2, [Sample.numbers("x", [1, 2], type: "Integral")])
    let run = try Run(constraints: try constraints(integral), data: data)
    #expect(run.violations.json.text(.service) == "{\n  \"violations\" : [ ]\n}")
  }
}
