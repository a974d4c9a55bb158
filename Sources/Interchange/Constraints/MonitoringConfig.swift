import Engine

/// What of a `constraints.json` is evaluated and how strictly; nil where the file does not say.
package struct MonitoringConfig: Sendable, Equatable {
  /// `Simple` compares distances as they are, `Robust` less an allowance for chance.
  package enum Method: String, Sendable {
    case simple = "Simple"
    case robust = "Robust"

    /// The metric's word for it.
    var word: String { self == .robust ? "sagemaker_robust" : "sagemaker_simple" }
  }

  package enum CategoricalMethod: String, Sendable {
    case linf = "LInfinity"
    case chiSquared = "ChiSquared"
  }

  package var evaluatesConstraints: Bool?
  package var emitsMetrics: Bool?
  /// The share of values that must be of the baseline's type.
  package var datatypeThreshold: Double?
  /// The share of values that must be in the domain.
  package var domainThreshold: Double?
  package var performsComparison: Bool?
  /// The distance above which a column of numbers has drifted.
  package var comparisonThreshold: Double?
  package var comparisonMethod: Method?
  /// Likewise for strings; where it is not given, that of numbers.
  package var categoricalThreshold: Double?
  package var categoricalMethod: CategoricalMethod?

  package init() {}

  /// What the service writes.
  package static let standard = {
    var config = MonitoringConfig()
    config.evaluatesConstraints = true
    config.emitsMetrics = true
    config.datatypeThreshold = 1
    config.domainThreshold = 1
    config.performsComparison = true
    config.comparisonThreshold = 0.1
    config.comparisonMethod = .robust
    return config
  }()

  /// What a feature's overrides say, and this where they don't.
  package func overridden(by other: MonitoringConfig?) -> MonitoringConfig {
    guard let other else { return self }
    var result = self
    result.evaluatesConstraints = other.evaluatesConstraints ?? evaluatesConstraints
    result.emitsMetrics = other.emitsMetrics ?? emitsMetrics
    result.datatypeThreshold = other.datatypeThreshold ?? datatypeThreshold
    result.domainThreshold = other.domainThreshold ?? domainThreshold
    result.performsComparison = other.performsComparison ?? performsComparison
    result.comparisonThreshold = other.comparisonThreshold ?? comparisonThreshold
    result.comparisonMethod = other.comparisonMethod ?? comparisonMethod
    // A feature's own threshold goes before the file's for strings.
    result.categoricalThreshold =
      other.categoricalThreshold ?? other.comparisonThreshold ?? categoricalThreshold
    result.categoricalMethod = other.categoricalMethod ?? categoricalMethod
    return result
  }
}

extension MonitoringConfig {
  var json: JSON {
    let comparison: [JSON.Member?] = [
      performsComparison.map { JSON.Member("perform_comparison", .switched($0)) },
      comparisonThreshold.map { JSON.Member("comparison_threshold", .number($0)) },
      comparisonMethod.map { JSON.Member("comparison_method", .string($0.rawValue)) },
      categoricalThreshold.map { JSON.Member("categorical_comparison_threshold", .number($0)) },
      categoricalMethod.map { JSON.Member("categorical_drift_method", .string($0.rawValue)) },
    ]
    let members = comparison.compactMap(\.self)
    return .object([
      "evaluate_constraints": evaluatesConstraints.map(JSON.switched),
      "emit_metrics": emitsMetrics.map(JSON.switched),
      "datatype_check_threshold": datatypeThreshold.map { .number($0) },
      "domain_content_threshold": domainThreshold.map { .number($0) },
      "distribution_constraints": members.isEmpty ? nil : .object(members),
    ])
  }
}

extension JSON {
  fileprivate static func switched(_ on: Bool) -> JSON { .string(on ? "Enabled" : "Disabled") }
}

extension FieldReader {
  private static let comparisonKeys = [
    "perform_comparison", "comparison_threshold", "comparison_method",
    "categorical_comparison_threshold", "categorical_drift_method",
  ]

  static let configKeys =
    [
      "evaluate_constraints", "emit_metrics", "datatype_check_threshold",
      "domain_content_threshold", "distribution_constraints",
    ] + comparisonKeys

  /// The keys of `distribution_constraints` may stand outside it as well, as some write overrides.
  mutating func config(_ object: Object) -> MonitoringConfig {
    var config = MonitoringConfig()
    config.evaluatesConstraints = switched("evaluate_constraints", of: object)
    config.emitsMetrics = switched("emit_metrics", of: object)
    config.datatypeThreshold = number("datatype_check_threshold", of: object, in: 0...1, .optional)
    config.domainThreshold = number("domain_content_threshold", of: object, in: 0...1, .optional)
    readComparison(object, into: &config)
    if let inner = self.object(
      "distribution_constraints", of: object, known: FieldReader.comparisonKeys, .optional)
    {
      readComparison(inner, into: &config)
    }
    return config
  }

  private mutating func readComparison(_ object: Object, into config: inout MonitoringConfig) {
    config.performsComparison =
      switched("perform_comparison", of: object) ?? config.performsComparison
    config.comparisonThreshold =
      number("comparison_threshold", of: object, in: 0...Double.greatestFiniteMagnitude, .optional)
      ?? config.comparisonThreshold
    config.categoricalThreshold =
      number(
        "categorical_comparison_threshold", of: object, in: 0...Double.greatestFiniteMagnitude,
        .optional) ?? config.categoricalThreshold
    if let word = text("comparison_method", of: object, .optional) {
      switch word.lowercased() {
      case "robust", "linf_robust": config.comparisonMethod = .robust
      case "simple", "linf_simple": config.comparisonMethod = .simple
      default: note(object.path(of: "comparison_method"), .unusable(wanted: "Simple or Robust"))
      }
    }
    if let word = text("categorical_drift_method", of: object, .optional) {
      switch word.lowercased() {
      case "linfinity": config.categoricalMethod = .linf
      case "chisquared":
        config.categoricalMethod = .chiSquared
        note(object.path(of: "categorical_drift_method"), .notYet)
      default:
        note(
          object.path(of: "categorical_drift_method"),
          .unusable(wanted: "LInfinity or ChiSquared"))
      }
    }
  }

  private mutating func switched(_ key: String, of object: Object) -> Bool? {
    guard let word = text(key, of: object, .optional) else { return nil }
    switch word.lowercased() {
    case "enabled": return true
    case "disabled": return false
    default:
      note(object.path(of: key), .unusable(wanted: "Enabled or Disabled"))
      return nil
    }
  }
}
