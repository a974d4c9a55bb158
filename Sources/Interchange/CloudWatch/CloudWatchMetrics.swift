import Engine

/// What Amazon SageMaker Model Monitor publishes to CloudWatch, as documents in its embedded metric
/// format: a line of a log each, from which CloudWatch takes the metrics.
///
/// Source: Amazon CloudWatch, "Specification: Embedded metric format"; its statistic sets are those
/// that the exporter of AWS's OpenTelemetry collector writes.
package struct CloudWatchMetrics: Sendable {
  /// Whose metrics they are.
  package struct Dimensions: Sendable {
    /// Nil for batch transform, which has no endpoint.
    package let endpoint: String?
    package let schedule: String

    package init(endpoint: String?, schedule: String) {
      self.endpoint = endpoint
      self.schedule = schedule
    }

    fileprivate var members: [JSON.Member] {
      (endpoint.map { [JSON.Member("Endpoint", .string($0))] } ?? [])
        + [JSON.Member("MonitoringSchedule", .string(schedule))]
    }

    fileprivate func namespace(_ kind: String) -> String {
      "aws/sagemaker/\(endpoint == nil ? "ModelMonitoring" : "Endpoints")/\(kind)"
    }
  }

  /// Each an object that stands on a line of its own.
  package let documents: [JSON]

  /// Metrics of a document at most.
  static let most = 100

  /// - Parameters:
  ///   - statistics: of the window's columns; nil where model quality alone is asked for.
  ///   - violations: how many the service would list.
  ///   - time: of the samples, seconds since 1970-01-01T00:00:00Z.
  package init(
    _ window: CheckReport.Window, statistics: ServiceStatistics?, violations: Int,
    of dimensions: Dimensions, at time: Double
  ) {
    let total = Sample(
      name: "total_number_of_violations", unit: "Count", value: .integer(violations))
    let model = CloudWatchMetrics.model(window)
    let groups =
      if let statistics {
        [
          ("data-metrics", [total] + CloudWatchMetrics.data(window, statistics)),
          ("model-metrics", model),
        ]
      } else {
        [("model-metrics", [total] + model)]
      }
    documents = groups.flatMap { kind, metrics in
      stride(from: 0, to: metrics.count, by: CloudWatchMetrics.most).map { start in
        CloudWatchMetrics.document(
          metrics[start..<min(start + CloudWatchMetrics.most, metrics.count)],
          namespace: dimensions.namespace(kind), dimensions.members, time)
      }
    }
  }

  private struct Sample {
    let name: String
    var unit = "None"
    let value: JSON
  }

  private static func document(
    _ samples: ArraySlice<Sample>, namespace: String, _ dimensions: [JSON.Member], _ time: Double
  ) -> JSON {
    let directive = JSON.object([
      "Namespace": .string(namespace),
      "Dimensions": .array([.array(dimensions.map { .string($0.key) })]),
      "Metrics": .array(
        samples.map { .object(["Name": .string($0.name), "Unit": .string($0.unit)]) }),
    ])
    let header = JSON.object([
      "Timestamp": .integer(milliseconds(time)), "CloudWatchMetrics": .array([directive]),
    ])
    return .object(
      [JSON.Member("_aws", header)] + dimensions + samples.map { JSON.Member($0.name, $0.value) })
  }

  /// Times that no calendar holds are at its end.
  private static func milliseconds(_ time: Double) -> Int {
    Int(max(0, min(time * 1_000, 253_402_300_799_000)).rounded())
  }

  /// Infinities as the service publishes them; CloudWatch takes no NaN.
  private static func number(_ value: Double?) -> JSON? {
    guard let value, !value.isNaN else { return nil }
    return .number(max(-greatest, min(value, greatest)))
  }

  /// The largest magnitude that CloudWatch takes, 2³⁶⁰.
  private static let greatest = 2.348542582773833e108

  // MARK: Data

  private static func data(
    _ window: CheckReport.Window, _ statistics: ServiceStatistics
  ) -> [Sample] {
    var samples: [Sample] = []
    var drifts: [String: Double] = [:]
    for verdict in window.verdicts where verdict.segment.isEmpty {
      guard let column = verdict.column, drifts[column] == nil,
        verdict.decision?.call?.signature.name == "drift", let value = verdict.value?.number
      else { continue }
      drifts[column] = value
    }
    for feature in statistics.features {
      if let set = feature.numerical?.statisticSet {
        samples.append(Sample(name: "feature_data_\(feature.name)", value: set))
      }
      if let common = feature.common, let present = common.present, let missing = common.missing,
        present + missing > 0
      {
        let share = Double(present) / Double(present + missing) * 100
        samples.append(
          Sample(name: "feature_non_null_\(feature.name)", unit: "Percent", value: .number(share)))
      }
      if let drift = number(drifts[feature.name]) {
        samples.append(Sample(name: "feature_baseline_drift_\(feature.name)", value: drift))
      }
    }
    return samples
  }

  // MARK: Model

  /// Metrics of a model's quality that rules look at, by the service's names, and what rule files
  /// declare as `metric`, by theirs.
  private static func model(_ window: CheckReport.Window) -> [Sample] {
    var seen: Set = ["_aws", "Endpoint", "MonitoringSchedule"]
    var samples: [Sample] = []
    let judged = window.verdicts.filter { $0.segment.isEmpty }.map { verdict in
      (name: verdict.decision?.call.flatMap(ModelQualityName.of), value: verdict.value?.number)
    }
    let declared = window.metrics.map { (name: Optional($0.name), value: $0.value.number) }
    for (name, value) in judged + declared {
      guard let name, let value = number(value), seen.insert(name).inserted else { continue }
      samples.append(Sample(name: name, value: value))
    }
    return samples
  }
}

extension ServiceStatistics.Numerical {
  /// `{"Max": …, "Min": …, "Count": …, "Sum": …}`
  fileprivate var statisticSet: JSON? {
    guard let common, let present = common.present, present > 0, let minimum, let maximum, let sum,
      minimum.isFinite, maximum.isFinite, sum.isFinite
    else { return nil }
    return .object([
      "Max": .number(maximum), "Min": .number(minimum), "Count": .integer(present),
      "Sum": .number(sum),
    ])
  }
}
