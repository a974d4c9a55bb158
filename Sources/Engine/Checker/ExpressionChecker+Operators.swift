import Language

extension ExpressionChecker {
  mutating func negate(_ inner: Expression, _ span: SourceSpan, _ place: Place) -> Term {
    let term = check(inner, place)
    guard numeric(term, "`-`") else { return silent(span) }
    if let value = term.constant?.number { return constant(-value, term.type, span) }
    return Term(
      .negate(term), term.type == .cell ? .number : term.type, term.stage, span,
      interval: term.interval.map { -$0 })
  }

  mutating func not(_ inner: Expression, _ span: SourceSpan, _ place: Place) -> Term {
    let term = check(inner, place)
    guard condition(term) else { return silent(span) }
    return Term(.not(term), .boolean, term.stage, span)
  }

  mutating func arithmetic(
    _ a: Expression, _ op: ArithmeticOperator, _ b: Expression, _ span: SourceSpan, _ place: Place
  ) -> Term {
    let left = check(a, place)
    let right = check(b, place)
    guard numeric(left, "`\(op.rawValue)`"), numeric(right, "`\(op.rawValue)`") else {
      return silent(span)
    }
    guard let type = ValueType.of(left.type, op, right.type) else {
      return mixed(left, op, right, span)
    }
    if let x = left.constant?.number, let y = right.constant?.number {
      let value = op.apply(x, y)
      if value.isFinite { return constant(value, type, span) }
    }
    return Term(
      .arithmetic(left, op, right), type,
      max(left.stage, right.stage), span,
      interval: Interval.both(
        Interval.combine(left.interval, op, right.interval),
        op == .subtract ? Interval.difference(left, right) : nil))
  }

  mutating func logic(
    _ a: Expression, _ b: Expression, _ span: SourceSpan, _ place: Place,
    _ make: (Term, Term) -> Term.Kind
  ) -> Term {
    let left = check(a, place)
    let right = check(b, place)
    guard condition(left), condition(right) else { return silent(span) }
    return Term(make(left, right), .boolean, max(left.stage, right.stage), span)
  }

  mutating func conditional(
    _ a: Expression, _ b: Expression, _ c: Expression, _ span: SourceSpan, _ place: Place
  ) -> Term {
    let test = check(a, place)
    let yes = check(b, place)
    let no = check(c, place)
    guard condition(test), !yes.isInvalid, !no.isInvalid else { return silent(span) }
    let type = yes.type == .cell ? no.type : yes.type
    guard no.type == type || no.type == .cell else {
      return invalid(
        Diagnostic(
          .wrongType, "both branches of `if` must have one type", at: no.span,
          label: "a \(no.type.rawValue)",
          secondary: [Diagnostic.Label(yes.span, "a \(yes.type.rawValue)")]))
    }
    return Term(
      .conditional(test, then: yes, else: no), type, max(test.stage, yes.stage, no.stage), span,
      interval: Interval.either(yes.interval, no.interval))
  }

  mutating func range(
    _ a: Expression, _ b: Expression, _ closed: Bool, _ span: SourceSpan, _ place: Place
  ) -> Term {
    let low = check(a, place)
    let high = check(b, place)
    guard numeric(low, "a range"), numeric(high, "a range") else { return silent(span) }
    guard comparable(low.type, high.type) else { return different(low, high) }
    if let x = low.constant?.number, let y = high.constant?.number {
      guard closed ? x <= y : x < y else {
        return invalid(
          Diagnostic(.emptyRange, "no number lies in this range", at: span, label: "always empty"))
      }
      // A set holds numbers without a unit; a range of durations or sizes keeps its ends.
      let type = low.type == .number ? high.type : low.type
      if type == .duration || type == .bytes {
        return Term(.range(low, high, closed: closed), .range, .given, span)
      }
      let set = ValueSet.range(low: x, high: y, closed: closed)
      return Term(.set(low.type == .time ? .times(set) : set), .range, .given, span)
    }
    return Term(.range(low, high, closed: closed), .range, max(low.stage, high.stage), span)
  }

