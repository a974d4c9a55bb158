/// What a verdict leaves for later windows.
package struct HistoryTrace: Sendable {
  package let subject: History.Subject
  package let segment: History.Segment
  package let state: RuleState
  /// The values of its history functions' expressions; nil where one was undecided.
  package let values: [History.Series: History.Value?]
}
