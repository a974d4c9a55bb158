import Language

extension RulesetChecker {
  /// The rule of one check of one column; nil for flags and for mistakes.
  ///
  /// - Parameter column: nil where no schema is known: any column stands in, for diagnostics only.
  mutating func lower(
    _ check: ColumnCheck, column: String?, _ block: ColumnsDeclaration,
    _ membership: Rule.Membership? = nil
  ) -> Rule? {
    let lowered = lower(check, column)
    guard let lowered else { return nil }
    report(alwaysOrNever: lowered.term, .expect)
    let name = check.alias?.text ?? lowered.id
    var made = rule(
      "columns.\(column ?? "*").\(name)", column: column, lowered.term, check.conditionText,
      settings(block, check), check.span, kind: check.typeName == nil ? .check : .type,
      membership: membership)
    // Without exceptions `string` asks for less: of text every spelling is one.
    if check.tolerance?.isOfFailures == true, lowered.id != TypeName.string.rawValue {
      let told = diagnostics.count
      made.conditions[0].strict = lower(check.strict, column)?.term
      // Whatever there is to say has been said of the check as it stands.
      diagnostics.removeSubrange(told...)
    }
    return made
  }

  private mutating func lower(
    _ check: ColumnCheck, _ column: String?
  ) -> (id: String, term: Term)? {
    if let subject = check.subject { return lower(subject, check, column) }
    guard let bound = check.bound else { return nil }
    return with(scope) { checker in
      let left = checker.subjectColumn(column, check.span)
      let term = checker.bounded(left, bound, check.span, .row)
      guard checker.condition(term) else { return nil }
      let share = checker.share(of: term, check.tolerance, check.span)
      return share.isInvalid ? nil : (bound.checkName, share)
    }
  }

  private mutating func lower(
    _ subject: ColumnCheck.Subject, _ check: ColumnCheck, _ column: String?
  ) -> (id: String, term: Term)? {
    let word = subject.path.text
    if check.bound == nil, subject.arguments == nil {
      if ["optional", "categorical", "sensitive"].contains(word) { return nil }
      if word == "complete" { return complete(check, column) }
      if word == "unique" { return unique(check, column) }
      if let type = TypeName(rawValue: word) { return ofType(type, check, column) }
    }
    if let function = ScalarFunction(rawValue: word), let bound = check.bound {
      return valueCheck(function, subject, bound, check, column)
    }
    let definition = subject.path.single.flatMap { scope.definitions[$0.text] }
    guard definition != nil || catalogue[word] != nil else {
      reportUnknownCheck(subject, word)
      return nil
    }
    if let tolerance = check.tolerance {
      diagnostics.append(
        Diagnostic(
          .wrongArguments, "`\(word)` is a value of the whole column; it has no share of records",
          at: tolerance.span, notes: ["`for at least` and `except at most` follow checks of values"]
        ))
      return nil
    }
    let term = with(scope) { checker -> Term in
      let cell = checker.subjectColumn(column, subject.span)
      let arguments = subject.arguments ?? []
      let left =
        if let definition {
          checker.expand(definition, arguments, subject.span, .window, column: cell)
        } else if let type = checker.scope.catalogue[word] {
          checker.metric(type, arguments, subject.span, column: cell)
        } else {
          checker.silent(subject.span)
        }
      guard let bound = check.bound else {
        return checker.condition(left) ? left : checker.silent(left.span)
      }
      return checker.bounded(left, bound, check.span, .window)
    }
    return term.isInvalid ? nil : (word, term)
  }

  private mutating func complete(
    _ check: ColumnCheck, _ column: String?
  ) -> (id: String, term: Term)? {
    guard let type = catalogue["completeness"] else { return nil }
    let term = with(scope) { checker -> Term in
      let left = checker.metric(
        type, [], check.span, column: checker.subjectColumn(column, check.span))
      var limit = 1.0
      switch check.tolerance {
      case .atLeast(let share): limit = share.value
      case .exceptShare(let share):
        let subject = checker.subjectColumn(column, check.span)
        let present = Term(.isNull(subject, negated: true), .boolean, .row, check.span)
        return checker.failing(present, isShare: true, atMost: share, evidence: false, check.span)
      case .exceptRows(let rows):
        guard let missing = checker.scope.catalogue["missing"] else { return left }
        let count = checker.metric(
          missing, [], check.span, column: checker.subjectColumn(column, check.span))
        return checker.compare(
          count, .lessOrEqual, unchecked: checker.constant(rows.value, .number, rows.span),
          check.span)
      case nil: break
      }
      return checker.compare(
        left, .greaterOrEqual, unchecked: checker.constant(limit, .number, check.span), check.span)
    }
    return term.isInvalid ? nil : ("complete", term)
  }

