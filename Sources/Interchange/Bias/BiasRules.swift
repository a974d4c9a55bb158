import Engine

/// Rule text that says what an `analysis.json` says as a baseline: the service's rule, by which no
/// metric may be further from 0 than it was.
package struct BiasRules {
  /// A rule of a metric.
  package struct Entry: Sendable {
    /// The rule's name.
    package let id: String
    package let stage: BiasAnalysis.Stage
    package let facet: String
    package let facetValue: String
    package let metric: BiasMetricName
    package let value: Double
  }

  /// What the file does not say.
  package struct Options: Sendable {
    /// The call of a binary task; nil where the columns are not known.
    package var task: String?
    /// The column of groups, as rules write it.
    package var group: String?
    /// The features that the flip test compares, as rules write them.
    package var features: String?

    package init(task: String? = nil, group: String? = nil, features: String? = nil) {
      self.task = task
      self.group = group
      self.features = features
    }
  }

  package let analysis: BiasAnalysis
  package let entries: [Entry]
  private let monitor: String
  private let source: String
  private let options: Options
  private let lines: [String]

  /// - Parameters:
  ///   - monitor: a name for the monitor; made a word of the language.
  ///   - source: the file's name, for the comment at the top.
  package init(
    _ analysis: BiasAnalysis, monitor: String, source: String, options: Options = Options()
  ) {
    self.analysis = analysis
    self.monitor = monitor
    self.source = source
    self.options = options
    var (entries, lines): ([Entry], [String]) = ([], [])
    for part in analysis.parts {
      for facet in part.facets {
        for metric in facet.metrics {
          let (entry, text) = Self.rule(
            metric, facet, part, options, taken: Set(entries.map(\.id)))
          if let entry { entries.append(entry) }
          lines += [""] + text
        }
      }
    }
    self.entries = entries
    self.lines = lines
  }

  private static func rule(
    _ metric: BiasAnalysis.Metric, _ facet: BiasAnalysis.Facet, _ part: BiasAnalysis.Part,
    _ options: Options, taken: Set<String>
  ) -> (Entry?, [String]) {
    let name = metric.kind.rawValue
    let subject = GeneratedRules.comment("\(name) of \(facet.column) \(facet.value)")
    guard let value = metric.value, !value.isNaN else {
      return (nil, ["// \(subject) has no value in the baseline"])
    }
    guard GeneratedRules.canBeNamed(facet.column) else {
      return (nil, ["// \(subject): the column can't be named in a rule"])
    }
    var arguments = [
      "facet: " + ServiceValues(facet.value).condition(on: Quoting.name(facet.column))
    ]
    if metric.kind.needsGroup {
      guard let group = options.group else {
        return (nil, ["// \(subject) wants the column of groups, which the file does not say"])
      }
      arguments.append("group: \(group)")
    }
    if metric.kind.needsFeatures {
      guard let features = options.features else {
        return (nil, ["// \(subject) wants the features, which the file does not say"])
      }
      arguments.append("features: \(features)")
    }
    arguments.append("method: smclarify")
    var id = GeneratedRules.word("\(name)_\(facet.column)_\(facet.value)")
    while taken.contains(id) { id += "_" }
    let call = "\(metric.kind.name)(\(arguments.joined(separator: ", ")))"
    let entry = Entry(
      id: id, stage: part.stage, facet: facet.column, facetValue: facet.value,
      metric: metric.kind, value: value)
    guard value.isFinite else {
      return (nil, ["// \(subject) was infinite: nothing is further from 0"])
    }
    return (
      entry,
      [
        "rule \(id) {",
        "  expect abs(\(call)) <= abs(\(Number.text(value)))",
        "}",
      ]
    )
  }

  package var text: String {
    var head = [
      "// Translated from \(GeneratedRules.comment(source)): \(analysis.metrics) bias metrics.",
      "// By the service's rule no metric may be further from 0 than in the baseline: it knows no noise,",
      "// and takes 0 for the fair value of DI as well. `bias.drift(dpl, facet: …)` knows both.",
    ]
    if options.task == nil {
      head.append("// Put in the names of your columns: the file does not say that of predictions.")
    }
    head += [
      "edition 1", "", "monitor \(GeneratedRules.word(monitor)) {",
      "  task \(options.task ?? placeholderTask)", "  mode enforce", "}",
    ]
    return (head + lines).joined(separator: "\n") + "\n"
  }

  /// The task by the label that the file names, and a name that stands for that of predictions.
  package var placeholderTask: String {
    let part = analysis.parts.first
    let label = part.map { Quoting.name($0.label) } ?? "label"
    let values = part?.positive.map(ServiceValues.init) ?? .values([.number(1)])
    guard let positive = values.positive else {
      return "binary(prediction: \(values.condition(on: "prediction")), "
        + "label: \(values.condition(on: label)), positive: true)"
    }
    return "binary(prediction: prediction, label: \(label), positive: \(positive))"
  }
}
