import Language
import Statistics

/// What a run gathers: the statistics that some rule reads, each once, and nothing else.
package struct Plan: Sendable {
  /// Over the data, distinct, in the order first read.
  package let requests: [StatisticRequest]
  /// Over the baseline, distinct, in the order first read.
  package let baselineRequests: [StatisticRequest]

  package init(requests: [StatisticRequest], baselineRequests: [StatisticRequest]) {
    self.requests = Plan.distinct(requests)
    self.baselineRequests = Plan.distinct(baselineRequests)
  }

  /// The plan of rules, and of what is recorded beside them.
  package init(_ rules: [Rule], metrics: [NamedMetric] = []) {
    var data: [StatisticRequest] = []
    var baseline: [StatisticRequest] = []
    for rule in rules {
      let reads = Plan.reads(of: rule)
      if let segmentation = rule.segmentation {
        let counts = segmentation.recordsReading.request
        data += (reads.data + [counts]).map { $0.segmented(by: segmentation) }
        baseline += (reads.baseline + [counts]).map { $0.segmented(by: segmentation) }
        // Which column is of a type is no matter of segments.
        data += [rule.typeReading?.request].compactMap(\.self)
      } else {
        data += reads.data
        baseline += reads.baseline
      }
      baseline += [rule.typeReading?.request].compactMap(\.self)
    }
    for metric in metrics { Plan.collect(metric.term, &data, &baseline) }
    self.init(requests: data, baselineRequests: baseline)
  }

  /// What a rule reads, not told apart by segment.
  static func reads(of rule: Rule) -> (data: [StatisticRequest], baseline: [StatisticRequest]) {
    var data: [StatisticRequest] = []
    var baseline: [StatisticRequest] = []
    for term in rule.terms { Plan.collect(term, &data, &baseline) }
    return (distinct(data + rule.ownReads), distinct(baseline))
  }

  /// The plan of window terms.
  package init(_ terms: [Term]) {
    var data: [StatisticRequest] = []
    var baseline: [StatisticRequest] = []
    for term in terms { Plan.collect(term, &data, &baseline) }
    self.init(requests: data, baselineRequests: baseline)
  }

  /// Bytes that the statistics of one window take at most; the largest `Int` where that is more.
  package var memory: Int { requests.reduce(0) { PlanCost.sum($0, $1.memory) } }

  private static func distinct(_ requests: [StatisticRequest]) -> [StatisticRequest] {
    var seen: Set<String> = []
    return requests.filter { seen.insert($0.key).inserted }
  }

  private static func collect(
    _ term: Term, _ data: inout [StatisticRequest], _ baseline: inout [StatisticRequest]
  ) {
    let calls = term.metricCalls
    for call in calls.data {
      data += call.metric.reads
      baseline += call.metric.baselineReads
      for request in call.metric.reads { collectGiven(of: request, &baseline) }
    }
    for inner in term.standardErrors {
      for call in inner.metricCalls.data { baseline += call.metric.reads.map(\.subsampled) }
    }
    for call in calls.baseline {
      baseline += call.metric.reads
      for request in call.metric.reads { collectGiven(of: request, &baseline) }
    }
  }

  /// Row expressions may hold `baseline(E)`, which the baseline must answer first.
  private static func collectGiven(
    of request: StatisticRequest, _ baseline: inout [StatisticRequest]
  ) {
    for expression in request.columns + [request.filter].compactMap(\.self) {
      for call in expression.term.metricCalls.baseline { baseline += call.metric.reads }
    }
  }
}

extension Rule {
  /// The records that the rule speaks of, where `where` picks some.
  var recordsReading: Reading<RowCount>? {
    filter.map { Reading<RowCount>(NoParameters(), over: [], where: $0) }
  }

  var typeReading: Reading<TypeCounts>? {
    guard membership?.isSettled == false, let column else { return nil }
    return Reading<TypeCounts>(
      over: RowExpression(column: column, conditions[0].term.span), where: nil)
  }

  /// Statistics read by the rule itself rather than by its metrics.
  var ownReads: [StatisticRequest] {
    [recordsReading?.request, typeReading?.request].compactMap(\.self)
      + (labelShare?.metric.reads ?? [])
  }
}

extension RowExpression {
  package init(column name: String, _ span: SourceSpan) {
    self.init(Term(.column(name), .cell, .row, span))
  }

  /// A column that no rule file names.
  package init(column name: String) {
    self.init(column: name, SourceSpan(SourceFile(path: "", text: name), 0, 0))
  }
}
