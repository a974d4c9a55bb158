import Engine
import Language

extension NameRoles {
  mutating func add(_ declaration: Declaration) {
    switch declaration {
    case .monitor(let monitor):
      add(monitor.name, .namespace, [.declaration])
      for clause in monitor.clauses { add(clause.kind) }
    case .let(let named):
      add(named.name, .variable, [.declaration])
      add(named.value, .given)
    case .define(let named):
      add(named.name, .function, [.declaration])
      for parameter in named.parameters { add(parameter, .parameter, [.declaration]) }
      add(named.value, .window, variables: Set(named.parameters.map(\.text)))
    case .derive(let named):
      add(named.name, .property, [.declaration])
      add(named.value, .row)
    case .metric(let named):
      add(named.name, .variable, [.declaration])
      add(named.value, .window)
    case .sink(let named):
      add(named.name, .variable, [.declaration])
      add(named.value, .given)
    case .columns(let block), .overrideColumns(let block):
      for entry in block.entries { add(entry) }
    case .rule(let rule): add(rule, [.declaration])
    case .overrideRule(let rule): add(rule, [])
    case .waive(let waiver):
      add(rule: waiver.rule)
      if let condition = waiver.condition { add(condition, .row) }
    case .test(let test): for clause in test.clauses { add(clause.kind) }
    case .plugin: break
    }
  }

  private mutating func add(_ clause: MonitorClause.Kind) {
    switch clause {
    case .task(let call), .attributions(let call), .model(let call), .drift(let call):
      add(call, .row)
    case .window(let window): if let column = window.column { add(column, .property) }
    case .capture(let sections):
      for section in sections { for name in section.names { add(name, .property) } }
    case .tags(let tags): for tag in tags { add(tag.key, .property) }
    case .lint(let entries): for entry in entries { add(entry.name, .enumMember) }
    case .owner, .baseline, .defaults: break
    }
  }

  private mutating func add(_ rule: RuleDeclaration, _ modifiers: [SemanticRole.Modifier]) {
    add(rule.name, .function, modifiers)
    var variables: Set<String> = []
    for case .forEach(_, let variable, _) in rule.clauses.map(\.kind) {
      variables.insert(variable.text)
    }
    for clause in rule.clauses {
      switch clause.kind {
      case .forEach(let type, let variable, let set):
        if let type { add(type, .type) }
        add(variable, .parameter, [.declaration])
        if let set { add(set, .row) }
      case .by(let names, _, _): for name in names { add(name, .property) }
      case .where(let condition): add(condition, .row, variables: variables)
      case .expect(let condition, _): add(condition, .window, variables: variables)
      case .alert(let alert):
        add(alert.condition, .window, variables: variables)
        switch alert.until {
        case .expression(let until): add(until, .window, variables: variables)
        case .bound(let bound): add(bound, .window, variables: variables)
        case nil: break
        }
      case .notify(let names): for name in names { add(name, .variable) }
      case .tags(let tags): for tag in tags { add(tag.key, .property) }
      case .message, .runbook, .owner, .defaults: break
      }
      for argument in clause.suggested?.arguments ?? [] { add(argument) }
    }
  }

  private mutating func add(_ clause: TestClause.Kind) {
    switch clause {
    case .series(let metric, _): add(metric, .window)
    case .then(let then):
      add(rule: then.rule)
      if let condition = then.condition { add(condition, .row) }
    case .rows, .file, .against, .againstRows, .othersPass: break
    }
  }

  /// `volume`, or `columns.fare.max`, whose first word is one of the language.
  private mutating func add(rule path: Path) {
    let names = path.components.compactMap { if case .name(let name) = $0 { name } else { nil } }
    guard names.count > 2, names[0].text == "columns" else { return add(path, .function) }
    for name in names[1..<names.count - 1] { add(name, .property) }
    if let check = names.last { add(check, .function) }
  }

  // MARK: Columns

  private mutating func add(_ entry: ColumnsEntry) {
    guard case .checks(let selector, let checks) = entry.kind else { return }
    if case .path(let path) = selector {
      add(path, path.single.flatMap { scope.lets[$0.text] } == nil ? .property : .variable)
    }
    for check in checks {
      if let subject = check.subject { add(subject) }
      if let bound = check.bound { add(bound, .given) }
      if let alias = check.alias { add(alias, .property, [.declaration]) }
      for argument in check.suggested?.arguments ?? [] { add(argument) }
    }
  }

  private mutating func add(_ subject: ColumnCheck.Subject) {
    let text = subject.path.text
    if catalogue[text] != nil {
      add(subject.path, .function, [.defaultLibrary])
    } else if scope.definitions[text] != nil || subject.arguments != nil {
      add(subject.path, .function)
    } else if TypeName(rawValue: text) != nil {
      add(subject.path, .type)
    }
    for argument in subject.arguments ?? [] { add(argument) }
  }

  private mutating func add(_ argument: Argument) {
    if let label = argument.label { add(label, .parameter) }
    add(argument.value, .given)
  }
}
