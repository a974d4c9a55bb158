extension Rule {
  /// The terms of its conditions and of what ends them.
  package var terms: [Term] {
    conditions.flatMap { [$0.term] + [$0.until?.term].compactMap(\.self) }
  }

  var historyCalls: [HistoryCall] { terms.flatMap(\.historyCalls) }

  /// Whether what it says of a window depends on those before it.
  package var usesHistory: Bool {
    settings.needsHistory != nil || conditions.contains { $0.firing.remembers }
      || !historyCalls.isEmpty
  }

  /// Windows of fewer records are undecided.
  var leastRecords: Int { max(settings.needsRows ?? 0, segmentation?.atLeastRows ?? 0) }

  /// What tells values that waited for labels from those that did not.
  var labelsKey: String {
    guard labelShare != nil, let needs = settings.needsLabels else { return "" }
    return " with labels for \(Number.percent(needs.share))"
  }

  var subject: History.Subject {
    History.Subject(monitor: monitor, rule: id, column: column)
  }

  mutating func holdUnknown() {
    guard settings.onUnknown == .hold else { return }
    for index in conditions.indices { conditions[index].firing.holds = true }
  }

  /// How far back it looks, by what values are filed under.
  package var historyDepths: [String: [HistoryDepth]] {
    var result: [String: [HistoryDepth]] = [:]
    for call in historyCalls {
      let key = call.expression.historyKey + labelsKey
      result[key, default: []].append(
        HistoryDepth(last: call.last, every: call.every, leastRecords: leastRecords))
      if let windows = settings.needsHistory {
        result[key, default: []].append(
          HistoryDepth(last: windows, leastRecords: leastRecords))
      }
    }
    return result
  }
}
