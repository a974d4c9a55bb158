import Engine
import Statistics

extension ServiceStatistics {
  /// Categories of a text column that are listed.
  private static let mostCategories = 100

  /// What a profile came to, as the service would print it.
  package init(_ profile: DatasetProfile) {
    version = 0
    itemCount = profile.records
    features = profile.columns.map(ServiceStatistics.feature)
  }

  private static func feature(_ column: ColumnProfile) -> Feature {
    var feature = Feature(name: column.name, inferredType: column.serviceType)
    let common = Common(present: column.types.present, missing: column.types.missing)
    if column.type?.isNumeric ?? false {
      let moments = column.moments
      feature.numerical = Numerical(
        common: common, mean: moments.mean, sum: moments.sum,
        standardDeviation: moments.standardDeviation, minimum: moments.minimum,
        maximum: moments.maximum, sketch: column.quantiles)
    } else {
      feature.string = Strings(
        common: common, distinctCount: column.distinct.estimate,
        categories: column.categories.categories.prefix(mostCategories).map {
          Category(value: String(decoding: $0.text, as: UTF8.self), count: $0.count)
        })
    }
    return feature
  }
}

extension ColumnProfile {
  /// The service's word for the column's type; booleans and timestamps are its strings.
  var serviceType: InferredType { types.inferred == .boolean ? .string : types.inferred }

  /// All values in order of their text, where there are at most so many, the count is exact, and each
  /// category is spelled as its cells are: a set holds spellings.
  func smallDomain(atMost limit: Int) -> [String]? {
    guard let distinct = categories.distinct, (1...limit).contains(distinct) else { return nil }
    var whole = 0
    var values: [String] = []
    for (text, count) in categories.categories {
      let value = String(decoding: text, as: UTF8.self)
      // Of a longer text the category holds the beginning alone.
      guard text.count < ColumnProfile.longestValue, value.utf8.elementsEqual(text) else {
        return nil
      }
      if CellParser.parse(text).0 == .integral { whole += count }
      values.append(value)
    }
    // More cells under whole numbers than are spelled so: some are `1.0`, which counts under `1`.
    guard whole <= types[.integral] else { return nil }
    return values.sorted()
  }

  /// Bytes; a category of fewer is no cut text.
  private static let longestValue = 1000
}
