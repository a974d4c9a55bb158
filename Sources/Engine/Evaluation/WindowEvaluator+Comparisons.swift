import Language

extension WindowEvaluator {
  func compare(_ term: Term, _ a: Term, _ op: ComparisonOperator, _ b: Term) -> Outcome {
    let left = evaluate(a)
    let right = evaluate(b)
    let decision = Decision(a, left, operation: op.rawValue, limit: right.value, b)
    switch (left.value, right.value) {
    case (.number(let x), .number(let y)):
      let outcome = decided(term, [left, right], op.holds(x.value, y.value), decision)
      return unlessTooFewRows(term, [left, right], outcome)
    case (.time(let x), .time(let y)):
      return decided(term, [left, right], op.holds(x, y), decision)
    case (.text(let x), .text(let y)):
      return decided(term, [left, right], op.holds(x, y), decision)
    case (.boolean(let x), .boolean(let y)):
      return decided(term, [left, right], (x == y) == (op == .equal), decision)
    default:
      var result = unknown(term, [left, right])
      result.decision = decision
      return result
    }
  }

  func member(_ term: Term, _ a: Term, _ negated: Bool, _ set: Term) -> Outcome {
    let left = evaluate(a)
    let operation = negated ? "not in" : "in"
    var operands = [left]
    let isMember: Bool
    var side: Decision.Side?
    let limit: String
    switch set.kind {
    case .set(let values):
      limit = values.description
      switch left.value {
      case .number(let estimate):
        isMember = values.contains(estimate.value)
        if !isMember, case .range(let low, _, _) = values.untimed {
          side = estimate.value < low ? .low : .high
        }
      case .time(let seconds):
        isMember = values.contains(seconds)
        if !isMember, case .range(let low, _, _) = values.untimed {
          side = seconds < low ? .low : .high
        }
      case .text(let text): isMember = values.contains(text: text)
      default: return unknown(term, operands)
      }
    case .range(let low, let high, let closed):
      let (lowest, highest) = (evaluate(low), evaluate(high))
      operands += [lowest, highest]
      guard let value = left.value.number, let from = lowest.value.number,
        let to = highest.value.number
      else { return unknown(term, operands) }
      isMember = value >= from && (closed ? value <= to : value < to)
      if !isMember { side = value < from ? .low : .high }
      limit = ValueSet.range(low: from, high: to, closed: closed).description
    default: return unknown(term, operands)
    }
    let outcome = decided(
      term, operands, isMember != negated,
      Decision(a, left, operation: operation, limit: limit, side: side))
    return unlessTooFewRows(term, operands, outcome)
  }

  func within(_ term: Term, _ a: Term, _ closeness: Term.Closeness, _ b: Term) -> Outcome {
    let left = evaluate(a)
    let right = evaluate(b)
    let amount: Outcome
    let isRelative: Bool
    switch closeness {
    case .relative(let tolerance): (amount, isRelative) = (evaluate(tolerance), true)
    case .absolute(let tolerance): (amount, isRelative) = (evaluate(tolerance), false)
    }
    guard let value = left.value.number, let target = right.value.number,
      let tolerance = amount.value.number
    else { return unknown(term, [left, right, amount]) }
    let allowed = isRelative ? tolerance * abs(target) : tolerance
    let limit = isRelative ? Number.percent(tolerance) : Number.brief(tolerance)
    let distance = abs(value - target)
    // The distance of two infinities, or a tolerance of none, is not a number.
    guard !distance.isNaN, !allowed.isNaN else {
      return unknown(term, [left, right, amount], .undefined)
    }
    let outcome = decided(
      term, [left, right, amount], distance <= allowed,
      Decision(
        a, left, operation: "within", limit: "\(limit) of \(Number.brief(target))",
        side: value < target ? .low : .high))
    return unlessTooFewRows(term, [left, right, amount], outcome)
  }
}

extension ValueSet {
  /// The set of the seconds, where it is one of times.
  var untimed: ValueSet { if case .times(let set) = self { set.untimed } else { self } }

  func contains(text: String) -> Bool {
    if case .values(let values) = self { values.contains(.text(text)) } else { false }
  }
}
