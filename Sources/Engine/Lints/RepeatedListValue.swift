import Language

/// `["A", "B", "A"]`
enum RepeatedListValue: Lint {
  static let codes = [repeatedValue]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    // A list that is refused needs no second word.
    guard rules.isWhole else { return [] }
    var found: [Diagnostic] = []
    rules.visitExpressions(holding: { $0.text == "[" }) { expression, _ in
      guard case .list(let elements) = expression.kind else { return }
      var first: [String: SourceSpan] = [:]
      for element in elements {
        let text = element.span.text
        if let before = first[text] {
          found.append(
            Diagnostic(
              repeatedValue, "\(text) stands in this list already", at: element.span,
              secondary: [Diagnostic.Label(before, "the first one")],
              notes: ["remove it; or was another value meant?"]))
        } else {
          first[text] = element.span
        }
      }
    }
    return found
  }

  static let repeatedValue = DiagnosticCode(
    "TM315", .warning, "a value twice in a list",
    why: "It is most often a value that was copied and not changed.",
    avoid: "edition 1\ncolumns { email: in [\"a\", \"b\", \"a\"] }\n",
    prefer: "edition 1\ncolumns { email: in [\"a\", \"b\", \"c\"] }\n")
}
