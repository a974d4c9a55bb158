import Language

extension Dump {
  /// A file's declarations, a clause a line.
  static func text(_ tree: SyntaxTree) -> String {
    var lines: [String] = []
    if let edition = tree.edition { lines.append("edition \(edition.number)") }
    lines += tree.imports.map { "import \($0.path.text)" }
    for declaration in tree.declarations {
      switch declaration {
      case .monitor(let m):
        lines.append("monitor \(m.name.text)\(title(m.title))\(documented(m.documentation))")
        lines += m.clauses.map { "  " + text($0) }
      case .let(let l):
        lines.append("let \(l.name.text) = \(text(l.value))\(documented(l.documentation))")
      case .derive(let d):
        lines.append("derive \(d.name.text) = \(text(d.value))\(documented(d.documentation))")
      case .metric(let m):
        lines.append("metric \(m.name.text) = \(text(m.value))\(documented(m.documentation))")
      case .waive(let w):
        let condition = w.condition.map { " for \(text($0))" } ?? ""
        lines.append(
          "waive \(w.rule.text)\(condition) until \(w.until.value) because '\(w.because.text)'"
            + " owner '\(w.owner.text)'")
      case .columns(let c):
        lines.append("columns\(severity(c.severity))")
        lines += c.entries.map { "  " + text($0) }
      case .sink(let s):
        lines.append("sink \(s.name.text) = \(text(s.value))\(documented(s.documentation))")
      case .test(let t):
        lines.append("test '\(t.title.text)'\(documented(t.documentation))")
        lines += t.clauses.map { "  " + text($0) }
      case .rule(let r):
        lines.append("rule \(r.name.text)\(title(r.title))\(documented(r.documentation))")
        lines += r.clauses.map { "  " + text($0) }
      case .overrideRule(let r):
        lines.append("override rule \(r.name.text)\(documented(r.documentation))")
        lines += r.clauses.map { "  " + text($0) }
      case .overrideColumns(let c):
        lines.append("override columns\(severity(c.severity))")
        lines += c.entries.map { "  " + text($0) }
      case .define(let d):
        let parameters = d.parameters.map(\.text).joined(separator: ", ")
        lines.append(
          "define \(d.name.text)(\(parameters)) = \(text(d.value))\(documented(d.documentation))")
      case .plugin(let p):
        lines.append(
          "plugin \(p.name.text) version \(p.version.value)\(documented(p.documentation))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func title(_ title: StringLiteral?) -> String {
    title.map { " '\($0.text)'" } ?? ""
  }
  private static func documented(_ text: String) -> String {
    text.isEmpty ? "" : " ; " + text.split(separator: "\n").joined(separator: " | ")
  }
  private static func severity(_ severity: SeverityLiteral?) -> String {
    severity.map { " severity=\($0.rawValue)" } ?? ""
  }

  private static func text(_ entry: ColumnsEntry) -> String {
    switch entry.kind {
    case .noMissingColumns: return "no-missing"
    case .noExtraColumns: return "no-extra"
    case .baselineOrder: return "baseline-order"
    case .checks(let selector, let checks):
      let head =
        switch selector {
        case .path(let path): path.text
        case .glob(let glob): "glob(\(glob.text))"
        case .regex(let regex): text(regex)
        case .allColumns: "all-columns"
        }
      return ([head] + checks.map { "    " + text($0) }).joined(separator: "\n")
    }
  }

  private static func text(_ check: ColumnCheck) -> String {
    var parts: [String] = []
    if let subject = check.subject {
      parts.append(subject.path.text + (subject.arguments.map { "(\(list($0)) )" } ?? ""))
    }
    if let bound = check.bound { parts.append(text(bound)) }
    switch check.tolerance {
    case .atLeast(let share): parts.append("at-least=\(share.value)")
    case .exceptRows(let rows): parts.append("except-rows=\(rows.value)")
    case .exceptShare(let share): parts.append("except-share=\(share.value)")
    case nil: break
    }
    if let alias = check.alias { parts.append("as=\(alias.text)") }
    if let suggested = check.suggested { parts.append("suggested(\(list(suggested.arguments)) )") }
    return parts.joined(separator: " ") + severity(check.severity)
  }

  private static func text(_ clause: MonitorClause) -> String {
    switch clause.kind {
    case .owner(let text): "owner \(text.text)"
    case .baseline(let text): "baseline \(text.text)"
    case .task(let e): "task \(text(e))"
    case .window(let window): "window \(text(window))"
    case .capture(let sections):
      "capture"
        + sections.map { " \($0.section.text)=\($0.names.map(\.text).joined(separator: ","))" }
        .joined()
    case .attributions(let e): "attributions \(text(e))"
    case .model(let e): "model \(text(e))"
    case .drift(let e): "drift \(text(e))"
    case .tags(let tags): "tags " + text(tags)
    case .lint(let entries):
      "lint " + entries.map { "\($0.name.text)=\($0.level.rawValue)" }.joined(separator: " ")
    case .defaults(let clause): text(clause)
    }
  }

  private static func text(_ tags: [Tag]) -> String {
    tags.map { "\($0.key.text)=\($0.value.text)" }.joined(separator: " ")
  }

  private static func text(_ window: WindowClause) -> String {
    var parts: [String] = []
    switch window.length {
    case .duration(let seconds): parts.append("\(seconds)s")
    case .rows(let rows): parts.append("\(rows) rows")
    }
    if let every = window.everySeconds { parts.append("every=\(every)s") }
    if let column = window.column { parts.append("on=\(column.text)") }
    if let lateness = window.latenessSeconds { parts.append("lateness=\(lateness)s") }
    if let zone = window.timezone { parts.append("zone=\(zone.text)") }
    return parts.joined(separator: " ")
  }

  private static func text(_ clause: DefaultClause) -> String {
    switch clause {
    case .severity(let severity): "severity \(severity.rawValue)"
    case .mode(let mode): "mode \(mode.rawValue)"
    case .onUnknown(let handling): "on-unknown \(handling)"
    case .needsRows(let rows): "needs-rows \(rows.value)"
    case .needsLabels(let share, let within):
      "needs-labels \(share.value)" + (within.map { " within=\($0)s" } ?? "")
    case .needsHistory(let windows): "needs-history \(windows.value)"
    }
  }

  private static func text(_ clause: RuleClause) -> String {
    switch clause.kind {
    case .forEach(let type, let variable, let set):
      "for-each \(type?.text ?? "any") \(variable.text)" + (set.map { " in \(text($0))" } ?? "")
    case .by(let names, let most, let least):
      "by \(names.map(\.text)) most=\(most.value)" + (least.map { " rows=\($0.value)" } ?? "")
    case .where(let e): "where \(text(e))"
    case .expect(let e, let otherwise): "expect \(text(e))\(severity(otherwise))"
    case .alert(let alert):
      "alert \(text(alert.condition))\(severity(alert.severity))\(text(alert.persistence))"
        + (alert.until.map(text) ?? "") + text(alert.untilPersistence)
    case .message(let text): "message \(text.text)"
    case .runbook(let text): "runbook \(text.text)"
    case .owner(let text): "owner \(text.text)"
    case .notify(let names): "notify \(names.map(\.text))"
    case .tags(let tags): "tags " + text(tags)
    case .defaults(let clause): text(clause)
    }
  }

  private static func text(_ clause: TestClause) -> String {
    switch clause.kind {
    case .rows(let rows): "given-rows '\(rows.text)'"
    case .file(let path): "given-file \(path.text)"
    case .series(let metric, let points):
      "given-series \(text(metric))"
        + points.map { " \($0.value.map { "\($0)" } ?? "_")x\($0.count)" }.joined()
    case .against(let path): "against \(path.text)"
    case .againstRows(let rows): "against-rows '\(rows.text)'"
    case .othersPass: "then-others-pass"
    case .then(let then):
      "then \(then.rule.text) \(then.outcome.rawValue)"
        + (then.condition.map { " for \(text($0))" } ?? "")
        + (then.window.map { " window=\($0.value)" } ?? "")
    }
  }

  private static func text(_ until: AlertClause.Until) -> String {
    switch until {
    case .expression(let e): " until \(text(e))"
    case .bound(let bound): " until-bound \(text(bound))"
    }
  }

  private static func text(_ persistence: Persistence?) -> String {
    guard let persistence else { return "" }
    return " for=\(persistence.count.value)" + (persistence.of.map { "/\($0.value)" } ?? "")
  }
}
