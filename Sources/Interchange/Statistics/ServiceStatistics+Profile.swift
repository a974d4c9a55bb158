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
        common: common, distinctCount: column.distinct.estimate.rounded(),
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

  /// All values in order of their text, where there are at most so many and the count is exact.
  func smallDomain(atMost limit: Int) -> [String]? {
    guard let distinct = categories.distinct, (1...limit).contains(distinct) else { return nil }
    return categories.categories.map { String(decoding: $0.text, as: UTF8.self) }.sorted()
  }
}
