import Engine
import Language

/// What may be written at a place.
enum Expectation: Equatable {
  case declaration
  /// A clause of a monitor or a rule.
  case clause
  /// A value of a record: columns.
  case row
  /// A value of the window: metrics.
  case window
  /// Something known before the window: constants, sets.
  case given
  case columnSet
  /// A column by its name alone.
  case column
  /// One of some words.
  case words([String])
  /// A column or a set, before the `:` of an entry of `columns { }`.
  case selector
  /// A check of an entry of `columns { }`.
  case check
  case rule
  case sink
  case sinkKind
  case task
  /// Free text, a number, a new name.
  case nothing
}

extension CursorContext {
  /// What may be written at the place, as a value or in its stead.
  func expectation(_ catalogue: Catalogue) -> Expectation {
    for call in calls {
      if let found = expectation(call, catalogue) { return found }
    }
    switch declaration {
    case nil: return .declaration
    case "monitor": return isInBody ? inMonitor : .nothing
    case "rule": return isInBody ? inRule : .nothing
    case "override": return isInBody ? inRule : clause.first?.text == "rule" ? .rule : .nothing
    case "columns": return isInBody ? inColumns : afterSeverity
    case "waive":
      if words.contains("until") { return .nothing }
      return words.contains("for") ? .row : .rule
    case "test": return words.first == "then" ? .rule : .nothing
    case "let", "define": return hasSign("=") ? .given : .nothing
    case "derive": return hasSign("=") ? .row : .nothing
    case "metric": return hasSign("=") ? .window : .nothing
    case "sink": return hasSign("=") ? .sinkKind : .nothing
    default: return .nothing
    }
  }

  private func hasSign(_ sign: String) -> Bool { clause.contains { $0.isSign(sign) } }

  private var afterSeverity: Expectation {
    clause.last?.text == "severity" ? .words(Self.severities) : .nothing
  }

  static let severities = SeverityLiteral.allCases.map(\.rawValue)
  static let modes = ModeLiteral.allCases.map(\.rawValue)

  private var inMonitor: Expectation {
    guard let first = clause.first?.text else { return .clause }
    switch first {
    case "task": return clause.count == 1 ? .task : .clause
    case "window": return clause.last?.text == "on" ? .column : .clause
    case "capture": return depth > 0 ? .column : .clause
    default: return inShared(first)
    }
  }

  private var inRule: Expectation {
    guard let first = clause.first?.text else { return .clause }
    switch first {
    case "for":
      if words.contains("in") { return .columnSet }
      return words == ["for", "each"]
        ? .words(["column"] + TypeName.allCases.map(\.rawValue)) : .clause
    case "by": return words.contains("at") || !expectsName ? .clause : .column
    case "where": return .row
    case "expect": return clause.last?.text == "else" ? .words(Self.severities) : .window
    case "alert":
      return words.contains("when") ? .window : .words(["when"] + Self.severities)
    case "notify": return expectsName ? .sink : .clause
    default: return inShared(first)
    }
  }

  /// Clauses that monitors and rules share.
  private func inShared(_ first: String) -> Expectation {
    switch (first, clause.count) {
    case ("severity", 1): .words(Self.severities)
    case ("mode", 1): .words(Self.modes)
    case ("on", 1): .words(["unknown"])
    case ("on", 2): .words(["ignore", "hold"] + Self.severities)
    case ("needs", 1): .words(["at", "labels"])
    case (_, 1), ("drift", _): .nothing
    default: .clause
    }
  }

  private var expectsName: Bool { clause.count == 1 || clause.last?.isSign(",") == true }

  private var inColumns: Expectation {
    guard let colon = clause.firstIndex(where: { $0.isSign(":") }) else {
      return clause.isEmpty ? .selector : .nothing
    }
    let start = clause.lastIndex { $0.isSign(",") }.map { max($0, colon) } ?? colon
    if start == clause.count - 1, depth == 0 { return .check }
    if clause.last?.text == "severity" { return .words(Self.severities) }
    if clause.last?.text == "as" { return .nothing }
    return .given
  }

  private func expectation(_ call: Call, _ catalogue: Catalogue) -> Expectation? {
    if let metric = catalogue[call.name] { return expectation(call, metric.signature) }
    // It has the place of what it stands in.
    if ScalarFunction(rawValue: call.name) != nil { return nil }
    if let kind = SinkKindName(rawValue: call.name), declaration == "sink" {
      return call.label.map { kind.words(of: $0).map(Expectation.words) ?? .nothing } ?? .nothing
    }
    if ModelTask.Kind(rawValue: call.name) != nil { return .row }
    if HistoryFunction(rawValue: call.name) != nil {
      return call.label == nil && call.position == 0 ? .window : .given
    }
    switch call.name {
    case "baseline": return .window
    case "columns": return .columnSet
    default: return nil
    }
  }

  private func expectation(_ call: Call, _ signature: Signature) -> Expectation {
    if call.label == "where" { return .row }
    let column = isInBody && declaration == "columns" ? 1 : 0
    let parameter =
      call.label.map { label in signature.parameters.first { $0.name == label } }
      ?? signature.parameters.dropFirst(column).dropFirst(call.position).first
      ?? signature.parameters.first { $0.kind == .columns }
    switch parameter?.kind {
    case .column, .columns, .columnList, .predicate: return .row
    case .columnSet: return .columnSet
    case .word(let words): return .words(words)
    case .number, .numbers, .value, .members, .set, .pattern: return .given
    case nil: return .nothing
    }
  }
}
