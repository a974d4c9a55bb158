import Language

/// The comparison that decided a condition: what a person is shown first.
package struct Decision: Sendable {
  /// The left operand.
  package let value: MetricValue
  /// `<=`, `in`, `within` …
  package let operation: String
  /// The right operand, as rule text writes it.
  package let limit: String
  package let limitNumber: Double?
  /// The metric on the left, where it is one and nothing more.
  package let call: MetricCall?
  /// The metric of which the left operand is the absolute value, where it is that.
  let callOfMagnitude: MetricCall?
  /// On which side of the limit the value lies, where the comparison tells.
  let side: Side?

  enum Side {
    case low, high
  }

  init(
    _ left: Term, _ outcome: WindowEvaluator.Outcome, operation: String, limit: String,
    side: Side? = nil
  ) {
    self.side = side
    value = outcome.value
    self.operation = operation
    self.limit = limit
    limitNumber = nil
    call = left.singleCall
    callOfMagnitude = left.callOfMagnitude
  }

  init(
    _ left: Term, _ outcome: WindowEvaluator.Outcome, operation: String, limit: MetricValue,
    _ right: Term
  ) {
    value = outcome.value
    self.operation = operation
    limitNumber = limit.number
    call = left.singleCall
    callOfMagnitude = left.callOfMagnitude
    switch limit {
    case .number(let estimate):
      let isRatio = left.singleCall?.signature.result == .ratio
      self.limit =
        isRatio
        ? Number.brief(estimate.value * 100, digits: 6) + "%"
        : Number.brief(estimate.value, digits: 6)
    case .time(let seconds): self.limit = MetricValue.text(ofTime: seconds)
    case .text(let text): self.limit = Quoting.string(text)
    case .boolean(let value): self.limit = value ? "true" : "false"
    case .structure, .unknown: self.limit = right.span.text
    }
    if case .boolean(let value) = outcome.value {
      side = value ? .high : .low
    } else {
      side = Self.side(of: outcome.value.number, limit.number, operation)
    }
  }

  /// A value at its limit lies on the side that a strict comparison leaves out or a loose one lets
  /// in.
  private static func side(of value: Double?, _ limit: Double?, _ operation: String) -> Side? {
    guard let value, let limit else { return nil }
    if value != limit { return value < limit ? .low : .high }
    return switch operation {
    case ">", "<=": .low
    case "<", ">=": .high
    default: nil
    }
  }
}

extension Term {
  /// The metric that the term is, where it is one and nothing more.
  var singleCall: MetricCall? {
    if case .metric(let call) = kind { call } else { nil }
  }

  /// The metric of which the term is the absolute value.
  fileprivate var callOfMagnitude: MetricCall? {
    if case .function(.abs, let arguments) = kind { arguments.first?.singleCall } else { nil }
  }

  /// By which values of the metric that it is can be given, where it is one and nothing more.
  package var callKey: String? { singleCall?.key }

  /// By which the values of all metrics that it reads over the data can be given.
  package var metricKeys: [String] { metricCalls.data.map(\.key) }
}

/// A condition's expression with the value that each part had.
package struct ConditionNode: Sendable, Equatable {
  package let text: String
  /// Canonical text of the metric's call, where it is one.
  package let metric: String?
  package let value: JSON
  package let children: [ConditionNode]

  init(_ term: Term, _ value: MetricValue, _ children: [ConditionNode]) {
    text = term.span.text
    metric = term.singleCall?.key
    self.value = value.json
    self.children = children
  }

  init(text: String, value: JSON) {
    self.text = text
    metric = nil
    self.value = value
    children = []
  }

  package var json: JSON {
    .object([
      "expression": .string(text), "metric": metric.map(JSON.string), "value": value,
      "operands": children.isEmpty ? nil : .array(children.map(\.json)),
    ])
  }
}

extension MetricValue {
  /// The value, or null; `unknown` says why in another field.
  package var json: JSON {
    switch self {
    case .number(let estimate): .number(estimate.value)
    case .time(let seconds): .string(MetricValue.text(ofTime: seconds))
    case .text(let text): .string(text)
    case .boolean(let value): .boolean(value)
    case .structure(let json): json
    case .unknown: .null
    }
  }
}
