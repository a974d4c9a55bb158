extension Parser {
  private static let testClauses = ["given", "against", "then"]

  mutating func test() -> Declaration? {
    let start = current.span.start
    let documentation = documentation()
    advance()
    let before = diagnostics.count
    guard let title = string("the test's title, in quotes"),
      let clauses = body(
        of: "`test`", from: start, keywords: Self.testClauses, clause: { $0.testClause() })
    else { return nil }
    return .test(
      TestDeclaration(
        title: title, clauses: clauses, isWhole: diagnostics.count == before,
        documentation: documentation, span: span(from: start)))
  }

  private mutating func testClause() -> TestClause? {
    let start = current.span.start
    let kind: TestClause.Kind?
    guard isWord(among: Self.testClauses) else {
      reportUnknownClause(of: "`test`", keywords: Self.testClauses)
      return nil
    }
    if takeWord("given") {
      kind = given()
    } else if takeWord("against") {
      kind =
        takeWord("rows")
        ? string("the baseline's rows as CSV, in quotes").map { .againstRows($0) }
        : string("the baseline's folder, in quotes, or `rows`").map { .against($0) }
    } else {
      advance()
      kind = then()
    }
    return kind.map { TestClause($0, span(from: start)) }
  }

  private mutating func given() -> TestClause.Kind? {
    if takeWord("rows") { return string("rows of CSV, in quotes").map { .rows($0) } }
    if takeWord("series") { return series() }
    return string("`rows`, `series` or the path of a file, in quotes").map { .file($0) }
  }

  /// `mae: 38 38 _ 45x3`
  private mutating func series() -> TestClause.Kind? {
    depth = 0
    operators = 0
    let metric = operand()
    guard !isRecovering, expectSign(":", after: "the metric") else { return nil }
    var points: [SeriesPoint] = []
    while let point = point() { points.append(point) }
    guard !isRecovering else { return nil }
    guard !points.isEmpty else {
      reportExpected(
        "a value for each window", notes: ["`38 _ 45x3` is 38, a missing value, and 45 three times"]
      )
      return nil
    }
    return .series(metric, points)
  }

  private mutating func point() -> SeriesPoint? {
    let start = current.span.start
    if current.kind == .word {
      let word = current.text
      guard word.hasPrefix("_"), word == "_" || SeriesPoint.isRepeat(word.dropFirst()) else {
        return nil
      }
      let count = Self.times(word.dropFirst()) ?? 1
      advance()
      return SeriesPoint(value: nil, count: count, span: span(from: start))
    }
    let isNegative = isSign("-")
    let literal = lexeme(isNegative ? 1 : 0)
    guard [.number, .ratio, .duration, .size].contains(literal.kind) else {
      if isNegative { reportExpected("a number") }
      return nil
    }
    if isNegative { advance() }
    advance()
    let value = value(of: literal)
    var count = 1
    if current.kind == .word, current.span.start == lastEnd, let times = Self.times(current.text) {
      count = times
      advance()
    }
    return SeriesPoint(value: isNegative ? -value : value, count: count, span: span(from: start))
  }

  /// The number in `x3`; so large a one that it is refused later stands for any that is no `Int`.
  private static func times(_ word: some StringProtocol) -> Int? {
    guard SeriesPoint.isRepeat(word) else { return nil }
    return Int(word.dropFirst()) ?? .max
  }

  /// `columns.fare.max violated for c == "x" in window 2`, `others pass`
  private mutating func then() -> TestClause.Kind? {
    if isWords("others", "pass") {
      advance()
      advance()
      return .othersPass
    }
    guard let rule = ruleName(), let outcome = choice(TestOutcome.allCases, "an outcome")
    else { return nil }
    var condition: Expression?
    var window: NumberLiteral?
    while !isRecovering {
      let suffix = current
      if takeWord("for") {
        if condition != nil { noteTwice("for", suffix) }
        condition = expression()
      } else if isWords("in", "window") {
        if window != nil { noteTwice("in window", suffix) }
        advance()
        advance()
        window = number("the window's number, from 1")
      } else {
        break
      }
    }
    return .then(
      TestExpectation(rule: rule, outcome: outcome, condition: condition, window: window))
  }

  /// Whether `in` belongs to a test's `in window 2` and not to the condition before it.
  mutating func isWindowNumber() -> Bool {
    isWords("in", "window") && lexeme(2).kind == .number
  }
}

extension SeriesPoint {
  /// Whether a word is `x3`: how often the value that it touches is repeated.
  static func isRepeat(_ word: some StringProtocol) -> Bool {
    word.utf8.count > 1 && word.utf8.first == UInt8(ascii: "x")
      && word.utf8.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
