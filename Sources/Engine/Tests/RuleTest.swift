import Language

/// A `test` block, its names resolved: data for rules, and what they must say of them.
package struct RuleTest: Sendable {
  package enum Given: Sendable {
    /// CSV; columns that are not named are out of sight.
    case rows(StringLiteral)
    /// The path of data, relative to the rule file.
    case file(StringLiteral)
    /// Values of metrics, window by window, without data.
    case series(SeriesWindows)
  }

  package enum Baseline: Sendable {
    case path(StringLiteral)
    case rows(StringLiteral)
  }

  /// `then RULE violated for VAR == … in window N`
  package struct Expectation: Sendable {
    package let rule: String
    package let outcome: TestOutcome
    /// Nil for all of the rule's verdicts.
    let selection: VerdictSelection?
    /// From 1; nil for all windows.
    package let window: Int?
    /// The whole clause.
    package let span: SourceSpan
    /// The rule's id in it.
    package let ruleSpan: SourceSpan
  }

  package let title: StringLiteral
  package let given: Given
  /// `against …`; nil where the monitor's baseline counts.
  package let baseline: Baseline?
  /// Values over the baseline, by the canonical text of a metric's call.
  package let baselineValues: [String: MetricValue]
  package let expectations: [Expectation]
  /// `then others pass`, where it stands.
  package let othersPass: SourceSpan?
  package let span: SourceSpan
}
