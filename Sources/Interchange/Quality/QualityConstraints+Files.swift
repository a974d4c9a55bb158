import Engine

extension QualityConstraints {
  /// Takes what can be used of a document; the rest is in `remarks`.
  ///
  /// - Throws: where it is no such file: no object, or one without the constraints of a kind of model.
  package init(_ json: JSON) throws(ForeignFile) {
    let kind = try ModelTask.Kind(of: json, "constraints.json", by: \.constraintsKey)
    var reader = FieldReader()
    let file =
      reader.object(json, "", known: ["version", kind.constraintsKey])
      ?? FieldReader.Object(path: "", values: [:])
    self.init(kind: kind, [], version: reader.number("version", of: file) ?? 0)
    constraints = reader.members(kind.constraintsKey, of: file).compactMap { name, json, path in
      reader.constraint(name, json, path, kind)
    }
    remarks = reader.remarks
  }

  /// The document in the service's shape.
  package var json: JSON {
    .object([
      JSON.Member("version", .number(version)),
      JSON.Member(
        kind.constraintsKey,
        .object(
          constraints.map { constraint in
            JSON.Member(
              constraint.metric,
              .object([
                "threshold": .number(constraint.threshold),
                "comparison_operator": .string(constraint.comparison.rawValue),
              ]))
          })),
    ])
  }
}

extension FieldReader {
  fileprivate mutating func constraint(
    _ name: String, _ json: JSON, _ path: String, _ kind: ModelTask.Kind
  ) -> QualityConstraints.Constraint? {
    guard let metric = kind.serviceMetric(name), metric.form == .number else {
      note(path, .inconsistent("no metric of a \(kind.rawValue) model: ignored"))
      return nil
    }
    guard
      let object = object(
        json, path, known: ["threshold", "comparison_operator", "additional_properties"])
    else { return nil }
    let threshold = number("threshold", of: object)
    let word = text("comparison_operator", of: object)
    let comparison = word.flatMap(QualityConstraints.Comparison.init(rawValue:))
    if word != nil, comparison == nil {
      let wanted = QualityConstraints.Comparison.allCases.map(\.rawValue)
      note(
        object.path(of: "comparison_operator"), .unusable(wanted: wanted.joined(separator: " or ")))
    }
    guard let threshold, let comparison else { return nil }
    guard !threshold.isNaN else {
      note(object.path(of: "threshold"), .unusable(wanted: "a number that others can be held to"))
      return nil
    }
    if comparison.isSettled(metric.range, by: threshold) == true {
      note(
        path,
        .inconsistent(
          "every \(name) is \(comparison == .less ? "below" : "above") \(Number.text(threshold)): "
            + "no model could keep to it: ignored"))
    }
    return QualityConstraints.Constraint(name, comparison, threshold)
  }
}

extension FieldReader {
  /// The members of an object in the order of the file, the first of each name, with their paths.
  mutating func members(_ key: String, of parent: Object) -> [(name: String, JSON, path: String)] {
    let path = parent.path(of: key)
    guard case .object(let members)? = parent.values[key] else {
      note(path, .unusable(wanted: "an object"))
      return []
    }
    var seen: Set<String> = []
    return members.compactMap { member in
      guard seen.insert(member.key).inserted else {
        note(path + "." + member.key, .inconsistent("a second one of this name: ignored"))
        return nil
      }
      return (member.key, member.value, path + "." + member.key)
    }
  }
}
