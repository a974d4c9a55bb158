import Engine
import Language

/// What each name of a text is, by the byte where it begins.
struct NameRoles {
  let scope: Scope
  let catalogue: Catalogue
  private var roles: [Int: SemanticRole] = [:]

  /// - Parameter scope: what names mean, of this text or an earlier one.
  /// - Complexity: O(tokens)
  init(_ tree: SyntaxTree, scope: Scope, catalogue: Catalogue) {
    self.scope = scope
    self.catalogue = catalogue
    for declaration in tree.declarations { add(declaration) }
  }

  /// Nil for brackets, for what is no token, and for words that mean nothing where they stand.
  func role(of token: Token) -> SemanticRole? {
    switch token.kind {
    case .word: roles[token.span.start] ?? Self.keyword(token.text)
    case .quoted: roles[token.span.start] ?? SemanticRole(kind: .property)
    case .number, .ratio, .duration, .size, .date: SemanticRole(kind: .number)
    case .string: SemanticRole(kind: .string)
    case .regex: SemanticRole(kind: .regexp)
    case .sign: Self.punctuation.contains(token.text) ? nil : SemanticRole(kind: .operator)
    case .newline, .invalid, .end: nil
    }
  }

  private static let punctuation: Set = ["{", "}", "(", ")", "[", "]", ",", ":", ";", "."]

  private static func keyword(_ word: String) -> SemanticRole? {
    keywords.contains(word) ? SemanticRole(kind: .keyword) : nil
  }

  private static let keywords: Set<String> = {
    let phrases = Keyword.all.flatMap { keyword in
      (keyword.phrase + " " + keyword.syntax).split { !($0.isLetter || $0 == "_") }.map(String.init)
    }
    // What stands in capitals in a keyword's syntax is a place to fill in.
    return Set(phrases.filter { $0 != $0.uppercased() })
      .union(CursorContext.severities).union(CursorContext.modes)
      .union(TestOutcome.allCases.map(\.rawValue)).union(LintLevel.allCases.map(\.rawValue))
      .union(["suggested", "import", "edition", "override", "plugin", "version"])
  }()

  // MARK: Writing down

  mutating func add(
    _ name: Name, _ kind: SemanticRole.Kind, _ modifiers: [SemanticRole.Modifier] = []
  ) {
    roles[name.span.start] = SemanticRole(kind: kind, modifiers: modifiers)
  }

  mutating func add(
    _ path: Path, _ kind: SemanticRole.Kind, _ modifiers: [SemanticRole.Modifier] = []
  ) {
    for case .name(let name) in path.components { add(name, kind, modifiers) }
  }
}
