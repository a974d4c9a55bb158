import Language

/// Something of a rule beside its conditions that decides what becomes of a violation.
struct RuleAspect {
  let name: String
  let shift: Shift
  let old: String
  let new: String

  typealias Side = (rule: Rule, facts: ColumnFacts)

  static func all(_ old: Side, _ new: Side) -> [RuleAspect] {
    let (a, b) = (old.rule, new.rule)
    return [
      RuleAspect(
        name: "mode", shift: Shift(a.settings.mode.rank, b.settings.mode.rank, higher: .tighter),
        old: a.settings.mode.rawValue, new: b.settings.mode.rawValue),
      needs("rows", a.settings.needsRows ?? 0, b.settings.needsRows ?? 0),
      needs("windows of history", a.settings.needsHistory ?? 0, b.settings.needsHistory ?? 0),
      labels(a.settings.needsLabels, b.settings.needsLabels),
      unknown(a.settings.onUnknown, b.settings.onUnknown),
      waivers(a.waivers, b.waivers),
      segments(a.segmentation, b.segmentation),
      sinks(a.sinks ?? [], b.sinks ?? []),
      columns(old, new),
      RuleAspect(
        name: "optional",
        shift: Shift(a.isOptional ? 1 : 0, b.isOptional ? 1 : 0, higher: .looser),
        old: a.isOptional ? "yes" : "no", new: b.isOptional ? "yes" : "no"),
      plain("task", a.tasks, b.tasks),
      plain("categorical columns", old.facts.categorical(in: a), new.facts.categorical(in: b)),
    ]
  }

  private static func plain(_ name: String, _ old: String, _ new: String) -> RuleAspect {
    RuleAspect(name: name, shift: old == new ? .same : .other, old: old, new: new)
  }

  private static func needs(_ what: String, _ old: Int, _ new: Int) -> RuleAspect {
    RuleAspect(
      name: "needs \(what)", shift: Shift(old, new, higher: .looser), old: Number.grouped(old),
      new: Number.grouped(new))
  }

  /// More labels to wait for, for longer, loosen: fewer windows are judged, and later.
  private static func labels(_ old: Rule.NeedsLabels?, _ new: Rule.NeedsLabels?) -> RuleAspect {
    let (before, after) = (old?.share ?? 0, new?.share ?? 0)
    let never = Double.infinity
    let wait = { (needs: Rule.NeedsLabels?) in needs.map { $0.within ?? never } ?? 0 }
    let text = { (needs: Rule.NeedsLabels?) -> String in
      guard let needs else { return "none" }
      let days = needs.within.map { " within \(Number.text($0 / 86_400)) days" } ?? ""
      return "at least \(Number.percent(needs.share))" + days
    }
    return RuleAspect(
      name: "needs labels",
      shift: Shift(before, after, higher: .looser) + Shift(wait(old), wait(new), higher: .looser),
      old: text(old), new: text(new))
  }

  private static func unknown(_ old: UnknownHandling?, _ new: UnknownHandling?) -> RuleAspect {
    let shift: Shift
    if let a = old.rank, let b = new.rank {
      shift = Shift(a, b, higher: .tighter)
    } else {
      shift = old == new ? .same : .other
    }
    return RuleAspect(name: "on unknown", shift: shift, old: old.word, new: new.word)
  }

  /// A waiver that came in loosens, one that went tightens, and so does one that ends earlier.
  private static func waivers(_ old: [Waiver], _ new: [Waiver]) -> RuleAspect {
    let isKept = { (one: Waiver, others: [Waiver]) in
      others.contains {
        $0.selection?.condition.key == one.selection?.condition.key && $0.until >= one.until
      }
    }
    let shift = Shift(
      atLeast: new.allSatisfy { isKept($0, old) }, atMost: old.allSatisfy { isKept($0, new) })
    let text = { (waivers: [Waiver]) in
      waivers.isEmpty ? "none" : waivers.map { "until \($0.lastDay)" }.joined(separator: ", ")
    }
    return RuleAspect(name: "waivers", shift: shift, old: text(old), new: text(new))
  }

