import Engine
import Statistics

/// Rule text that says what a `constraints.json` says, with the service's checks as ids.
package struct ServiceRules {
  private let constraints: ServiceConstraints
  private let monitor: String
  private let source: String
  private let baseline: String?
  private let features: [RuleFeature]

  /// - Parameters:
  ///   - monitor: a name for the monitor; made a word of the language.
  ///   - source: the file's name, for the comment at the top.
  ///   - baseline: what the monitor's `baseline` says, where statistics are at hand; drift rules are
  ///     undecided without.
  package init(
    _ constraints: ServiceConstraints, monitor: String, source: String, baseline: String? = nil
  ) {
    self.constraints = constraints
    self.monitor = monitor
    self.source = source
    self.baseline = baseline
    features = constraints.features.map { RuleFeature($0, constraints.config(for: $0)) }
  }

  package var text: String {
    var lines = [
      "// Translated from \(GeneratedRules.comment(source)): \(Number.grouped(features.count)) features.",
      "edition 1", "",
      "monitor \(GeneratedRules.word(monitor)) {",
    ]
    if let baseline { lines.append("  baseline \(Quoting.string(baseline))") }
    lines += tags + ["  mode enforce", "}"]
    lines += columns + numberOfColumns + signs + disabled
    for rule in drift { lines += [""] + rule }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the file says that no rule can, so that an export says it again.
  private var tags: [String] {
    guard let file = constraints.monitoring else { return [] }
    let notes = [
      file.emitsMetrics == false ? ("emit_metrics", "Disabled") : nil,
      file.categoricalThreshold.map {
        ("categorical_comparison_threshold", Number.text($0))
      },
      file.categoricalMethod.map { ("categorical_drift_method", $0.rawValue) },
    ].compactMap(\.self)
    guard !notes.isEmpty else { return [] }
    let list = notes.map { "sagemaker_\($0.0): \(Quoting.string($0.1))" }
    return ["  tags { \(list.joined(separator: ", ")) }"]
  }

  /// The service writes of each number whether it was ever negative, and never looks at that again:
  /// the rule is off, for whoever wants it.
  private var signs: [String] {
    let variable = self.variable
    let references = features.filter { $0.feature.isNonNegative == true }.compactMap(\.setReference)
    guard !references.isEmpty else { return [] }
    return [
      "", "rule is_non_negative \"Never evaluated by the service; `mode enforce` evaluates it\" {",
    ] + ServiceRules.loop(variable, references) + [
      "  expect min(\(variable)) >= 0", "  mode off", "}",
    ]
  }

  /// What the file says of features whose constraints are disabled: each a rule that is off.
  private var disabled: [String] {
    let found = features.map(\.disabled).filter { !$0.isEmpty }
    return found.enumerated().flatMap { index, lines in
      [
        "",
        "rule disabled_\(index + 1) \"Its constraints are disabled: `mode enforce` evaluates them\" {",
      ]
        + lines.map { "  " + $0 } + ["}"]
    }
  }

  private var columns: [String] {
    let entries = features.flatMap(\.entry)
    guard !entries.isEmpty else { return [] }
    // A block of comments alone says nothing.
    guard features.contains(where: { $0.reference != nil }) else { return [""] + entries }
    return ["", "columns {"] + entries.map { "  " + $0 } + ["}"]
  }

  /// The service counts columns and does not look at their names.
  private var numberOfColumns: [String] {
    let file = MonitoringConfig.standard.overridden(by: constraints.monitoring)
    guard file.evaluatesConstraints ?? true, !features.isEmpty else { return [] }
    return [
      "", "rule missing_column_check {", "  alert when column_count < \(features.count)", "}",
      "", "rule extra_column_check {", "  alert when column_count > \(features.count)", "}",
    ]
  }

  /// One rule for all features that are compared alike.
  private var drift: [[String]] {
    let variable = self.variable
    var groups: [(condition: String, kind: String, features: [String])] = []
    for feature in features {
      guard let condition = feature.driftCondition(variable),
        let reference = feature.setReference
      else { continue }
      if let index = groups.firstIndex(where: { $0.condition == condition }) {
        groups[index].features.append(reference)
      } else {
        groups.append((condition, feature.kind, [reference]))
      }
    }
    var used: [String: Int] = [:]
    return groups.map { group in
      used[group.kind, default: 0] += 1
      let number = used[group.kind] ?? 1
      let name = "baseline_drift_check_\(group.kind)" + (number > 1 ? "_\(number)" : "")
      let title =
        "As the service: equal values count once, a type that flips is skipped"
      return ["rule \(name) \(Quoting.string(title)) {"]
        + ServiceRules.loop(variable, group.features)
        + ["  alert when \(group.condition)", "}"]
    }
  }

  /// A loop variable that hides no column.
  private var variable: String {
    let names = Set(constraints.features.map(\.name))
    return (["c", "column"] + (0...names.count).map { "c\($0)" })
      .first { !names.contains($0) } ?? "c"
  }

  /// `for each column c in columns(…)`, in lines of at most about 100 columns.
  private static func loop(_ c: String, _ references: [String]) -> [String] {
    let whole = "  for each column \(c) in columns(\(references.joined(separator: ", ")))"
    if whole.count <= 100 { return [whole] }
    var lines = ["  for each column \(c) in columns("]
    var line = "   "
    for (index, reference) in references.enumerated() {
      let item = " " + reference + (index + 1 < references.count ? "," : "")
      if line.count + item.count > 100, line != "   " {
        lines.append(line)
        line = "   "
      }
      line += item
    }
    return lines + [line, "  )"]
  }
}
