extension DeclarationMerge {
  /// Replaces the clauses that an override names, one by one.
  mutating func change(_ override: RuleDeclaration, _ view: OverrideView) {
    let name = override.name
    guard let item = rules[name.text], case .declaration(.rule(let rule)) = items[item] else {
      return reportUnknown(name, view)
    }
    guard view.relation(to: rule.span) == .imported else {
      diagnostics.append(view.refusal("rule `\(name.text)`", at: name.span, rule.name.span))
      return
    }
    guard !override.clauses.isEmpty else {
      diagnostics.append(
        Diagnostic(.overridesNothing, "this override changes nothing", at: override.span))
      return
    }
    let clauses = replaced(rule, override, view)
    items[item] = .declaration(
      .rule(
        RuleDeclaration(
          name: rule.name, title: rule.title, clauses: clauses,
          isWhole: rule.isWhole && override.isWhole, documentation: rule.documentation,
          span: rule.span)))
  }

  private mutating func reportUnknown(_ name: Name, _ view: OverrideView) {
    var fixIts: [FixIt] = []
    var notes: [String] = []
    if suggestions > 0 {
      suggestions -= 1
      let known = rules.filter { view.relation(to: span(of: items[$0.value])) == .imported }
        .keys.sorted()
      fixIts = FixIt.nearest(to: name.text, among: known, replace: name.span)
      if fixIts.isEmpty { notes = [OverrideView.listed(known, "rules")] }
    }
    diagnostics.append(
      Diagnostic(
        .overridesNothing, "no imported rule is called `\(name.text)`", at: name.span,
        notes: notes, fixIts: fixIts))
  }

  private mutating func replaced(
    _ rule: RuleDeclaration, _ override: RuleDeclaration, _ view: OverrideView
  ) -> [RuleClause] {
    var slots = rule.clauses.map { [$0] }
    var added: [RuleClause] = []
    var done: Set<String> = []
    let given = Dictionary(grouping: override.clauses) { $0.kind.name }
    let standing = Dictionary(grouping: rule.clauses.indices) { rule.clauses[$0].kind.name }
    for clause in override.clauses where done.insert(clause.kind.name).inserted {
      let (new, old) = (given[clause.kind.name] ?? [], standing[clause.kind.name] ?? [])
      if let taken = old.first(where: { view.relation(to: rule.clauses[$0].span) != .imported }) {
        diagnostics.append(
          view.refusal("`\(clause.kind.name)`", at: clause.span, rule.clauses[taken].span))
        continue
      }
      if clause.kind.isSetting {
        for index in old { slots[index] = [] }
        if let first = old.first { slots[first] = new } else { added += new }
      } else if old.count == new.count {
        for (index, clause) in zip(old, new) { slots[index] = [clause] }
      } else {
        reportUnclear(clause, new.count, old.map { rule.clauses[$0] }, rule)
      }
    }
    return slots.flatMap(\.self) + added
  }

  private mutating func reportUnclear(
    _ clause: RuleClause, _ count: Int, _ old: [RuleClause], _ rule: RuleDeclaration
  ) {
    let name = clause.kind.name
    let standing = rule.clauses.filter { !$0.kind.isSetting }.map { "`\($0.kind.name)`" }
    guard !old.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .overridesNothing, "rule `\(rule.name.text)` has no `\(name)` to replace",
          at: clause.span, secondary: [Diagnostic.Label(rule.name.span, "the rule")],
          notes: [
            "it has " + standing.joined(separator: ", ")
              + "; a condition that is added is a rule of its own"
          ], fixIts: clause.alertFixIts(among: rule.clauses)))
      return
    }
    diagnostics.append(
      Diagnostic(
        .unclearOverride,
        "rule `\(rule.name.text)` has \(old.count) of `\(name)`, and this gives \(count)",
        at: clause.span, secondary: old.prefix(4).map { Diagnostic.Label($0.span, "here") },
        notes: ["give as many, in the same order: they are replaced one by one"]))
  }
}

extension OverrideView {
  /// Why something can't be changed from here.
  func refusal(_ what: String, at span: SourceSpan, _ place: SourceSpan) -> Diagnostic {
    if relation(to: place) == .own {
      return Diagnostic(
        .overridesOwn, "\(what) stands in this file", at: span,
        secondary: [Diagnostic.Label(place, "here")],
        notes: ["change it there: an override is for what was imported"])
    }
    return Diagnostic(
      .overridesOwn, "\(what) is of a file that this one does not import", at: span,
      secondary: [Diagnostic.Label(place, "here")], notes: ["import it, so that the order is clear"]
    )
  }

  /// What could be changed, where no name of it is near.
  static func listed(_ known: [String], _ what: String) -> String {
    guard !known.isEmpty else { return "the files that this one imports have no \(what)" }
    let shown = known.prefix(8).map { $0.hasPrefix("`") ? $0 : "`\($0)`" }
      .joined(separator: ", ")
    return "imported \(what) are \(shown)" + (known.count > 8 ? " and others" : "")
  }
}

extension RuleClause {
  /// «did you mean `alert warning`?», where a rule has alerts of one other severity.
  fileprivate func alertFixIts(among standing: [RuleClause]) -> [FixIt] {
    guard case .alert(let alert) = kind else { return [] }
    let names = Set(
      standing.compactMap { clause -> String? in
        guard case .alert = clause.kind else { return nil }
        return clause.kind.name
      })
    let written = alert.severity?.rawValue ?? "alert"
    guard names.count == 1, let meant = names.first, let word = span.text.firstRange(of: written)
    else { return [] }
    let end = span.start + span.text[..<word.upperBound].utf8.count
    return [
      FixIt(
        "did you mean `\(meant)`?", replace: SourceSpan(span.file, span.start, end), with: meant)
    ]
  }
}