  mutating func bounded(
    _ left: Term, _ bound: Bound, _ span: SourceSpan, _ place: Place
  ) -> Term {
    let outer = scope.left
    scope.left = place == .window ? left : nil
    defer { scope.left = outer }
    switch bound.kind {
    case .compare(let op, let right): return compare(left, op, check(right, place), span)
    case .membership(let negated, let set): return member(left, negated, check(set, place), span)
    case .within(let tolerance, of: let target):
      return within(left, tolerance, target, bound.span, span, place)
    case .matches(let operand):
      let term = check(operand, place)
      guard !left.isInvalid, !term.isInvalid else { return silent(span) }
      guard case .pattern(let pattern) = term.kind else {
        return invalid(
          Diagnostic(
            .wrongType, "`matches` wants a regex, such as /^[A-Z]+$/", at: operand.span,
            label: "a \(term.type.rawValue)"))
      }
      return Term(.matches(left, pattern), .boolean, left.stage, span)
    case .isNull(let negated):
      guard !left.isInvalid else { return silent(span) }
      return Term(.isNull(left, negated: negated), .boolean, left.stage, span)
    case .isType(let negated, let name):
      guard !left.isInvalid, let type = typeName(name) else { return silent(span) }
      return Term(.isType(left, negated: negated, type), .boolean, left.stage, span)
    }
  }

  func compare(_ left: Term, _ op: ComparisonOperator, unchecked right: Term, _ span: SourceSpan)
    -> Term
  {
    Term(.compare(left, op, right), .boolean, max(left.stage, right.stage), span)
  }

  private mutating func compare(
    _ left: Term, _ op: ComparisonOperator, _ right: Term, _ span: SourceSpan
  ) -> Term {
    guard !left.isInvalid, !right.isInvalid else { return silent(span) }
    let isRow = max(left.stage, right.stage) == .row
    for (side, other) in [(left, right), (right, left)] where side.constant == .null && !isRow {
      let test = op == .notEqual ? "is not null" : "is null"
      return invalid(
        Diagnostic(
          .wrongType, "a comparison with null is never true nor false", at: span,
          fixIts: [
            FixIt("did you mean `\(test)`?", replace: span, with: "\(other.span.text) \(test)")
          ]))
    }
    if right.type == .range || right.type == .set {
      return invalid(
        Diagnostic(
          .wrongType,
          "`\(op.rawValue)` compares with one value; for a \(right.type.rawValue) write `in`",
          at: right.span))
    }
    guard comparable(left.type, right.type), !mixesUnits(left, right.type),
      !mixesUnits(right, left.type)
    else { return different(left, right) }
    if left.type == .boolean || right.type == .boolean, op != .equal, op != .notEqual {
      return invalid(
        Diagnostic(.wrongType, "true and false have no order; compare them with == or !=", at: span)
      )
    }
    guard holdTogether(left, right, span) else { return silent(span) }
    return compare(left, op, unchecked: right, span)
  }

  private mutating func different(_ left: Term, _ right: Term, as type: ValueType? = nil) -> Term {
    let type = (type ?? right.type).rawValue
    return invalid(
      Diagnostic(
        .wrongType, "a \(left.type.rawValue) can't be compared with a \(type)", at: right.span,
        label: "a \(type)", secondary: [Diagnostic.Label(left.span, "a \(left.type.rawValue)")]))
  }

  private func comparable(_ a: ValueType, _ b: ValueType) -> Bool {
    if a == .cell || b == .cell || a == b {
      return ![.set, .columnSet, .regex, .range].contains(a)
    }
    // A plain number may stand for a duration in seconds or a size in bytes.
    return a.isNumeric && b.isNumeric && (a == .number || b == .number) && a != .time && b != .time
  }

  /// Counts and ratios are neither seconds nor bytes.
  private func mixesUnits(_ term: Term, _ other: ValueType) -> Bool {
    guard other == .duration || other == .bytes, let call = term.singleCall else { return false }
    return call.signature.result == .count || call.signature.result == .ratio
  }

  private mutating func member(
    _ left: Term, _ negated: Bool, _ set: Term, _ span: SourceSpan
  ) -> Term {
    guard !left.isInvalid, !set.isInvalid else { return silent(span) }
    guard set.type == .set || set.type == .range else {
      return invalid(
        Diagnostic(
          .wrongType, "`in` wants a list such as [\"A\", \"B\"], or a range such as 0...10",
          at: set.span, label: "a \(set.type.rawValue)"))
    }
    let elements: ValueType =
      switch set.kind {
      case .set(let values): values.elementType
      case .range(let low, let high, _):
        low.type == .cell || low.type == .number ? high.type : low.type
      default: .cell
      }
    guard comparable(left.type, elements), !mixesUnits(left, elements) else {
      return different(left, set, as: elements)
    }
    guard holdTogether(left, set, span) else { return silent(span) }
    return Term(
      .member(left, negated: negated, set), .boolean, max(left.stage, set.stage), span)
  }

