/// A function of the values that an expression had in earlier windows: `average(mae, last: 7)`.
package struct HistoryCall: Sendable {
  package let function: HistoryFunction
  package let expression: Term
  /// Values that it takes.
  package let last: Int
  /// Every so manieth window counts.
  package let every: Int
  /// For `quantile`, from 0 to 1.
  package let share: Double?

  package static let mostLast = 10_000
  package static let mostEvery = 1_000

  /// As a rule file writes it, of an expression's text.
  func text(of expression: String) -> String {
    var parts = [expression]
    if let share { parts.append(Number.text(share)) }
    if !function.isOfPrevious { parts.append("last: \(last)") }
    if every > 1 { parts.append("every: \(every)") }
    return "\(function.rawValue)(\(parts.joined(separator: ", ")))"
  }
}

extension Term {
  /// The calls of history functions in it, outer ones first, those inside others too.
  var historyCalls: [HistoryCall] {
    if case .history(let call) = kind { return [call] + call.expression.historyCalls }
    return children.flatMap(\.historyCalls)
  }

  /// What its values are filed under: its meaning and, for metrics of predictions, the columns that
  /// they read; neither a rule's name nor a bound.
  var historyKey: String {
    let reads = metricCalls.data.filter { $0.arguments.task != nil }
      .flatMap { $0.metric.reads.map(\.key) }
    var seen: Set<String> = []
    let distinct = reads.filter { seen.insert($0).inserted }
    return canonical + (distinct.isEmpty ? "" : " reading " + distinct.joined(separator: "; "))
  }
}
