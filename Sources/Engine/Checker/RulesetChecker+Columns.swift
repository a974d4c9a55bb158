import Language

extension RulesetChecker {
  /// Reads flags and types first, since metrics depend on them, then makes a rule of each check.
  mutating func checkColumns(_ blocks: [ColumnsDeclaration]) {
    for block in blocks { for entry in block.entries { readFlags(entry) } }
    var made: [String: MadeCheck] = [:]
    for block in blocks {
      for entry in block.entries {
        switch entry.kind {
        case .noMissingColumns: wholeTable("missing_columns", "columns.missing", entry, block)
        case .noExtraColumns: wholeTable("extra_columns", "columns.extra", entry, block)
        case .baselineOrder: baselineOrder(entry, block)
        case .checks(let selector, let checks):
          checkEntry(selector, checks, block, into: &made)
        }
      }
    }
    rules += made.values.sorted { $0.position < $1.position }.flatMap(\.rules)
  }

  /// Rules of a check id, and where it was written.
  struct MadeCheck {
    var position: Int
    var rules: [Rule]
    var isExact: Bool
    var span: SourceSpan
  }

  // MARK: Selectors

  private struct Selection {
    let columns: [Schema.Column]
    /// It is one column by its name.
    var isExact = false
    /// Nil where the selector names a column or is mistaken.
    var set: ColumnSet?
  }

  private mutating func select(
    _ selector: ColumnSelector, quiet: Bool = false
  ) -> Selection {
    let set: ColumnSet?
    switch selector {
    case .path(let path):
      let isLet = path.single.map { !$0.isQuoted && scope.lets[$0.text] != nil } ?? false
      guard isLet else {
        let name = scope.bareName(path.text)
        if !quiet, !optionalColumns.contains(name) {
          _ = with(scope) { $0.column(path.text, path.span) }
        }
        return Selection(columns: [Schema.Column(name, schema?[name]?.type)], isExact: true)
      }
      let value = Expression(.call(path, nil), path.span)
      set = quiet ? silentSet(value) : with(scope) { $0.columnSet(of: value) }
    case .glob(let glob): set = .glob(glob.text)
    case .regex(let expression):
      let term =
        quiet ? silentTerm(expression) : with(scope) { $0.check(expression, .window) }
      if case .pattern(let pattern) = term.kind { set = .pattern(pattern) } else { set = nil }
    case .allColumns: set = .all
    }
    guard let set, let schema else { return Selection(columns: [], set: set) }
    let columns = schema.columns.filter { set.membership(of: $0, scope.facts) != .no }
    if columns.isEmpty, !quiet {
      diagnostics.append(
        Diagnostic(
          .selectsNothing,
          "this selects none of the columns, of which there are \(schema.columns.count)",
          at: selector.span))
    }
    return Selection(columns: columns, set: set)
  }

  private mutating func silentSet(_ expression: Expression) -> ColumnSet? {
    var checker = ExpressionChecker(scope)
    let set = checker.columnSet(of: expression)
    usedLets.formUnion(checker.usedLets)
    return set
  }

  private func silentTerm(_ expression: Expression) -> Term {
    var checker = ExpressionChecker(scope)
    return checker.check(expression, .window)
  }

  // MARK: Flags

  private static let flags: Set = ["optional", "categorical", "sensitive"]

  private mutating func readFlags(_ entry: ColumnsEntry) {
    guard case .checks(let selector, let checks) = entry.kind else {
      return
    }
    if case .allColumns = selector {} else { scope.facts.listed.append(listed(selector)) }
    var open = false
    let words = checks.compactMap { $0.bound == nil ? $0.subject?.path.single?.text : nil }
    let selection = select(selector, quiet: true)
    for chosen in selection.columns {
      let column = chosen.name
      let isSettled = selection.set.map { $0.membership(of: chosen, scope.facts) == .yes } ?? true
      // What may be sensitive is treated so; the other flags wait for no data.
      if words.contains("sensitive") { scope.facts.sensitive.insert(column) }
      guard isSettled else {
        if words.contains("categorical") { open = true }
        continue
      }
      if words.contains("optional") { optionalColumns.insert(column) }
      if words.contains("categorical") { scope.facts.categorical.insert(column) }
      for word in words where scope.facts.types[column] == nil {
        if let type = ColumnType(rawValue: word) { scope.facts.types[column] = type }
      }
      for check in checks where schema?[column]?.type == nil && check.tolerance == nil {
        guard let type = check.typeName.flatMap({ ColumnType(rawValue: $0.rawValue) }),
          type == scope.facts.types[column]
        else { continue }
        scope.facts.typeSources[column] = .declared(check.span)
      }
    }
    if open {
      diagnostics.append(
        .notYet(
          "`categorical` for columns selected by a type that no baseline tells", at: selector.span))
    }
  }

  private mutating func listed(_ selector: ColumnSelector) -> ColumnSet {
    switch selector {
    case .path(let path):
      if let name = path.single, !name.isQuoted, scope.lets[name.text] != nil {
        return silentSet(Expression(.call(path, nil), path.span)) ?? .union([])
      }
      return .name(scope.bareName(path.text))
    case .glob(let glob): return .glob(glob.text)
    case .regex(let expression):
      if case .pattern(let pattern) = silentTerm(expression).kind { return .pattern(pattern) }
      return .union([])
    case .allColumns: return .all
    }
  }

  // MARK: Checks

