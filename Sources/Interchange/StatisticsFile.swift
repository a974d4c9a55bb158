import Engine
import Statistics

/// `statistics.json` in the shape that Amazon SageMaker Model Monitor writes.
package enum StatisticsFile {
  /// Categories of a text column that are listed.
  private static let mostCategories = 100

  package static func json(_ profile: DatasetProfile) -> JSON {
    .object([
      "version": .number(0),
      "dataset": .object(["item_count": .integer(profile.records)]),
      "features": .array(profile.columns.map(feature)),
    ])
  }

  private static func feature(_ column: ColumnProfile) -> JSON {
    let common = JSON.object([
      "num_present": .integer(column.types.present), "num_missing": .integer(column.types.missing),
    ])
    let isNumeric = column.type?.isNumeric ?? false
    return .object([
      "name": .string(column.name),
      "inferred_type": .string(column.serviceType),
      "numerical_statistics": isNumeric ? numerical(column, common) : nil,
      "string_statistics": isNumeric ? nil : string(column, common),
    ])
  }

  private static func numerical(_ column: ColumnProfile, _ common: JSON) -> JSON {
    let moments = column.moments
    let low = moments.minimum ?? .nan
    let high = moments.maximum ?? .nan
    let counts = column.quantiles.buckets(low: low, high: high)
    let edge = { (index: Int) in low + (high - low) * Double(index) / 10.0 }
    let buckets = counts.enumerated().map { index, count in
      JSON.object([
        "lower_bound": .number(edge(index)), "upper_bound": .number(edge(index + 1)),
        "count": .number(Double(count)),
      ])
    }
    return .object([
      "common": common,
      "mean": .number(moments.mean ?? .nan), "sum": .number(moments.sum),
      "std_dev": .number(moments.standardDeviation ?? .nan),
      "min": .number(low), "max": .number(high),
      "distribution": .object([
        "kll": .object([
          "buckets": .array(buckets),
          "sketch": .object([
            "parameters": .object(["c": .number(0.64), "k": .number(2048)]),
            "data": .array(
              column.quantiles.levels.map { .array($0.map { .number($0) }) }),
          ]),
        ])
      ]),
    ])
  }

  private static func string(_ column: ColumnProfile, _ common: JSON) -> JSON {
    let categories = column.categories.categories.prefix(mostCategories)
    return .object([
      "common": common,
      "distinct_count": .number(column.distinct.estimate.rounded()),
      "distribution": .object([
        "categorical": .object([
          "buckets": .array(
            categories.map { category in
              .object([
                "value": .string(String(decoding: category.text, as: UTF8.self)),
                "count": .integer(category.count),
              ])
            })
        ])
      ]),
    ])
  }
}

extension ColumnProfile {
  /// The service's word for the column's type; booleans and timestamps are its strings.
  var serviceType: String {
    switch types.inferred {
    case .boolean: InferredType.string.rawValue
    default: types.inferred.rawValue
    }
  }
}
