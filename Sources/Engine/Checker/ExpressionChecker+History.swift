import Language

/// Functions of earlier windows.
extension ExpressionChecker {
  /// The function that a call is of, unless it is one of a metric of the same name.
  func historyFunction(_ name: String, _ arguments: [Argument]) -> HistoryFunction? {
    guard let function = HistoryFunction(rawValue: name) else { return nil }
    let isMetric =
      function.isMetricToo
      && !arguments.contains { $0.label?.text == "last" || $0.label?.text == "every" }
    return isMetric ? nil : function
  }

  /// A function's name without what it is of.
  mutating func historyName(_ name: String, _ span: SourceSpan) -> Term {
    invalid(
      Diagnostic(
        .wrongArguments, "`\(name)` is of earlier windows and lacks what it is of", at: span,
        notes: [HistoryFunction(rawValue: name).map(Self.usage) ?? ""]))
  }

  /// Whether a term that is asked of the baseline asks for earlier windows, told as a mistake.
  mutating func hasHistory(_ term: Term, _ span: SourceSpan) -> Bool {
    guard !term.historyCalls.isEmpty else { return false }
    report(
      Diagnostic(
        .wrongArguments, "the baseline is one window: it has none before it", at: span,
        notes: ["ask for the value itself, such as baseline(mae)"]))
    return true
  }

  private static func usage(_ function: HistoryFunction) -> String {
    let example =
      switch function {
      case .previous, .change, .rateOfChange: "(mae)"
      case .quantile: "(mae, 90%, last: 30)"
      default: "(mae, last: 7)"
      }
    return "it is called as \(function.rawValue)\(example)"
  }

  /// `average(E, last: 7, every: 7)`
  mutating func history(
    _ function: HistoryFunction, _ arguments: [Argument], _ span: SourceSpan, _ place: Place
  ) -> Term {
    guard place == .window else {
      return invalid(.notYet("`\(function.rawValue)` inside a condition on each record", at: span))
    }
    historyUses.append(span)
    let named = ["last", "every", "q"]
    guard let first = arguments.first, !named.contains(first.label?.text ?? "") else {
      return historyName(function.rawValue, span)
    }
    guard let expression = expression(first, of: function) else { return silent(span) }
    var rest = Array(arguments.dropFirst())
    var share: Double?
    if function == .quantile {
      guard let given = rest.first, given.label == nil || given.label?.text == "q" else {
        return invalid(
          Diagnostic(
            .wrongArguments, "`quantile` lacks its share", at: span, notes: [Self.usage(function)]))
      }
      rest.removeFirst()
      guard let checked = self.share(given.value) else { return silent(span) }
      share = checked
    }
    guard let options = options(rest, of: function, span) else { return silent(span) }
    return history(
      HistoryCall(
        function: function, expression: expression, last: options.last, every: options.every,
        share: share), span)
  }

  /// The value of each window that a function is of.
  private mutating func expression(_ argument: Argument, of function: HistoryFunction) -> Term? {
    let outer = scope.left
    scope.left = nil
    defer { scope.left = outer }
    if let label = argument.label {
      report(
        Diagnostic(
          .wrongArguments, "`\(function.rawValue)` has no option `\(label.text)`", at: label.span,
          notes: [Self.usage(function)]))
      return nil
    }
    let term = check(argument.value, .window)
    guard numeric(term, "`\(function.rawValue)`") else { return nil }
    guard !term.metricCalls.data.isEmpty else {
      report(
        Diagnostic(
          .wrongArguments, "`\(function.rawValue)` is of a value that each window has",
          at: term.span, label: "the same for all windows",
          notes: [
            "give it a metric, such as \(function.rawValue)(mae"
              + (function.isOfPrevious ? ")" : ", last: 7)")
          ]))
      return nil
    }
    return term
  }

  private mutating func share(_ expression: Expression) -> Double? {
    let term = check(expression, .window)
    guard !term.isInvalid else { return nil }
    if let share = term.constant?.number, (0...1).contains(share) { return share }
    report(
      Diagnostic(
        .constantWanted, "the share of a quantile is a constant from 0 to 1", at: expression.span))
    return nil
  }

