import Language

extension SolutionSet {
  /// Where a condition is true, or, negated, where it is false; nil where that is too much to
  /// reason about.
  package init?(_ term: Term, negated: Bool = false) {
    var budget = 400
    guard let solutions = SolutionSet.solve(term, negated, &budget) else { return nil }
    self = solutions
  }

  /// Whether a condition is true (or false) whatever the data are; nil where it depends on them,
  /// or nobody knows.
  static func decide(_ term: Term) -> Bool? {
    let holds = SolutionSet(term)
    if let holds, holds.isEmpty { return false }
    switch term.kind {
    case .and, .or, .not:
      let fails = SolutionSet(term, negated: true)
      return fails?.isEmpty == true ? true : nil
    default: return holds?.isEverything == true ? true : nil
    }
  }

  /// The same; of one comparison with a constant nothing, since ranges tell all of that.
  static func decideParts(_ term: Term) -> Bool? {
    if case .compare(_, _, let bound) = term.kind, bound.constant != nil { return nil }
    return decide(term)
  }

  private static func solve(_ term: Term, _ negated: Bool, _ budget: inout Int) -> SolutionSet? {
    budget -= 1
    guard budget > 0 else { return nil }
    switch term.kind {
    case .constant(.boolean(let value)): return value != negated ? .everything : .nothing
    case .not(let inner): return solve(inner, !negated, &budget)
    case .and(let a, let b), .or(let a, let b):
      guard let x = solve(a, negated, &budget), let y = solve(b, negated, &budget) else {
        return nil
      }
      var isAnd = negated
      if case .and = term.kind { isAnd.toggle() }
      return isAnd ? x.intersection(y) : x.union(y)
    case .compare(let a, let op, let b): return compare(a, op, b, negated) ?? opaque(term, negated)
    case .member(let a, let isNegated, let set):
      return member(a, set, isNegated != negated) ?? opaque(term, negated)
    case .within(let a, let closeness, of: let b):
      return within(a, closeness, b, negated) ?? opaque(term, negated)
    default: return opaque(term, negated)
    }
  }

  /// A condition that is not looked into: true or false.
  private static func opaque(_ term: Term, _ negated: Bool) -> SolutionSet {
    let number: Double = negated ? 0 : 1
    return SolutionSet(.condition(term.canonical), .numbers([NumberSet(number, number)]))
  }

  private static func compare(
    _ a: Term, _ op: ComparisonOperator, _ b: Term, _ negated: Bool
  ) -> SolutionSet? {
    if let text = b.constant?.text { return texts(a, [text], op, negated) }
    if let text = a.constant?.text { return texts(b, [text], op, negated) }
    for (side, other) in [(a, b), (b, a)] {
      guard let value = other.constant?.boolean, op == .equal || op == .notEqual else { continue }
      return opaque(side, (value == (op == .equal)) == negated)
    }
    let op = negated ? op.opposite : op
    // The cells of two columns may be texts.
    guard a.type != .cell || b.type != .cell, let form = LinearForm(a, minus: b) else { return nil }
    if let decided = form.decided(op) { return decided ? .everything : .nothing }
    guard let solved = form.solved(op) else { return nil }
    return SolutionSet(typed(solved.quantity, a, b), solved.region)
  }

  /// Cells read as times and cells read as numbers are two quantities.
  private static func typed(_ quantity: Quantity, _ a: Term, _ b: Term) -> Quantity {
    guard a.type == .time || b.type == .time else { return quantity }
    var result = quantity
    result.key += " as time"
    return result
  }

  private static func texts(
    _ side: Term, _ texts: Set<String>, _ op: ComparisonOperator, _ negated: Bool
  ) -> SolutionSet? {
    guard op == .equal || op == .notEqual, side.type == .cell || side.type == .string else {
      return nil
    }
    let set = TextSet(texts, isAllBut: (op == .notEqual) != negated)
    return SolutionSet(.text(side.canonical), .texts(set))
  }

  private static func member(_ a: Term, _ set: Term, _ negated: Bool) -> SolutionSet? {
    switch set.kind {
    case .range(let low, let high, let closed): return range(a, low, high, closed, negated)
    case .set(.range(let low, let high, let closed)):
      return range(a, number(low, set, .number), number(high, set, .number), closed, negated)
    case .set(.times(.range(let low, let high, let closed))):
      return range(a, number(low, set, .time), number(high, set, .time), closed, negated)
    case .set(.values(let values)), .set(.times(.values(let values))):
      let listed = values.compactMap(\.text)
      if listed.count == values.count, !listed.isEmpty {
        return texts(a, Set(listed), .equal, negated)
      }
      let numbers = values.compactMap(\.number)
      guard numbers.count == values.count, !numbers.isEmpty, numbers.count <= 1_000 else {
        return nil
      }
      var type = ValueType.number
      if case .set(.times) = set.kind { type = .time }
      return points(a, numbers, set, type, negated)
    default: return nil
    }
  }

  private static func number(_ value: Double, _ set: Term, _ type: ValueType) -> Term {
    Term(.constant(.number(value)), type, .given, set.span)
  }

  private static func points(
    _ a: Term, _ numbers: [Double], _ set: Term, _ type: ValueType, _ negated: Bool
  ) -> SolutionSet? {
    guard let form = LinearForm(a), form.parts.count == 1, form.constant == 0,
      let part = form.parts.first, part.factor == 1
    else { return nil }
    var members = NumberSet.empty
    // Ascending, each union is short at its end only.
    for number in Set(numbers).sorted() { members = members.union(NumberSet(number, number)) }
    let quantity = Quantity.number(part.key, in: part.interval, isWhole: part.isWhole)
    var region = quantity.universe.intersection(
      .numbers([part.isWhole ? members.wholeNumbers : members]))
    if negated { region = quantity.universe.subtracting(region) }
    return SolutionSet(typed(quantity, a, number(0, set, type)), region)
  }

  static func range(
    _ a: Term, _ low: Term, _ high: Term, _ closed: Bool, _ negated: Bool
  ) -> SolutionSet? {
    let upper: ComparisonOperator = closed ? .lessOrEqual : .less
    guard let above = compare(a, .greaterOrEqual, low, negated),
      let below = compare(a, upper, high, negated)
    else { return nil }
    return negated ? above.union(below) : above.intersection(below)
  }
}

extension ComparisonOperator {
  /// The operator that holds where this one does not.
  package var opposite: ComparisonOperator {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .equal: .notEqual
    case .notEqual: .equal
    }
  }
}
