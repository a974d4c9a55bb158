import Language

/// Keeps violations of a rule from alerting until a day; they are evaluated and shown all the same.
package struct Waiver: Sendable {
  /// The rule's id: `accuracy`, or `columns.COLUMN.CHECK`.
  package let rule: String
  /// Nil for every verdict of the rule.
  let selection: VerdictSelection?
  /// As the rule file writes it.
  let lastDay: String
  /// The moment at which it ends, that of a day its last: seconds since 1970-01-01T00:00:00Z.
  package let until: Double
  package let because: String
  package let owner: String
  package let span: SourceSpan

  /// Whether it covers a verdict.
  ///
  /// - Parameter moment: the end of the verdict's window; where there are no windows, the time of the
  ///   run. Seconds since 1970-01-01T00:00:00Z.
  func covers(
    _ rule: Rule, _ segment: [(name: String, value: String?)], at moment: Double
  ) -> Bool {
    guard rule.id == self.rule, moment <= until else { return false }
    return selection?.picks(column: rule.column, segment) ?? true
  }

  package var sentence: String {
    "Waived until \(lastDay) by \(owner): \(because)"
  }

  package var json: JSON {
    .object([
      "until": .string(lastDay), "because": .string(because),
      "owner": .string(owner), "place": .string(span.description),
    ])
  }
}
