import Language

/// Arguments that are lists.
extension ExpressionChecker {
  /// A value, a list of values, or a range, as a set.
  mutating func members(_ expression: Expression, _ what: String) -> ValueSet? {
    let term = check(expression, .window)
    if case .set(let set) = term.kind { return set }
    if let value = term.constant ?? negatedConstant(term), value != .null {
      return .values([value])
    }
    if !term.isInvalid {
      report(
        Diagnostic(
          .constantWanted, "\(what) is a value or a list of values", at: expression.span))
    }
    return nil
  }

  /// Columns, or expressions over a record, in brackets.
  mutating func columnList(_ expression: Expression, _ what: String) -> [RowExpression]? {
    guard case .list(let elements) = expression.kind, !elements.isEmpty else {
      report(
        Diagnostic(
          .wrongType, "\(what) is a list of columns, such as [age, income]", at: expression.span))
      return nil
    }
    var columns: [RowExpression] = []
    for element in elements {
      let term = check(element, .row)
      guard !term.isInvalid else { return nil }
      guard ![.set, .range, .regex, .columnSet].contains(term.type) else {
        report(Diagnostic(.wrongType, "\(what) holds columns", at: element.span))
        return nil
      }
      columns.append(RowExpression(term))
    }
    return columns
  }
}
