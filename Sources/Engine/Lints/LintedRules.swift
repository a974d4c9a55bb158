import Language

/// What lints look at: rules as they were written, and as they were checked.
package struct LintedRules {
  /// The file, and those that it imports.
  let trees: [SyntaxTree]
  let rules: [Rule]
  /// Rules of loops and selectors over columns that no known schema tells, each checked once.
  let standIns: [Rule]
  /// All that a run would judge, and what stands for it.
  let all: [Rule]
  let sinks: [SinkSpecification]
  let facts: ColumnFacts
  let hasWindows: Bool
  /// No rule is missing for a mistake in it.
  let isWhole: Bool
  /// Conditions, one for each place in the text.
  let conditions: [Term]
  /// The same of conditions on records.
  let recordConditions: [Term]

  init(
    trees: [SyntaxTree], rules: [Rule], standIns: [Rule], sinks: [SinkSpecification],
    facts: ColumnFacts, hasWindows: Bool, isWhole: Bool
  ) {
    self.trees = trees
    self.rules = rules
    self.standIns = standIns
    all = standIns.isEmpty ? rules : rules + standIns
    self.sinks = sinks
    self.facts = facts
    self.hasWindows = hasWindows
    self.isWhole = isWhole
    var places: Set<SourceSpan> = []
    var recordPlaces: Set<SourceSpan> = []
    var joinedPlaces: Set<SourceSpan> = []
    var conditions: [Term] = []
    var recordConditions: [Term] = []
    for rule in all {
      for condition in rule.conditions where places.insert(condition.term.span).inserted {
        conditions.append(condition.term)
      }
      let (alone, joined) = rule.recordConditions
      for term in alone where recordPlaces.insert(term.span).inserted {
        recordConditions.append(term)
      }
      for term in joined where joinedPlaces.insert(term.span).inserted {
        recordConditions.append(term)
      }
    }
    self.conditions = conditions
    self.recordConditions = recordConditions
  }

  /// What is found in the terms of all conditions, from the outside in.
  func terms(_ find: (Term) -> Diagnostic?) -> [Diagnostic] {
    LintedRules.visit(conditions, find)
  }

  /// The same in conditions on records.
  func recordTerms(_ find: (Term) -> Diagnostic?) -> [Diagnostic] {
    LintedRules.visit(recordConditions, find)
  }

  private static func visit(_ roots: [Term], _ find: (Term) -> Diagnostic?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var rest: [Term] = []
    for root in roots {
      rest.append(root)
      while let next = rest.popLast() {
        if let diagnostic = find(next) { found.append(diagnostic) }
        rest += next.children.reversed()
      }
    }
    return found
  }

  /// Shows every expression as it was written, with what it stands in.
  ///
  /// - Parameter holding: only of files that hold such a token.
  func visitExpressions(
    holding isWanted: (Token) -> Bool = { _ in true },
    _ show: (_ expression: Expression, _ parent: Expression?) -> Void
  ) {
    for tree in trees where tree.tokens.contains(where: isWanted) {
      for root in tree.expressions { root.visit(show) }
    }
  }
}
