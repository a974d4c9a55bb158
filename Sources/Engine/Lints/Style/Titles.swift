import Language

/// Rules and monitors without a title or a comment that documents them.
enum Titles: Lint {
  static let codes = [untitled]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.program.declarations.compactMap { declaration in
      let named: (name: Name, title: StringLiteral?, documentation: String)
      switch declaration {
      case .rule(let rule): named = (rule.name, rule.title, rule.documentation)
      case .monitor(let monitor): named = (monitor.name, monitor.title, monitor.documentation)
      default: return nil
      }
      guard named.title == nil, named.documentation.isEmpty else { return nil }
      return Diagnostic(
        untitled, "`\(named.name.text)` has no title", at: named.name.span,
        notes: ["write one after the name, `\(named.name.text) \"…\"`, or a `///` comment before"])
    }
  }

  static let untitled = DiagnosticCode(
    "TM512", .warning, group: .style, "a rule without a title",
    why: "Reports and alerts show the title; who has never seen the rule reads that first.",
    avoid: "edition 1\nrule r { expect row_count > 0 }\n",
    prefer: "edition 1\nrule r \"Records arrive\" { expect row_count > 0 }\n")
}
