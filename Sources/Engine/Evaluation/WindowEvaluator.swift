import Language

/// Computes window terms from the statistics of a window, in three-valued logic.
package struct WindowEvaluator {
  let data: Gathered
  let baseline: Gathered?
  /// What a rule sees of earlier windows; nil where there are none.
  var past: RuleHistory?
  /// Takes the ends of what few rows could have given in place of what they gave.
  var extreme: Extreme?

  enum Extreme {
    case least, greatest
  }

  package init(data: Gathered, baseline: Gathered?) {
    self.data = data
    self.baseline = baseline
  }

  /// What a term came to, how, and which comparison decided it.
  package struct Outcome: Sendable {
    package var value: MetricValue
    package var tree: ConditionNode
    package var decision: Decision?
    /// A metric in it has a ceiling that these few rows set.
    var isCapped = false

    var truth: Truth {
      if case .boolean(let value) = value { value ? .yes : .no } else { .unknown }
    }
  }

  /// The value of each term that is known before any record, by canonical text.
  package static func given(in plan: Plan, baseline: Gathered?) -> [String: Value] {
    var result: [String: Value] = [:]
    let evaluator = WindowEvaluator(data: Gathered(), baseline: baseline)
    func visit(_ term: Term) {
      if case .baseline = term.kind {
        result[term.canonical] = evaluator.evaluate(term).value.value
      } else {
        term.children.forEach(visit)
      }
    }
    for request in plan.requests {
      for expression in request.columns + [request.filter].compactMap(\.self) {
        visit(expression.term)
      }
    }
    return result
  }

  package func evaluate(_ term: Term) -> Outcome {
    switch term.kind {
    case .constant(.number(let seconds)) where term.type == .time:
      return leaf(term, .time(seconds))
    case .constant(let value): return leaf(term, MetricValue(value))
    case .metric(let call):
      var outcome = metric(term, self.value(of: call), range: call.metric.range)
      if case .boolean(let holds) = outcome.value {
        outcome.decision = Decision(
          term, outcome, operation: "==", limit: "true", side: holds ? .high : .low)
      }
      return outcome
    case .baseline(let inner): return baselineValue(inner, term)
    case .standardError(let inner):
      guard let baseline else { return leaf(term, .unknown(.noBaseline)) }
      return leaf(term, StandardError.of(inner, over: baseline))
    case .negate(let inner):
      let outcome = evaluate(inner)
      return numeric(term, [outcome], interval: outcome.value.interval?.negated) { -$0[0] }
    case .arithmetic(let a, let op, let b):
      return arithmetic(term, (a, evaluate(a)), op, (b, evaluate(b)))
    case .function(let function, let arguments):
      return scalar(term, function, arguments)
    case .not(let inner):
      let outcome = evaluate(inner)
      return logic(term, [outcome], outcome.truth.negated)
    case .and(let a, let b): return logic(term, evaluate(a), evaluate(b), Truth.and)
    case .or(let a, let b): return logic(term, evaluate(a), evaluate(b), Truth.or)
    case .compare(let a, let op, let b): return compare(term, a, op, b)
    case .member(let a, let negated, let set): return member(term, a, negated, set)
    case .within(let a, let closeness, of: let b): return within(term, a, closeness, b)
    case .matches(let a, let pattern):
      let outcome = evaluate(a)
      guard case .text(let text) = outcome.value else { return unknown(term, [outcome]) }
      return decided(
        term, [outcome], pattern.matches(text),
        Decision(a, outcome, operation: "matches", limit: pattern.description))
    case .isNull(let a, let negated):
      let outcome = evaluate(a)
      if case .unknown = outcome.value { return decided(term, [outcome], !negated, nil) }
      return decided(term, [outcome], negated, nil)
    case .conditional(let a, let b, let c):
      let test = evaluate(a)
      guard test.truth != .unknown else { return unknown(term, [test]) }
      let chosen = evaluate(test.truth == .yes ? b : c)
      return Outcome(
        value: chosen.value, tree: ConditionNode(term, chosen.value, [test.tree, chosen.tree]),
        decision: chosen.decision, isCapped: test.isCapped || chosen.isCapped)
    case .isType(let a, let negated, let type):
      let outcome = evaluate(a)
      guard let kind = outcome.value.kind(of: a.type) else { return unknown(term, [outcome]) }
      return decided(term, [outcome], type.accepts(kind) != negated, nil)
    case .history(let call): return history(call, term)
    case .column, .set, .pattern, .columnSet, .range, .hasFormat, .invalid:
      return leaf(term, .unknown(.undefined))
    }
  }

  /// The value of a metric over the data.
  func value(of call: MetricCall) -> MetricValue {
    let data = data.source(of: call)
    if let value = data.assumed[call.key] { return value }
    // What a service's file of values alone holds is of no schema.
    let isOfValues = data.schema.columns.isEmpty && call.metric.reads.allSatisfy(data.holds)
    if !isOfValues, call.columns.contains(where: { data.schema[$0] == nil }) {
      return .unknown(.columnAbsent)
    }
    if call.metric.reads.contains(where: { data.patternLimits.contains($0.key) }) {
      return .unknown(.patternLimit)
    }
    if let reason = reasonOfGiven(in: call) { return .unknown(reason) }
    return call.metric.value(from: data, baseline: baseline)
  }

  /// Why a `baseline(…)` that the call's rows are compared with is unknown, where one is.
  private func reasonOfGiven(in call: MetricCall) -> UnknownReason? {
    for request in call.metric.reads {
      for expression in request.columns + [request.filter].compactMap(\.self) {
        for term in expression.term.baselineTerms {
          if case .unknown(let reason) = evaluate(term).value { return reason }
        }
      }
    }
    return nil
  }

  private func baselineValue(_ inner: Term, _ term: Term) -> Outcome {
    guard let baseline else { return leaf(term, .unknown(.noBaseline)) }
    let isStored = inner.metricCalls.data.allSatisfy { call in
      let baseline = baseline.source(of: call)
      return baseline.assumed[call.key] != nil
        || (call.columns.allSatisfy {
          // What a service's file of values alone holds is of no schema.
          baseline.schema.columns.isEmpty || baseline.schema[$0] != nil
        }
          && call.metric.reads.allSatisfy(baseline.holds))
    }
    guard isStored else { return leaf(term, .unknown(.noBaseline)) }
    let outcome = WindowEvaluator(data: baseline, baseline: nil).evaluate(inner)
    return Outcome(
      value: outcome.value, tree: ConditionNode(term, outcome.value, [outcome.tree]), decision: nil)
  }

  // MARK: Building outcomes

  private func metric(
    _ term: Term, _ value: MetricValue, range: ClosedRange<Double>?
  ) -> Outcome {
    guard case .number(let estimate) = value, estimate.ceiling != nil || estimate.floor != nil
    else { return leaf(term, value) }
    var outcome =
      switch extreme {
      case .least: leaf(term, .number(estimate.floor ?? range?.lowerBound ?? -.infinity))
      case .greatest: leaf(term, .number(estimate.ceiling ?? range?.upperBound ?? .infinity))
      case nil: leaf(term, value)
      }
    outcome.isCapped = true
    return outcome
  }

  /// A test whose outcome these few rows could not have changed says nothing.
  func unlessTooFewRows(_ term: Term, _ operands: [Outcome], _ outcome: Outcome) -> Outcome {
    guard extreme == nil, outcome.truth != .unknown, operands.contains(where: \.isCapped) else {
      return outcome
    }
    var other = self
    for extreme in [Extreme.least, .greatest] {
      other.extreme = extreme
      if other.evaluate(term).truth != outcome.truth { return outcome }
    }
    return unknown(term, operands, .tooFewRows)
  }

  private func leaf(_ term: Term, _ value: MetricValue) -> Outcome {
    Outcome(value: value, tree: ConditionNode(term, value, []), decision: nil)
  }

  func unknown(_ term: Term, _ operands: [Outcome], _ reason: UnknownReason? = nil) -> Outcome {
    let reasons = operands.compactMap { outcome in
      if case .unknown(let reason) = outcome.value { reason } else { nil }
    }
    let value = MetricValue.unknown(reason ?? reasons.first ?? .undefined)
    return Outcome(
      value: value, tree: ConditionNode(term, value, operands.map(\.tree)),
      decision: operands.compactMap(\.decision).first)
  }

  func decided(
    _ term: Term, _ operands: [Outcome], _ holds: Bool, _ decision: Decision?
  ) -> Outcome {
    let value = MetricValue.boolean(holds)
    return Outcome(
      value: value, tree: ConditionNode(term, value, operands.map(\.tree)), decision: decision)
  }

  private func numeric(
    _ term: Term, _ operands: [Outcome], interval: ClosedRange<Double>?,
    _ apply: ([Double]) -> Double
  ) -> Outcome {
    let numbers = operands.compactMap(\.value.number)
    guard numbers.count == operands.count else { return unknown(term, operands) }
    let value = MetricValue.number(apply(numbers)).with(interval)
    return Outcome(
      value: value, tree: ConditionNode(term, value, operands.map(\.tree)), decision: nil,
      isCapped: operands.contains(where: \.isCapped))
  }

  /// A time and a duration give a time, two times a duration.
  private func arithmetic(
    _ term: Term, _ a: (term: Term, outcome: Outcome), _ op: ArithmeticOperator,
    _ b: (term: Term, outcome: Outcome)
  ) -> Outcome {
    let (x, y) = (a.outcome, b.outcome)
    var outcome = numeric(term, [x, y], interval: interval(of: a, op, b)) {
      op.apply($0[0], $0[1])
    }
    if let seconds = outcome.value.number, op == .add || op == .subtract,
      x.value.isTime != y.value.isTime
    {
      outcome.value = .time(seconds)
      outcome.tree = ConditionNode(term, outcome.value, [x.tree, y.tree])
    }
    return outcome
  }

  /// A function of values: as rows have it, over one value of each argument.
  private func scalar(_ term: Term, _ function: ScalarFunction, _ arguments: [Term]) -> Outcome {
    let operands = arguments.map(evaluate)
    for operand in operands { if case .unknown = operand.value { return unknown(term, operands) } }
    let values = zip(operands, arguments).map { $0.value.value.asText(of: $1.type) }
    let value: Value =
      switch function {
      case .length, .lower, .upper, .trim, .text, .number, .startsWith, .endsWith, .contains:
        function.apply(toTexts: values)
      default: .number(function.apply(operands.map { $0.value.number ?? .nan }))
      }
    let result = MetricValue(value).with(
      function == .abs ? operands[0].value.interval?.magnitude : nil)
    return Outcome(
      value: result, tree: ConditionNode(term, result, operands.map(\.tree)), decision: nil,
      isCapped: operands.contains(where: \.isCapped))
  }

  private func logic(_ term: Term, _ operands: [Outcome], _ truth: Truth) -> Outcome {
    guard truth != .unknown else { return unknown(term, operands) }
    return decided(term, operands, truth == .yes, operands.compactMap(\.decision).first)
  }

  /// The leftmost operand that came out as the whole did decided it.
  private func logic(
    _ term: Term, _ a: Outcome, _ b: Outcome, _ combine: (Truth, Truth) -> Truth
  ) -> Outcome {
    let truth = combine(a.truth, b.truth)
    guard truth != .unknown else {
      return unknown(term, [a, b].filter { $0.truth == .unknown })
    }
    let deciding = [a, b].first { $0.truth == truth && $0.decision != nil }
    return decided(term, [a, b], truth == .yes, deciding?.decision)
  }
}

extension MetricValue {
  init(_ value: Value) {
    switch value {
    case .null: self = .unknown(.undefined)
    case .number(let number): self = .number(number, error: 0)
    case .text(let text): self = .text(text)
    case .boolean(let boolean): self = .boolean(boolean)
    }
  }

  package var number: Double? {
    switch self {
    case .number(let estimate): estimate.value
    case .time(let seconds): seconds
    case .text, .boolean, .structure, .unknown: nil
    }
  }

  /// Why it is unknown, where it is.
  var reason: UnknownReason? { if case .unknown(let reason) = self { reason } else { nil } }

  var isTime: Bool { if case .time = self { true } else { false } }

  /// The value without its error; null where unknown.
  package var value: Value {
    switch self {
    case .number(let estimate): .number(estimate.value)
    case .time(let seconds): .number(seconds)
    case .text(let text): .text(text)
    case .boolean(let boolean): .boolean(boolean)
    case .structure, .unknown: .null
    }
  }
}
