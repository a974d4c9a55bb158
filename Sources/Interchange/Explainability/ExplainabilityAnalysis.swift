import Engine

/// What `analysis.json` of Amazon SageMaker Clarify says of explanations: the global attribution of each
/// feature.
package struct ExplainabilityAnalysis: Sendable, Equatable {
  package struct Feature: Sendable, Equatable {
    package let name: String
    package let value: Double

    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// The service's name of the output: `label0`.
  package var label: String
  /// In the order of the file.
  package var features: [Feature]
  /// What the model says without any feature.
  package var expected: Double?
  /// What of the file could not be used.
  package var remarks: [Remark] = []

  package init(label: String = "label0", _ features: [Feature], expected: Double?) {
    self.label = label
    self.features = features
    self.expected = expected
  }

  /// Whether a document is an `analysis.json` with explanations.
  package static func isHeld(by json: JSON) -> Bool { json.member("explanations") != nil }

  /// Takes what can be used of a document; the rest is in `remarks`.
  ///
  /// - Parameter label: of which output; the first where nil.
  /// - Throws: where it holds no explanations with a value for a feature.
  package init(_ json: JSON, label wanted: String? = nil) throws(ForeignFile) {
    var reader = FieldReader()
    guard case .object(let members)? = json.member("explanations") else {
      throw ForeignFile("this is no analysis.json with explanations")
    }
    guard
      let (method, labels) = members.lazy.compactMap({ member -> (String, [JSON.Member])? in
        guard case .object(let labels) = member.value,
          labels.contains(where: { $0.value.member("global_shap_values") != nil })
        else { return nil }
        return (member.key, labels)
      }).first
    else {
      throw ForeignFile("explanations: no method here has global_shap_values")
    }
    guard
      let found = labels.first(where: { label in
        wanted.map { $0 == label.key } ?? (label.value.member("global_shap_values") != nil)
      }), case .object(let values)? = found.value.member("global_shap_values")
    else { throw ForeignFile("explanations.\(method): there is no \(wanted ?? "label")") }
    let path = "explanations.\(method).\(found.key)"
    if wanted == nil, labels.count > 1 {
      reader.note(
        "explanations.\(method)",
        .inconsistent("\(labels.count) outputs: \(found.key) is taken"))
    }
    var features: [Feature] = []
    var seen: Set<String> = []
    for member in values {
      guard let value = member.value.serviceNumber, value.isFinite else {
        reader.note("\(path).global_shap_values.\(member.key)", .unusable(wanted: "a number"))
        continue
      }
      guard seen.insert(member.key).inserted else {
        reader.note(
          "\(path).global_shap_values.\(member.key)", .inconsistent("a second one: ignored"))
        continue
      }
      features.append(Feature(member.key, value))
    }
    guard !features.isEmpty else {
      throw ForeignFile("\(path).global_shap_values: no feature has a value")
    }
    self.init(
      label: found.key, features, expected: found.value.member("expected_value")?.serviceNumber)
    remarks = reader.remarks
  }

  /// The part of the document that speaks of explanations.
  package var explanations: JSON {
    .object([
      "kernel_shap": .object([
        JSON.Member(
          label,
          .object([
            "global_shap_values": .object(features.map { JSON.Member($0.name, .number($0.value)) }),
            "expected_value": expected.map(JSON.number),
          ]))
      ])
    ])
  }

  /// The document in the service's shape.
  ///
  /// - Parameter former: an `analysis.json` whose other parts stay.
  package func json(within former: JSON? = nil) -> JSON {
    var members: [JSON.Member] = []
    if case .object(let known)? = former { members = known.filter { $0.key != "explanations" } }
    if !members.contains(where: { $0.key == "version" }) {
      members.insert(JSON.Member("version", .string("1.0")), at: 0)
    }
    return .object(members + [JSON.Member("explanations", explanations)])
  }
}

extension JSON {
  /// The member of an object, the last where a key stands twice.
  fileprivate func member(_ key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }
}
