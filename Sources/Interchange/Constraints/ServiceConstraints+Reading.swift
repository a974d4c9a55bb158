import Engine

extension ServiceConstraints {
  /// Takes what can be used of a document; the rest is in `remarks`.
  ///
  /// - Throws: where it is no such file: no object, or one without a list of features.
  package init(_ json: JSON) throws(ForeignFile) {
    guard case .object(let members) = json else {
      throw ForeignFile("this is no constraints.json: an object is wanted")
    }
    guard case .array? = members.last(where: { $0.key == "features" })?.value else {
      throw ForeignFile("this is no constraints.json of data quality: it has no list of features")
    }
    var reader = FieldReader()
    let file =
      reader.object(json, "", known: ["version", "features", "monitoring_config"])
      ?? FieldReader.Object(path: "", values: [:])
    version = reader.number("version", of: file) ?? 0
    monitoring = reader.object(
      "monitoring_config", of: file, known: FieldReader.configKeys
    ).map { reader.config($0) }
    var features: [Feature] = []
    reader.features(
      of: file,
      known: ["name", "inferred_type", "completeness", "num_constraints", "string_constraints"]
        + FieldReader.overrideKeys
    ) { reader, object, name in
      features.append(reader.constraints(object, name))
    }
    self.features = features
    remarks = reader.remarks
  }
}

extension FieldReader {
  fileprivate static let overrideKeys = [
    "monitoringConfigOverrides", "monitoring_config_overrides",
  ]

  fileprivate mutating func constraints(
    _ object: Object, _ name: String
  ) -> ServiceConstraints.Feature {
    var feature = ServiceConstraints.Feature(name: name)
    feature.inferredType = inferredType(of: object)
    feature.completeness = number("completeness", of: object, in: 0...1)
    if let numbers = self.object(
      "num_constraints", of: object, known: ["is_non_negative"], .optional)
    {
      feature.isNonNegative = boolean("is_non_negative", of: numbers, .optional)
    }
    if let strings = self.object(
      "string_constraints", of: object, known: ["domains"] + FieldReader.overrideKeys, .optional)
    {
      feature.domains = domains(strings)
      // The service's own kit puts a string feature's overrides here.
      readOverrides(strings, into: &feature.overrides)
    }
    readOverrides(object, into: &feature.overrides)
    return feature
  }

  private mutating func domains(_ object: Object) -> [String]? {
    guard let list = list("domains", of: object, .optional) else { return nil }
    var result: [String] = []
    for (index, json) in list.enumerated() {
      if case .string(let text) = json {
        result.append(text)
      } else {
        note(object.path(of: "domains") + "[\(index)]", .unusable(wanted: "a string"))
      }
    }
    return result
  }

  private mutating func readOverrides(_ object: Object, into overrides: inout MonitoringConfig?) {
    for key in FieldReader.overrideKeys {
      guard
        let inner = self.object(key, of: object, known: FieldReader.configKeys, .optional)
      else { continue }
      overrides = (overrides ?? MonitoringConfig()).overridden(by: config(inner))
    }
  }
}
