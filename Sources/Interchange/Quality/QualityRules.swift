import Engine

/// Rule text that says what a `constraints.json` of model quality says: a rule a metric, by the
/// metric's name in the service's files.
package struct QualityRules {
  private let constraints: QualityConstraints
  private let monitor: String
  private let source: String
  private let task: String?

  /// - Parameters:
  ///   - monitor: a name for the monitor; made a word of the language.
  ///   - source: the file's name, for the comment at the top.
  ///   - task: which columns hold prediction and label; nil where that is not known, as where the data
  ///     are a `statistics.json`.
  package init(
    _ constraints: QualityConstraints, monitor: String, source: String, task: String? = nil
  ) {
    self.constraints = constraints
    self.monitor = monitor
    self.source = source
    self.task = task
  }

  package var text: String {
    let kind = constraints.kind
    var lines = [
      "// Translated from \(GeneratedRules.comment(source)): \(constraints.constraints.count) metrics of a \(kind.rawValue) model."
    ]
    if task == nil {
      lines.append("// Put in the names of your columns: the file does not say them.")
    }
    lines += [
      "edition 1", "",
      "monitor \(GeneratedRules.word(monitor)) {",
      "  task \(task ?? kind.placeholderTask)",
      "  mode enforce", "}",
    ]
    for constraint in constraints.constraints {
      guard let metric = kind.serviceMetric(constraint.metric) else { continue }
      lines.append("")
      let condition =
        "\(metric.expression) \(constraint.comparison.sign) \(Number.text(constraint.threshold))"
      guard constraint.comparison.isSettled(metric.range, by: constraint.threshold) == nil else {
        lines.append("// \(metric.name): \(condition) says nothing of a model")
        continue
      }
      lines += ["rule \(metric.name) {", "  alert when \(condition)", "}"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
