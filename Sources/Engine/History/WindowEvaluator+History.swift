import Language

extension WindowEvaluator {
  /// A function over the values of earlier windows; unknown where there are too few.
  func history(_ call: HistoryCall, _ term: Term) -> Outcome {
    let now = call.function.isOfNow ? evaluate(call.expression) : nil
    guard let values = past?.values(of: call) else {
      let value = MetricValue.unknown(.noHistory)
      return Outcome(
        value: value, tree: ConditionNode(term, value, [now?.tree].compactMap(\.self)))
    }
    let past = call.function.value(of: values.map(\.number), share: call.share ?? 0)
    // What is between two times is no time.
    let isTime =
      values.contains(where: \.isTime) && call.function != .stddev && !call.function.isOfNow
    var children = [earlier(call, values)]
    var value = isTime ? MetricValue.time(past) : MetricValue.number(past)
    if let now {
      children.insert(now.tree, at: 0)
      value = change(now.value, from: past, isRate: call.function == .rateOfChange)
    }
    return Outcome(
      value: value, tree: ConditionNode(term, value, children), isCapped: now?.isCapped ?? false)
  }

  private func change(_ now: MetricValue, from past: Double, isRate: Bool) -> MetricValue {
    guard let number = now.number else { return now }
    return isRate ? .ratio(number - past, of: abs(past)) : .number(number - past)
  }

  /// The values that a function was of, oldest first.
  private func earlier(_ call: HistoryCall, _ values: [History.Value]) -> ConditionNode {
    let numbers = values.map {
      ($0.isTime ? MetricValue.time($0.number) : .number($0.number)).json
    }
    let text = call.expression.span.text
    return ConditionNode(
      text: values.count == 1 ? "\(text), one window before" : "\(text), windows before",
      value: values.count == 1 ? numbers[0] : .array(numbers))
  }
}
