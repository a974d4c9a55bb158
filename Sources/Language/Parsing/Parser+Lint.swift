extension Parser {
  /// `lint { style warning  TM512 off }`
  mutating func lint() -> [LintEntry]? {
    advance()
    let opening = current.span
    guard expectSign("{", after: "`lint`") else { return nil }
    var entries: [LintEntry] = []
    while !isSign("}") {
      guard let entry = lintEntry() else {
        if current.kind == .word, isSign("}", 1) { advance() }
        skipToClosingBrace()
        return nil
      }
      entries.append(entry)
      _ = takeSign(",")
    }
    if !takeSign("}") {
      close("}", opening, "`lint`")
      return nil
    }
    return entries
  }

  private mutating func lintEntry() -> LintEntry? {
    guard
      let name = declaredName("a code such as `TM502`, a family such as `TM5xx`, a group or `}`")
    else { return nil }
    return choice(LintLevel.allCases, "a level").map { LintEntry(name: name, level: $0) }
  }
}
