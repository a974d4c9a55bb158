extension Parser {
  /// A whole expression, loosest operator first.
  mutating func expression() -> Expression {
    depth = 0
    operators = 0
    return conditional()
  }

  private mutating func conditional() -> Expression {
    guard isWord("if") else { return disjunction() }
    let start = current.span.start
    advance()
    guard enter() else {
      // The rest of the chain would be read anew by each level above.
      while current.kind != .end, !isSign("}"), !startsDeclaration() { advance() }
      return missing()
    }
    defer { depth -= 1 }
    let condition = conditional()
    expectWords("then")
    let first = conditional()
    expectWords("else")
    let second = conditional()
    return Expression(.conditional(condition, then: first, else: second), span(from: start))
  }

  /// An expression within brackets, one level deeper.
  mutating func inner() -> Expression {
    guard enter() else { return missing() }
    defer { depth -= 1 }
    return conditional()
  }

  /// Goes one level deeper; false, with a report, where that is too deep. The caller goes back up.
  mutating func enter() -> Bool {
    guard depth < limits.nesting else {
      report(
        .nestedTooDeep, "this is nested more than \(limits.nesting) levels deep",
        at: place(of: current))
      return false
    }
    depth += 1
    return true
  }

  /// Counts an operator; false, with a report, where the expression has too many.
  mutating func countOperator() -> Bool {
    operators += 1
    guard operators > limits.operators else { return true }
    report(
      .tooManyOperators, "an expression holds \(limits.operators) operators at most",
      at: place(of: current))
    return false
  }

  private mutating func disjunction() -> Expression {
    var left = conjunction()
    while isWord("or"), countOperator() {
      advance()
      let right = conjunction()
      left = Expression(.or(left, right), left.span.to(right.span))
    }
    return left
  }

  private mutating func conjunction() -> Expression {
    var left = negation()
    while isWord("and"), countOperator() {
      advance()
      let right = negation()
      left = Expression(.and(left, right), left.span.to(right.span))
    }
    return left
  }

  private mutating func negation() -> Expression {
    guard isWord("not") else { return comparison() }
    let start = current.span.start
    guard enter() else { return missing() }
    defer { depth -= 1 }
    advance()
    let operand = negation()
    return Expression(.not(operand), span(from: start))
  }

  private mutating func comparison() -> Expression {
    var left = range()
    if let bound = bound(of: left) {
      left = Expression(.bounded(left, bound), left.span.to(bound.span))
      refuseChain(after: bound)
    }
    while isWord("except"), !isTolerance(), countOperator() {
      advance()
      let right = range()
      left = Expression(.except(left, right), left.span.to(right.span))
    }
    return left
  }

  /// `except at most …` bounds a check of `columns { }`; it subtracts no set.
  private mutating func isTolerance() -> Bool {
    isWords("except", "at", "most") && [.number, .ratio].contains(lexeme(3).kind)
  }

  /// Comparisons do not chain: `0 < x < 10` is refused, and read to its end.
  private mutating func refuseChain(after first: Bound) {
    var first = first
    while !isRecovering, startsBound(), countOperator() {
      let place = current.span
      var fixIts: [FixIt] = []
      if case .compare(_, let middle) = first.kind, middle.span.range.count <= 80 {
        let text = "and \(middle.span.text) "
        fixIts = [
          FixIt(
            "write `and` between two comparisons",
            replace: SourceSpan(source, place.start, place.start),
            with: text)
        ]
      }
      note(
        Diagnostic(
          .chainedComparison, "comparisons do not chain; use `and`", at: place,
          secondary: [Diagnostic.Label(first.span, "a comparison ends here already")],
          fixIts: fixIts))
      guard let next = bound(of: nil) else { return }
      first = next
    }
  }

  mutating func range() -> Expression {
    let left = sum()
    let isClosed = isSign("...")
    guard isClosed || isSign("..<"), countOperator() else { return left }
    advance()
    let right = sum()
    return Expression(.range(left, right, closed: isClosed), left.span.to(right.span))
  }

  mutating func sum() -> Expression {
    var left = term()
    while true {
      let sign: ArithmeticOperator
      if isSign("+") { sign = .add } else if isSign("-") { sign = .subtract } else { return left }
      guard countOperator() else { return left }
      advance()
      let right = term()
      left = Expression(.arithmetic(left, sign, right), left.span.to(right.span))
    }
  }

  private mutating func term() -> Expression {
    var left = unary()
    while true {
      let sign: ArithmeticOperator
      if isSign("*") {
        sign = .multiply
      } else if isSign("/") {
        sign = .divide
      } else {
        return left
      }
      guard countOperator() else { return left }
      advance()
      let right = unary()
      left = Expression(.arithmetic(left, sign, right), left.span.to(right.span))
    }
  }

  private mutating func unary() -> Expression {
    guard isSign("-") else { return operand() }
    let start = current.span.start
    guard enter() else { return missing() }
    defer { depth -= 1 }
    advance()
    let operand = unary()
    return Expression(.negate(operand), span(from: start))
  }
}
