import Language

/// How two conditions stand to each other, told from their parts: one is at most the other where
/// false < null < true, so that it is true nowhere else, and the other false nowhere else.
///
/// What `SolutionSet` can't look into is seen here: conditions on records inside `share`, `every` and
/// `count`, and chains of `and` and `or` that are too long to list where they hold. What is said is
/// so; what is not may still be so.
///
/// - Complexity: O(parts of one × parts of the other), to a limit.
struct ConditionOrder {
  private var budget = 4_000

  /// Whether a condition is at most another.
  static func isAtMost(_ a: Term, _ b: Term) -> Bool {
    var order = ConditionOrder()
    return order.isAtMost(Side(a), Side(b))
  }

  /// A condition, or its negation.
  private struct Side {
    let term: Term
    let isNegated: Bool

    init(_ term: Term, negated: Bool = false) {
      var (term, isNegated) = (term, negated)
      while case .not(let inner) = term.kind { (term, isNegated) = (inner, !isNegated) }
      (self.term, self.isNegated) = (term, isNegated)
    }

    /// What all must hold for it to hold.
    var conjuncts: [Side]? { parts(isAnd: true) }
    /// Of which one must hold for it to hold.
    var disjuncts: [Side]? { parts(isAnd: false) }

    private func parts(isAnd: Bool) -> [Side]? {
      switch term.kind {
      case .and(let a, let b) where isAnd != isNegated, .or(let a, let b) where isAnd == isNegated:
        [Side(a, negated: isNegated), Side(b, negated: isNegated)]
      default: nil
      }
    }
  }

  private mutating func isAtMost(_ a: Side, _ b: Side) -> Bool {
    budget -= 1
    guard budget > 0 else { return false }
    if case .constant(.boolean(let value)) = a.term.kind, value == a.isNegated { return true }
    if case .constant(.boolean(let value)) = b.term.kind, value != b.isNegated { return true }
    if let parts = a.disjuncts { return parts.allSatisfy { isAtMost($0, b) } }
    if let parts = b.conjuncts { return parts.allSatisfy { isAtMost(a, $0) } }
    if let parts = a.conjuncts, parts.contains(where: { isAtMost($0, b) }) { return true }
    if let parts = b.disjuncts, parts.contains(where: { isAtMost(a, $0) }) { return true }
    guard a.conjuncts == nil, b.disjuncts == nil else { return false }
    return isPartAtMost(a, b)
  }

  /// The same of two that have no parts.
  private mutating func isPartAtMost(_ a: Side, _ b: Side) -> Bool {
    if let first = RecordsBound(a.term, negated: a.isNegated),
      let second = RecordsBound(b.term, negated: b.isNegated), first.measures(asDoes: second)
    {
      let (low, high) = first.rises ? (first, second) : (second, first)
      return first.values.isSubset(of: second.values)
        && isAtMost(Side(low.predicate.term), Side(high.predicate.term))
    }
    // Of one quantity, both are null where it is.
    if let first = SolutionSet(a.term, negated: a.isNegated)?.single,
      let second = SolutionSet(b.term, negated: b.isNegated)?.single
    {
      return first.quantity == second.quantity && first.region.isSubset(of: second.region)
    }
    return a.isNegated == b.isNegated && a.term.canonical == b.term.canonical
  }
}
