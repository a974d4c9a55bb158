import Engine
import Language

extension Page {
  /// The page of a metric, from its own declarations.
  package init(_ metric: any Metric.Type, of catalogue: Catalogue) {
    let signature = metric.signature
    let documentation = metric.documentation
    let reasons = UnknownReason.allCases.compactMap { reason in
      documentation.unknown[reason].map { [reason.rawValue, $0] }
    }
    let cost = MetricCost(metric, of: catalogue)
    self.init(
      .metric, signature.name, documentation.summary,
      [
        Part("signature", "Called as", .line(signature.description)),
        signature.parameters.isEmpty
          ? nil
          : Part(
            "parameters", "Parameters",
            .table(["Name", "Takes", "Wanted"], signature.parameters.map(\.row))),
        signature.tasks.isEmpty
          ? nil
          : Part(
            "tasks", "Needs a monitor whose task is",
            .text(signature.tasks.map { "`\($0.rawValue)`" }.joined(separator: " or "))),
        signature.asksAttributions
          ? Part("attributions", "Needs a monitor that says", .text("`attributions …`")) : nil,
        signature.taskNote.map { Part("defaults", "Left out", .text($0)) },
        Part("result", "Result", .text(signature.resultText)),
        signature.fair.map {
          Part("fair", "Fair", .text("\(Number.text($0)): no side is favoured"))
        },
        signature.worse == .neither
          ? nil : Part("worse", "Worse", .text("the \(signature.worse.rawValue) the worse")),
        Part("formula", "Formula", .text(documentation.formula)),
        reasons.isEmpty
          ? nil : Part("unknown", "Unknown", .table(["Reason", "When"], reasons)),
        Part(
          "examples", "Examples",
          .table(["Expression", "Over", "Against", "Monitor", "Is"], metric.examples.map(\.row))),
        documentation.source.isEmpty
          ? nil : Part("source", "Source", .text(documentation.source)),
        cost.map { Part("cost", "Cost", .text($0.text)) },
      ])
  }
}

extension Signature {
  fileprivate var taskNote: String? {
    switch taskUse {
    case .none, .wanted: nil
    case .labels:
      parameters.contains { $0.name == "label" }
        ? "`label:` and `positive:` are then those of the monitor's task" : nil
    case .predictions:
      "columns of labels and predictions and what is positive are then those of the monitor's task"
    }
  }

  fileprivate var resultText: String {
    let kind =
      switch result {
      case .ratio: "a ratio"
      case .count: "a count"
      case .distance: "a distance"
      case .pValue: "a p-value: the smaller, the less likely by chance"
      case .number: "a number"
      case .numberOrTime: "a number, or a time where the column holds times"
      case .duration: "a duration"
      case .text: "a text"
      case .boolean: "true or false"
      case .structure: "a structure, for `tidemark eval`; no rule bounds it"
      }
    guard let range else { return kind }
    let least = Number.text(range.lowerBound)
    return range.upperBound == .infinity
      ? "\(kind), from \(least)" : "\(kind), from \(least) to \(Number.text(range.upperBound))"
  }
}

extension Signature.Parameter {
  fileprivate var row: [String] {
    let takes =
      switch kind {
      case .column: "a column, or an expression over a record"
      case .columns: "one column or more"
      case .columnSet: "a set of columns"
      case .predicate: "a condition on a record"
      case .number: "a number"
      case .numbers: "a list of numbers"
      case .value: "a text, a number, true or false"
      case .members: "a value, a list of values, or a range"
      case .columnList: "columns in brackets"
      case .word(let words): "one of " + words.joined(separator: ", ")
      case .set: "a list or a range"
      case .pattern: "a regex"
      }
    return [isOptional ? "\(name):" : name, takes, isOptional ? "may be left out" : "always"]
  }
}

extension Example {
  fileprivate var row: [String] {
    [
      expression, rows.trimmedEnd, baseline?.trimmedEnd ?? "",
      task ?? attributions.map { "attributions \($0)" } ?? "", value.text(.compact),
    ]
  }
}

extension String {
  fileprivate var trimmedEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
