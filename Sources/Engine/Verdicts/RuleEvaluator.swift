import Language

/// Gives verdicts: a pure function of rules, statistics and baseline.
package struct RuleEvaluator {
  let data: Gathered
  let baseline: Gathered?
  private let context: Context
  private let evaluator: WindowEvaluator

  /// What stays the same for all rules and segments of a window.
  package struct Context: Sendable {
    let monitor: String
    /// The end of the window, or where there is none the time of the run: when waivers must hold.
    let moment: Double

    package init(monitor: String, moment: Double = 0) {
      self.monitor = monitor
      self.moment = moment
    }
  }

  package init(data: Gathered, baseline: Gathered?, _ context: Context) {
    self.data = data
    self.baseline = baseline
    self.context = context
    evaluator = WindowEvaluator(data: data, baseline: baseline)
  }

  /// The verdicts of rules in their order; rules that are off, or whose column turned out to be of
  /// another type, have none. A loop none of whose columns is of its type is undecided as a whole.
  package func verdicts(_ rules: [Rule]) -> [Verdict] {
    var loops: [String: (first: Int, isJudged: Bool)] = [:]
    var verdicts: [[Verdict]] = []
    for rule in rules where rule.settings.mode != .off {
      let found = judge(rule)
      if let group = rule.membership?.group {
        let known = loops[group] ?? (verdicts.count, false)
        loops[group] = (known.first, known.isJudged || !found.isEmpty)
      }
      verdicts.append(found)
    }
    let judged = rules.filter { $0.settings.mode != .off }
    for loop in loops.values where !loop.isJudged {
      verdicts[loop.first] = judge(judged[loop.first].selectingNothing)
    }
    return verdicts.flatMap(\.self)
  }

  /// The verdicts of a rule: one, or one a segment.
  private func judge(_ rule: Rule) -> [Verdict] {
    if rule.isOptional, let column = rule.column, data.schema[column] == nil { return [] }
    let membership = membership(rule)
    guard membership != .no else { return [] }
    let undecided = membership == .unknown ? UnknownReason.noData : nil
    if let segmentation = rule.segmentation {
      return judge(rule, by: segmentation, undecided)
    }
    return [judge(rule, [], undecided)].compactMap(\.self)
  }

  /// The same evaluator over one segment.
  func over(_ data: Gathered, baseline: Gathered?) -> RuleEvaluator {
    RuleEvaluator(data: data, baseline: baseline, context)
  }

  private struct Judged {
    let condition: Rule.Condition
    let outcome: WindowEvaluator.Outcome
    let state: Verdict.State
  }

  /// - Parameter undecided: why the rule can't be decided, whatever its conditions say.
  func judge(
    _ rule: Rule, _ segment: [(name: String, value: String?)], _ undecided: UnknownReason? = nil
  ) -> Verdict? {
    let records = rule.recordsReading.flatMap { data[$0]?.records } ?? data.records
    let judged = rule.conditions.map { condition in
      let outcome = evaluator.evaluate(condition.term)
      return Judged(
        condition: condition, outcome: outcome, state: conclude(rule, condition, outcome))
    }
    let least = max(rule.settings.needsRows ?? 0, rule.segmentation?.atLeastRows ?? 0)
    let lacksRows = records < least
    guard let decisive = mostDecisive(judged) else { return nil }
    let state =
      undecided.map(Verdict.State.unknown)
      ?? (lacksRows ? .unknown(.tooFewRows) : decisive.state)
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
    let waiver =
      fires ? rule.waivers.first { $0.covers(rule, segment, at: context.moment) } : nil
    fires = fires && waiver == nil && rule.settings.mode == .enforce
    var verdict = make(
      rule, decisive, state, severity, fires: fires, isExcused: isExcused, records, segment)
    verdict.segment = segment
    verdict.waiver = waiver
    verdict.about = rule.about
    return verdict
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

  /// Whether the rule's column belongs to the set that the rule is for, by the values of the baseline,
  /// else of the data; unknown where none could tell its type.
  private func membership(_ rule: Rule) -> Truth {
    guard let membership = rule.membership, !membership.isSettled, let column = rule.column,
      let reading = rule.typeReading,
      let counts = baseline?[reading].flatMap({ ColumnType($0) == nil ? nil : $0 }) ?? data[reading]
    else { return .yes }
    let facts = ColumnFacts(categorical: membership.isCategorical ? [column] : [])
    return membership.set.membership(of: Schema.Column(column, ColumnType(counts)), facts)
  }

  private func make(
    _ rule: Rule, _ decisive: Judged, _ state: Verdict.State, _ severity: SeverityLiteral,
    fires: Bool, isExcused: Bool, _ records: Int, _ segment: [(name: String, value: String?)]
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
      severity: severity, monitor: context.monitor, segment: segment,
      condition: decisive.condition,
      lackingStatistic: lackingStatistic(decisive.condition.term),
      explanation: explanation(decisive.condition.term))
    var verdict = Verdict(
      rule: rule.id, title: rule.title, column: rule.column, state: state, firing: fires,
      severity: severity, mode: rule.settings.mode, isExcused: isExcused, decision: decision,
      baseline: before, records: records, evidence: evidence, condition: decisive.condition.text,
      tree: decisive.outcome.tree, message: draft.text,
      hasOwnMessage: rule.message != nil && state == .violated, place: rule.span.description,
      sinks: rule.sinks ?? [])
    verdict.hint = draft.hint
    return verdict
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
