/// `metric NAME = WINDOW-EXPR`: a value that is recorded for each window, without a bound.
package struct NamedMetric: Sendable {
  package let name: String
  package let monitor: String
  package let term: Term

  /// What is kept of it: its own value, and those that its history functions are of.
  var recorded: [Term] { [term] + term.historyCalls.map(\.expression) }

  /// How far back it looks, by what values are filed under.
  package var historyDepths: [String: [HistoryDepth]] {
    var result: [String: [HistoryDepth]] = [term.historyKey: []]
    for call in term.historyCalls {
      result[call.expression.historyKey, default: []].append(
        HistoryDepth(last: call.last, every: call.every))
    }
    return result
  }
}

/// The value of a declared metric in a window.
package struct NamedValue: Sendable {
  package let name: String
  package let monitor: String
  /// Canonical text of what it is declared as.
  package let expression: String
  package let value: MetricValue

  var json: JSON {
    var reason: JSON = .null
    if case .unknown(let why) = value { reason = .string(why.rawValue) }
    var error: JSON = .null
    if case .number(let estimate) = value { error = .number(estimate.error) }
    return .object([
      "metric": .string(name), "expression": .string(expression), "value": value.json,
      "error": error, "interval": value.intervalJSON, "unknown": reason,
    ])
  }
}
