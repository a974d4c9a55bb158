import Language

/// Rules that are switched off, not tagged, or judged on segments of any size.
enum RuleUpkeep: Lint {
  static let codes = [offWithoutReason, withoutTags, smallSegments, monitorWithoutOwner]

  /// Lists longer than this want tags.
  private static let longList = 20

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let tree = rules.program
    let declared = tree.declarations.compactMap { declaration in
      if case .rule(let rule) = declaration { rule } else { nil }
    }
    for rule in declared { found += findings(in: rule, of: tree, among: rules) }
    let untagged = declared.filter { rule in !rule.clauses.contains { $0.kind.isTags } }
    if declared.count > longList, untagged.count == declared.count, let first = declared.first,
      !tree.monitors.contains(where: { $0.clauses.contains { $0.kind.isTags } })
    {
      found.append(
        Diagnostic(
          withoutTags, "\(declared.count) rules, and none has tags", at: first.name.span,
          notes: ["tags such as `tags { team: \"demand\" }` sort alerts and reports"]))
    }
    for monitor in tree.monitors where !monitor.clauses.contains(where: { $0.kind.isOwner }) {
      found.append(
        Diagnostic(
          monitorWithoutOwner, "monitor `\(monitor.name.text)` has no owner",
          at: monitor.name.span, notes: ["`owner \"team\"` is shown with every alert"]))
    }
    return found
  }

  private static func findings(
    in rule: RuleDeclaration, of tree: SyntaxTree, among rules: LintedRules
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for clause in rule.clauses {
      switch clause.kind {
      case .defaults(.mode(.off))
      where rule.documentation.isEmpty && !tree.hasComment(in: rule.span):
        found.append(
          Diagnostic(
            offWithoutReason, "`\(rule.name.text)` is off, and nothing says why", at: clause.span,
            notes: ["a comment tells, or a waiver with `because` and an end"]))
      case .by(_, atMost: let most, atLeastRows: nil):
        let needs = rules.all.first { $0.id == rule.name.text }?.settings.needsRows
        guard needs == nil else { continue }
        found.append(
          Diagnostic(
            smallSegments, "segments of any size are judged", at: clause.span,
            notes: [
              "`at most \(most.span.text), at least 200 rows` leaves out those of a few records"
            ]
          ))
      default: break
      }
    }
    return found
  }

  static let offWithoutReason = DiagnosticCode(
    "TM525", .warning, group: .style, "a rule that is off without a reason",
    why: "In a month nobody knows whether it may be on again.",
    avoid: "edition 1\nrule r { mode off expect row_count > 0 }\n",
    prefer: "edition 1\n/// Off until the export is back, in March.\n"
      + "rule r { mode off expect row_count > 0 }\n")
  static let withoutTags = DiagnosticCode(
    "TM526", .note, group: .style, "a long list of rules without tags",
    why: "Tags say which alerts belong together, and to whom.",
    avoid: "edition 1\n" + (1...21).map { "rule r\($0) { expect row_count != \($0) }\n" }.joined(),
    prefer: "edition 1\nmonitor m { tags { team: \"demand\" } }\n"
      + (1...21).map { "rule r\($0) { expect row_count != \($0) }\n" }.joined())
  static let smallSegments = DiagnosticCode(
    "TM527", .warning, group: .style, "segments of any size",
    why:
      "In a segment of three records one missing value is a third: small segments alert by chance.",
    avoid: "edition 1\nrule r { by email at most 50 expect completeness(fare) >= 99% }\n",
    prefer: "edition 1\nrule r {\n  by email at most 50, at least 200 rows\n"
      + "  expect completeness(fare) >= 99%\n}\n")
  static let monitorWithoutOwner = DiagnosticCode(
    "TM528", .note, group: .style, "a monitor without an owner",
    why: "Alerts are for somebody.",
    avoid: "edition 1\nmonitor m { }\n",
    prefer: "edition 1\nmonitor m { owner \"demand\" }\n")
}

extension SyntaxTree {
  fileprivate var monitors: [MonitorDeclaration] {
    declarations.compactMap { if case .monitor(let monitor) = $0 { monitor } else { nil } }
  }

  /// Whether a comment stands in a place.
  fileprivate func hasComment(in span: SourceSpan) -> Bool {
    // Tokens are in order: the first of the place by halves.
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].span.start < span.start { low = middle + 1 } else { high = middle }
    }
    for token in tokens[low...].prefix(while: { $0.span.start < span.end }) {
      for trivia in token.leadingTrivia {
        if case .blankLine = trivia { continue }
        return true
      }
    }
    return false
  }
}

extension RuleClause.Kind {
  fileprivate var isTags: Bool { if case .tags = self { true } else { false } }
}

extension MonitorClause.Kind {
  fileprivate var isTags: Bool { if case .tags = self { true } else { false } }
  fileprivate var isOwner: Bool { if case .owner = self { true } else { false } }
}
