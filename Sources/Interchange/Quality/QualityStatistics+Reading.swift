import Engine

extension QualityStatistics {
  /// Takes what can be used of a document; the rest is in `remarks`.
  ///
  /// - Throws: where it is no such file: no object, or one without the metrics of a kind of model.
  package init(_ json: JSON) throws(ForeignFile) {
    let kind = try ModelTask.Kind(of: json, "statistics.json", by: \.statisticsKey)
    var reader = FieldReader()
    let file =
      reader.object(json, "", known: ["version", "dataset", kind.statisticsKey])
      ?? FieldReader.Object(path: "", values: [:])
    self.init(
      kind: kind, dataset: reader.dataset(file), metrics: [],
      version: reader.number("version", of: file) ?? 0)
    metrics = reader.members(kind.statisticsKey, of: file).map { name, json, path in
      reader.metric(name, json, path, kind)
    }
    remarks = reader.remarks
  }
}

extension FieldReader {
  fileprivate mutating func dataset(_ file: Object) -> QualityStatistics.Dataset {
    guard
      let object = object(
        "dataset", of: file, known: ["item_count", "start_time", "end_time", "evaluation_time"])
    else { return QualityStatistics.Dataset() }
    return QualityStatistics.Dataset(
      itemCount: count("item_count", of: object),
      startTime: text("start_time", of: object, .optional),
      endTime: text("end_time", of: object, .optional),
      evaluationTime: text("evaluation_time", of: object, .optional))
  }

  fileprivate mutating func metric(
    _ name: String, _ json: JSON, _ path: String, _ kind: ModelTask.Kind
  ) -> QualityStatistics.Metric {
    let known = kind.serviceMetric(name)
    if known == nil {
      note(path, .inconsistent("no metric of a \(kind.rawValue) model: kept, and read by no rule"))
    }
    guard json.has("value"), known == nil || known?.form == .number else {
      if known?.form == .number {
        note(path + ".value", .missing)
      }
      return QualityStatistics.Metric(name, .structure(json))
    }
    guard let object = object(json, path, known: ["value", "standard_deviation"]),
      let value = number("value", of: object)
    else { return QualityStatistics.Metric(name, .structure(json)) }
    let deviation = number("standard_deviation", of: object, .optional)
    if let deviation, deviation < 0 {
      note(
        object.path(of: "standard_deviation"), .unusable(wanted: "a number from 0 up, or \"NaN\""))
    }
    return QualityStatistics.Metric(name, .number(value, deviation: deviation))
  }
}
