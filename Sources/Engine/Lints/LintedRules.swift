import Language

/// What lints look at: rules as they were written, and as they were checked.
package struct LintedRules {
  /// The file with the declarations of those that it imports.
  let program: SyntaxTree
  /// The same files as they were written, imported ones first.
  let written: [SyntaxTree]
  let rules: [Rule]
  /// Rules of loops and selectors over columns that no known schema tells, each checked once.
  let standIns: [Rule]
  let sinks: [SinkSpecification]
  let facts: ColumnFacts
  let hasWindows: Bool
  /// No rule is missing for a mistake in it.
  let isWhole: Bool
  /// Where conditions are, one for each place in the text.
  private let conditionPlaces: [(rule: Int, condition: Int)]
  /// The same of conditions on records.
  let recordConditions: [Term]

  init(
    program: SyntaxTree, rules: [Rule], standIns: [Rule], sinks: [SinkSpecification],
    facts: ColumnFacts, hasWindows: Bool, isWhole: Bool
  ) {
    self.program = program
    written = (program.links?.imported ?? []) + [program]
    self.rules = rules
    self.standIns = standIns
    self.sinks = sinks
    self.facts = facts
    self.hasWindows = hasWindows
    self.isWhole = isWhole
    var places: Set<SourceSpan> = []
    var recordPlaces: Set<SourceSpan> = []
    var joinedPlaces: Set<SourceSpan> = []
    var conditionPlaces: [(rule: Int, condition: Int)] = []
    var recordConditions: [Term] = []
    for (index, rule) in [rules, standIns].joined().enumerated() {
      for position in rule.conditions.indices
      where places.insert(rule.conditions[position].term.span).inserted {
        conditionPlaces.append((index, position))
      }
      let (alone, joined) = rule.recordConditions
      for term in alone where recordPlaces.insert(term.span).inserted {
        recordConditions.append(term)
      }
      for term in joined where joinedPlaces.insert(term.span).inserted {
        recordConditions.append(term)
      }
    }
    self.conditionPlaces = conditionPlaces
    self.recordConditions = recordConditions
  }

  /// All that a run would judge, and what stands for it.
  var all: FlattenSequence<[[Rule]]> { [rules, standIns].joined() }

  /// Conditions, one for each place in the text.
  var conditions: some Sequence<Rule.Condition> {
    conditionPlaces.lazy.map { place in
      place.rule < rules.count
        ? rules[place.rule].conditions[place.condition]
        : standIns[place.rule - rules.count].conditions[place.condition]
    }
  }

  /// What is found in the terms of all conditions, from the outside in.
  func terms(_ find: (Term) -> Diagnostic?) -> [Diagnostic] {
    LintedRules.visit(conditions.lazy.map(\.term), find)
  }

  /// The same in conditions on records.
  func recordTerms(_ find: (Term) -> Diagnostic?) -> [Diagnostic] {
    LintedRules.visit(recordConditions, find)
  }

  private static func visit(_ roots: some Sequence<Term>, _ find: (Term) -> Diagnostic?)
    -> [Diagnostic]
  {
    var found: [Diagnostic] = []
    var rest: [Term] = []
    for root in roots {
      rest.append(root)
      while let next = rest.popLast() {
        if let diagnostic = find(next) { found.append(diagnostic) }
        let first = rest.count
        next.visitChildren { rest.append($0) }
        rest[first...].reverse()
      }
    }
    return found
  }

  /// Shows every expression as it was written, with what it stands in.
  ///
  /// - Parameter holding: none, where no file holds such a token.
  func visitExpressions(
    holding isWanted: (Token) -> Bool = { _ in true },
    _ show: (_ expression: Expression, _ parent: Expression?) -> Void
  ) {
    guard written.contains(where: { $0.tokens.contains(where: isWanted) }) else { return }
    for root in program.expressions { root.visit(show) }
  }
}
