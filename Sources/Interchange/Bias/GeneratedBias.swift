import Engine
import Language

/// Rule text read off the bias of training data: each metric must not move further from fairness than
/// chance explains.
package struct GeneratedBias {
  /// A metric over the training data.
  package struct Observed: Sendable {
    package let metric: BiasMetricName
    /// What its call holds in brackets.
    package let arguments: String
    package let value: MetricValue

    package init(_ metric: BiasMetricName, _ arguments: String, _ value: MetricValue) {
      self.metric = metric
      self.arguments = arguments
      self.value = value
    }
  }

  private let facets: [(facet: String, observed: [Observed])]
  private let records: Int
  private let catalogue: Catalogue

  /// - Parameters:
  ///   - facets: conditions, as rules write them, with what was observed of each.
  ///   - records: of the training data.
  package init(
    _ facets: [(facet: String, observed: [Observed])], records: Int, catalogue: Catalogue
  ) {
    self.facets = facets
    self.records = records
    self.catalogue = catalogue
  }

  /// A generated file with these rules at its end.
  package func added(to text: String) -> String {
    let joined = text + section
    return Formatter.format(Parser.parse(SourceFile(path: "generated", text: joined))) ?? joined
  }

  private var section: String {
    var lines = [
      "",
      "// Bias. Each rule asks whether a metric is further from its fair value than in these data, beyond",
      "// what chance explains: bias.drift is 0 where it is not. In square brackets 95% confidence",
      "// intervals. The metrics contradict each other: adopt those that fit your case, delete the rest.",
    ]
    var taken: Set<String> = []
    for (facet, observed) in facets {
      lines += ["", "// The facet: \(GeneratedRules.comment(facet))"]
      for one in observed { lines += [""] + rule(one, facet, &taken) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func rule(
    _ observed: Observed, _ facet: String, _ taken: inout Set<String>
  ) -> [String] {
    let metric = observed.metric
    let type = catalogue[metric.name]
    let summary = type?.documentation.summary ?? ""
    let meaning = "// \(metric.rawValue): \(summary)"
    guard case .number(let estimate) = observed.value else {
      return [meaning, "// It has no value on these data, so that nothing can be held to it."]
    }
    var id = GeneratedRules.word("bias_\(metric.rawValue.lowercased())_\(facet)")
    while id.contains("__") { id = id.replacing("__", with: "_") }
    while id.hasSuffix("_") { id.removeLast() }
    while !taken.insert(id).inserted { id += "_" }
    let interval = observed.value.intervalText.map { " \($0)" } ?? ""
    return [
      meaning,
      "// \(metric == .di ? "1" : "0") is fair; it can be \(Self.text(type?.signature.range)).",
      "// Observed: \(Number.brief(estimate.value))\(interval), \(metric.reading(estimate)).",
      "rule \(id) {",
      "  expect bias.drift(\(metric.rawValue.lowercased()), \(observed.arguments)) <= 0"
        + " suggested(0, rows: \(records))", "}",
    ]
  }

  private static func text(_ range: ClosedRange<Double>?) -> String {
    guard let range else { return "any number" }
    let low = Number.brief(range.lowerBound)
    return range.upperBound.isFinite
      ? "\(low) to \(Number.brief(range.upperBound))" : "\(low) or more"
  }
}

extension BiasMetricName {
  /// Which side a value favours.
  fileprivate func reading(_ estimate: MetricValue.Estimate) -> String {
    let fair = self == .di ? 1.0 : 0
    let mayBeFair = estimate.interval?.contains(fair) ?? (estimate.value == fair)
    if mayBeFair { return "which chance explains: no side is favoured" }
    let isAbove = estimate.value > fair
    let side = { (isOthers: Bool) in isOthers ? "all others" : "the facet" }
    switch self {
    case .ci: return "the facet has \(isAbove ? "fewer" : "more") records than all others"
    case .kl, .js, .lp, .tvd, .ks, .ge: return "which does not say which side is favoured"
    case .di: return "which favours \(side(!isAbove))"
    case .dca, .dcr: return "which favours \(side(!isAbove))"
    case .dar: return "positive predictions are right more often for \(side(isAbove))"
    case .drr: return "negative predictions are right more often for \(side(!isAbove))"
    default: return "which favours \(side(isAbove))"
    }
  }
}