  private mutating func within(
    _ left: Term, _ tolerance: Bound.Tolerance, _ target: Bound.WithinTarget, _ at: SourceSpan,
    _ span: SourceSpan, _ place: Place
  ) -> Term {
    guard case .expression(let expression) = target else {
      return within(left, tolerance, last: target, at, span, place)
    }
    let right = check(expression, place)
    if case .sigma(let amount) = tolerance {
      return within(left, sigma: amount, of: right, at, span, place)
    }
    guard let closeness = closeness(tolerance, at) else { return silent(span) }
    guard numeric(left, "`within`"), numeric(right, "`within`") else { return silent(span) }
    return Term(
      .within(left, closeness, of: right), .boolean, max(left.stage, right.stage), span)
  }

  /// - Parameter at: the whole bound.
  mutating func closeness(_ tolerance: Bound.Tolerance, _ at: SourceSpan) -> Term.Closeness? {
    switch tolerance {
    case .ratio(let ratio): return .relative(check(ratio, .window))
    case .points(let points):
      guard case .number(let value) = points.kind else { return nil }
      return .absolute(constant(value / 100, .number, points.span))
    case .sigma:
      // Of the baseline and of earlier windows: told where these are.
      return nil
    case .absolute(let amount):
      if filling(amount) != nil, case .ratio? = written(amount)?.kind {
        report(
          Diagnostic(
            .ratioByName,
            "a ratio is given here; whether `within` is relative must show where it stands",
            at: amount.span, notes: ["write `within 10% of …` in the definition"]))
        return nil
      }
      if case .call(let path, nil) = amount.kind, let declaration = scope.lets[path.text],
        case .ratio = declaration.value.kind
      {
        markUsed(path.text)
        report(
          Diagnostic(
            .ratioByName,
            "`\(path.text)` is a ratio; whether `within` is relative must show where it stands",
            at: amount.span, secondary: [Diagnostic.Label(declaration.value.span, "a ratio")],
            notes: [
              "write \(declaration.value.span.text) for relative, or `points` for an "
                + "absolute difference"
            ]))
        return nil
      }
      let term = check(amount, .window)
      return numeric(term, "`within`") ? .absolute(term) : nil
    }
  }

  /// Reports what is not a number; false for it and for what was reported before.
  mutating func numeric(_ term: Term, _ what: String) -> Bool {
    if term.isInvalid { return false }
    if term.type.isNumeric || term.type == .cell {
      return holds(.numbersOrTimes, term, for: "\(what) works on", at: term.span)
    }
    report(
      Diagnostic(
        .wrongType, "\(what) works on numbers", at: term.span, label: "a \(term.type.rawValue)"))
    return false
  }

  /// Reports what is not a condition; false for it and for what was reported before.
  package mutating func condition(_ term: Term) -> Bool {
    if term.isInvalid { return false }
    if term.type == .boolean || (term.type == .cell && term.stage == .row) { return true }
    report(
      Diagnostic(
        .conditionWanted, "a condition is wanted here, something that is true or false",
        at: term.span, label: "a \(term.type.rawValue)",
        notes: term.type.isNumeric ? ["compare it: \(term.span.text) > 0"] : []))
    return false
  }

  package mutating func typeName(_ name: Name) -> TypeName? {
    if let type = TypeName(rawValue: name.text) { return type }
    let types = TypeName.allCases.map(\.rawValue)
    let word = TypeName.synonyms[name.text]?.rawValue ?? name.text
    report(
      Diagnostic(
        .unknownType, "no type is called `\(name.text)`", at: name.span,
        notes: ["types: " + types.joined(separator: ", ")],
        fixIts: types.contains(word)
          ? [FixIt("did you mean `\(word)`?", replace: name.span, with: word)]
          : FixIt.nearest(to: word, among: types, replace: name.span)))
    return nil
  }
}
