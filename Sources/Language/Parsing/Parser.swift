/// Reads rule files by recursive descent, as `tide.ebnf` describes them.
///
/// A mistake is reported where it stands, the parser goes on at the next clause, entry or
/// declaration, and one run finds all of a file. Any bytes give a tree and an end.
///
/// - Complexity: O(bytes)
package struct Parser {
  /// How much a file may hold; what is beyond is an error with a place.
  package struct Limits: Sendable {
    package var fileBytes = 8 << 20
    /// Of a file that a set is read from.
    package var setBytes = 1 << 20
    /// Levels of brackets, `if`, `not` and `-` in an expression.
    package var nesting = 64
    /// Operators in one expression: `a + b + …` makes a tree as deep as it is long.
    package var operators = 1_000
    package var rules = 10_000
    /// Files that one imports, directly or by way of others.
    package var imports = 256
    /// Of one `define`.
    package var parameters = 64
    package var diagnostics = 1_000

    package init() {}
  }

  let source: SourceFile
  let limits: Limits
  var lexer: Lexer
  /// Of the current token.
  var index = 0
  /// Where the last token that was taken ends.
  var lastEnd = 0

  var diagnostics: [Diagnostic] = []
  var reportedPlaces: Set<Int> = []
  /// A mistake has been reported and the parser has not found its way back yet: further ones
  /// would be consequences.
  var isRecovering = false

  /// The files that `set(file: …)` names.
  var setFiles: [StringLiteral] = []
  var depth = 0
  var operators = 0
  /// While skipping: `columns` has been passed and its `{` has not.
  var lastIsColumns = false

  init(_ source: SourceFile, _ limits: Limits) {
    self.source = source
    self.limits = limits
    lexer = Lexer(source, maximumProblems: limits.diagnostics)
  }

  /// Reads a rule file. Only a main file must begin with `edition 1`.
  package static func parse(
    _ source: SourceFile, as role: FileRole = .main, limits: Limits = Limits()
  ) -> SyntaxTree {
    var parser = Parser(source, limits)
    guard parser.fits() else {
      let end = Token(.end, SourceSpan(source, 0, 0), leadingTrivia: [])
      return SyntaxTree(
        source: source, tokens: [end], edition: nil, imports: [], declarations: [],
        diagnostics: parser.diagnostics)
    }
    let (edition, imports, declarations) = parser.file()
    let hasEdition = parser.lexer.lexemes.first?.isWord("edition") ?? false
    let couldBeLibrary =
      !hasEdition && !(imports.isEmpty && declarations.isEmpty)
      && !declarations.contains { if case .monitor = $0 { true } else { false } }
    let isLibrary = role == .library || role == .either && couldBeLibrary
    if !hasEdition, role != .library {
      // Not by `note`: the first token may have a mistake of its own.
      parser.diagnostics.append(
        .missingEdition(source, isLibrary: isLibrary, couldBeLibrary: couldBeLibrary))
    }
    return SyntaxTree(
      source: source, tokens: parser.lexer.lexemes.map(\.token), edition: edition,
      imports: imports, declarations: declarations, diagnostics: parser.sortedDiagnostics(),
      setFiles: parser.setFiles, isLibrary: isLibrary)
  }

  /// Reads a text that is one expression and nothing else.
  package static func parseExpression(
    _ source: SourceFile, limits: Limits = Limits()
  ) -> (expression: Expression, diagnostics: [Diagnostic]) {
    var parser = Parser(source, limits)
    guard parser.fits() else {
      return (Expression(.missing, SourceSpan(source, 0, 0)), parser.diagnostics)
    }
    let expression = parser.expression()
    if parser.current.kind != .end {
      parser.reportExpected("the end of the expression")
      while parser.current.kind != .end { parser.advance() }
    }
    return (expression, parser.sortedDiagnostics())
  }

  /// Whether the file can be read at all.
  private mutating func fits() -> Bool {
    guard source.bytes.count <= limits.fileBytes else {
      note(
        Diagnostic(
          .fileTooLarge, "a rule file holds \(limits.fileBytes) bytes at most",
          at: SourceSpan(source, limits.fileBytes, limits.fileBytes),
          label: "this one has \(source.bytes.count)"))
      return false
    }
    if let invalid = UTF8Check.firstInvalid(in: source.bytes) {
      let byte = String(source.bytes[invalid.offset], radix: 16, uppercase: true)
      note(
        Diagnostic(
          .notUTF8, "this is not UTF-8 text",
          at: SourceSpan(source, invalid.offset, invalid.offset + 1), label: "byte 0x\(byte)",
          notes: invalid.count > 1 ? ["\(invalid.count) bytes of the file are not UTF-8"] : []))
    }
    return true
  }

  private mutating func sortedDiagnostics() -> [Diagnostic] {
    let lexical = lexer.problems.map(\.diagnostic)
    let places = Set(lexical.map(\.span.start))
    var all =
      lexical + diagnostics.filter { !places.contains($0.span.start) || $0.code == .missingEdition }
    all.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    guard all.count >= limits.diagnostics, limits.diagnostics > 0 else { return all }
    all.removeSubrange((limits.diagnostics - 1)...)
    all.append(
      Diagnostic(
        .tooManyMistakes, "there are too many mistakes to show; the rest is left out",
        at: SourceSpan(source, source.bytes.count, source.bytes.count)))
    return all
  }
}
