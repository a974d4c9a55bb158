import Engine

/// The data-quality checks of Amazon SageMaker Model Monitor, by the names of its files.
package enum ServiceCheck: String, Sendable, CaseIterable {
  case dataType = "data_type_check"
  case completeness = "completeness_check"
  case missingColumn = "missing_column_check"
  case extraColumn = "extra_column_check"
  case categoricalValues = "categorical_values_check"
  case baselineDrift = "baseline_drift_check"

  /// Types and completeness stand first in the service's files, drift last.
  var rank: Int {
    switch self {
    case .dataType, .completeness: 0
    case .missingColumn, .extraColumn, .categoricalValues: 1
    case .baselineDrift: 2
    }
  }

  /// The check that a violated comparison is, by the metric that decided it: rules of any origin, as
  /// long as they want what the service wants (a share not too small, a distance not too large).
  init?(_ decision: Decision) {
    guard let call = decision.call, let value = decision.value.number,
      let limit = decision.limitNumber
    else { return nil }
    let isTooLow = value <= limit
    let isTooHigh = value >= limit
    switch call.signature.name {
    case "type_share" where isTooLow: self = .dataType
    case "completeness" where isTooLow: self = .completeness
    case "drift" where isTooHigh: self = .baselineDrift
    case "missing_columns" where isTooHigh: self = .missingColumn
    case "extra_columns" where isTooHigh: self = .extraColumn
    case "column_count" where value != limit:
      self = value < limit ? .missingColumn : .extraColumn
    case "in_share" where isTooLow: self = .categoricalValues
    case "share" where isTooLow && call.isMembership: self = .categoricalValues
    default: return nil
    }
  }
}

extension MetricCall {
  /// Whether the share is that of values in a set.
  fileprivate var isMembership: Bool {
    guard let predicate = try? arguments.predicate() else { return false }
    if case .member(_, negated: false, _) = predicate.term.kind { return true }
    return false
  }
}
