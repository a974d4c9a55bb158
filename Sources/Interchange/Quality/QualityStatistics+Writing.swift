import Engine

extension QualityStatistics {
  /// The document in the service's shape.
  package var json: JSON {
    .object([
      JSON.Member("version", .number(version)), JSON.Member("dataset", dataset.json),
      JSON.Member(kind.statisticsKey, .object(metrics.map { JSON.Member($0.name, $0.json) })),
    ])
  }
}

extension QualityStatistics.Dataset {
  fileprivate var json: JSON {
    .object([
      "item_count": itemCount.map { .integer($0) }, "start_time": startTime.map(JSON.string),
      "end_time": endTime.map(JSON.string), "evaluation_time": evaluationTime.map(JSON.string),
    ])
  }
}

extension QualityStatistics.Metric {
  fileprivate var json: JSON {
    switch content {
    case .number(let value, let deviation):
      .object([
        "value": .number(value), "standard_deviation": deviation.map { .number($0) },
      ])
    case .structure(let json): json
    }
  }
}
