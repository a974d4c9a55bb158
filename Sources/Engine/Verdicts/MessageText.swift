import Language

/// The sentence that a verdict says to a person.
struct MessageText {
  let rule: Rule
  let state: Verdict.State
  let decision: Decision?
  let baseline: MetricValue?
  let records: Int
  let severity: SeverityLiteral
  let monitor: String
  let segment: [(name: String, value: String?)]
  let condition: Rule.Condition
  /// A statistic that the baseline was asked for and does not hold.
  let lackingStatistic: String?
  /// What kept a metric from being known.
  let explanation: String?

  var text: String {
    if let template = rule.message, state == .violated { return template.text(values) }
    switch state {
    case .violated: return violated
    case .pass: return "\(subject) holds"
    case .unknown(let reason):
      let text =
        "\(subject) could not be decided: \(reason.rawValue)"
        + (explanation.map { " (\($0))" } ?? "")
      return text + (hint.map { "; \($0)" } ?? "")
    }
  }

  /// What makes the rule decidable.
  var hint: String? {
    guard state == .unknown(.noBaseline), let lackingStatistic else { return nil }
    return "the baseline does not hold \(lackingStatistic):"
      + " `tidemark baseline DATA -o FOLDER --rules RULES` stores it"
  }

  private var subject: String { place + condition.text }

  /// The column and the segment that the verdict speaks of, before a colon.
  private var place: String {
    let parts =
      [rule.column].compactMap(\.self)
      + segment.map { "\($0.name) = \($0.value ?? "missing")" }
    return parts.isEmpty ? "" : parts.joined(separator: ", ") + ": "
  }

  private var violated: String {
    if rule.kind == .required, let column = rule.column {
      return "the data have no column \(column)"
    }
    var text = place
    let wanted = condition.sense == .expect ? "wanted" : "alert when"
    text += "\(condition.text) is \(condition.sense == .expect ? "wanted" : "not wanted")"
    guard let decision else { return text }
    let name = decision.call?.signature.name ?? "value"
    text = place
    text += "\(name) \(Self.brief(decision.value, decision.call)), \(wanted) \(condition.text)"
    if let baseline { text += " (baseline \(Self.brief(baseline, decision.call)))" }
    return text
  }

  private var values: [String: String] {
    var values = [
      "rule": rule.id, "records": Number.grouped(records), "severity": severity.rawValue,
      "monitor": monitor, "column": rule.column ?? "", "limit": decision?.limit ?? "",
      "value": decision.map { Self.brief($0.value, $0.call) } ?? "",
      "baseline": baseline.map { Self.brief($0, decision?.call) } ?? "none",
    ]
    for (name, value) in segment where values[name] == nil { values[name] = value ?? "missing" }
    // A loop variable stands for the rule's column.
    if let column = rule.column {
      for case .name(let name) in rule.message?.parts ?? [] where values[name] == nil {
        values[name] = column
      }
    }
    return values
  }

  /// A value as people read it: ratios in percent.
  static func brief(_ value: MetricValue, _ call: MetricCall?) -> String {
    switch value {
    case .number(let estimate):
      (call?.signature.result == .ratio
        ? Number.brief(estimate.value * 100, digits: 5) + "%" : Number.brief(estimate.value))
        + (value.intervalText.map { " \($0)" } ?? "")
    case .time(let seconds): MetricValue.text(ofTime: seconds)
    case .text(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .structure(let json): json.text(.compact)
    case .unknown(let reason): "unknown (\(reason.rawValue))"
    }
  }
}

extension NamedValue {
  /// The value in a few digits.
  package var briefValue: String { MessageText.brief(value, nil) }
}

extension Verdict {
  /// The value in a few digits, ratios in percent.
  package var briefValue: String { value.map { MessageText.brief($0, decision?.call) } ?? "" }

  /// The baseline's value likewise.
  package var briefBaseline: String {
    baseline.map { MessageText.brief($0, decision?.call) } ?? ""
  }
}