  private mutating func options(
    _ arguments: [Argument], of function: HistoryFunction, _ span: SourceSpan
  ) -> (last: Int, every: Int)? {
    var found: [String: Int] = [:]
    let known = function.isOfPrevious ? ["every"] : ["last", "every"]
    for argument in arguments {
      guard let label = argument.label, known.contains(label.text), found[label.text] == nil else {
        let name = argument.label.map { "`\($0.text)`" } ?? "this"
        report(
          Diagnostic(
            .wrongArguments, "`\(function.rawValue)` does not take \(name) here",
            at: argument.label?.span ?? argument.value.span, notes: [Self.usage(function)],
            fixIts: argument.label.map {
              FixIt.nearest(to: $0.text, among: known, replace: $0.span)
            } ?? []))
        return nil
      }
      let most = label.text == "last" ? HistoryCall.mostLast : HistoryCall.mostEvery
      guard let number = windows(argument.value, 1...most) else { return nil }
      found[label.text] = number
    }
    guard function.isOfPrevious || found["last"] != nil else {
      report(
        Diagnostic(
          .wrongArguments, "`\(function.rawValue)` does not say of how many windows", at: span,
          notes: [Self.usage(function)]))
      return nil
    }
    return (found["last"] ?? 1, found["every"] ?? 1)
  }

  /// A constant number of windows.
  private mutating func windows(_ expression: Expression, _ range: ClosedRange<Int>) -> Int? {
    let term = check(expression, .window)
    guard !term.isInvalid else { return nil }
    if let value = term.constant?.number.flatMap(Int.init(exactly:)), range.contains(value) {
      return value
    }
    report(
      Diagnostic(
        .wholeNumberWanted,
        "a number of windows is whole, from \(range.lowerBound) to"
          + " \(Number.grouped(range.upperBound))",
        at: expression.span))
    return nil
  }

  private func history(_ call: HistoryCall, _ span: SourceSpan) -> Term {
    let inner = call.expression
    var type = inner.type
    var interval = inner.interval
    switch call.function {
    case .previous, .average, .minimum, .maximum, .median, .quantile: break
    case .stddev:
      interval = Interval(0, inner.interval.map { ($0.high - $0.low) / 2 } ?? .infinity)
      if type == .time { type = .duration }
    case .change:
      interval = Interval.combine(interval, .subtract, interval)
      if type == .time { type = .duration }
    case .rateOfChange: (type, interval) = (.number, nil)
    }
    let stage: Stage = call.function.isOfNow ? .window : .given
    return Term(.history(call), type, stage, span, interval: interval)
  }

  /// `within 3 sigma of last 30 windows`: of their mean, by their standard deviation.
  mutating func within(
    _ left: Term, _ tolerance: Bound.Tolerance, last target: Bound.WithinTarget, _ at: SourceSpan,
    _ span: SourceSpan, _ place: Place
  ) -> Term {
    guard case .lastWindows(let count) = target else { return silent(span) }
    guard place == .window else {
      return invalid(
        .notYet("`within … of last N windows` inside a condition on each record", at: at))
    }
    historyUses.append(at)
    guard numeric(left, "`within`"), let last = windows(count, 2...HistoryCall.mostLast) else {
      return silent(span)
    }
    guard !left.metricCalls.data.isEmpty else {
      return invalid(
        Diagnostic(
          .wrongArguments, "the left side is the same for all windows", at: left.span,
          notes: ["compare a metric, such as mae within 3 sigma of last 30 windows"]))
    }
    guard let allowed = closeness(tolerance, last: last, of: left, at) else { return silent(span) }
    return Term(.within(left, allowed, of: past(.average, left, last)), .boolean, .window, span)
  }

  private mutating func closeness(
    _ tolerance: Bound.Tolerance, last: Int, of left: Term, _ at: SourceSpan
  ) -> Term.Closeness? {
    guard case .sigma(let amount) = tolerance else { return closeness(tolerance, at) }
    let times = check(amount, .window)
    guard numeric(times, "`within`") else { return nil }
    let spread = past(.stddev, left, last)
    return .absolute(Term(.arithmetic(times, .multiply, spread), spread.type, .given, at))
  }

  /// A call that a rule file does not write out.
  private func past(_ function: HistoryFunction, _ term: Term, _ last: Int) -> Term {
    let call = HistoryCall(
      function: function, expression: term, last: last, every: 1, share: nil)
    let text = call.text(of: term.span.text)
    let source = SourceFile(path: term.span.file.path, text: text)
    return history(call, SourceSpan(source, 0, source.bytes.count))
  }
}
