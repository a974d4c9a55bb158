import Language

extension ExpressionChecker {
  /// The value of a declared metric where it is read: of all records, whatever the rule's `where`.
  mutating func metricValue(of declaration: NamedExpression, _ span: SourceSpan) -> Term {
    let outer = scope
    scope.filter = nil
    scope.left = nil
    scope.loops = [:]
    defer { scope = outer }
    return value(of: declaration, span, .window)
  }
}
