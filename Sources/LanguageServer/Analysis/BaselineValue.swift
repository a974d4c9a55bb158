import Engine
import Language

/// What a window expression at a place of a rule file comes to over the baseline.
struct BaselineValue {
  let analysis: Analysis
  let gathered: Gathered
  /// Columns of a loop or a set that are shown at most.
  static let mostColumns = 8

  /// The value for each column that the place speaks of; one without a name where it speaks of none.
  ///
  /// - Parameters:
  ///   - call: text of a window expression; in `columns { }` a check without its column.
  ///   - offset: where it stands.
  func values(of call: String, at offset: Int) -> [(column: String?, value: MetricValue)] {
    let parsed = Parser.parseExpression(SourceFile(path: "hover", text: call))
    guard parsed.diagnostics.isEmpty else { return [] }
    if let columns = entryColumns(at: offset) {
      return columns.prefix(Self.mostColumns).compactMap { column in
        value { checker in
          guard case .call(let path, let arguments) = parsed.expression.kind,
            let metric = checker.scope.catalogue[path.text]
          else { return nil }
          let left = Term(.column(column), .cell, .row, parsed.expression.span)
          return checker.metric(metric, arguments ?? [], parsed.expression.span, column: left)
        }.map { (column, $0) }
      }
    }
    let rule = rule(at: offset)
    guard let loop = rule?.loop else {
      let value = value(filter: rule?.filter) { $0.check(parsed.expression, .window) }
      return value.map { [(nil, $0)] } ?? []
    }
    return columns(of: loop).prefix(Self.mostColumns).compactMap { column in
      value(loop: (loop.variable, column), filter: rule?.filter) {
        $0.check(parsed.expression, .window)
      }.map { (column, $0) }
    }
  }

  /// The columns that a loop goes over.
  func columns(of loop: Loop) -> [String] {
    var checker = ExpressionChecker(analysis.scope)
    var set = ColumnSet.all
    if let expression = loop.set {
      guard let named = checker.columnSet(of: expression) else { return [] }
      set = named
    }
    let type = loop.type.flatMap { TypeName(rawValue: $0) ?? TypeName.synonyms[$0] }
    return gathered.schema.columns.filter { column in
      set.contains(column, analysis.scope.facts)
        && (type?.includes(column, analysis.scope.facts) ?? true)
    }.map(\.name)
  }

  private func value(
    loop: (variable: String, column: String)? = nil, filter: Expression? = nil,
    _ term: (inout ExpressionChecker) -> Term?
  ) -> MetricValue? {
    var scope = analysis.scope
    if let loop { scope.loops[loop.variable] = .column(loop.column) }
    var checker = ExpressionChecker(scope)
    if let filter {
      guard let predicate = checker.predicate(filter) else { return nil }
      checker.scope.filter = predicate
    }
    guard let term = term(&checker), !term.isInvalid, term.stage == .window else { return nil }
    // What compares with the baseline says nothing over the baseline itself.
    guard Plan([term]).baselineRequests.isEmpty else { return nil }
    let baseline = Term(.baseline(term), term.type, .given, term.span)
    return WindowEvaluator(data: Gathered(), baseline: gathered).evaluate(baseline).value
  }

  // MARK: Places

  struct Loop {
    let variable: String
    let type: String?
    let set: Expression?
  }

  func rule(at offset: Int) -> (loop: Loop?, filter: Expression?)? {
    for case .rule(let rule) in analysis.tree.declarations
    where rule.span.start <= offset && offset <= rule.span.end {
      var loop: Loop?
      var filter: Expression?
      for clause in rule.clauses {
        switch clause.kind {
        case .forEach(let type, let variable, let set):
          loop = Loop(variable: variable.text, type: type?.text, set: set)
        case .where(let condition): filter = condition
        default: break
        }
      }
      return (loop, filter)
    }
    return nil
  }

  /// The columns of the entry of `columns { }` that a place is in.
  private func entryColumns(at offset: Int) -> [String]? {
    for case .columns(let block) in analysis.tree.declarations
    where block.span.start <= offset && offset <= block.span.end {
      for entry in block.entries where entry.span.start <= offset && offset <= entry.span.end {
        guard case .checks(let selector, _) = entry.kind else { return nil }
        return columns(of: selector)
      }
    }
    return nil
  }

  private func columns(of selector: ColumnSelector) -> [String] {
    let set: ColumnSet?
    var checker = ExpressionChecker(analysis.scope)
    switch selector {
    case .path(let path):
      let isLet = path.single.map { !$0.isQuoted && analysis.scope.lets[$0.text] != nil } ?? false
      set =
        isLet ? checker.columnSet(of: Expression(.call(path, nil), path.span)) : .name(path.text)
    case .glob(let glob): set = .glob(glob.text)
    case .regex(let expression):
      if case .pattern(let pattern) = checker.check(expression, .window).kind {
        set = .pattern(pattern)
      } else {
        set = nil
      }
    case .allColumns: set = .all
    }
    guard let set else { return [] }
    return gathered.schema.columns.filter { set.contains($0, analysis.scope.facts) }.map(\.name)
  }
}
