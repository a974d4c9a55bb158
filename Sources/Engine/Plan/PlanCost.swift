/// What a plan takes before it runs: passes, statistics with the rules that read them, and memory.
package struct PlanCost: Sendable {
  package struct StatisticCost: Sendable {
    package let request: StatisticRequest
    /// Names of the rules that read it, once each.
    package let rules: [String]
  }

  package struct RuleCost: Sendable {
    package let rule: String
    /// Keys of the statistics that it reads.
    package let keys: [String]
    /// Of all that it reads.
    package let bytes: Int
    /// Of what no other rule reads: what leaving it out would save.
    package let ownBytes: Int
  }

  /// What the rules ask of the baseline.
  package struct Asked: Sendable {
    package let request: StatisticRequest
    package let rules: [String]
    /// Nil where no stored baseline is known.
    package let isHeld: Bool?
  }

  package let statistics: [StatisticCost]
  package let rules: [RuleCost]
  package let baseline: [Asked]
  /// Panes that are held at once; 1 where data are not cut.
  package let panes: Int
  package let threads: Int
  /// Bytes of the statistics of one pane.
  package let paneBytes: Int

  /// - Parameters:
  ///   - windows: how data are cut, and how many windows the data hold.
  ///   - stored: the baseline's statistics, where they are at hand.
  package init(
    _ rules: [Rule], metrics: [NamedMetric] = [], windows: (cut: Windowing, count: Int)? = nil,
    threads: Int,
    stored: Gathered? = nil
  ) {
    var requests: [String: StatisticRequest] = [:]
    var (readers, askers) = (Readers(), Readers())
    var reads: [(rule: String, keys: [String])] = []
    var places: [String: Int] = [:]
    let plans =
      rules.map { ($0.id, Plan([$0])) }
      + metrics.map { ("metric \($0.name)", Plan([], metrics: [$0])) }
    for (id, plan) in plans {
      for request in plan.requests + plan.baselineRequests { requests[request.key] = request }
      for request in plan.requests { readers.add(id, to: request.key) }
      for request in plan.baselineRequests { askers.add(id, to: request.key) }
      if let place = places[id] {
        reads[place].keys += plan.requests.map(\.key)
      } else {
        places[id] = reads.count
        reads.append((id, plan.requests.map(\.key)))
      }
    }
    statistics = readers.keys.compactMap { key in
      requests[key].map { StatisticCost(request: $0, rules: readers.rules[key] ?? []) }
    }
    self.rules = reads.map { rule, keys in
      var seen: Set<String> = []
      let distinct = keys.filter { seen.insert($0).inserted }
      let own = distinct.filter { readers.rules[$0]?.count == 1 }
      let bytes = { (keys: [String]) in
        keys.reduce(0) { PlanCost.sum($0, requests[$1]?.memory ?? 0) }
      }
      return RuleCost(rule: rule, keys: distinct, bytes: bytes(distinct), ownBytes: bytes(own))
    }
    baseline = askers.keys.compactMap { key in
      requests[key].map {
        Asked(request: $0, rules: askers.rules[key] ?? [], isHeld: stored?.holds($0))
      }
    }
    switch windows?.cut {
    case .time(let cut):
      let following = max(0, (windows?.count ?? 1) - 1)
      panes = PlanCost.sum(PlanCost.product(following, cut.step / cut.pane), cut.length / cut.pane)
    case .rows: panes = max(1, windows?.count ?? 1)
    case nil: panes = 1
    }
    self.threads = max(1, threads)
    paneBytes = statistics.reduce(0) { PlanCost.sum($0, $1.request.memory) }
  }

  /// Sets of statistics that are held at once: of all that was read, and of two pieces a thread.
  package var copies: Int { 2 * threads + 1 }

  /// Bytes of statistics at most.
  package var bytes: Int {
    PlanCost.product(PlanCost.product(paneBytes, panes), copies)
  }

  package var lacking: [Asked] { baseline.filter { $0.isHeld == false } }

  /// Rules by key, the keys in the order in which they came.
  private struct Readers {
    private(set) var keys: [String] = []
    private(set) var rules: [String: [String]] = [:]

    mutating func add(_ rule: String, to key: String) {
      if rules[key] == nil { keys.append(key) }
      // Rules of a loop share their name and come one after the other.
      if rules[key]?.last != rule { rules[key, default: []].append(rule) }
    }
  }

  /// More than can be written is as much as can be written.
  /// The largest `Int` instead of more.
  static func sum(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : result
  }

  private static func product(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? .max : result
  }
}

extension StatisticRequest {
  /// The columns and expressions that it is over, and of which records.
  package var subject: String {
    let columns = columns.map(\.key).joined(separator: ", ")
    let all = columns.isEmpty ? "records" : columns
    return filter.map { "\(all) where \($0.key)" } ?? all
  }
}

extension PlanCost {
  /// The stable fields of `plan --format json`.
  package func json(baselinePath: String?, command: String?) -> JSON {
    .object([
      "passes": .integer(1), "threads": .integer(threads), "windows": .integer(panes),
      "bytes": .integer(bytes), "bytesOfWindow": .integer(paneBytes),
      "statistics": .array(
        statistics.map { cost in
          .object([
            "statistic": .string(cost.request.kind), "of": .string(cost.request.subject),
            "bytes": .integer(cost.request.memory),
            "rules": .array(cost.rules.map(JSON.string)),
          ])
        }),
      "rules": .array(
        rules.map { rule in
          .object([
            "rule": .string(rule.rule), "bytes": .integer(rule.bytes),
            "own": .integer(rule.ownBytes), "statistics": .integer(rule.keys.count),
          ])
        }),
      "baseline": .object([
        "path": .string(baselinePath), "asked": .array(baseline.map(\.json)),
        "lacks": .array(lacking.map(\.json)), "command": .string(command),
      ]),
    ])
  }
}

extension PlanCost.Asked {
  fileprivate var json: JSON {
    .object([
      "statistic": .string(request.kind), "of": .string(request.subject),
      "rules": .array(rules.map(JSON.string)),
    ])
  }
}
