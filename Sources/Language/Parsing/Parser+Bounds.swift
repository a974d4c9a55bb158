extension Parser {
  /// Whether the right side of a comparison begins here.
  mutating func startsBound() -> Bool {
    let next = current
    switch next.kind {
    case .sign:
      return next.text == "=" || ComparisonOperator(rawValue: next.text) != nil
    case .word:
      if next.text == "in" { return !isWindowNumber() }
      return ["within", "matches", "is"].contains(next.text)
        || (next.text == "not" && isWord("in", 1))
    default: return false
    }
  }

  /// The right side of a comparison; nil where none begins here.
  ///
  /// A set on the right of `in` may go on with `except`; `left` is nil in `columns { }`, where
  /// `except` bounds the check.
  mutating func bound(of left: Expression?) -> Bound? {
    guard startsBound() else { return nil }
    let start = current.span
    let kind: Bound.Kind
    if current.kind == .sign {
      kind = comparison(start)
    } else if takeWord("within") {
      kind = within()
    } else if takeWord("matches") {
      kind = .matches(operand())
    } else if takeWord("is") {
      kind = kindTest()
    } else {
      let negated = takeWord("not")
      advance()
      var set = range()
      while left != nil, isWord("except"), countOperator() {
        advance()
        let removed = range()
        set = Expression(.except(set, removed), set.span.to(removed.span))
      }
      kind = .membership(negated: negated, set)
    }
    return Bound(kind, span(from: start.start))
  }

  private mutating func comparison(_ sign: SourceSpan) -> Bound.Kind {
    let text = current.text
    if text == "=" {
      note(
        Diagnostic(
          .assignmentInComparison, "`=` does not compare", at: sign,
          fixIts: [FixIt("write `==`", replace: sign, with: "==")]))
    }
    advance()
    return .compare(ComparisonOperator(rawValue: text) ?? .equal, range())
  }

  private mutating func kindTest() -> Bound.Kind {
    let negated = takeWord("not")
    if takeWord("null") { return .isNull(negated: negated) }
    let word = current
    guard word.kind == .word else {
      reportExpected("`null` or the name of a type")
      return .isNull(negated: negated)
    }
    advance()
    return .isType(negated: negated, Name(word.text, word.span))
  }

  /// `10% of X`, `2 points of X`, `3 sigma of last 30 windows`, `5 of X`.
  private mutating func within() -> Bound.Kind {
    let first = current
    let tolerance: Bound.Tolerance
    if first.kind == .ratio, isWord("of", 1) {
      tolerance = .ratio(operand())
    } else if first.kind == .number, isWord(among: ["point", "points"], 1) {
      tolerance = .points(operand())
      advance()
    } else if first.kind == .number, isWord("sigma", 1) {
      tolerance = .sigma(operand())
      advance()
    } else {
      tolerance = .absolute(sum())
    }
    expectWords("of")
    if isWord("last"), lexeme(1).kind == .number {
      advance()
      let count = operand()
      expectWords("windows")
      return .within(tolerance, of: .lastWindows(count))
    }
    return .within(tolerance, of: .expression(sum()))
  }
}
