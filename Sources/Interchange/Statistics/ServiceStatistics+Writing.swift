import Engine
import Statistics

extension ServiceStatistics {
  /// The document in the service's shape; buckets are computed from the sketch.
  package var json: JSON {
    .object([
      "version": .number(version),
      "dataset": itemCount.map { .object(["item_count": .integer($0)]) },
      "features": .array(features.map(\.json)),
    ])
  }
}

extension ServiceStatistics.Feature {
  package var json: JSON {
    .object([
      "name": .string(name),
      "inferred_type": inferredType.map { .string($0.rawValue) },
      "numerical_statistics": numerical?.json,
      "string_statistics": string?.json,
    ])
  }
}

extension ServiceStatistics.Common {
  fileprivate var json: JSON {
    .object([
      "num_present": present.map { .integer($0) }, "num_missing": missing.map { .integer($0) },
    ])
  }
}

extension ServiceStatistics.Numerical {
  fileprivate var json: JSON {
    .object([
      "common": common?.json, "mean": mean.map { .number($0) }, "sum": sum.map { .number($0) },
      "std_dev": standardDeviation.map { .number($0) }, "min": minimum.map { .number($0) },
      "max": maximum.map { .number($0) },
      "distribution": sketch.map { sketch in
        .object([
          "kll": .object([
            "buckets": buckets(sketch),
            "sketch": .object([
              "parameters": .object([
                "c": .number(sketch.parameters.c), "k": .number(Double(sketch.parameters.k)),
              ]),
              "data": .array(sketch.levels.map { .array($0.map { .number($0) }) }),
            ]),
          ])
        ])
      },
    ])
  }

  /// Ten bins of one width between the least and the greatest value; nil where those are not known.
  private func buckets(_ sketch: QuantileSketch) -> JSON? {
    guard let low = minimum, let high = maximum, low.isFinite, high.isFinite else { return nil }
    // In the service's order of operations, so that the bounds agree bit for bit.
    let edge = { (index: Int) in low + (high - low) * Double(index) / 10.0 }
    return .array(
      sketch.buckets(low: low, high: high).enumerated().map { index, count in
        .object([
          "lower_bound": .number(edge(index)), "upper_bound": .number(edge(index + 1)),
          "count": .number(Double(count)),
        ])
      })
  }
}

extension ServiceStatistics.Strings {
  fileprivate var json: JSON {
    .object([
      "common": common?.json, "distinct_count": distinctCount.map { .number($0) },
      "distribution": categories.map { categories in
        .object([
          "categorical": .object([
            "buckets": .array(
              categories.map {
                .object(["value": .string($0.value), "count": .integer($0.count)])
              })
          ])
        ])
      },
    ])
  }
}
