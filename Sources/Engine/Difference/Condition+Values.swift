extension Rule.Condition {
  /// The values for which it holds, with all names resolved: `mean(fare) < 12`; nil where it takes
  /// several.
  package var values: String? {
    guard let single = SolutionSet(term, negated: sense == .alert)?.single,
      let text = single.quantity.text(of: single.region)
    else { return nil }
    return "holds for \(single.quantity.name) \(text)"
  }
}
