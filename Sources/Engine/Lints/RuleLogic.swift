import Language

/// Rules about one quantity that don't fit together: no value meets both, one says nothing beside
/// the other, or a warning never comes before the critical alert.
///
/// - Complexity: O(n log n) in the requirements of a quantity.
enum RuleLogic: Lint {
  static let codes = [contradiction, subsumed, boundsReversed, sameTwice]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var groups: [Requirement.Subject: [Requirement]] = [:]
    var order: [Requirement.Subject] = []
    let (requirements, instances) = Requirement.all(of: rules)
    for requirement in requirements {
      groups[requirement.subject, default: []].append(requirement)
      if groups[requirement.subject]?.count == 1 { order.append(requirement.subject) }
    }
    var contradictions: [SourceSpan: Diagnostic] = [:]
    var redundant: [SourceSpan: (count: Int, diagnostic: Diagnostic)] = [:]
    var places: [SourceSpan] = []
    for subject in order {
      guard let group = groups[subject], group.count > 1 else { continue }
      let partners = Partners(group)
      for (index, requirement) in group.enumerated() {
        let others = partners.of(index)
        let place = requirement.span
        if contradictions[place] == nil,
          let found = contradiction(of: requirement, with: others.filter { $0 < index }, in: group)
        {
          contradictions[place] = found
          places.append(place)
        }
        if let found = redundancy(of: index, beside: others, in: group) {
          if redundant[place] == nil { places.append(place) }
          redundant[place] = ((redundant[place]?.count ?? 0) + 1, found)
        }
      }
    }
    var told: Set<SourceSpan> = []
    return places.filter { told.insert($0).inserted }.compactMap { place in
      if let found = contradictions[place] { return found }
      // What is redundant for one column of many is a rule with an exception.
      guard let found = redundant[place], found.count == instances[place] else { return nil }
      return found.diagnostic
    }
  }

  private static func contradiction(
    of requirement: Requirement, with others: [Int], in group: [Requirement]
  ) -> Diagnostic? {
    for other in others.map({ group[$0] })
    where other.owner.rule.settings.mode == requirement.owner.rule.settings.mode
      && other.owner.rule.isSettled && requirement.owner.rule.isSettled
      && other.span != requirement.span && requirement.contradicts(other)
      && !requirement.region.isEmpty && !other.region.isEmpty
    {
      let quantity = requirement.subject.quantity
      var note = "whatever the data are, one of the two is violated"
      if let a = other.text, let b = requirement.text {
        note = "no value of \(quantity.name) is both \(a) and \(b): " + note
      }
      let share = min(requirement.share, other.share)
      if share < 1 { note += " for some record" }
      return Diagnostic(
        contradiction, "two rules contradict each other", at: requirement.span,
        label: label(requirement), secondary: [Diagnostic.Label(other.span, label(other))],
        notes: [note])
    }
    return nil
  }

  private static func label(_ requirement: Requirement) -> String {
    requirement.text.map { "holds for values \($0)" } ?? ""
  }

  // MARK: Redundancy

  /// Why a requirement could be left out, where another of the group says as much.
  private static func redundancy(
    of index: Int, beside others: [Int], in group: [Requirement]
  ) -> Diagnostic? {
    let wide = group[index]
    guard wide.isWhole else { return nil }
    for other in others where other != index {
      let narrow = group[other]
      guard narrow.isWhole, narrow.span != wide.span, narrow.implies(wide),
        isJudged(narrow, wheneverIs: wide)
      else { continue }
      let isEqual = wide.implies(narrow)
      if narrow.condition.severity.rank > wide.condition.severity.rank {
        return reversed(wide, narrow, isEqual: isEqual)
      }
      guard narrow.condition.severity == wide.condition.severity,
        sinks(narrow) == sinks(wide)
      else { continue }
      if isEqual {
        guard other < index else { continue }
        return Diagnostic(
          sameTwice, "this says the same as another condition", at: wide.span,
          secondary: [Diagnostic.Label(narrow.span, "the first one")],
          notes: ["each violation is told twice: remove one of them"])
      }
      return subsumed(wide, by: narrow)
    }
    return nil
  }

  /// Whether the narrow rule is decided and told wherever the wide one is.
  private static func isJudged(_ narrow: Requirement, wheneverIs wide: Requirement) -> Bool {
    let (a, b) = (narrow.owner.rule, wide.owner.rule)
    return a.settings.mode == b.settings.mode && a.settings.onUnknown == b.settings.onUnknown
      && (a.settings.needsRows ?? 0) <= (b.settings.needsRows ?? 0) && a.waivers.isEmpty
      && (a.settings.needsHistory ?? 0) <= (b.settings.needsHistory ?? 0)
      && a.settings.needsLabels == b.settings.needsLabels
      && narrow.condition.firing == wide.condition.firing
      && narrow.condition.until?.term.canonical == wide.condition.until?.term.canonical
      && a.isSettled && b.isSettled
      && a.isOptional == b.isOptional
  }

  private static func sinks(_ requirement: Requirement) -> [String] {
    (requirement.owner.rule.sinks ?? []).map(\.name)
  }

  private static func subsumed(_ wide: Requirement, by narrow: Requirement) -> Diagnostic {
    let quantity = wide.subject.quantity
    var notes = ["whatever violates it violates the other as well: remove it, or mend its bound"]
    let between = wide.region.subtracting(narrow.region)
    if let example = quantity.example(in: between) {
      notes.insert("\(example) violates the other alone; no value violates this one alone", at: 0)
    }
    return Diagnostic(
      subsumed, "this adds nothing to a stricter condition", at: wide.span, label: label(wide),
      secondary: [Diagnostic.Label(narrow.span, "the stricter one " + label(narrow))],
      notes: notes)
  }

  private static func reversed(
    _ lesser: Requirement, _ worse: Requirement, isEqual: Bool
  ) -> Diagnostic {
    let (low, high) = (lesser.condition.severity.rawValue, worse.condition.severity.rawValue)
    var notes: [String] = []
    let between = lesser.region.subtracting(worse.region)
    if !isEqual, let example = lesser.subject.quantity.example(in: between) {
      notes.append("\(example) is \(high) and no \(low) yet")
    }
    notes.append("the \(low) bound should be reached first: are the two exchanged?")
    return Diagnostic(
      boundsReversed, "this \(low) never comes before the \(high) one", at: lesser.span,
      secondary: [Diagnostic.Label(worse.span, "\(high) already")], notes: notes)
  }
}

