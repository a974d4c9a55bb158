import Language

extension RulesetChecker {
  /// `by region, zone at most 50, at least 200 rows`; nil after a report.
  mutating func segmentation(_ by: RuleDraft.By, _ scope: Scope) -> Segmentation? {
    guard let most = whole(by.atMost, "a number of segments", 1...Segmentation.mostSegments) else {
      return nil
    }
    var least: Int?
    if let rows = by.atLeastRows {
      least = whole(rows, "a number of rows", 1...Int.max)
      if least == nil { return nil }
    }
    var columns: [RowExpression] = []
    for (index, name) in by.names.enumerated() {
      if by.names[..<index].contains(where: { $0.text == name.text }) {
        diagnostics.append(
          Diagnostic(.duplicateClause, "`\(name.text)` stands twice", at: name.span))
        return nil
      }
      let term = with(scope) { $0.column(name.text, name.span) }
      guard !term.isInvalid else { return nil }
      guard !term.columns.contains(where: scope.facts.sensitive.contains) else {
        diagnostics.append(
          Diagnostic(
            .wrongArguments, "`\(name.text)` is sensitive, and segments are shown by their values",
            at: name.span))
        return nil
      }
      columns.append(RowExpression(term))
    }
    return Segmentation(
      columns: columns, names: by.names.map(\.text), atMost: most, atLeastRows: least)
  }

  mutating func whole(
    _ number: NumberLiteral, _ what: String, _ range: ClosedRange<Int>
  ) -> Int? {
    if let value = Int(exactly: number.value), range.contains(value) { return value }
    let most = range.upperBound == .max ? "" : " and \(Number.grouped(range.upperBound)) at most"
    diagnostics.append(
      Diagnostic(
        .wholeNumberWanted, "\(what) is whole, \(range.lowerBound) or more\(most)",
        at: number.span))
    return nil
  }

  /// What each record is compared with is known for all segments together, not yet for each.
  mutating func report(baselineOfRecords rule: Rule) {
    guard rule.segmentation != nil else { return }
    let calls = rule.conditions.flatMap { $0.term.metricCalls.data }
    let asksModel = calls.contains { ($0.metric as? any ExplainedMetric)?.explanation != nil }
    if asksModel, let condition = rule.conditions.first {
      diagnostics.append(
        .notYet(
          "a rule with `by` over attributions that the model is asked for", at: condition.term.span)
      )
    }
    let expressions = calls.flatMap(\.metric.reads).flatMap {
      $0.columns + [$0.filter].compactMap(\.self)
    }
    guard let term = expressions.lazy.flatMap(\.term.baselineTerms).first else { return }
    diagnostics.append(
      .notYet("`baseline(…)` inside a condition on each record of a rule with `by`", at: term.span))
  }
}
