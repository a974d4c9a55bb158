import Language
import Statistics

extension RuleEvaluator {
  static func parts(_ segment: [(name: String, value: String?)]) -> History.Segment {
    segment.map { History.SegmentPart($0.name, $0.value) }
  }

  /// Why a rule is not judged whatever its conditions say: an unmet `needs`.
  func unmetNeed(
    _ rule: Rule, _ records: Int, _ segment: [(name: String, value: String?)],
    _ evaluator: WindowEvaluator
  ) -> UnknownReason? {
    if records < rule.leastRecords { return .tooFewRows }
    if waitsForLabels(rule, evaluator) { return .noLabelsYet }
    guard let windows = rule.settings.needsHistory, let past = evaluator.past else { return nil }
    let calls = rule.historyCalls
    let isMet =
      calls.isEmpty
      ? (state(of: rule, segment)?.decided ?? 0) >= windows
      : calls.allSatisfy { past.has(windows, of: $0.expression) }
    return isMet ? nil : .noHistory
  }

  /// Fewer labels than `needs labels` asks for, and not so long after the window's close that they
  /// are no longer waited for.
  private func waitsForLabels(_ rule: Rule, _ evaluator: WindowEvaluator) -> Bool {
    guard let needs = rule.settings.needsLabels, let call = rule.labelShare,
      let share = evaluator.value(of: call).number, share < needs.share
    else { return false }
    guard let within = needs.within, let end = data.end else { return true }
    return context.now < end + within
  }

  /// Takes each condition on by this window.
  ///
  /// - Parameter undecided: why the window is undecided, whatever the conditions say.
  /// - Returns: what the window leaves for later ones.
  func carry(
    _ judged: inout [Judged], _ rule: Rule, _ segment: [(name: String, value: String?)],
    _ records: Int, _ undecided: UnknownReason?, _ evaluator: WindowEvaluator
  ) -> HistoryTrace {
    var state = self.state(of: rule, segment)?.fitting(rule) ?? RuleState(of: rule)
    if !judged.contains(where: { $0.state.isUnknown }), state.decided < RuleState.mostDecided {
      state.decided += 1
    }
    state.idle = records == 0 ? state.idle + 1 : 0
    for index in judged.indices where rule.conditions[index].firing.remembers {
      let until = rule.conditions[index].until
      judged[index].carry(
        &state.clauses[index], until: until.map { evaluator.evaluate($0.term) },
        isUndecided: undecided != nil, data.start)
    }
    return HistoryTrace(
      values: undecided == .noLabelsYet ? [:] : values(rule, records, evaluator),
      carried: HistoryTrace.Carried(
        subject: rule.subject, segment: RuleEvaluator.parts(segment), state: state))
  }

  /// The value of each expression that some history function is of.
  private func values(
    _ rule: Rule, _ records: Int, _ evaluator: WindowEvaluator
  ) -> [History.Series: History.Value?] {
    var values: [History.Series: History.Value?] = [:]
    guard let past = evaluator.past else { return values }
    for call in rule.historyCalls {
      let series = past.series(of: call.expression)
      guard values[series] == nil else { continue }
      let value = evaluator.evaluate(call.expression).value
      values[series] = .some(past.trace(value, records: records))
    }
    return values
  }

  private func state(of rule: Rule, _ segment: [(name: String, value: String?)]) -> RuleState? {
    context.past.history.states[rule.subject]?[RuleEvaluator.parts(segment)]
  }

  /// The segments that earlier windows had.
  func remembered(_ rule: Rule) -> [SegmentKey] {
    guard rule.usesHistory, let names = rule.segmentation?.names else { return [] }
    let segments = context.past.history.segments(of: rule.subject)
    let other = Segmentation.otherName
    return segments.filter { $0.map(\.name) == names && !$0.contains { $0.value == other } }
      .map { SegmentKey($0.map(\.value)) }
  }
}

extension RuleEvaluator.Judged {
  /// Goes on by this window.
  mutating func carry(
    _ clause: inout FiringState, until: WindowEvaluator.Outcome?, isUndecided: Bool,
    _ start: Double?
  ) {
    let violated: Truth = isUndecided ? .unknown : state.truth
    let released: Truth = isUndecided ? .unknown : until?.truth ?? .no
    let outcome = clause.take(violated, until: released, condition.firing, at: start)
    fires = outcome.fires
    switch outcome.violated {
    case .yes: state = .violated
    case .no: state = .pass
    // Where the condition is known, what would end the firing is not.
    case .unknown:
      if !state.isUnknown { state = .unknown(until?.value.reason ?? .undefined) }
    }
    carried = clause
  }
}

extension Verdict.State {
  var isUnknown: Bool { if case .unknown = self { true } else { false } }

  /// Whether it is violated.
  fileprivate var truth: Truth {
    switch self {
    case .violated: .yes
    case .pass: .no
    case .unknown: .unknown
    }
  }
}
