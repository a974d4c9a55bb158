import Language

/// A bound on how many records a condition holds for, as a number or as a share of them.
struct RecordsBound {
  let predicate: RowExpression
  let values: NumberSet
  /// The more records the condition holds for, the sooner the bound holds.
  let rises: Bool
  private let filter: String?
  private let measure: Measure

  private enum Measure {
    /// `share(P)`, `every(P)`
    case share
    /// `count(P)`
    case count
    /// What `except at most N rows` counts.
    case failures
    /// What `except at most 1%` measures.
    case failingShare
  }

  init?(_ term: Term, negated: Bool) {
    let (call, op, bound): (MetricCall, ComparisonOperator, Double)
    switch term.kind {
    case .metric(let every) where every.signature.name == "every":
      (call, op, bound) = (every, .greaterOrEqual, 1)
    case .compare(let a, let written, let b):
      if case .metric(let left) = a.kind, let number = b.constant?.number {
        (call, op, bound) = (left, written, number)
      } else if case .metric(let right) = b.kind, let number = a.constant?.number {
        (call, op, bound) = (right, written.mirrored, number)
      } else {
        return nil
      }
    default: return nil
    }
    let isShare = call.signature.result == .ratio
    switch call.signature.name {
    case "every", "share": measure = .share
    case "count": measure = .count
    case "failing": measure = isShare ? .failingShare : .failures
    default: return nil
    }
    guard let predicate = try? call.arguments.predicate("P") else { return nil }
    let judged = negated ? op.opposite : op
    let isLower: Bool
    switch judged {
    case .greater, .greaterOrEqual: isLower = true
    case .less, .lessOrEqual: isLower = false
    case .equal, .notEqual: return nil
    }
    let countsFailures = measure == .failures || measure == .failingShare
    self.predicate = predicate
    filter = call.arguments.filter?.key
    values = NumberSet(judged, bound)
    rises = isLower != countsFailures
  }

  /// Whether both bound the same count of the same records, from the same side.
  func measures(asDoes other: RecordsBound) -> Bool {
    measure == other.measure && rises == other.rises && filter == other.filter
  }
}
