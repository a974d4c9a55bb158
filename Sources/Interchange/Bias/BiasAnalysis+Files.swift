import Engine

extension JSON {
  /// Whether it is an `analysis.json` with bias metrics, by its keys.
  package var isBiasAnalysis: Bool { BiasAnalysis.Stage.allCases.contains { has($0.rawValue) } }
}

extension BiasAnalysis {
  /// Takes what can be used of a document; the rest is in `remarks`.
  ///
  /// - Throws: where it is no such file: no object, or one without bias metrics.
  package init(_ json: JSON) throws(ForeignFile) {
    guard json.isBiasAnalysis else {
      throw ForeignFile(
        "this is no analysis.json with bias metrics: it has neither "
          + Stage.allCases.map(\.rawValue).joined(separator: " nor "))
    }
    var reader = FieldReader()
    let stages = Stage.allCases.map(\.rawValue)
    // Explanations may stand in the same file.
    let file =
      reader.object(json, "", known: ["version", "explanations"] + stages)
      ?? FieldReader.Object(path: "", values: [:])
    self.init(version: reader.text("version", of: file) ?? "1.0", parts: [])
    parts = Stage.allCases.compactMap { reader.part($0, file) }
    remarks = reader.remarks
  }

  /// The document in the service's shape.
  package var json: JSON { json(within: nil) }

  /// The same.
  ///
  /// - Parameter former: an `analysis.json` whose other parts stay.
  package func json(within former: JSON?) -> JSON {
    var members = [JSON.Member("version", .string(version))]
    for part in parts {
      var facets: [JSON.Member] = []
      for facet in part.facets where !facets.contains(where: { $0.key == facet.column }) {
        let same = part.facets.filter { $0.column == facet.column }
        facets.append(JSON.Member(facet.column, .array(same.map(\.json))))
      }
      members.append(
        JSON.Member(
          part.stage.rawValue,
          .object([
            "label": .string(part.label), "facets": .object(facets),
            "label_value_or_threshold": part.positive.map(JSON.string),
          ])))
    }
    if case .object(let known)? = former {
      let replaced = ["version"] + Stage.allCases.map(\.rawValue)
      members += known.filter { !replaced.contains($0.key) }
    }
    return .object(members)
  }
}

extension BiasAnalysis.Facet {
  fileprivate var json: JSON {
    .object([
      "value_or_threshold": .string(value),
      "metrics": .array(
        metrics.map {
          .object([
            "name": .string($0.kind.rawValue), "description": .string($0.kind.description),
            "value": $0.value.map { .number($0) } ?? .null, "error": $0.error.map(JSON.string),
          ])
        }),
    ])
  }
}

extension FieldReader {
  fileprivate mutating func part(
    _ stage: BiasAnalysis.Stage, _ file: Object
  ) -> BiasAnalysis.Part? {
    guard
      let object = object(
        stage.rawValue, of: file, known: ["label", "facets", "label_value_or_threshold"],
        .optional),
      let label = text("label", of: object)
    else { return nil }
    let positive = text("label_value_or_threshold", of: object, .optional)
    var facets: [BiasAnalysis.Facet] = []
    for (column, json, path) in members("facets", of: object) {
      guard case .array(let entries) = json else {
        note(path, .unusable(wanted: "a list"))
        continue
      }
      for (index, entry) in entries.enumerated() {
        if let facet = facet(column, entry, "\(path)[\(index)]", stage) { facets.append(facet) }
      }
    }
    return BiasAnalysis.Part(stage: stage, label: label, positive: positive, facets: facets)
  }

  private mutating func facet(
    _ column: String, _ json: JSON, _ path: String, _ stage: BiasAnalysis.Stage
  ) -> BiasAnalysis.Facet? {
    guard let object = object(json, path, known: ["value_or_threshold", "metrics"]),
      let value = text("value_or_threshold", of: object)
    else { return nil }
    var metrics: [BiasAnalysis.Metric] = []
    for (index, entry) in (list("metrics", of: object) ?? []).enumerated() {
      let place = "\(path).metrics[\(index)]"
      guard
        let object = self.object(entry, place, known: ["name", "description", "value", "error"]),
        let name = text("name", of: object)
      else { continue }
      guard let kind = BiasMetricName(rawValue: name), kind.stage == stage else {
        note(place + ".name", .inconsistent("\(name) is none of the \(stage.rawValue): ignored"))
        continue
      }
      guard !metrics.contains(where: { $0.kind == kind }) else {
        note(place + ".name", .inconsistent("a second \(name): ignored"))
        continue
      }
      let error = text("error", of: object, .optional)
      let number = number("value", of: object, error == nil ? .required : .optional)
      metrics.append(
        BiasAnalysis.Metric(kind, value: number.flatMap { $0.isNaN ? nil : $0 }, error: error))
    }
    return BiasAnalysis.Facet(column: column, value: value, metrics: metrics)
  }
}