  /// Every value occurs once; of a record that another repeats, both fail.
  private mutating func unique(
    _ check: ColumnCheck, _ column: String?
  ) -> (id: String, term: Term)? {
    guard let type = catalogue["uniqueness"] else { return nil }
    let term = with(scope) { checker -> Term in
      let subject = checker.subjectColumn(column, check.span)
      var limit = 1.0
      switch check.tolerance {
      case .atLeast(let share): limit = share.value
      case .exceptShare(let share):
        return checker.repeating(subject, isShare: true, atMost: share, check.span)
      case .exceptRows(let rows):
        return checker.repeating(subject, isShare: false, atMost: rows, check.span)
      case nil: break
      }
      return checker.compare(
        checker.metric(type, [], check.span, column: subject), .greaterOrEqual,
        unchecked: checker.constant(limit, .number, check.span), check.span)
    }
    return term.isInvalid ? nil : ("unique", term)
  }

  /// Every value is of the type; of `string`, in a text source where every spelling is text, not
  /// every value looks like something else.
  private mutating func ofType(
    _ type: TypeName, _ check: ColumnCheck, _ column: String?
  ) -> (id: String, term: Term)? {
    let term = with(scope) { checker -> Term in
      let subject = checker.subjectColumn(column, check.span)
      guard let share = checker.typeShare(type, of: subject, check.span) else {
        return checker.silent(check.span)
      }
      var limit = 1.0
      var op = ComparisonOperator.greaterOrEqual
      switch check.tolerance {
      case .atLeast(let share): limit = share.value
      case .exceptShare(let share):
        let holds = Term(.isType(subject, negated: false, type), .boolean, .row, check.span)
        return checker.failing(holds, isShare: true, atMost: share, check.span)
      case .exceptRows(let rows):
        let holds = Term(.isType(subject, negated: false, type), .boolean, .row, check.span)
        return checker.failing(holds, isShare: false, atMost: rows, check.span)
      case nil where type == .string: (limit, op) = (0, .greater)
      case nil: break
      }
      return checker.compare(
        share, op, unchecked: checker.constant(limit, .number, check.span), check.span)
    }
    return term.isInvalid ? nil : (type.rawValue, term)
  }

  /// `length in 1...20`: a bound on a function of each value.
  private mutating func valueCheck(
    _ function: ScalarFunction, _ subject: ColumnCheck.Subject, _ bound: Bound,
    _ check: ColumnCheck, _ column: String?
  ) -> (id: String, term: Term)? {
    guard function.parameters.count == 1, subject.arguments == nil else {
      diagnostics.append(
        Diagnostic(
          .wrongArguments, "`\(function.rawValue)` takes the column alone here", at: subject.span))
      return nil
    }
    let term = with(scope) { checker -> Term in
      let cell = checker.subjectColumn(column, subject.span)
      let left = Term(
        .function(function, [cell]), function.result, .row, subject.span,
        interval: Interval(of: function, [cell.interval]))
      let predicate = checker.bounded(left, bound, check.span, .row)
      guard checker.condition(predicate) else { return checker.silent(check.span) }
      return checker.share(of: predicate, check.tolerance, check.span)
    }
    return term.isInvalid ? nil : (function.rawValue, term)
  }

  private mutating func reportUnknownCheck(_ subject: ColumnCheck.Subject, _ word: String) {
    let known =
      TypeName.allCases.map(\.rawValue) + [
        "complete", "unique", "optional", "categorical", "sensitive",
      ]
      + catalogue.names
    let meant = TypeName.synonyms[word]?.rawValue
    diagnostics.append(
      Diagnostic(
        .unknownCheck, "no check is called `\(word)`", at: subject.span,
        fixIts: meant.map {
          [FixIt("did you mean `\($0)`?", replace: subject.path.span, with: $0)]
        } ?? FixIt.nearest(to: word, among: known, replace: subject.path.span)))
  }
}

extension ColumnCheck {
  /// The check without its exceptions.
  fileprivate var strict: ColumnCheck {
    ColumnCheck(
      subject: subject, bound: bound, tolerance: nil, severity: severity, alias: alias,
      suggested: suggested, span: span)
  }

  /// The check without its suffixes of provenance and naming.
  var conditionText: String {
    var end = subject?.span.end ?? span.start
    if let bound { end = max(end, bound.span.end) }
    if let tolerance { end = max(end, tolerance.span.end) }
    let start = subject?.span.start ?? bound?.span.start ?? span.start
    return SourceSpan(span.file, start, end).text
  }
}

extension ColumnCheck.Tolerance {
  /// Whether it bounds the failures, as `except at most` does.
  fileprivate var isOfFailures: Bool {
    switch self {
    case .exceptRows, .exceptShare: true
    case .atLeast: false
    }
  }

  var span: SourceSpan {
    switch self {
    case .atLeast(let number), .exceptRows(let number), .exceptShare(let number): number.span
    }
  }
}
