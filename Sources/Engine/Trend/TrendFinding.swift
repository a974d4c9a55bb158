/// What a verdict or a declared metric says of a window, as far as trends go.
package struct TrendFinding: Sendable {
  /// What it is known by: the id of a rule, the name and the expression of a declared metric.
  package var names: [String]
  package var segment: History.Segment = []
  package var value: Double?
  /// Why there is no value.
  package var unknown: String?
  /// The bound that the value was held against, and how.
  package var limit: Double?
  package var operation: String?
  /// Nil where it was undecided or held against nothing.
  package var isViolated: Bool?
  package var records: Int?
  /// The metrics that a condition reads, each with its value, the outer before the inner.
  package var parts: [Part] = []

  package struct Part: Sendable {
    /// Canonical text, nil where it is no metric alone; and as the rule writes it.
    package let metric: String?
    package let text: String?
    package let value: Double?

    package init(metric: String?, text: String?, value: Double?) {
      self.metric = metric
      self.text = text
      self.value = value
    }
  }

  package init(names: [String]) { self.names = names }

  /// What it says under its own names.
  ///
  /// - Parameter window: the point's time and source.
  package func point(_ window: TrendPoint) -> TrendPoint {
    var point = window
    point.value = value
    point.unknown = value == nil ? unknown ?? "no number" : nil
    point.limit = limit
    point.operation = limit == nil ? nil : operation
    point.isViolated = isViolated
    point.records = records ?? point.records
    return point
  }

  /// What it says of a metric that its condition reads. The bound is of the comparison that decided,
  /// whose left side that metric need not be.
  package func point(_ window: TrendPoint, of part: Part) -> TrendPoint {
    var point = point(window)
    if part.value == nil || part.value != value {
      point.limit = nil
      point.operation = nil
    }
    point.value = part.value
    point.unknown = part.value == nil ? unknown ?? "no number" : nil
    return point
  }
}

extension TrendFinding {
  init(_ verdict: Verdict) {
    names = [verdict.rule]
    segment = RuleEvaluator.parts(verdict.segment)
    value = verdict.value?.json.double
    limit = verdict.decision?.limitNumber
    operation = verdict.decision?.operation
    records = verdict.records
    switch verdict.state {
    case .violated: isViolated = true
    case .pass: isViolated = false
    case .unknown(let reason): unknown = reason.rawValue
    }
    add(verdict.tree)
  }

  init(_ named: NamedValue) {
    names = [named.name, named.expression]
    value = named.value.json.double
    if case .unknown(let reason) = named.value { unknown = reason.rawValue }
  }

  private mutating func add(_ node: ConditionNode?) {
    guard let node else { return }
    parts.append(Part(metric: node.metric, text: node.text, value: node.value.double))
    for child in node.children { add(child) }
  }
}
