import Language

/// Gives verdicts: a pure function of rules, statistics and baseline.
package struct RuleEvaluator {
  private let data: Gathered
  private let baseline: Gathered?
  private let monitor: String
  private let evaluator: WindowEvaluator

  package init(data: Gathered, baseline: Gathered?, monitor: String) {
    self.data = data
    self.baseline = baseline
    self.monitor = monitor
    evaluator = WindowEvaluator(data: data, baseline: baseline)
  }

  /// The verdicts of rules in their order; rules that are off, or whose column turned out to be of
  /// another type, have none. A loop none of whose columns is of its type is undecided as a whole.
  package func verdicts(_ rules: [Rule]) -> [Verdict] {
    var loops: [String: (first: Int, isJudged: Bool)] = [:]
    var verdicts: [Verdict?] = []
    for rule in rules {
      let verdict = judge(rule)
      if let group = rule.membership?.group, rule.settings.mode != .off {
        let known = loops[group] ?? (verdicts.count, false)
        loops[group] = (known.first, known.isJudged || verdict != nil)
      }
      verdicts.append(verdict)
    }
    for loop in loops.values where !loop.isJudged {
      verdicts[loop.first] = judge(rules[loop.first].selectingNothing)
    }
    return verdicts.compactMap(\.self)
  }

  private struct Judged {
    let condition: Rule.Condition
    let outcome: WindowEvaluator.Outcome
    let state: Verdict.State
  }

  private func judge(_ rule: Rule) -> Verdict? {
    guard rule.settings.mode != .off else { return nil }
    if rule.isOptional, let column = rule.column, data.schema[column] == nil { return nil }
    let membership = membership(rule)
    guard membership != .no else { return nil }
    let records = rule.recordsReading.flatMap { data[$0]?.records } ?? data.records
    let judged = rule.conditions.map { condition in
      let outcome = evaluator.evaluate(condition.term)
      return Judged(
        condition: condition, outcome: outcome, state: conclude(rule, condition, outcome))
    }
    let lacksRows = rule.settings.needsRows.map { records < $0 } ?? false
    guard let decisive = mostDecisive(judged) else { return nil }
    let state =
      membership == .unknown
      ? Verdict.State.unknown(.noData) : lacksRows ? .unknown(.tooFewRows) : decisive.state
    let handling = rule.settings.onUnknown
    var severity = decisive.condition.severity
    var isExcused = false
    var fires = state == .violated
    if case .unknown = state {
      isExcused = lacksRows || handling == .ignore
      if case .severity(let named)? = handling {
        severity = named
        fires = true
        isExcused = true
      }
    }
    return make(
      rule, decisive, state, severity, fires: fires && rule.settings.mode == .enforce,
      isExcused: isExcused, records)
  }

  private func conclude(
    _ rule: Rule, _ condition: Rule.Condition, _ outcome: WindowEvaluator.Outcome
  ) -> Verdict.State {
    switch outcome.truth {
    case .yes: return condition.sense == .expect ? .pass : .violated
    case .no: return condition.sense == .expect ? .violated : .pass
    case .unknown:
      if rule.kind == .selectsNothing { return .unknown(.selectsNothing) }
      if case .unknown(let reason) = outcome.value { return .unknown(reason) }
      return .unknown(.undefined)
    }
  }

  /// The worst violated condition, else the first unknown one, else the first.
  private func mostDecisive(_ judged: [Judged]) -> Judged? {
    let violated = judged.filter { $0.state == .violated }
    if let worst = violated.map(\.condition.severity.rank).max() {
      return violated.first { $0.condition.severity.rank == worst }
    }
    return judged.first { $0.state != .pass } ?? judged.first
  }

  /// Whether the rule's column belongs to the set that the rule is for; unknown where it holds no
  /// value that could tell its type.
  private func membership(_ rule: Rule) -> Truth {
    guard let membership = rule.membership, !membership.isSettled, let column = rule.column,
      let reading = rule.typeReading, let counts = data[reading]
    else { return .yes }
    let facts = ColumnFacts(categorical: membership.isCategorical ? [column] : [])
    return membership.set.membership(of: Schema.Column(column, ColumnType(counts)), facts)
  }

  private func make(
    _ rule: Rule, _ decisive: Judged, _ state: Verdict.State, _ severity: SeverityLiteral,
    fires: Bool, isExcused: Bool, _ records: Int
  ) -> Verdict {
    let decision = decisive.outcome.decision
    let call = decision?.call
    var evidence: [Evidence] = []
    if state == .violated, !rule.isSensitive, let call, bearsOut(decision, call) {
      evidence = Array(call.metric.evidence(from: data, baseline: baseline).prefix(5))
    }
    let before = call.flatMap(baselineValue)
    let draft = MessageText(
      rule: rule, state: state, decision: decision, baseline: before, records: records,
      severity: severity, monitor: monitor, condition: decisive.condition,
      lackingStatistic: lackingStatistic(decisive.condition.term),
      explanation: explanation(decisive.condition.term))
    return Verdict(
      rule: rule.id, title: rule.title, column: rule.column, state: state, firing: fires,
      severity: severity, mode: rule.settings.mode, isExcused: isExcused, decision: decision,
      baseline: before, records: records, evidence: evidence, condition: decisive.condition.text,
      tree: decisive.outcome.tree, message: draft.text,
      hasOwnMessage: rule.message != nil && state == .violated, place: rule.span.description,
      sinks: rule.sinks ?? [])
  }

  /// Whether the metric's evidence is of the side that the value lies on: it never shows the
  /// innocent.
  private func bearsOut(_ decision: Decision?, _ call: MetricCall) -> Bool {
    switch type(of: call.metric).evidenceSide {
    case .lower: decision?.side == .low
    case .higher: decision?.side == .high
    case .neither: true
    }
  }

  /// What kept a metric of the term from being known, beyond the reason's name.
  private func explanation(_ term: Term) -> String? {
    for call in term.metricCalls.data {
      if case .unknown = evaluator.value(of: call),
        let why = call.metric.whyUnknown(from: data, baseline: baseline)
      {
        return why
      }
    }
    return nil
  }

  /// The first statistic that a term asks of the baseline and that it does not hold.
  private func lackingStatistic(_ term: Term) -> String? {
    guard let baseline else { return nil }
    return Plan([term]).baselineRequests.first { !baseline.holds($0) }?.key
  }

  /// The metric over the baseline, where the baseline holds what it reads.
  private func baselineValue(_ call: MetricCall) -> MetricValue? {
    guard let baseline, call.metric.baselineReads.isEmpty, !call.metric.reads.isEmpty,
      call.columns.allSatisfy({ baseline.schema[$0] != nil }),
      call.metric.reads.allSatisfy(baseline.holds)
    else { return nil }
    return call.metric.value(from: baseline, baseline: nil)
  }
}

extension SeverityLiteral {
  package var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .critical: 2
    }
  }
}
