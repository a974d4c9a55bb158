import Statistics

extension RuleEvaluator {
  /// A verdict for each segment: those that the baseline has, absent ones over no records, then the
  /// largest; the rest is «other».
  func judge(
    _ rule: Rule, by segmentation: Segmentation, _ undecided: UnknownReason?
  ) -> [Verdict] {
    let whole = { (reason: UnknownReason) in [judge(rule, [], reason)].compactMap(\.self) }
    if let undecided { return whole(undecided) }
    if segmentation.columns.flatMap(\.columns).contains(where: { data.schema[$0] == nil }) {
      return whole(.columnAbsent)
    }
    let reads = Plan.reads(of: rule)
    let now = SegmentedStatistics(data, segmentation, reads.data)
    let before = baseline.map { SegmentedStatistics($0, segmentation, reads.baseline) }
    guard
      let selection = now.selection(
        known: before, remembered: remembered(rule), atMost: segmentation.atMost),
      !selection.chosen.isEmpty
    else { return whole(.noData) }
    var verdicts = selection.chosen.compactMap { key in
      let known = before.flatMap { $0.has(key) == true ? $0.gathered(of: key) : nil }
      return over(now.gathered(of: key), baseline: known).judge(
        rule, Array(zip(segmentation.names, key.values)))
    }
    if selection.hasOther {
      // In the baseline too, «other» is what is left without these segments.
      let chosen = Set(selection.chosen)
      let left = before?.others(except: chosen)
      let others = over(
        now.others(except: chosen), baseline: left.flatMap { $0.records > 0 ? $0 : nil })
      let segment = segmentation.names.map { ($0, Optional(Segmentation.otherName)) }
      var verdict = others.judge(rule, segment)
      if selection.isPartial {
        let kept = Number.grouped(segmentation.capacity)
        verdict?.caution =
          "there are more than \(kept) segments: those named are the largest of \(kept) of them"
      }
      verdicts += [verdict].compactMap(\.self)
    }
    return verdicts
  }
}
