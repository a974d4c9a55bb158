import Engine
import Language

/// What holds of the formatter and any rule file.
enum FormatLaws {
  static func broken(by tree: SyntaxTree) -> String? {
    let hasErrors = tree.diagnostics.contains { $0.severity == .error }
    guard let once = Formatter.format(tree) else {
      return hasErrors ? nil : "a file without mistakes is not formatted"
    }
    if hasErrors { return "a file with mistakes is formatted" }
    let after = Parser.parse(SourceFile(path: tree.source.path, text: once))
    if parts(after) != parts(tree) { return "formatting changed tokens or comments" }
    if Formatter.format(after) != once { return "formatting twice is not formatting once" }
    if meaning(of: after) != meaning(of: tree) { return "formatting changed what a rule says" }
    return nil
  }

  /// Tokens in order, and comments, which may move past a bracket; without what stands between entries.
  private static func parts(_ tree: SyntaxTree) -> [[String]] {
    let comments = tree.tokens.flatMap(\.leadingTrivia).compactMap { trivia -> String? in
      switch trivia {
      case .lineComment(let span), .blockComment(let span), .documentation(let span):
        span.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      case .blankLine: nil
      }
    }
    let tokens = tree.tokens.filter { $0.kind != .newline && $0.text != ";" }.map(\.text)
    return [tokens, comments.sorted()]
  }

  /// The conditions of all rules, and the codes of what is wrong with the file.
  private static func meaning(of tree: SyntaxTree) -> [String] {
    let checked = RuleLaws.check(tree, isKnown: true)
    return checked.ruleset.rules.flatMap { rule in
      [rule.id] + rule.conditions.map { "\($0.sense) \(RowExpression($0.term).key) \($0.severity)" }
    } + checked.diagnostics.map(\.code.id).sorted()
  }
}
