import Language

/// What a test lets rules see: the others are not exercised.
package struct TestSight: Sendable {
  package enum Data: Sendable {
    /// The columns that the rows have.
    case rows(Set<String>)
    /// All that a file holds.
    case file
    /// The calls of metrics that have values, by canonical text.
    case series(Set<String>)
  }

  private let data: Data
  private let hasBaseline: Bool
  /// The baseline that the monitor names and that is not there.
  let absentBaseline: String?
  /// Calls whose value over the baseline is given.
  private let baselineCalls: Set<String>

  package init(
    _ data: Data, hasBaseline: Bool, baselineCalls: Set<String> = [], absentBaseline: String? = nil
  ) {
    self.data = data
    self.absentBaseline = absentBaseline
    self.hasBaseline = hasBaseline
    self.baselineCalls = baselineCalls
  }

  /// Why a test does not exercise a rule.
  package enum Unseen: Sendable, Equatable {
    case off
    /// The rows lack these columns.
    case columns([String])
    /// It judges which columns there are.
    case table
    /// It compares with a baseline, and there is none.
    case baseline
    /// The series give no value of these calls.
    case metrics([String])
    /// Values of series are not told apart by segment.
    case segments

    package var text: String {
      switch self {
      case .off: "its mode is off"
      case .columns(let names):
        "the rows have no column \(names.map { "`\($0)`" }.joined(separator: ", "))"
      case .table: "which columns there are is not judged with `given rows` and `given series`"
      case .baseline: "it compares with a baseline, and the test has none"
      case .metrics(let calls):
        calls.isEmpty
          ? "it asks for no metric" : "no series gives \(calls.prefix(3).joined(separator: " or "))"
      case .segments: "it is by segment, and the values of a series are not"
      }
    }
  }

  /// Why a rule is not exercised; nil where it is.
  package func unseen(_ rule: Rule) -> Unseen? {
    if rule.settings.mode == .off { return .off }
    let calls = rule.conditions.flatMap(\.term.metricCalls.data)
    switch data {
    case .file: break
    case .rows(let columns):
      if rule.kind == .selectsNothing { return .columns([]) }
      if calls.contains(where: { type(of: $0.metric).readsSchema }) { return .table }
      let lacking = rule.columnsRead.filter { !columns.contains($0) }
      if !lacking.isEmpty { return .columns(lacking) }
    case .series(let given):
      if rule.kind == .selectsNothing { return .columns([]) }
      if calls.contains(where: { type(of: $0.metric).readsSchema }) { return .table }
      if rule.segmentation != nil { return .segments }
      if !calls.contains(where: { given.contains($0.key) }) {
        var seen: Set<String> = []
        return .metrics(
          calls.map { $0.key.replacing("()", with: "") }.filter { seen.insert($0).inserted })
      }
    }
    return rule.conditions.allSatisfy(lacksBaseline) ? .baseline : nil
  }

  private func lacksBaseline(_ condition: Rule.Condition) -> Bool {
    guard !hasBaseline else { return false }
    let calls = condition.term.metricCalls
    return calls.data.contains { !$0.metric.baselineReads.isEmpty && !isGiven($0) }
      || calls.baseline.contains { !baselineCalls.contains($0.key) }
  }

  private func isGiven(_ call: MetricCall) -> Bool {
    if case .series(let given) = data { given.contains(call.key) } else { false }
  }
}

extension Rule {
  /// Columns of the data that it reads, each once, in order.
  var columnsRead: [String] {
    var found: [String] = []
    func add(_ names: [String]) {
      for name in names where !found.contains(name) { found.append(name) }
    }
    add([column].compactMap(\.self))
    for condition in conditions {
      add(condition.term.columns)
      for request in condition.term.metricCalls.data.flatMap(\.metric.reads) {
        add(request.columns.flatMap(\.columns) + (request.filter?.columns ?? []))
      }
    }
    add(filter?.columns ?? [])
    add(segmentation?.columns.flatMap(\.columns) ?? [])
    return found
  }

  /// Whether records that can't be read are what it judges.
  package var readsMalformed: Bool {
    conditions.contains { condition in
      condition.term.metricCalls.data.contains { $0.signature.name == "malformed_share" }
    }
  }

  /// Whether its id is of words of its own, so that a test of it says something.
  package var wantsTest: Bool {
    settings.mode != .off && kind != .required && kind != .selectsNothing
  }

  /// Without `needs at least N rows`: rows in a test show one thing, and are few.
  package var ofAnyNumberOfRows: Rule {
    var rule = self
    rule.settings.needsRows = nil
    rule.segmentation?.atLeastRows = nil
    return rule
  }
}
