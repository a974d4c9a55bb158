import Engine
import Language
import Metrics

/// What holds of any bytes as a rule file: a tree that keeps every byte, diagnostics that lie within
/// the file and can be shown, verdicts on whatever rules came out; and where the formatter takes it, a
/// text of the same tokens, comments, rules and mistakes that formatting leaves as it is.
enum RuleLaws {
  static let schema = Schema([
    .init("x", .fractional), .init("n", .integral), .init("d", .string), .init("b", .boolean),
    .init("t", .timestamp), .init("s"), .init("a b", .integral), .init("größe", .fractional),
  ])

  static func broken(by bytes: [UInt8]) -> String? {
    let source = SourceFile(path: "mutant.tide", bytes: bytes)
    let tree = Parser.parse(source)
    if !keepsEveryByte(tree) { return "the tree lost bytes" }
    if let fault = FormatLaws.broken(by: tree) { return fault }
    for isKnown in [false, true] {
      let checked = check(tree, isKnown: isKnown)
      for diagnostic in checked.diagnostics {
        if let fault = fault(of: diagnostic, in: source) {
          return "\(diagnostic.code.id) \(diagnostic.message): \(fault)"
        }
      }
      if let fault = fault(of: checked.ruleset) { return fault }
    }
    return nil
  }

  static func check(
    _ tree: SyntaxTree, isKnown: Bool
  ) -> (ruleset: Ruleset, diagnostics: [Diagnostic]) {
    RulesetChecker.check(
      tree, catalogue: .standard, schema: isKnown ? schema : nil,
      known: isKnown ? Set(schema.names) : nil)
  }

  private static func fault(of diagnostic: Diagnostic, in source: SourceFile) -> String? {
    let spans =
      [diagnostic.span] + diagnostic.secondary.map(\.span) + diagnostic.fixIts.map(\.span)
    let isWithin = spans.allSatisfy {
      $0.file === source && $0.start >= 0 && $0.end <= source.bytes.count
    }
    if !isWithin { return "a place outside of the file" }
    if diagnostic.message.isEmpty { return "no message" }
    let text = DiagnosticRenderer(color: false).render(diagnostic)
    let hidden = text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F }
    return hidden || text.isEmpty ? "shown as \(text.debugDescription)" : nil
  }

  private static func fault(of ruleset: Ruleset) -> String? {
    let plan = Plan(ruleset.rules)
    if plan.requests.contains(where: \.key.isEmpty) { return "a statistic without a key" }
    let data = Gathered(records: 0, schema: schema)
    let evaluator = RuleEvaluator(
      data: data, baseline: nil, RuleEvaluator.Context(monitor: "m"))
    for verdict in evaluator.verdicts(ruleset.rules)
    where verdict.message.isEmpty || verdict.json.text().isEmpty {
      return "\(verdict.rule): a verdict without a message"
    }
    return nil
  }

  /// Every byte is in a token, in a comment, or is white space.
  private static func keepsEveryByte(_ tree: SyntaxTree) -> Bool {
    let bytes = tree.source.bytes
    // A file too large is refused as a whole.
    if tree.tokens.count == 1, tree.diagnostics.contains(where: { $0.code == .fileTooLarge }) {
      return true
    }
    var place = 0
    for token in tree.tokens {
      var spans: [SourceSpan] = []
      for trivia in token.leadingTrivia {
        switch trivia {
        case .lineComment(let span), .blockComment(let span), .documentation(let span):
          spans.append(span)
        case .blankLine: break
        }
      }
      for span in spans + [token.span] {
        guard span.start >= place, span.end <= bytes.count else { return false }
        let gap = bytes[place..<span.start]
        guard gap.allSatisfy({ $0 == 0x20 || (9...13).contains($0) }) else { return false }
        place = span.end
      }
    }
    return place == bytes.count && tree.tokens.last?.kind == .end
  }
}
