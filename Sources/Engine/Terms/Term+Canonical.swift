extension Term {
  /// Fully bracketed text in which only the meaning counts: the key of statistics.
  package var canonical: String {
    switch kind {
    case .constant(let value):
      switch (type, value) {
      case (.time, .number(let seconds)): "time \(Number.text(seconds))"
      case (.duration, .number(let seconds)): "\(Number.text(seconds)) s"
      case (.bytes, .number(let bytes)): "\(Number.text(bytes)) B"
      default: Quoting.value(value)
      }
    case .set(let set): set.description
    case .pattern(let pattern): pattern.description
    case .columnSet: "columns"
    case .range(let low, let high, let closed):
      "(\(low.canonical)\(closed ? "..." : "..<")\(high.canonical))"
    case .column(let name): "`\(name)`"
    case .metric(let call): call.key
    case .baseline(let term): "baseline(\(term.canonical))"
    case .standardError(let term): "standard error(\(term.canonical))"
    case .negate(let term): "-\(term.canonical)"
    case .not(let term): "not \(term.canonical)"
    case .arithmetic(let a, let op, let b): "(\(a.canonical) \(op.rawValue) \(b.canonical))"
    case .and(let a, let b): "(\(a.canonical) and \(b.canonical))"
    case .or(let a, let b): "(\(a.canonical) or \(b.canonical))"
    case .compare(let a, let op, let b): "(\(a.canonical) \(op.rawValue) \(b.canonical))"
    case .member(let a, let negated, let b):
      "(\(a.canonical) \(negated ? "not in" : "in") \(b.canonical))"
    case .within(let a, .relative(let t), let b):
      "(\(a.canonical) within \(t.canonical) relative of \(b.canonical))"
    case .within(let a, .absolute(let t), let b):
      "(\(a.canonical) within \(t.canonical) of \(b.canonical))"
    case .matches(let a, let pattern): "(\(a.canonical) matches \(pattern))"
    case .isNull(let a, let negated): "(\(a.canonical) is \(negated ? "not " : "")null)"
    case .isType(let a, let negated, let type):
      "(\(a.canonical) is \(negated ? "not " : "")\(type.rawValue))"
    case .hasFormat(let a, let format): "(\(a.canonical) has format \(format.rawValue))"
    case .conditional(let a, let b, let c):
      "(if \(a.canonical) then \(b.canonical) else \(c.canonical))"
    case .function(let function, let arguments):
      "\(function.rawValue)(\(arguments.map(\.canonical).joined(separator: ", ")))"
    case .history(let call): call.text(of: call.expression.canonical)
    case .invalid: "invalid"
    }
  }

  /// The terms right below.
  var children: [Term] {
    var found: [Term] = []
    visitChildren { found.append($0) }
    return found
  }

  /// Shows the terms right below, in order.
  func visitChildren(_ show: (Term) -> Void) {
    switch kind {
    case .constant, .set, .pattern, .columnSet, .column, .metric, .invalid: break
    case .negate(let a), .not(let a), .baseline(let a), .standardError(let a), .matches(let a, _),
      .isNull(let a, _),
      .isType(let a, _, _), .hasFormat(let a, _):
      show(a)
    case .range(let a, let b, _), .arithmetic(let a, _, let b), .and(let a, let b),
      .or(let a, let b),
      .compare(let a, _, let b), .member(let a, _, let b):
      show(a)
      show(b)
    case .within(let a, .relative(let t), let b), .within(let a, .absolute(let t), let b):
      show(a)
      show(t)
      show(b)
    case .conditional(let a, let b, let c):
      show(a)
      show(b)
      show(c)
    case .function(_, let arguments): arguments.forEach(show)
    case .history(let call): show(call.expression)
    }
  }

  /// The outermost `baseline(…)` in it.
  var baselineTerms: [Term] {
    var found: [Term] = []
    collectBaselines(into: &found)
    return found
  }

  private func collectBaselines(into found: inout [Term]) {
    if case .baseline = kind {
      found.append(self)
    } else {
      visitChildren { $0.collectBaselines(into: &found) }
    }
  }

  /// What the standard errors in it are of.
  var standardErrors: [Term] {
    var found: [Term] = []
    collectStandardErrors(into: &found)
    return found
  }

  private func collectStandardErrors(into found: inout [Term]) {
    if case .standardError(let term) = kind { found.append(term) }
    visitChildren { $0.collectStandardErrors(into: &found) }
  }

  /// Plain columns of the data that the term reads, each once, in order; those inside `baseline(…)`
  /// are the baseline's and not counted.
  var columns: [String] {
    var seen: [String] = []
    collectColumns(into: &seen)
    return seen
  }

  private func collectColumns(into seen: inout [String]) {
    switch kind {
    case .column(let name): if !seen.contains(name) { seen.append(name) }
    case .metric(let call):
      for name in call.columns where !seen.contains(name) { seen.append(name) }
    case .baseline, .standardError: break
    default: visitChildren { $0.collectColumns(into: &seen) }
    }
  }

  /// Calls of metrics over the data, and those over the baseline.
  var metricCalls: (data: [MetricCall], baseline: [MetricCall]) {
    var found: (data: [MetricCall], baseline: [MetricCall]) = ([], [])
    collectCalls(into: &found, isOfBaseline: false)
    return found
  }

  /// Calls of metrics over the data and over the baseline.
  package var allMetricCalls: [MetricCall] {
    let calls = metricCalls
    return calls.data + calls.baseline
  }

  private func collectCalls(
    into found: inout (data: [MetricCall], baseline: [MetricCall]), isOfBaseline: Bool
  ) {
    switch kind {
    case .metric(let call):
      if isOfBaseline { found.baseline.append(call) } else { found.data.append(call) }
    case .baseline(let term), .standardError(let term):
      term.collectCalls(into: &found, isOfBaseline: true)
    default: visitChildren { $0.collectCalls(into: &found, isOfBaseline: isOfBaseline) }
    }
  }
}
