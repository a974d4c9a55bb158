import Language

extension ExpressionChecker {
  /// `set(file: "countries.csv")`
  mutating func fileSet(_ arguments: [Argument], _ span: SourceSpan) -> Term {
    guard let file = arguments.namedSet else {
      return invalid(
        Diagnostic(
          .wrongArguments, "`set` is read from a file", at: span,
          notes: ["write set(file: \"countries.csv\"); a list of values stands in [ … ]"]))
    }
    guard let sets = scope.sets else {
      return invalid(
        Diagnostic(
          .setUnreadable, "only rule files name files of values", at: file.span,
          notes: ["write the values here: [\"a\", \"b\"]"]))
    }
    // A file that can't be read was told by who looked for it.
    guard let set = sets[Links.Place(file.span)] else { return silent(span) }
    return Term(.set(set), .set, .given, span)
  }
}