  private mutating func checkEntry(
    _ selector: ColumnSelector, _ checks: [ColumnCheck], _ block: ColumnsDeclaration,
    into made: inout [String: MadeCheck]
  ) {
    let selection = select(selector)
    let isSettled = selection.columns.allSatisfy { column in
      selection.set.map { $0.membership(of: column, scope.facts) == .yes } ?? true
    }
    unreviewed += checks.compactMap(\.suggested?.span)
    if selection.columns.isEmpty {
      // Checked once with a column that stands for any, for its diagnostics.
      for check in checks {
        guard var rule = lower(check, column: nil, block) else { continue }
        rule.column = selector.span.text
        rule.selection = selection.set
        rule.id = "columns.\(selector.span.text)" + rule.id.dropFirst("columns.*".count)
        standIns.append(rule)
      }
      if schema != nil { rules.append(selectsNothing(selector, settings(block))) }
      return
    }
    let first = diagnostics.count
    for (index, column) in selection.columns.enumerated() {
      let before = diagnostics.count
      var lowered: [Rule] = []
      let isDerived = scope.derived[column.name] != nil
      if selection.isExact, !isDerived, !optionalColumns.contains(column.name) {
        lowered.append(required(column.name, block, selector.span))
      }
      var test: Rule.Membership?
      if !isSettled, let set = selection.set {
        test = membership(
          of: column, in: set, group: "\(selector.span)", id: "columns.\(selector.span.text)")
      }
      for check in checks {
        if let rule = lower(check, column: column.name, block, test) {
          lowered.append(rule)
        }
      }
      if index > 0 { dropRepeated(from: before, since: first) }
      for rule in lowered { add(rule, isExact: selection.isExact, into: &made) }
    }
  }

  /// An exact name beats a set for the same check; two of one kind are a mistake.
  private mutating func add(_ rule: Rule, isExact: Bool, into made: inout [String: MadeCheck]) {
    // A column has one type, whatever it is called.
    let key = rule.kind == .type ? "columns.\(rule.column ?? "*").:type" : rule.id
    guard let first = made[key] else {
      made[key] = MadeCheck(
        position: made.count, rules: [rule], isExact: isExact, span: rule.span)
      return
    }
    let isRequired = first.rules.contains { $0.kind == .required }
    if rule.kind == .required, isRequired { return }
    if first.isExact != isExact, !isRequired, rule.kind != .required {
      if isExact {
        made[key] = MadeCheck(
          position: first.position, rules: [rule], isExact: true, span: rule.span)
      }
      return
    }
    diagnostics.append(
      Diagnostic(
        .duplicateCheck, "`\(rule.id)` is checked twice", at: rule.span,
        secondary: [Diagnostic.Label(first.span, "the first one")],
        notes: ["give one of them a name of its own: `as NAME`"]))
  }

  func settings(_ block: ColumnsDeclaration, _ check: ColumnCheck? = nil) -> Rule.Settings {
    var result = settings
    result.severity = check?.severity ?? block.severity ?? settings.severity
    return result
  }

  /// A rule of a column's block, with one condition.
  func rule(
    _ id: String, column: String?, _ term: Term, _ text: String, _ settings: Rule.Settings,
    _ span: SourceSpan, kind: Rule.Kind = .check, membership: Rule.Membership? = nil
  ) -> Rule {
    var rule = Rule(
      id: id, title: nil, column: column,
      conditions: [
        Rule.Condition(sense: .expect, term: term, severity: settings.severity, text: text)
      ], filter: nil, settings: settings, message: nil, kind: kind,
      membership: membership, isOptional: column.map(optionalColumns.contains) ?? false,
      isSensitive: column.map { scope.facts.sensitive.contains($0) } ?? false, span: span)
    rule.about = about
    return rule
  }

  private func required(_ column: String, _ block: ColumnsDeclaration, _ span: SourceSpan) -> Rule {
    let call = MetricCall(
      metric: RequiredColumn(column), signature: RequiredColumn.signature,
      key: "required(`\(column)`)", columns: [], arguments: CheckedArguments([:]))
    return rule(
      "columns.\(column).required", column: column,
      Term(.metric(call), .boolean, .window, span), "required", settings(block), span,
      kind: .required)
  }

  private func selectsNothing(_ selector: ColumnSelector, _ settings: Rule.Settings) -> Rule {
    rule(
      "columns.\(selector.span.text)", column: nil,
      Term(.constant(.null), .boolean, .given, selector.span), "selects nothing", settings,
      selector.span, kind: .selectsNothing)
  }

  private mutating func baselineOrder(_ entry: ColumnsEntry, _ block: ColumnsDeclaration) {
    let call = MetricCall(
      metric: BaselineOrder(), signature: BaselineOrder.signature, key: "columns in baseline order",
      columns: [], arguments: CheckedArguments([:]))
    rules.append(
      rule(
        "columns.order", column: nil, Term(.metric(call), .boolean, .window, entry.span),
        entry.span.text, settings(block), entry.span))
  }

  private mutating func wholeTable(
    _ metric: String, _ id: String, _ entry: ColumnsEntry, _ block: ColumnsDeclaration
  ) {
    guard let type = catalogue[metric] else { return }
    let term = with(scope) { checker -> Term in
      let count = checker.metric(type, [], entry.span)
      let zero = checker.constant(0, .number, entry.span)
      return count.isInvalid ? count : checker.compare(count, .equal, unchecked: zero, entry.span)
    }
    guard !term.isInvalid else { return }
    rules.append(rule(id, column: nil, term, entry.span.text, settings(block), entry.span))
  }
}
