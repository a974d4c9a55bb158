import Engine
import Statistics

extension ServiceConstraints {
  /// What rules say of features: what most of them share is said once for the file.
  ///
  /// - Parameter tags: what an import noted of the file that no rule can say.
  init(_ drafts: [(name: String, ServiceExport.Draft)], _ tags: [String: String]) {
    version = 0
    var file = MonitoringConfig.standard
    let all = drafts.map(\.1)
    file.datatypeThreshold = ServiceConstraints.usual(all.compactMap(\.typeThreshold)) ?? 1
    file.domainThreshold = ServiceConstraints.usual(all.compactMap(\.domainThreshold)) ?? 1
    let drifts = all.filter { $0.drift != nil }
    let numeric = drifts.filter { $0.type != .string && $0.type != .boolean }
    let usual = numeric.isEmpty ? drifts : numeric
    file.comparisonThreshold =
      ServiceConstraints.usual(usual.compactMap { $0.drift?.threshold }) ?? 0.1
    file.comparisonMethod =
      ServiceConstraints.usual(drifts.compactMap { $0.drift?.method }) ?? .robust
    let texts = drifts.filter { !$0.isNumeric }.compactMap { $0.drift?.threshold }
    file.categoricalThreshold = tags["sagemaker_categorical_comparison_threshold"].flatMap(
      Double.init)
    if file.categoricalThreshold == nil, let most = ServiceConstraints.usual(texts),
      most != file.comparisonThreshold
    {
      file.categoricalThreshold = most
    }
    file.categoricalMethod = tags["sagemaker_categorical_drift_method"].flatMap(
      MonitoringConfig.CategoricalMethod.init)
    if tags["sagemaker_emit_metrics"] == "Disabled" { file.emitsMetrics = false }
    if drifts.isEmpty { file.performsComparison = false }
    if !all.isEmpty, all.allSatisfy(\.isDisabled) { file.evaluatesConstraints = false }
    monitoring = file
    features = drafts.map { name, draft in
      var feature = Feature(name: name, inferredType: draft.type ?? .unknown)
      feature.completeness = draft.completeness ?? 0
      if draft.isNumeric { feature.isNonNegative = draft.isNonNegative }
      feature.domains = draft.domains
      feature.overrides = ServiceConstraints.overrides(draft, file)
      return feature
    }
  }

  /// What a feature says otherwise than the file; nil where that is nothing.
  private static func overrides(
    _ draft: ServiceExport.Draft, _ file: MonitoringConfig
  ) -> MonitoringConfig? {
    var own = MonitoringConfig()
    if let threshold = draft.typeThreshold, threshold != file.datatypeThreshold {
      own.datatypeThreshold = threshold
    }
    if let threshold = draft.domainThreshold, threshold != file.domainThreshold {
      own.domainThreshold = threshold
    }
    let usual =
      (draft.isNumeric ? nil : file.categoricalThreshold) ?? file.comparisonThreshold
    if let drift = draft.drift {
      if drift.threshold != usual { own.comparisonThreshold = drift.threshold }
      if drift.method != file.comparisonMethod { own.comparisonMethod = drift.method }
    } else if draft.type != nil, file.performsComparison == true, !draft.isDisabled {
      own.performsComparison = false
    }
    if draft.isDisabled, file.evaluatesConstraints == true { own.evaluatesConstraints = false }
    return own == MonitoringConfig() ? nil : own
  }

  /// What occurs most often, of equals the first.
  private static func usual<Value: Hashable>(_ values: [Value]) -> Value? {
    var counts: [Value: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    let most = counts.values.max()
    return values.first { counts[$0] == most }
  }
}