extension Rule {
  /// Whether it is known to speak of its column.
  fileprivate var isSettled: Bool { membership?.isSettled ?? true }
}

extension RuleLogic {
  static let contradiction = DiagnosticCode(
    "TM307", .warning, "rules that contradict each other",
    why: "Whatever the data are, one of them is violated, and people learn to look away.",
    avoid: "edition 1\nrule a { expect completeness(fare) >= 90% }\n"
      + "rule b { alert when completeness(fare) > 50% }\n",
    prefer: "edition 1\nrule a { expect completeness(fare) >= 90% }\n"
      + "rule b { alert when completeness(fare) < 95% severity info }\n")
  static let subsumed = DiagnosticCode(
    "TM308", .warning, "a condition that adds nothing",
    why:
      "A stricter condition of the same severity is violated whenever this one is; most often one "
      + "of the bounds is a mistake.",
    avoid: "edition 1\nrule a { expect completeness(fare) >= 99% }\n"
      + "rule b { expect completeness(fare) >= 90% }\n",
    prefer: "edition 1\nrule a { expect completeness(fare) >= 99% }\n"
      + "rule b { expect completeness(fare) >= 90% else critical }\n")
  static let boundsReversed = DiagnosticCode(
    "TM309", .warning, "bounds the wrong way round",
    why: "The lesser alert is there to come first; here the worse one is reached before it.",
    avoid: "edition 1\nrule r {\n  alert warning when drift(fare) > 0.3\n"
      + "  alert critical when drift(fare) > 0.1\n}\n",
    prefer: "edition 1\nrule r {\n  alert warning when drift(fare) > 0.1\n"
      + "  alert critical when drift(fare) > 0.3\n}\n")
  static let sameTwice = DiagnosticCode(
    "TM310", .warning, "the same condition twice",
    why: "Each violation is told twice, and a change to one of them leaves the other as it was.",
    avoid: "edition 1\nrule a { expect completeness(fare) >= 90% }\n"
      + "rule b { alert when completeness(fare) < 90% }\n",
    prefer: "edition 1\nrule a { expect completeness(fare) >= 90% }\n")
}
