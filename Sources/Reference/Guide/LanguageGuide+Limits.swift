import Engine
import Language

extension LanguageGuide {
  static let limits: String = {
    let parser = Parser.Limits()
    let rows: [(what: String, most: String)] = [
      ("bytes of a rule file", "\(parser.fileBytes >> 20) MiB"),
      ("bytes of a file that `set(file:)` reads", "\(parser.setBytes >> 20) MiB"),
      ("bytes of a regex", "\(Pattern.longest >> 10) KiB"),
      ("rules of a file", Number.grouped(parser.rules)),
      ("files that one imports, those that they import counted", Number.grouped(parser.imports)),
      ("levels of brackets, `if`, `not` and `-` in an expression", Number.grouped(parser.nesting)),
      ("operators in an expression", Number.grouped(parser.operators)),
      (
        "levels of an expression, names written out: `a + b + c` has three, since each operator stands "
          + "upon the one before", Number.grouped(ExpressionChecker.depthAtMost)
      ),
      (
        "names that one name stands for, those within what it stands for counted",
        Number.grouped(ExpressionChecker.nestedReadsAtMost)
      ),
      (
        "names and operators that a call of a `define` stands for",
        Number.grouped(ExpressionChecker.expansionAtMost)
      ),
      ("parameters of a `define`", Number.grouped(parser.parameters)),
      ("segments of a rule, `by … at most N`", Number.grouped(Segmentation.mostSegments)),
      ("earlier windows, `last: N`", Number.grouped(HistoryCall.mostLast)),
      ("steps between them, `every: N`", Number.grouped(HistoryCall.mostEvery)),
      ("windows of a `given series`", Number.grouped(SeriesWindows.most)),
      ("mistakes of a file that are told", Number.grouped(parser.diagnostics)),
    ]
    return """
      ## Limits

      Every file is read in little memory and comes to an end. What is beyond one of these is an error
      with its place; there is no limit to the number of `let`, `define`, `derive`, `waive` and `test`
      declarations or of columns but the size of the file.

      | what | at most |
      |---|---|
      \(rows.map { "| \($0.what) | \($0.most) |" }.joined(separator: "\n"))
      """
  }()
}
