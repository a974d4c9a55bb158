extension SyntaxTree {
  /// The expressions of all declarations, each as a whole, in order of the text.
  package var expressions: [Expression] { declarations.flatMap(\.expressions) }
}

extension Declaration {
  fileprivate var expressions: [Expression] {
    switch self {
    case .let(let named), .define(let named), .derive(let named), .sink(let named): [named.value]
    case .columns(let block), .overrideColumns(let block): block.entries.flatMap(\.expressions)
    case .rule(let rule), .overrideRule(let rule): rule.clauses.flatMap(\.kind.expressions)
    case .waive(let waiver): [waiver.condition].compactMap(\.self)
    default: []
    }
  }
}

extension ColumnsEntry {
  fileprivate var expressions: [Expression] {
    guard case .checks(let selector, let checks) = kind else { return [] }
    var found: [Expression] = []
    if case .regex(let pattern) = selector { found.append(pattern) }
    for check in checks {
      found += (check.subject?.arguments ?? []).map(\.value)
      found += check.bound?.children ?? []
    }
    return found
  }
}

extension RuleClause.Kind {
  fileprivate var expressions: [Expression] {
    switch self {
    case .forEach(_, _, let set): return [set].compactMap(\.self)
    case .where(let condition), .expect(let condition, _): return [condition]
    case .alert(let alert):
      switch alert.until {
      case .expression(let until): return [alert.condition, until]
      case .bound(let bound): return [alert.condition] + bound.children
      case nil: return [alert.condition]
      }
    default: return []
    }
  }
}
