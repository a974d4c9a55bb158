import Engine

extension ServiceMetric {
  /// A matrix or a curve as the service writes it; nil where the value is none.
  ///
  /// Curves are those of Spark's BinaryClassificationMetrics: (0, 0) and (1, 1) stand about the points
  /// of a ROC curve, and a precision-recall curve begins at recall 0 with the precision of its first
  /// point.
  package func inServiceForm(_ value: JSON) -> JSON? {
    switch form {
    case .number: return nil
    case .matrix: return value.renamed(["positive": "1", "negative": "0"])
    case .receiverOperatingCharacteristic:
      guard let negatives = value.list("false_positive_rate"),
        let positives = value.list("true_positive_rate")
      else { return nil }
      return .object([
        "false_positive_rates": .array([.number(0)] + negatives + [.number(1)]),
        "true_positive_rates": .array([.number(0)] + positives + [.number(1)]),
      ])
    case .precisionRecall:
      guard let precisions = value.list("precision"), let recalls = value.list("recall"),
        let first = precisions.first
      else { return nil }
      return .object([
        "precisions": .array([first] + precisions),
        "recalls": .array([.number(0)] + recalls),
      ])
    }
  }
}

extension JSON {
  fileprivate func list(_ key: String) -> [JSON]? {
    guard case .object(let members) = self,
      case .array(let elements)? = members.first(where: { $0.key == key })?.value
    else { return nil }
    return elements
  }

  /// An object of objects with other keys.
  fileprivate func renamed(_ names: [String: String]) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.map { Member(names[$0.key] ?? $0.key, $0.value.renamed(names)) })
  }
}
