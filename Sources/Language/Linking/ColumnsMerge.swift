/// The `columns { }` blocks of several files, whose checks overrides replace one by one.
struct ColumnsMerge {
  struct Block {
    let severity: SeverityLiteral?
    var entries: [Entry]
    let span: SourceSpan
    /// Entries that an override gave a severity of their own.
    fileprivate var apart: [ColumnsDeclaration] = []

    var declarations: [ColumnsDeclaration] {
      [ColumnsDeclaration(severity: severity, entries: entries.compactMap(\.written), span: span)]
        + apart
    }
  }

  struct Entry {
    fileprivate let entry: ColumnsEntry
    /// Of an entry with a selector.
    fileprivate let selector: ColumnSelector?
    fileprivate var checks: [ColumnCheck]
    fileprivate var isApart = false

    /// The entry as it is now; nil where it stands apart.
    fileprivate var written: ColumnsEntry? {
      if isApart { return nil }
      guard let selector else { return entry }
      return ColumnsEntry(.checks(selector, checks), entry.span)
    }

    fileprivate init(_ entry: ColumnsEntry) {
      self.entry = entry
      if case .checks(let selector, let checks) = entry.kind {
        (self.selector, self.checks) = (selector, checks)
      } else {
        (selector, checks) = (nil, [])
      }
    }
  }

  /// Where a check stands.
  private struct Place {
    let block: Int
    let entry: Int
    let check: Int
  }

  private(set) var blocks: [Block] = []
  /// By the selector, then by the check's name.
  private var places: [String: [String: Place]] = [:]
  private var suggestions = 20

  mutating func add(_ block: ColumnsDeclaration) -> Int {
    let index = blocks.count
    blocks.append(
      Block(severity: block.severity, entries: block.entries.map(Entry.init), span: block.span))
    for (position, entry) in blocks[index].entries.enumerated() {
      let key = entry.entry.name
      if entry.selector == nil { note(Place(block: index, entry: position, check: 0), key, "") }
      for (check, written) in entry.checks.enumerated() {
        note(Place(block: index, entry: position, check: check), key, written.name)
      }
    }
    return index
  }

  private mutating func note(_ place: Place, _ selector: String, _ check: String) {
    if places[selector]?[check] == nil { places[selector, default: [:]][check] = place }
  }

  /// Carries out an override.
  mutating func change(_ override: ColumnsDeclaration, _ view: OverrideView) -> [Diagnostic] {
    guard !override.entries.isEmpty else {
      return [Diagnostic(.overridesNothing, "this override changes nothing", at: override.span)]
    }
    return override.entries.flatMap { change($0, override, view) }
  }

  private mutating func change(
    _ entry: ColumnsEntry, _ override: ColumnsDeclaration, _ view: OverrideView
  ) -> [Diagnostic] {
    let name = entry.name
    guard let known = places[name] else { return [unknown(entry, view)] }
    guard case .checks(_, let checks) = entry.kind else {
      guard let place = known[""] else { return [unknown(entry, view)] }
      let old = blocks[place.block].entries[place.entry].entry
      guard view.relation(to: old.span) == .imported else {
        return [view.refusal("`\(name)`", at: entry.span, old.span)]
      }
      guard let severity = override.severity else {
        return [
          Diagnostic(
            .overridesNothing, "this override changes nothing", at: entry.span,
            notes: ["what can change is the severity: `override columns severity critical { … }`"])
        ]
      }
      blocks[place.block].entries[place.entry].isApart = true
      blocks[place.block].apart.removeAll { $0.span == old.span }
      blocks[place.block].apart.append(
        ColumnsDeclaration(severity: severity, entries: [entry], span: old.span))
      return []
    }
    var problems: [Diagnostic] = []
    for check in checks {
      guard let place = known[check.name] else {
        problems.append(unknown(check, of: name, known, view))
        continue
      }
      let old = blocks[place.block].entries[place.entry].checks[place.check]
      guard view.relation(to: old.span) == .imported else {
        problems.append(view.refusal("`\(check.name)` of `\(name)`", at: check.span, old.span))
        continue
      }
      blocks[place.block].entries[place.entry].checks[place.check] = check.inheriting(
        old, severity: override.severity)
    }
    return problems
  }

  private mutating func unknown(_ entry: ColumnsEntry, _ view: OverrideView) -> Diagnostic {
    let span = entry.selectorSpan
    var fixIts: [FixIt] = []
    var note = "an override names the columns as the imported entry does"
    if suggestions > 0 {
      suggestions -= 1
      let written = imported(view)
      fixIts = FixIt.nearest(to: entry.name, among: written.keys.sorted(), replace: span) {
        written[$0] ?? $0
      }
      if fixIts.isEmpty { note += "; " + OverrideView.listed(written.values.sorted(), "entries") }
    }
    return Diagnostic(
      .overridesNothing, "no imported file has `\(entry.name)` among its columns", at: span,
      notes: [note], fixIts: fixIts)
  }

  /// Imported entries by their name, as they are written.
  private func imported(_ view: OverrideView) -> [String: String] {
    places.compactMapValues { checks -> String? in
      for place in checks.values {
        let entry = blocks[place.block].entries[place.entry].entry
        if view.relation(to: entry.span) == .imported { return entry.selectorSpan.text }
      }
      return nil
    }
  }

  private mutating func unknown(
    _ check: ColumnCheck, of name: String, _ known: [String: Place], _ view: OverrideView
  ) -> Diagnostic {
    let names = known.keys.sorted()
    var fixIts: [FixIt] = []
    // What a bound is called can't be put in its place.
    if let word = check.alias?.span ?? check.subject.map(\.path.span), suggestions > 0 {
      suggestions -= 1
      fixIts = FixIt.nearest(to: check.name, among: names, replace: word)
    }
    return Diagnostic(
      .overridesNothing, "`\(name)` has no check `\(check.name)` to replace", at: check.span,
      notes: [
        "its checks are " + names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
          + "; one that is added stands in a `columns` of its own"
      ],
      fixIts: fixIts)
  }
}

extension ColumnsEntry {
  /// What the entry is of, as an override must write it.
  fileprivate var name: String {
    switch kind {
    case .noMissingColumns: "no missing columns"
    case .noExtraColumns: "no extra columns"
    case .baselineOrder: "columns in baseline order"
    case .checks(.path(let path), _): path.text
    case .checks(let selector, _): selector.span.text
    }
  }

  fileprivate var selectorSpan: SourceSpan {
    if case .checks(let selector, _) = kind { selector.span } else { span }
  }
}

extension ColumnCheck {
  /// The check with the severity of one that it replaces, where it has none of its own.
  fileprivate func inheriting(_ old: ColumnCheck, severity: SeverityLiteral?) -> ColumnCheck {
    ColumnCheck(
      subject: subject, bound: bound, tolerance: tolerance,
      severity: self.severity ?? severity ?? old.severity, alias: alias, suggested: suggested,
      span: span)
  }
}
