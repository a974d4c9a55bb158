import Engine
import Language
import Metrics

/// A metric that a trend is asked for, and by what it is found in what runs left.
struct TrendMetric {
  /// As it was given.
  let text: String
  /// The expression, where it can be read as one.
  private let expression: Language.Expression?
  /// Its canonical text, where it means something by itself.
  private let canonical: String?
  /// What is written, without spaces and back-ticks.
  private let plain: String

  init(_ text: String) {
    self.text = text
    plain = TrendMetric.plain(text)
    let parsed = Parser.parseExpression(SourceFile(path: "--metric", text: text))
    expression =
      parsed.diagnostics.contains { $0.severity == .error } ? nil : parsed.expression
    canonical = expression.flatMap { TrendMetric.term($0)?.canonical }
  }

  /// Whether what runs left under a text is of this metric: a canonical text, perhaps with the columns
  /// of predictions that it reads, or one that is written the same.
  func isOf(_ other: String) -> Bool {
    if let canonical, other == canonical || other.hasPrefix(canonical + " reading ") { return true }
    let other = TrendMetric.plain(other)
    return other == plain || other.hasPrefix("\(plain)()")
  }

  /// A canonical text about as a rule would write it.
  static func written(_ canonical: String) -> String {
    let text = canonical.split(separator: " reading ", maxSplits: 1).first.map(String.init)
    return (text ?? canonical).replacing("()", with: "")
  }

  /// The column of a metric of one column and no option, such as `drift(fare)`; nil for others.
  func column(of name: String) -> String? {
    guard plain.hasPrefix("\(name)("), plain.hasSuffix(")") else { return nil }
    let column = plain.dropFirst(name.count + 1).dropLast()
    return column.contains(where: { "(),:\"".contains($0) }) ? nil : String(column)
  }

  /// Its value over statistics; nil where they lack the columns or it can't be read.
  func value(_ data: Gathered, _ answering: ([StatisticRequest]) -> Gathered, _ baseline: Gathered?)
    -> MetricValue?
  {
    guard let expression, let term = TrendMetric.term(expression, data.schema) else { return nil }
    let plan = Plan([term])
    let evaluator = WindowEvaluator(data: answering(plan.requests), baseline: baseline)
    return evaluator.evaluate(term).value
  }

  private static func term(_ expression: Language.Expression, _ schema: Schema? = nil) -> Term? {
    var scope = Scope(catalogue: .standard, schema: schema)
    scope.knownColumns = schema.map { Set($0.names) }
    for column in schema?.columns ?? [] { scope.facts.types[column.name] = column.type }
    var checker = ExpressionChecker(scope)
    let term = checker.check(expression, .window)
    return checker.diagnostics.contains { $0.severity == .error } ? nil : term
  }

  private static func plain(_ text: String) -> String {
    text.filter { !$0.isWhitespace && $0 != "`" }
  }
}
