import Engine
import Statistics

extension ServiceStatistics {
  /// Takes what can be used of a document; the rest is in `remarks`.
  ///
  /// - Throws: where it is no such file: no object, or one without a list of features.
  package init(_ json: JSON) throws(ForeignFile) {
    guard case .object(let members) = json else {
      throw ForeignFile("this is no statistics.json: an object is wanted")
    }
    guard case .array? = members.last(where: { $0.key == "features" })?.value else {
      throw ForeignFile("this is no statistics.json of data quality: it has no list of features")
    }
    var reader = FieldReader()
    let file =
      reader.object(json, "", known: ["version", "dataset", "features"])
      ?? FieldReader.Object(path: "", values: [:])
    version = reader.number("version", of: file) ?? 0
    itemCount = reader.object("dataset", of: file, known: ["item_count"]).flatMap {
      reader.count("item_count", of: $0)
    }
    var features: [Feature] = []
    let items = itemCount
    reader.features(
      of: file, known: ["name", "inferred_type", "numerical_statistics", "string_statistics"]
    ) { reader, object, name in
      features.append(reader.statistics(object, name, items: items))
    }
    self.features = features
    remarks = reader.remarks
  }
}

extension FieldReader {
  fileprivate mutating func statistics(
    _ object: Object, _ name: String, items: Int?
  ) -> ServiceStatistics.Feature {
    var feature = ServiceStatistics.Feature(name: name)
    feature.inferredType = inferredType(of: object)
    let has = { (key: String) in object.values[key].map { $0 != .null } ?? false }
    if !has("numerical_statistics"), !has("string_statistics") {
      let isNumeric = feature.inferredType == .integral || feature.inferredType == .fractional
      note(isNumeric ? "numerical_statistics" : "string_statistics", .missing)
    }
    feature.numerical = self.object(
      "numerical_statistics", of: object,
      known: ["common", "mean", "sum", "std_dev", "min", "max", "distribution"], .optional
    ).map { numerical($0) }
    feature.string = self.object(
      "string_statistics", of: object, known: ["common", "distinct_count", "distribution"],
      .optional
    ).map { strings($0) }
    if let items, let common = feature.common, let present = common.present,
      let missing = common.missing, present + missing != items
    {
      note(
        "common", .inconsistent("\(present) present and \(missing) missing are not \(items) items"))
    }
    return feature
  }

  /// The type's word; `Boolean` is none of the service's, but of the library below it.
  mutating func inferredType(of object: Object) -> InferredType? {
    guard let word = text("inferred_type", of: object) else { return nil }
    if let type = InferredType(rawValue: word) { return type }
    note(
      "inferred_type",
      .unusable(wanted: InferredType.allCases.map(\.rawValue).joined(separator: ", ")))
    return nil
  }

  private mutating func common(_ parent: Object) -> ServiceStatistics.Common? {
    guard let object = object("common", of: parent, known: ["num_present", "num_missing"]) else {
      return nil
    }
    return ServiceStatistics.Common(
      present: count("num_present", of: object), missing: count("num_missing", of: object))
  }

  // MARK: Numbers

  private mutating func numerical(_ object: Object) -> ServiceStatistics.Numerical {
    ServiceStatistics.Numerical(
      common: common(object), mean: number("mean", of: object), sum: number("sum", of: object),
      standardDeviation: number("std_dev", of: object), minimum: number("min", of: object),
      maximum: number("max", of: object), sketch: sketch(object))
  }

  /// The sketch; buckets are not read, since they follow from it.
  private mutating func sketch(_ parent: Object) -> QuantileSketch? {
    guard let distribution = object("distribution", of: parent, known: ["kll"]),
      let kll = object("kll", of: distribution, known: ["buckets", "sketch"]),
      let sketch = object("sketch", of: kll, known: ["parameters", "data"])
    else { return nil }
    let parameters = object("parameters", of: sketch, known: ["c", "k"])
    let k = parameters.flatMap { number("k", of: $0, in: 1...65_536) }
    let c = parameters.flatMap { number("c", of: $0, in: Double.leastNonzeroMagnitude...1) }
    guard let data = list("data", of: sketch) else { return nil }
    let path = sketch.path(of: "data")
    if data.count > QuantileSketch.mostLevels {
      let most = QuantileSketch.mostLevels
      note(path, .inconsistent("\(data.count) levels: only the lowest \(most) are used"))
    }
    var levels: [[Double]] = []
    var unusable = 0
    for level in data.prefix(QuantileSketch.mostLevels) {
      guard case .array(let items) = level else {
        note(path + "[\(levels.count)]", .unusable(wanted: "a list of numbers"))
        levels.append([])
        continue
      }
      let numbers = items.compactMap(\.finiteNumber)
      unusable += items.count - numbers.count
      levels.append(numbers)
    }
    if unusable > 0 {
      note(path, .inconsistent("\(unusable) items are no finite numbers: ignored"))
    }
    return QuantileSketch(
      levels: levels, k: k.flatMap { Int(exactly: $0) } ?? 2048, c: c ?? 0.64)
  }

  // MARK: Strings

  private mutating func strings(_ object: Object) -> ServiceStatistics.Strings {
    ServiceStatistics.Strings(
      common: common(object), distinctCount: number("distinct_count", of: object),
      categories: categories(object))
  }

  /// Listed only where there are few.
  private mutating func categories(_ parent: Object) -> [ServiceStatistics.Category]? {
    guard let distribution = object("distribution", of: parent, known: ["categorical"], .optional),
      let categorical = object("categorical", of: distribution, known: ["buckets"]),
      let buckets = list("buckets", of: categorical)
    else { return nil }
    let path = categorical.path(of: "buckets")
    var result: [ServiceStatistics.Category] = []
    for (index, json) in buckets.enumerated() {
      guard let bucket = object(json, path + "[\(index)]", known: ["value", "count"]),
        let value = text("value", of: bucket), let count = count("count", of: bucket)
      else { continue }
      result.append(ServiceStatistics.Category(value: value, count: count))
    }
    return result
  }
}
