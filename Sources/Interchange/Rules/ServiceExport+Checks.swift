import Engine
import Language
import Statistics

extension ServiceExport {
  /// A metric that must hold to a number.
  struct Comparison {
    let call: MetricCall
    /// What must hold.
    let operation: ComparisonOperator
    let limit: Double

    /// The comparisons that a condition is made of; nil where it is none of the service's shapes.
    static func all(in condition: Rule.Condition) -> [Comparison]? {
      if condition.sense == .alert, case .and(let a, let b) = condition.term.kind {
        // Drift where the type holds: the type is a check of its own.
        guard let drift = Comparison(a, mustHold: false), drift.call.signature.name == "drift",
          let type = Comparison(b, mustHold: true), type.call.signature.name == "type_share"
        else { return nil }
        return [drift, type]
      }
      return Comparison(condition.term, mustHold: condition.sense == .expect).map { [$0] }
    }

    private init?(_ term: Term, mustHold: Bool) {
      switch term.kind {
      case .compare(let left, let operation, let right):
        guard case .metric(let call) = left.kind, let limit = right.number else { return nil }
        self.init(call, mustHold ? operation : operation.opposite, limit)
      case .metric(let call) where mustHold: self.init(call, .greaterOrEqual, 1)
      default: return nil
      }
    }

    private init(_ call: MetricCall, _ operation: ComparisonOperator, _ limit: Double) {
      self.call = call
      self.operation = operation
      self.limit = limit
    }

    /// The service's word for what violates it, which is strict.
    var violation: QualityConstraints.Comparison? {
      switch operation {
      case .lessOrEqual: .greater
      case .greaterOrEqual: .less
      default: nil
      }
    }

    var isFloor: Bool { operation == .greaterOrEqual || operation == .equal }
    var isCeiling: Bool { operation == .lessOrEqual || operation == .equal }
  }

  /// The column that a check is of; nil where it is of none.
  static func column(of part: Comparison, _ rule: Rule) -> String? {
    rule.column ?? (try? part.call.arguments.column().columnName) ?? nil
  }

  /// Puts a check in its feature's draft; why it can't be where it can't.
  mutating func carry(_ part: Comparison, of rule: Rule) -> String? {
    let call = part.call
    switch call.signature.name {
    case "required", "missing_columns", "extra_columns":
      return part.limit == 0 || call.signature.name == "required"
        ? nil : "the service counts columns, and bears no difference"
    case "column_count":
      let isCount =
        [.greaterOrEqual, .lessOrEqual, .equal].contains(part.operation)
        && part.limit == part.limit.rounded()
      guard isCount else { break }
      counts.append((part.limit, rule))
      return nil
    default: break
    }
    if names[call.key] != nil {
      return "the service compares strictly, on the side of the threshold that is bad"
    }
    guard let column = ServiceExport.column(of: part, rule) else {
      return "no check of the service is of \(call.signature.name)"
    }
    var draft = drafts[column] ?? Draft()
    defer { drafts[column] = draft }
    switch call.signature.name {
    case "type_share":
      guard let type = InferredType(word: call.arguments.word("type")) else {
        return "the service has no type \(call.arguments.word("type") ?? "")"
      }
      guard part.isFloor || part.operation == .greater else { break }
      draft.type = type
      draft.typeThreshold = part.operation == .greater ? 1 : part.limit
      return nil
    case "completeness" where part.isFloor:
      let other = draft.completeness
      draft.completeness = max(part.limit, other ?? part.limit)
      return other == nil || other == part.limit
        ? nil : "the service bounds completeness once: the tighter bound is kept"
    case "min" where part.isFloor && part.limit == 0:
      draft.isNonNegative = true
      return nil
    case "share" where part.isFloor, "in_share" where part.isFloor:
      return carry(share: part, in: &draft)
    case "drift" where part.isCeiling: return carry(drift: part, in: &draft, rule)
    default: break
    }
    return "no check of the service is of \(call.signature.name)"
  }

  private func carry(share part: Comparison, in draft: inout Draft) -> String? {
    let set: ValueSet?
    if let predicate = try? part.call.arguments.predicate() {
      switch predicate.term.kind {
      case .compare(_, .greaterOrEqual, let zero) where zero.number == 0 && part.limit == 1:
        draft.isNonNegative = true
        return nil
      case .member(let left, false, let members):
        guard case .column = left.kind, case .set(let values) = members.kind else {
          return "the service bounds no expression"
        }
        set = values
      default: return "the service bounds no values but signs and domains"
      }
    } else {
      set = try? part.call.arguments.set()
    }
    guard case .values(let values)? = set, case let texts = values.compactMap(\.text),
      texts.count == values.count
    else { return "a domain of the service is a list of texts" }
    draft.domains = texts
    draft.domainThreshold = part.limit
    return nil
  }

  private mutating func carry(
    drift part: Comparison, in draft: inout Draft, _ rule: Rule
  ) -> String? {
    let word = part.call.arguments.word("method") ?? "robust"
    guard part.call.arguments.numbers("edges") == nil else {
      return "the service compares sketches, and no bins"
    }
    if let other = draft.drift, other.threshold <= part.limit {
      return other.threshold == part.limit
        ? nil : "the service bounds drift once: the tighter bound is kept"
    }
    if draft.drift != nil {
      lose(rule, "the service bounds drift once: the tighter bound is kept", isCarried: true)
    }
    switch word {
    case "sagemaker_robust": draft.drift = (part.limit, .robust)
    case "sagemaker_simple": draft.drift = (part.limit, .simple)
    case "robust", "ks", "linf":
      draft.drift = (part.limit, word == "robust" ? .robust : .simple)
      lose(
        rule,
        "the service's own distance takes the place of `\(word)`: it collapses equal values, and is "
          + "not computed where the type has changed", isCarried: true)
    default: return "the service has no distance `\(word)`"
    }
    return nil
  }
}

extension Term {
  /// A constant number.
  fileprivate var number: Double? {
    if case .negate(let inner) = kind { return inner.constant?.number.map { -$0 } }
    return constant?.number
  }
}

extension InferredType {
  /// The service's type for a word of the language; nil where it has none.
  fileprivate init?(word: String?) {
    switch word {
    case "integral": self = .integral
    case "fractional", "numeric": self = .fractional
    case "boolean": self = .boolean
    case "string", "sagemaker_string": self = .string
    default: return nil
    }
  }
}
