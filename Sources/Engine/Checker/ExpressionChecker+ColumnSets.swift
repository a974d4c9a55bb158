import Language

extension ExpressionChecker {
  mutating func columnSet(_ arguments: [Argument], _ span: SourceSpan) -> Term {
    var sets: [ColumnSet] = []
    for argument in arguments {
      guard let set = columnSetMember(argument.value) else { return silent(span) }
      sets.append(set)
    }
    return Term(.columnSet(.union(sets)), .columnSet, .given, span)
  }

  /// What stands in `columns(…)`: a glob, a regex, a type, a column, or another set.
  mutating func columnSetMember(_ expression: Expression) -> ColumnSet? {
    switch expression.kind {
    case .string(let glob): return .glob(glob)
    case .regex:
      guard case .pattern(let pattern) = check(expression, .window).kind else { return nil }
      return .pattern(pattern)
    case .call(let path, nil):
      if let filling = filling(path) {
        return atCall(filling) { $0.columnSetMember($1) } ?? nil
      }
      if scope.lets[path.text] != nil || scope.loops[path.text] != nil {
        return self.columnSet(of: expression)
      }
      if let name = path.single, !name.isQuoted, let type = TypeName(rawValue: name.text) {
        return .type(type)
      }
      guard !column(path.text, path.span).isInvalid else { return nil }
      return .name(path.text)
    default: return self.columnSet(of: expression)
    }
  }

  /// The set of columns that an expression stands for.
  package mutating func columnSet(of expression: Expression) -> ColumnSet? {
    let term = check(expression, .window)
    if case .columnSet(let set) = term.kind { return set }
    if !term.isInvalid {
      report(
        Diagnostic(
          .wrongType, "a set of columns is wanted, such as columns(\"history_*\", numeric)",
          at: expression.span, label: "a \(term.type.rawValue)"))
    }
    return nil
  }

  mutating func except(_ set: Expression, _ out: Expression, _ span: SourceSpan) -> Term {
    guard let whole = columnSet(of: set), let part = columnSetMember(out) else {
      return silent(span)
    }
    return Term(.columnSet(.except(whole, part)), .columnSet, .given, span)
  }
}
