import Language

/// A part of a condition that decides nothing: it is always true, never true, or true whenever its
/// neighbour is.
enum PartialConditions: Lint {
  static let codes = [idlePart]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var finder = Finder()
    for condition in rules.conditions { finder.examine(condition.term) }
    for condition in rules.recordConditions { finder.examine(condition) }
    return finder.found
  }

  private struct Finder {
    var found: [Diagnostic] = []
    private var told: Set<SourceSpan> = []

    /// Longer chains are nobody's slip.
    private static let longest = 40

    /// A condition as a whole; what decides all of it is told elsewhere.
    mutating func examine(_ term: Term) {
      switch term.kind {
      case .and, .or, .not:
        if SolutionSet.decide(term) == nil { examineParts(of: term) }
      default: break
      }
    }

    private mutating func examineParts(of term: Term) {
      switch term.kind {
      case .not(let inner): examineParts(of: inner)
      case .and, .or:
        var isAnd = false
        if case .and = term.kind { isAnd = true }
        let parts = term.chain(isAnd: isAnd)
        guard parts.count <= Finder.longest else { return }
        compare(parts, isAnd: isAnd)
        for part in parts { examineParts(of: part) }
      default: break
      }
    }

    private mutating func compare(_ parts: [Term], isAnd: Bool) {
      var regions: [(index: Int, quantity: Quantity, region: Region)] = []
      for (index, part) in parts.enumerated() {
        if let holds = SolutionSet.decide(part) {
          report(part, "this part of the condition is \(holds ? "always" : "never") true", nil)
        } else if let single = SolutionSet(part)?.single {
          regions.append((index, single.quantity, single.region))
        }
      }
      for (place, one) in regions.enumerated() {
        for (otherPlace, other) in regions.enumerated()
        where place != otherPlace && one.quantity == other.quantity {
          let isIdle =
            isAnd ? other.region.isSubset(of: one.region) : one.region.isSubset(of: other.region)
          guard isIdle, one.region != other.region || otherPlace < place else { continue }
          report(
            parts[one.index], "this part of the condition adds nothing", parts[other.index])
        }
      }
    }

    private mutating func report(_ part: Term, _ message: String, _ other: Term?) {
      guard told.insert(part.span).inserted else { return }
      found.append(
        Diagnostic(
          idlePart, message, at: part.span,
          secondary: other.map { [Diagnostic.Label($0.span, "this decides alone")] } ?? [],
          notes: ["remove it, or mend the bound that is meant to count"]))
    }
  }

  static let idlePart = DiagnosticCode(
    "TM311", .warning, "a part of a condition that decides nothing",
    why: "Whoever reads it believes in a bound that is none.",
    avoid: "edition 1\nrule r { alert when drift(fare) > 0.1 or drift(fare) > 0.2 }\n",
    prefer: "edition 1\nrule r { alert when drift(fare) > 0.1 }\n")
}

extension Term {
  /// The parts of `a and b and c` (or of `a or b or c`).
  fileprivate func chain(isAnd: Bool) -> [Term] {
    var parts: [Term] = []
    var rest = [self]
    while let next = rest.popLast() {
      switch next.kind {
      case .and(let a, let b) where isAnd, .or(let a, let b) where !isAnd: rest += [b, a]
      default: parts.append(next)
      }
    }
    return parts
  }
}

extension Rule {
  /// Conditions on records in the rule: its `where`, those of its metrics (with its own joined to
  /// them, at the same place), and what they count.
  var recordConditions: (alone: [Term], joined: [Term]) {
    var found: [RowExpression] = []
    var joined: [RowExpression] = []
    if let filter { found.append(filter) }
    for condition in conditions {
      let calls = condition.term.metricCalls
      for call in calls.data + calls.baseline {
        for argument in call.arguments.values.values {
          if case .predicate(let predicate) = argument { found.append(predicate) }
        }
        if let filter = call.arguments.filter, filter.key != self.filter?.key {
          joined.append(filter)
        }
      }
    }
    return (found.map(\.term), joined.map(\.term))
  }
}
