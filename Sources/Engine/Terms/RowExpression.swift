/// A row term with its canonical text: equal keys have equal values for every record.
package struct RowExpression: Sendable {
  package let term: Term
  package let key: String

  package init(_ term: Term) {
    self.term = term
    key = term.canonical
  }

  /// The column's name, where the expression is one column and nothing more.
  package var columnName: String? {
    if case .column(let name) = term.kind { name } else { nil }
  }

  /// The expression below `text(…)`, or itself: counts of categories take every cell as text
  /// anyway.
  package var asCategories: RowExpression {
    if case .function(.text, let arguments) = term.kind, let inner = arguments.first {
      RowExpression(inner)
    } else {
      self
    }
  }

  /// Whether `text(…)` says that cells are categories.
  package var isText: Bool { term.type == .string }

  /// Plain columns that it reads, in order.
  package var columns: [String] { term.columns }

  /// Whether each value is true or false by what it says, not by the data.
  package var isCondition: Bool { term.type == .boolean && columnName == nil }

  /// The column that it reads, where it is a condition on the cells of that one alone.
  var conditionColumn: String? {
    guard isCondition else { return nil }
    let columns = self.columns
    return columns.count == 1 ? columns[0] : nil
  }

  /// Both conditions.
  package static func and(_ a: RowExpression?, _ b: RowExpression?) -> RowExpression? {
    guard let a else { return b }
    guard let b else { return a }
    return RowExpression(
      Term(.and(a.term, b.term), .boolean, max(a.term.stage, b.term.stage), a.term.span))
  }
}

// MARK: Conditions that metrics build over their column

extension RowExpression {
  /// Whether each value is a member of a set.
  package func isMember(of set: ValueSet) -> RowExpression {
    let type: ValueType = if case .range = set { .range } else { .set }
    let members = Term(.set(set), type, .given, term.span)
    return condition(.member(term, negated: false, members))
  }

  /// Whether each value counts as positive; nil where nothing says what does. A condition is positive
  /// where it is true, unless the set says which of true and false is.
  package func isPositive(by set: ValueSet?) -> RowExpression? {
    if isCondition, set?.isOfType(of: .boolean(true)) != true { return self }
    return set.map(isMember)
  }

  /// Whether a pattern is found in each value.
  package func matches(_ pattern: Pattern) -> RowExpression { condition(.matches(term, pattern)) }

  /// The condition, and false where it is null.
  package var orFalse: RowExpression {
    let isKnown = condition(.isNull(term, negated: true))
    return condition(.and(isKnown.term, term))
  }

  /// Whether each value is, or is not, of a type.
  package func isOfType(_ type: TypeName, negated: Bool = false) -> RowExpression {
    condition(.isType(term, negated: negated, type))
  }

  /// Whether each value has a format.
  package func hasFormat(_ format: ValueFormat) -> RowExpression {
    condition(.hasFormat(term, format))
  }

  /// The number of characters of each value.
  package var length: RowExpression {
    RowExpression(Term(.function(.length, [term]), .number, .row, term.span))
  }

  /// How much later this time is than another, in seconds.
  package func after(_ other: RowExpression) -> RowExpression {
    RowExpression(Term(.arithmetic(term, .subtract, other.term), .duration, .row, other.term.span))
  }

  private func condition(_ kind: Term.Kind) -> RowExpression {
    RowExpression(Term(kind, .boolean, .row, term.span))
  }
}
