/// What a window leaves for later ones.
package struct HistoryTrace: Sendable {
  /// The values of expressions; nil where one was undecided.
  package let values: [History.Series: History.Value?]
  package let carried: Carried?

  /// What a rule carries on.
  package struct Carried: Sendable {
    package let subject: History.Subject
    package let segment: History.Segment
    package let state: RuleState
  }
}
