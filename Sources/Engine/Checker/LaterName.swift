/// Names of the catalogue that this version does not have: said as such, not taken for
/// misspellings.
enum LaterName {
  static let metrics: Set<String> = Set(
    """
    attribution attribution_ndcg attribution_rank attribution_share
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  /// Whether a later version has the name.
  static func isKnown(_ name: String) -> Bool { metrics.contains(name) }
}