  private static func segments(_ old: Segmentation?, _ new: Segmentation?) -> RuleAspect {
    let isSame = old?.columns.map(\.key) == new?.columns.map(\.key) && old?.atMost == new?.atMost
    let rows = Shift(old?.atLeastRows ?? 0, new?.atLeastRows ?? 0, higher: .looser)
    return RuleAspect(
      name: "segments", shift: isSame ? rows : .other, old: old.text, new: new.text)
  }

  /// Fewer columns that are checked loosen.
  private static func columns(_ old: Side, _ new: Side) -> RuleAspect {
    var shift = Shift.same
    switch (old.rule.selection, new.rule.selection) {
    case (let before?, let after?):
      shift = Shift(
        atLeast: before.isIncluded(in: after, old.facts, new.facts),
        atMost: after.isIncluded(in: before, new.facts, old.facts))
    case (nil, nil): break
    default: shift = .other
    }
    let text = { (rule: Rule) in rule.selection?.canonical ?? "" }
    return RuleAspect(
      name: "columns", shift: shift, old: text(old.rule), new: text(new.rule))
  }

  private static func sinks(_ old: [SinkSpecification], _ new: [SinkSpecification]) -> RuleAspect {
    let (before, after) = (Set(old.map(\.name)), Set(new.map(\.name)))
    let text = { (names: Set<String>) in
      names.isEmpty ? "nobody" : names.sorted().joined(separator: ", ")
    }
    return RuleAspect(
      name: "notifies",
      shift: Shift(atLeast: after.isSuperset(of: before), atMost: before.isSuperset(of: after)),
      old: text(before), new: text(after))
  }
}

extension ModeLiteral {
  fileprivate var rank: Int {
    switch self {
    case .off: 0
    case .observe: 1
    case .enforce: 2
    }
  }
}

extension UnknownHandling? {
  /// How much is made of what can't be decided; nil for `hold`, which is neither more nor less.
  fileprivate var rank: Int? {
    switch self {
    case .ignore: 0
    case nil: 1
    case .severity(let severity): 2 + severity.rank
    case .hold: nil
    }
  }

  fileprivate var word: String {
    switch self {
    case .ignore: "ignore"
    case .hold: "hold"
    case .severity(let severity): severity.rawValue
    case nil: "shown"
    }
  }
}

extension Segmentation? {
  fileprivate var text: String {
    guard let self else { return "none" }
    let rows = self.atLeastRows.map { ", at least \($0) rows" } ?? ""
    return "by \(self.names.joined(separator: ", ")) at most \(self.atMost)" + rows
  }
}

extension Rule {
  /// What its metrics of predictions read, as text.
  fileprivate var tasks: String {
    var found: [String] = []
    for condition in conditions {
      let calls = condition.term.metricCalls
      for task in (calls.data + calls.baseline).compactMap(\.arguments.task) {
        let roles = ModelTask.Role.allCases.compactMap { role in
          task.roles[role].map { "\(role.rawValue): \($0.key)" }
        }
        let positive = task.positive.map { ", positive: \($0)" } ?? ""
        let text =
          "\(task.kind.rawValue)(\(roles.joined(separator: ", "))\(positive)"
          + ", threshold: \(Number.text(task.threshold)))"
        if !found.contains(text) { found.append(text) }
      }
      for source in (calls.data + calls.baseline).compactMap(\.arguments.attributions)
      where !found.contains(source.description) {
        found.append(source.description)
      }
    }
    return found.joined(separator: " ")
  }
}

extension ColumnFacts {
  /// Columns of a rule that are flagged as codes, as text.
  fileprivate func categorical(in rule: Rule) -> String {
    Set(rule.conditions.flatMap(\.term.columns)).intersection(categorical).sorted()
      .joined(separator: ", ")
  }
}
