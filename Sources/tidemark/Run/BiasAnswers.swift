import Engine
import Interchange
import Language
import Metrics

/// The values of an `analysis.json` for the bias metrics that rules ask of the baseline: told by
/// metric and facet, however a rule writes it.
struct BiasAnswers {
  /// By the key of the facet's condition, then by metric.
  private var values: [String: [BiasMetricName: Double]] = [:]

  init(_ analysis: BiasAnalysis) {
    for facet in analysis.parts.flatMap(\.facets) {
      for key in Self.keys(facet) {
        for metric in facet.metrics {
          if let value = metric.value { values[key, default: [:]][metric.kind] = value }
        }
      }
    }
  }

  /// The conditions that stand for a facet: of a number as such and as text, alone and in a list.
  private static func keys(_ facet: BiasAnalysis.Facet) -> Set<String> {
    let column = Quoting.name(facet.column)
    var texts = [ServiceValues(facet.value).condition(on: column)]
    let text = Quoting.string(facet.value)
    texts += ["\(column) == \(text)", "\(column) in [\(text)]"]
    if case .values(let values) = ServiceValues(facet.value), values.count == 1,
      let number = values[0].number
    {
      texts.append("\(column) in [\(Number.text(number))]")
    }
    return Set(
      texts.compactMap { text in
        var checker = ExpressionChecker(Scope(catalogue: .standard))
        let parsed = Parser.parseExpression(SourceFile(path: "facet", text: text))
        return parsed.diagnostics.isEmpty ? checker.predicate(parsed.expression)?.key : nil
      })
  }

  /// Values by the keys under which metrics look for them.
  func values(for terms: [Term]) -> [String: MetricValue] {
    var answers: [String: MetricValue] = [:]
    for term in terms {
      let calls = term.allMetricCalls
      for call in calls where call.signature.name.hasPrefix("bias.") && call.arguments.filter == nil
      {
        let isDrift = call.signature.name == "bias.drift"
        let name = isDrift ? call.arguments.word("M") : String(call.signature.name.dropFirst(5))
        guard let kind = name.flatMap({ BiasMetricName(rawValue: $0.uppercased()) }),
          let facet = try? call.arguments.predicate("facet").key,
          let value = values[facet]?[kind]
        else { continue }
        // The library's flip test has the opposite sign of the documented one.
        let isOpposite = kind == .ft && call.arguments.word("method") == nil
        let key = isDrift ? "\(kind.name) over \(facet)" : call.key
        answers[key] = .number(isOpposite ? -value : value)
      }
    }
    return answers
  }
}
