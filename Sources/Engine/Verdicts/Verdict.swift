import Language

/// What a rule says of a window, with all that a person needs to believe it.
package struct Verdict: Sendable {
  package enum State: Sendable, Equatable {
    case pass, violated
    case unknown(UnknownReason)

    package var word: String {
      switch self {
      case .pass: "pass"
      case .violated: "violated"
      case .unknown: "unknown"
      }
    }
  }

  package let rule: String
  package let title: String?
  package let column: String?
  /// The columns that told records apart and their values; nil is a missing one.
  package var segment: [(name: String, value: String?)] = []
  /// The waiver that keeps a violation from alerting.
  package var waiver: Waiver?
  /// The monitor that its rule is of.
  package var monitor = ""
  package var about = Rule.About()
  /// What a reader must know before trusting it.
  package var caution: String?
  /// How it stands with clauses that look at several windows.
  package var persistence: Persisting?
  /// Violated, and not yet in as many windows as make it fire.
  package var isPending = false
  /// What later windows need of it.
  package var trace: HistoryTrace?
  /// How to make it decidable.
  package var hint: String?
  /// Why it could not be decided, beyond the reason's name.
  package var explanation: String?
  package let state: State
  /// Alerts and fails the run: violated (or unknown where `on unknown` says so) in `mode enforce`.
  package let firing: Bool
  package let severity: SeverityLiteral
  package let mode: ModeLiteral
  /// An unknown that `needs` or `on unknown ignore` excuses from the exit status.
  package let isExcused: Bool
  /// The comparison that decided; its left side's value, operator and limit.
  package let decision: Decision?
  /// What the left side was over the baseline.
  package let baseline: MetricValue?
  package let records: Int
  package let evidence: [Evidence]
  /// As the rule file writes it.
  package let condition: String
  package let tree: ConditionNode?
  package let message: String
  /// The message is of the rule's own words.
  package var hasOwnMessage = false
  /// Where the rule stands: `path:line:column`.
  package let place: String
  /// Who is told when it fires.
  package var sinks: [SinkSpecification] = []

  package var value: MetricValue? { decision?.value }

  /// Stable fields of `check --format json`.
  package var json: JSON {
    var reason: JSON = .null
    if case .unknown(let why) = state { reason = .string(why.rawValue) }
    var error: JSON = .null
    if case .number(let estimate)? = value { error = .number(estimate.error) }
    return .object([
      "rule": .string(rule), "title": title.map(JSON.string), "column": .string(column),
      "segment": .object(segment.map { JSON.Member($0.name, .string($0.value)) }),
      "verdict": .string(state.word), "firing": .boolean(firing),
      "severity": .string(severity.rawValue), "value": value?.json ?? .null, "error": error,
      "interval": value?.intervalJSON,
      "operator": decision.map { .string($0.operation) },
      "limit": decision?.limitNumber.map { .number($0) } ?? .string(decision?.limit),
      "baseline": baseline?.json ?? .null, "records": .integer(records), "unknown": reason,
      "message": .string(message), "condition": .string(condition),
      "evidence": .array(evidence.map(\.json)), "tree": tree?.json,
      "persistence": persistence?.json, "waived": .boolean(waiver != nil),
      "waiver": waiver?.json, "caution": caution.map(JSON.string), "mode": .string(mode.rawValue),
      "owner": about.owner.map(JSON.string), "runbook": about.runbook.map(JSON.string),
      "tags": about.tags.isEmpty
        ? nil : .object(about.tags.map { JSON.Member($0.key, .string($0.value)) }),
      "place": .string(place),
    ])
  }
}
