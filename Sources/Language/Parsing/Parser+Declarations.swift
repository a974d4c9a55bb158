extension Parser {
  mutating func file() -> (
    edition: Edition?, imports: [ImportDeclaration], declarations: [Declaration]
  ) {
    let edition = editionLine()
    var imports: [ImportDeclaration] = []
    var declarations: [Declaration] = []
    var rules = 0
    while current.kind != .end {
      isRecovering = false
      let before = index
      if isWord("import"), lexeme(1).kind == .string || !isSign("=", 1) {
        if !declarations.isEmpty { noteOutOfPlace("imports stand before the first declaration") }
        if let found = importLine() { imports.append(found) }
      } else if let declaration = declaration() {
        if case .rule(let rule) = declaration {
          rules += 1
          if rules == limits.rules + 1 {
            note(
              Diagnostic(
                .tooManyRules, "a file holds \(limits.rules) rules at most", at: rule.name.span,
                label: "this is one more"))
          }
        }
        if rules <= limits.rules { declarations.append(declaration) }
      }
      if isRecovering { skipToDeclaration() }
      if index == before { advance() }
    }
    return (edition, imports, declarations)
  }

  private mutating func editionLine() -> Edition? {
    guard isWord("edition") else { return nil }
    let start = current.span
    advance()
    guard let number = number("the edition's number, `1`") else {
      skipToDeclaration()
      return nil
    }
    if number.value != 1 {
      note(
        Diagnostic(
          .unsupportedEdition, "edition \(number.span.text) is not known to this version",
          at: number.span, label: "this version knows edition 1"))
    }
    return Edition(number: number.value, span: start.to(number.span))
  }

  private mutating func importLine() -> ImportDeclaration? {
    let start = current.span.start
    advance()
    guard let path = string("the path of the imported file, in quotes") else { return nil }
    return ImportDeclaration(path: path, span: span(from: start))
  }

  private mutating func noteOutOfPlace(_ message: String) {
    note(Diagnostic(.outOfPlace, message, at: current.span))
  }

  private mutating func declaration() -> Declaration? {
    let word = current
    guard word.kind == .word else {
      if word.isSign("}") || word.isSign(")") || word.isSign("]") {
        report(.strayBracket, "this `\(word.text)` closes nothing", at: word.span)
        advance()
      } else {
        reportExpected("a declaration", notes: [Self.declarationsNote])
      }
      return nil
    }
    switch word.text {
    case "monitor": return monitor()
    case "let": return named("constant").map { .let($0) }
    case "columns": return columns()
    case "rule": return rule()
    case "derive": return named("column").map { .derive($0) }
    case "metric": return named("metric").map { .metric($0) }
    case "waive": return waiver()
    case "sink": return named("sink") { $0.topCall() }.map { .sink($0) }
    case "define": return define()
    case "override": return override()
    case "plugin": return plugin()
    case "test": return test()
    case "edition":
      noteOutOfPlace("`edition` stands once, before everything else")
      advance()
      _ = number("the edition's number")
    default:
      let fixIts = FixIt.nearest(
        to: word.text, among: Self.declarations + ["import", "edition"], replace: word.span)
      report(
        .unknownDeclaration, "expected a declaration, found `\(word.text)`", at: word.span,
        notes: fixIts.isEmpty ? [Self.declarationsNote] : [], fixIts: fixIts)
      advance()
    }
    return nil
  }

  private static let declarationsNote =
    "declarations are `monitor`, `let`, `define`, `derive`, `metric`, `columns`, `rule`,"
    + " `override`, `waive`, `sink`, `test` and `plugin`"

  /// A name, `=` and what it stands for.
  private mutating func named(
    _ what: String, _ read: (inout Parser) -> Expression = { $0.expression() }
  ) -> NamedExpression? {
    let start = current.span.start
    let documentation = documentation()
    advance()
    guard let name = declaredName("the name of the \(what)"), expectSign("=", after: "the name")
    else { return nil }
    let value = read(&self)
    return NamedExpression(
      name: name, value: value, documentation: documentation, span: span(from: start))
  }

  /// The text of the `///` comments directly before the current token.
  mutating func documentation() -> String {
    var lines: [String] = []
    for trivia in current.token.leadingTrivia {
      switch trivia {
      case .documentation(let span):
        var line = span.text.dropFirst(3)
        while line.last == "\r" { line.removeLast() }
        lines.append(String(line.first == " " ? line.dropFirst() : line))
      case .blankLine: lines = []
      case .lineComment, .blockComment: continue
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A word that names what is declared.
  mutating func declaredName(_ what: String) -> Name? {
    let word = current
    guard word.kind == .word else {
      reportExpected(
        what, notes: word.kind == .string ? ["a title in quotes stands after the name"] : [])
      return nil
    }
    advance()
    return Name(word.text, word.span)
  }

  /// Reads clauses between braces; each call of `clause` reads one, or reports why not.
  mutating func body<Clause>(
    of what: String, from start: Int, keywords: [String], clause: (inout Parser) -> Clause?
  ) -> [Clause]? {
    let heading = span(from: start)
    guard expectSign("{", after: what) else { return nil }
    var clauses: [Clause] = []
    while true {
      isRecovering = false
      if current.kind == .end || isSign("}") || startsDeclaration() { break }
      let before = index
      if let found = clause(&self) { clauses.append(found) }
      if isRecovering { skipToClause(keywords) }
      if index == before { advance() }
    }
    close("}", heading, what)
    return clauses
  }

  /// Reports a word that begins no clause.
  mutating func reportUnknownClause(of what: String, keywords: [String]) {
    let word = current
    guard word.kind == .word else {
      return reportExpected("a clause of \(what) or `}`")
    }
    let isReserved =
      word.text == "confidence" || word.text == "fdr"
      || (word.text == "unless" && isWord("firing", 1))
    if isReserved {
      let name = word.text == "unless" ? "unless firing" : word.text
      report(.reserved, "`\(name)` is reserved for a later edition", at: word.span)
    } else {
      let fixIts = FixIt.nearest(to: word.text, among: keywords, replace: word.span)
      report(
        .unknownClause, "`\(word.text)` is no clause of \(what)", at: word.span,
        notes: fixIts.isEmpty
          ? ["clauses are " + keywords.map { "`\($0)`" }.joined(separator: ", ")] : [],
        fixIts: fixIts)
    }
    advance()
  }
}
