import Language

extension ExpressionChecker {
  /// `within 2 sigma of baseline`: by the standard error that the value has over the baseline.
  mutating func within(
    _ left: Term, sigma amount: Expression, of right: Term, _ at: SourceSpan, _ span: SourceSpan,
    _ place: Place
  ) -> Term {
    let times = check(amount, .window)
    guard numeric(left, "`within`"), numeric(right, "`within`"), numeric(times, "`sigma`") else {
      return silent(span)
    }
    guard place == .window, case .baseline(let inner) = right.kind,
      !inner.metricCalls.data.isEmpty
    else {
      return invalid(
        Diagnostic(
          .sigmaOfOther,
          place == .window
            ? "`sigma` is of the baseline's own error, and this has none"
            : "`sigma` is of a value over all records, and this is one of each",
          at: right.span,
          notes: [
            "write `mae within 2 sigma of baseline`, `within 3 sigma of last 30 windows`, or a "
              + "number: `within 0.5 of …`"
          ]))
    }
    guard let number = times.constant?.number, number > 0, number.isFinite else {
      return invalid(
        Diagnostic(
          .constantWanted, "`sigma` wants a number above 0, such as 2 or 3", at: amount.span))
    }
    let error = Term(
      .standardError(inner), .number, .given, right.span, interval: Interval(0, .infinity))
    let allowed = Term(.arithmetic(times, .multiply, error), .number, .given, at)
    return Term(
      .within(left, .absolute(allowed), of: right), .boolean, max(left.stage, right.stage), span)
  }
}
