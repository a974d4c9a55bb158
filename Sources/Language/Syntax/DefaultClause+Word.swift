extension DefaultClause {
  /// What it sets.
  package var settingWord: String {
    switch self {
    case .severity: "severity"
    case .mode: "mode"
    case .onUnknown: "on unknown"
    case .needsRows: "needs at least … rows"
    case .needsLabels: "needs labels"
    case .needsHistory: "needs … of history"
    }
  }
}
