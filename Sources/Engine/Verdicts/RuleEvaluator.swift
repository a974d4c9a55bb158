import Language

/// Gives verdicts: a pure function of rules, statistics, baseline and earlier windows.
package struct RuleEvaluator {
  let data: Gathered
  let baseline: Gathered?
  let context: Context
  private let evaluator: WindowEvaluator

  /// What stays the same for all rules and segments of a window.
  package struct Context: Sendable {
    let monitor: String
    /// The end of the window, or where there is none the time of the run: when waivers must hold.
    let moment: Double
    /// The time of the run: until when labels are waited for.
    let now: Double
    /// What the windows before this one left.
    let past: PastWindows

    package init(
      monitor: String, moment: Double = 0, now: Double? = nil, past: PastWindows = PastWindows()
    ) {
      self.monitor = monitor
      self.moment = moment
      self.now = now ?? moment
      self.past = past
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
    let judged = rules.filter { $0.settings.mode != .off }
    for rule in judged {
      let found = judge(rule)
      if let group = rule.membership?.group {
        let known = loops[group] ?? (verdicts.count, false)
        loops[group] = (known.first, known.isJudged || !found.isEmpty)
      }
      verdicts.append(found)
    }
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

  struct Judged {
    let condition: Rule.Condition
    let outcome: WindowEvaluator.Outcome
    var state: Verdict.State
    /// Whether it fires, as far as the condition and the windows before say.
    var fires: Bool
    /// What the clause carries on, where it does.
    var carried: FiringState?
  }

  /// - Parameter undecided: why the rule can't be decided, whatever its conditions say.
  func judge(
    _ rule: Rule, _ segment: [(name: String, value: String?)], _ undecided: UnknownReason? = nil
  ) -> Verdict? {
    let records = rule.recordsReading.flatMap { data[$0]?.records } ?? data.records
    var evaluator = self.evaluator
    if rule.usesHistory { evaluator.past = context.past.view(rule, RuleEvaluator.parts(segment)) }
    var judged = rule.conditions.map { condition in
      let outcome = evaluator.evaluate(condition.term)
      let state = conclude(rule, condition, outcome)
      return Judged(
        condition: condition, outcome: outcome, state: state, fires: state == .violated)
    }
    let unmet = unmetNeed(rule, records, segment, evaluator)
    let reason = undecided ?? unmet
    var trace: HistoryTrace?
    if rule.usesHistory {
      trace = carry(&judged, rule, segment, records, reason, evaluator)
    }
    guard let decisive = mostDecisive(judged) else { return nil }
    let state = reason.map(Verdict.State.unknown) ?? decisive.state
    let handling = rule.settings.onUnknown
    var severity = decisive.condition.severity
    var isExcused = false
    var fires = decisive.fires
    if reason != nil, handling != .hold { fires = false }
    if case .unknown = state {
      isExcused = unmet != nil || handling == .ignore || handling == .hold
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
    verdict.persistence = Persisting(decisive, start: data.start)
    verdict.isPending = state == .violated && !decisive.fires
    verdict.trace = trace
    verdict.waiver = waiver
    verdict.about = rule.about
    verdict.monitor = rule.monitor
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

  /// The worst condition that fires, of equal ones a violated one; else the worst violated one, the
  /// first unknown one, the first.
  private func mostDecisive(_ judged: [Judged]) -> Judged? {
    let firing = judged.filter(\.fires)
    if let worst = firing.map(\.condition.severity.rank).max() {
      let worstOnes = firing.filter { $0.condition.severity.rank == worst }
      return worstOnes.first { $0.state == .violated } ?? worstOnes.first
    }
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
    if state == .violated, !rule.isSensitive, let call = call ?? decision?.callOfMagnitude,
      bearsOut(decision, call)
    {
      evidence = Array(call.metric.evidence(from: data, baseline: baseline).prefix(5))
    }
    let before = call.flatMap(baselineValue)
    let explanation = explanation(decisive.condition.term)
    let draft = MessageText(
      rule: rule, state: state, decision: decision, baseline: before, records: records,
      severity: severity, monitor: context.monitor, segment: segment,
      condition: decisive.condition,
      lackingStatistic: lackingStatistic(decisive.condition.term),
      explanation: explanation)
    var verdict = Verdict(
      rule: rule.id, title: rule.title, column: rule.column, state: state, firing: fires,
      severity: severity, mode: rule.settings.mode, isExcused: isExcused, decision: decision,
      baseline: before, records: records, evidence: evidence, condition: decisive.condition.text,
      tree: decisive.outcome.tree, message: draft.text,
      hasOwnMessage: rule.message != nil && state == .violated, place: rule.span.description,
      sinks: rule.sinks ?? [])
    verdict.hint = draft.hint
    if state != .pass, state != .violated { verdict.explanation = explanation }
    return verdict
  }

  /// Whether the metric's evidence is of the side that the value lies on: it never shows the
  /// innocent. Of an absolute value it can't be told.
  private func bearsOut(_ decision: Decision?, _ call: MetricCall) -> Bool {
    let side = decision?.call == nil ? nil : decision?.side
    return switch type(of: call.metric).evidenceSide {
    case .lower: side == .low
    case .higher: side == .high
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
    return Plan([term]).baselineRequests.first { request in
      !baseline.holds(request) && baseline.heldOut?.holds(request) != true
    }?.key
  }

  /// The metric over the baseline, where the baseline holds what it reads.
  private func baselineValue(_ call: MetricCall) -> MetricValue? {
    let baseline = baseline?.source(of: call)
    if let value = baseline?.assumed[call.key] { return value }
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
