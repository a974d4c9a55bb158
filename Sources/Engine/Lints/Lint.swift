import Language

/// Things that a careful reviewer would raise about rules that are otherwise in order.
package protocol Lint: Sendable {
  /// What it can report.
  static var codes: [DiagnosticCode] { get }

  static func findings(in rules: LintedRules) -> [Diagnostic]
}

/// Every lint that there is.
package enum Lints {
  package static let all: [any Lint.Type] = [
    RuleLogic.self, PartialConditions.self, RecordConditions.self, NullComparison.self,
    ConditionWithoutData.self, RepeatedListValue.self, UntilLogic.self, MissingNeeds.self,
    FloatEquality.self, PercentScale.self, TestDirection.self, CodesAsNumbers.self,
    UnfairBounds.self, UnusedSink.self, HiddenCharacters.self, MixedScripts.self,
    UnheardRule.self, PatternLints.self,
    CriticalRules.self, Titles.self, SnakeCase.self, MagicNumbers.self, Negations.self,
    Parentheses.self, ComparisonStyle.self, Units.self, RuleUpkeep.self,
  ]

  /// Codes that lints give, in order.
  package static let codes: [DiagnosticCode] = all.flatMap { $0.codes }.sorted { $0.id < $1.id }

  /// - Parameter groups: the groups of codes that are asked for.
  static func findings(
    in rules: LintedRules, groups: Set<DiagnosticCode.Group>
  ) -> [Diagnostic] {
    all.filter { lint in lint.codes.contains { groups.contains($0.group) } }
      .flatMap { $0.findings(in: rules) }
      .filter { groups.contains($0.code.group) }
  }
}
