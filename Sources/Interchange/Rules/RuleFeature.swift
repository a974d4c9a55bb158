import Engine
import Language
import Statistics

/// A feature of a `constraints.json` on its way to rules.
struct RuleFeature {
  let feature: ServiceConstraints.Feature
  let config: MonitoringConfig

  init(_ feature: ServiceConstraints.Feature, _ config: MonitoringConfig) {
    self.feature = feature
    self.config = config
  }

  private var isEvaluated: Bool { config.evaluatesConstraints ?? true }

  /// The column's name in rule text; nil where no spelling of it is a name.
  var reference: String? {
    let text = Quoting.name(feature.name)
    let parsed = Parser.parseExpression(SourceFile(path: "name", text: text))
    guard parsed.diagnostics.isEmpty, case .call(let path, nil) = parsed.expression.kind,
      path.single?.text == feature.name
    else { return nil }
    return text
  }

  /// The name in a set of columns, where the name of a type would be the type.
  var setReference: String? {
    guard let reference else { return nil }
    return TypeName(rawValue: reference) == nil ? reference : "`\(reference)`"
  }

  /// The lines of the column in `columns { }`.
  var entry: [String] {
    guard let reference else {
      return ["// column \(Quoting.string(feature.name)) can't be named in a rule"]
    }
    // A feature of which nothing is asked is named all the same: it counts as a column.
    return ["\(reference): \(checks.isEmpty ? "optional" : checks.joined(separator: ", "))"]
  }

  var checks: [String] {
    guard isEvaluated else { return [] }
    return columnChecks
  }

  private var columnChecks: [String] {
    var checks: [String] = []
    if let typeCheck { checks.append("type_share(\(typeCheck) as data_type_check") }
    // What always holds is left out.
    if let completeness = feature.completeness, completeness > 0 {
      checks.append("completeness >= \(Number.percent(completeness)) as completeness_check")
    }
    let share = config.domainThreshold ?? 1
    if let domains = feature.domains, !domains.isEmpty, share > 0 {
      let list = domains.map(Quoting.string).joined(separator: ", ")
      let tolerance = share < 1 ? " for at least \(Number.percent(share))" : ""
      checks.append("in [\(list)]\(tolerance) as categorical_values_check")
    }
    return checks
  }

  /// `integral) >= 100%`: the end of a `type_share`, whose column is left out in `columns { }`.
  private var typeCheck: String? {
    guard let typeWord else { return nil }
    let share = config.datatypeThreshold ?? 1
    return share > 0 ? "\(typeWord)) >= \(Number.percent(share))" : nil
  }

  private var typeWord: String? {
    switch feature.inferredType {
    case .integral: "integral"
    case .fractional: "fractional"
    case .boolean: "boolean"
    case .string: "sagemaker_string"
    case .unknown, nil: nil
    }
  }

  /// What a rule says that stands for the constraints of a feature where they are disabled, off as these are;
  /// empty where there are none.
  var disabled: [String] {
    guard !isEvaluated, let reference else { return [] }
    var lines: [String] = []
    if let typeCheck { lines.append("expect type_share(\(reference), \(typeCheck)") }
    if let completeness = feature.completeness, completeness > 0 {
      lines.append("expect completeness(\(reference)) >= \(Number.percent(completeness))")
    }
    if let domains = feature.domains, !domains.isEmpty {
      let list = domains.map(Quoting.string).joined(separator: ", ")
      let share = Number.percent(config.domainThreshold ?? 1)
      lines.append("expect in_share(\(reference), [\(list)]) >= \(share)")
    }
    if let drift = comparison(reference) { lines.append("alert when \(drift)") }
    return lines.isEmpty ? [] : lines + ["mode off"]
  }

  /// The type for a rule's name.
  var kind: String { feature.inferredType?.rawValue.lowercased() ?? "unknown" }

  // MARK: Drift

  /// When the column of a loop has drifted: not where the type check fails, as the service has it. Nil where
  /// nothing is compared, or where nothing could exceed the threshold.
  func driftCondition(_ c: String) -> String? { isEvaluated ? comparison(c) : nil }

  private func comparison(_ c: String) -> String? {
    guard config.performsComparison ?? true, let type = feature.inferredType,
      type != .unknown
    else { return nil }
    let isNumeric = type == .integral || type == .fractional
    if !isNumeric, config.categoricalMethod == .chiSquared { return nil }
    let threshold =
      (isNumeric ? nil : config.categoricalThreshold) ?? config.comparisonThreshold ?? 0.1
    guard threshold < 1 else { return nil }
    let method = (config.comparisonMethod ?? .robust).word
    let drift = "drift(\(c), method: \(method)) > \(Number.text(threshold))"
    return typeCheck.map { drift + " and type_share(\(c), \($0)" } ?? drift
  }
}
