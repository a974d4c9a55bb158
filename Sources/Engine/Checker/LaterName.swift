/// Names of the catalogue that this version does not have: said as such, not taken for
/// misspellings.
enum LaterName {
  static let metrics: Set<String> = []

  /// Whether a later version has the name, of a metric or a bias metric.
  static func isKnown(_ name: String) -> Bool {
    metrics.contains(name) || name.hasPrefix("bias.")
  }
}
