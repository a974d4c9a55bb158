import Language

extension ExpressionChecker {
  mutating func subjectColumn(_ column: String?, _ span: SourceSpan) -> Term {
    if let column, scope.derived[column] != nil { return self.column(column, span) }
    return Term(.column(column ?? "*"), .cell, .row, span)
  }

  /// The metric `type_share` of a column.
  func typeShare(_ type: TypeName, of column: Term, _ span: SourceSpan) -> Term? {
    guard let metric = scope.catalogue["type_share"] else { return nil }
    let expression = RowExpression(column)
    return built(
      metric, ["c": .column(expression), "type": .word(type.rawValue)],
      "c: \(expression.key), type: \(type.rawValue)", expression.columns, span)
  }

  /// All values satisfy a predicate, or as many as the tolerance wants.
  func share(of predicate: Term, _ tolerance: ColumnCheck.Tolerance?, _ span: SourceSpan) -> Term {
    guard let share = scope.catalogue["share"] else { return silent(span) }
    let expression = RowExpression(predicate)
    let of = { (metric: any Metric.Type, expression: RowExpression) in
      built(
        metric, ["P": .predicate(expression)], "P: \(expression.key)", expression.columns, span)
    }
    switch tolerance {
    case .exceptRows(let rows):
      return failing(predicate, isShare: false, atMost: rows, span)
    case .atLeast(let ratio):
      guard let held = of(share, expression) else { return silent(span) }
      return compare(
        held, .greaterOrEqual, unchecked: constant(ratio.value, .number, ratio.span), span)
    case .exceptShare(let ratio):
      return failing(predicate, isShare: true, atMost: ratio, span)
    case nil:
      guard let held = of(share, expression) else { return silent(span) }
      return compare(held, .greaterOrEqual, unchecked: constant(1, .number, span), span)
    }
  }

  /// At most so many records, or such a share of them, may fail.
  func failing(
    _ predicate: Term, isShare: Bool, atMost limit: NumberLiteral, evidence: Bool = true,
    _ span: SourceSpan
  ) -> Term {
    let expression = RowExpression(predicate)
    let arguments = CheckedArguments(
      ["P": .predicate(expression)], filter: scope.filter, facts: scope.facts)
    return atMost(
      limit, FailingRecords(expression, arguments, isShare: isShare, evidence: evidence),
      isShare ? FailingRecords.shareSignature : FailingRecords.signature, expression, arguments,
      span
    )
  }

  /// At most so many records, or such a share of them, may have a value that others have too.
  func repeating(_ column: Term, isShare: Bool, atMost limit: NumberLiteral, _ span: SourceSpan)
    -> Term
  {
    let expression = RowExpression(column)
    let arguments = CheckedArguments(
      ["c": .column(expression)], filter: scope.filter, facts: scope.facts)
    return atMost(
      limit, RepeatingRecords(expression, arguments, isShare: isShare),
      isShare ? RepeatingRecords.shareSignature : RepeatingRecords.signature, expression, arguments,
      span)
  }

  /// A bound on a metric that has no name of its own in rules.
  private func atMost(
    _ limit: NumberLiteral, _ metric: any Metric, _ signature: Signature,
    _ expression: RowExpression, _ arguments: CheckedArguments, _ span: SourceSpan
  ) -> Term {
    let word = signature.result == .ratio ? "\(signature.name) share" : signature.name
    let call = MetricCall(
      metric: metric, signature: signature, key: "\(word)(\(expression.key))",
      columns: expression.columns, arguments: arguments)
    let count = Term(
      .metric(call), .number, .window, span, interval: signature.range.map(Interval.init))
    return compare(
      count, .lessOrEqual, unchecked: constant(limit.value, .number, limit.span), span)
  }

  private func built(
    _ metric: any Metric.Type, _ values: [String: CheckedArguments.Argument], _ text: String,
    _ columns: [String], _ span: SourceSpan
  ) -> Term? {
    let arguments = CheckedArguments(values, filter: scope.filter, facts: scope.facts)
    guard let made = try? metric.init(arguments) else { return nil }
    let signature = metric.signature
    let call = MetricCall(
      metric: made, signature: signature, key: "\(signature.name)(\(text))", columns: columns,
      arguments: arguments)
    return Term(
      .metric(call), signature.valueType, .window, span,
      interval: signature.range.map(Interval.init))
  }
}
