import Language

extension ExpressionChecker {
  /// The value of a declared metric where it is read: of all records, whatever the rule's `where`.
  mutating func metricValue(of declaration: NamedExpression, _ span: SourceSpan) -> Term {
    // What names came to under the rule's `where` is another thing.
    let outer = (scope, readings)
    readings = [:]
    scope.filter = nil
    scope.left = nil
    scope.loops = [:]
    defer { (scope, readings) = outer }
    return value(of: declaration, span, .window)
  }
}
