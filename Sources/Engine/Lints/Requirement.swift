import Language

/// One thing that a rule requires of one quantity.
struct Requirement {
  /// What it speaks of: equal for requirements that the same values decide.
  struct Subject: Hashable {
    let quantity: Quantity
    /// Segments, and for rules over unknown columns the rule itself.
    let context: String
    /// It is about the values of records, not about a value of the window.
    let isOfRecords: Bool
  }

  /// A rule, shared by all that it requires.
  final class Owner {
    let rule: Rule

    init(_ rule: Rule) { self.rule = rule }
  }

  let owner: Owner
  /// Which condition of the rule it is of.
  let index: Int
  let span: SourceSpan
  let subject: Subject
  /// Where the quantity must be.
  let region: Region
  /// The share of records that must be there.
  let share: Double
  /// It is all that the condition says.
  let isWhole: Bool

  var condition: Rule.Condition { owner.rule.conditions[index] }

  /// `>= 0.9`
  var text: String? { subject.quantity.text(of: region) }

  /// Whether what meets this one meets the other.
  func implies(_ other: Requirement) -> Bool {
    share >= other.share && region.isSubset(of: other.region)
  }

  /// Whether nothing meets both.
  func contradicts(_ other: Requirement) -> Bool {
    share + other.share > 1 && region.intersection(other.region).isEmpty
  }
}

extension Requirement {
  /// What the conditions of rules require, one quantity each; what takes several is left out.
  ///
  /// - Returns: those that share what they read with others, and of every condition the number of
  ///   rules that it stands for.
  static func all(
    of rules: LintedRules
  ) -> (requirements: [Requirement], instances: [SourceSpan: Int]) {
    // What no other condition reads stands alone, and needs no reasoning.
    var readers: [String: Int] = [:]
    var instances: [SourceSpan: Int] = [:]
    for rule in rules.all where isJudged(rule) {
      for condition in rule.conditions {
        instances[condition.term.span, default: 0] += 1
        for key in condition.term.readKeys { readers[key, default: 0] += 1 }
      }
    }
    var found: [Requirement] = []
    let isShared = { (condition: Rule.Condition) in
      condition.term.readKeys.contains { readers[$0, default: 0] > 1 }
    }
    for rule in rules.rules where isJudged(rule) && rule.conditions.contains(where: isShared) {
      found += requirements(of: rule, context: "")
    }
    // Of two loops nobody knows yet which columns they share.
    for rule in rules.standIns where isJudged(rule) && rule.conditions.contains(where: isShared) {
      found += requirements(of: rule, context: " \(rule.column ?? rule.id)")
    }
    return (found, instances)
  }

  private static func isJudged(_ rule: Rule) -> Bool {
    rule.kind == .check && rule.settings.mode != .off
  }

  private static func requirements(of rule: Rule, context: String) -> [Requirement] {
    guard rule.kind == .check else { return [] }
    let context = (rule.segmentation?.suffix ?? "") + context
    let owner = Owner(rule)
    return rule.conditions.indices.flatMap { index -> [Requirement] in
      let condition = rule.conditions[index]
      var parts: [(term: Term, negated: Bool)] = []
      split(condition.term, condition.sense == .alert, into: &parts)
      return parts.compactMap { part in
        requirement(
          part.term, part.negated, owner, index, context: context, isWhole: parts.count == 1)
      }
    }
  }

  /// `expect a and b` requires a, and it requires b; so does `alert when not a or not b`.
  private static func split(
    _ term: Term, _ negated: Bool, into parts: inout [(term: Term, negated: Bool)]
  ) {
    switch term.kind {
    case .not(let inner): split(inner, !negated, into: &parts)
    case .and(let a, let b) where !negated, .or(let a, let b) where negated:
      split(a, negated, into: &parts)
      split(b, negated, into: &parts)
    default: parts.append((term, negated))
    }
  }

  private static func requirement(
    _ term: Term, _ negated: Bool, _ owner: Owner, _ index: Int, context: String, isWhole: Bool
  ) -> Requirement? {
    if !negated, let bound = RecordBound(term),
      let values = SolutionSet(bound.predicate)?.single
    {
      let filter = bound.filter.map { " where " + $0.key } ?? ""
      return Requirement(
        owner: owner, index: index, span: owner.rule.conditions[index].term.span,
        subject: Subject(
          quantity: values.quantity, context: context + filter, isOfRecords: true),
        region: values.region, share: bound.share, isWhole: isWhole)
    }
    guard let values = SolutionSet(term, negated: negated)?.single else { return nil }
    return Requirement(
      owner: owner, index: index, span: owner.rule.conditions[index].term.span,
      subject: Subject(quantity: values.quantity, context: context, isOfRecords: false),
      region: values.region, share: 1, isWhole: isWhole)
  }
}

extension Term {
  /// What decides it: metrics, and of conditions on records their columns.
  fileprivate var readKeys: [String] {
    metricCalls.data.map { call in
      let isOfRecords = call.signature.name == "share" || call.signature.name == "every"
      return isOfRecords ? "records of " + call.columns.joined(separator: ", ") : call.key
    }
  }
}

/// `share(P) >= 95%` or `every(P)`: so many records at least are as they should be.
struct RecordBound {
  let predicate: Term
  let filter: RowExpression?
  let share: Double

  init?(_ term: Term) {
    var call: MetricCall?
    var least = 1.0
    switch term.kind {
    case .metric(let every) where every.signature.name == "every": call = every
    case .compare(let a, .greaterOrEqual, let b):
      guard case .metric(let share) = a.kind, share.signature.name == "share",
        let number = b.constant?.number
      else { return nil }
      call = share
      least = number
    default: return nil
    }
    guard let call, least > 0, let predicate = try? call.arguments.predicate("P") else {
      return nil
    }
    self.predicate = predicate.term
    filter = call.arguments.filter
    share = least
  }
}
