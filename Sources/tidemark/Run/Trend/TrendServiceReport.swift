import Engine
import Interchange
import Statistics

/// What a report of SageMaker Model Monitor says of metrics: its `statistics.json`, and the violations
/// beside it.
struct TrendServiceReport {
  private let path: String
  private let start: Double?
  private let end: Double?
  private let records: Int?
  /// Metrics of model quality.
  private var quality: [String: Double] = [:]
  /// Statistics of data quality.
  private var statistics: ServiceStatistics?
  private let violations: [[String: JSON]]

  /// Nil where the file is no `statistics.json` of the service.
  init?(_ path: String) throws {
    let fields = try Files.json(path).fields
    guard fields["summary"] == nil, let file = try ServiceFiles.statistics(path) else { return nil }
    self.path = path
    switch file {
    case .data(let found): statistics = found
    case .quality(let found):
      for metric in found.metrics {
        if case .number(let value, _) = metric.content { quality[metric.name] = value }
      }
    }
    let dataset = fields["dataset"]?.fields ?? [:]
    records = dataset["item_count"]?.double.flatMap { Int(exactly: $0) }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    if let date = TrendServiceReport.date(folder) {
      (start, end) = (date.lowerBound, date.upperBound)
    } else {
      start = dataset["start_time"]?.seconds ?? dataset["evaluation_time"]?.seconds
      end = dataset["end_time"]?.seconds
    }
    let beside = path.dropLast("statistics.json".count) + "constraint_violations.json"
    let hasViolations = path.hasSuffix("statistics.json") && Files.exists(String(beside))
    violations =
      hasViolations
      ? try Files.json(String(beside)).fields["violations"]?.items.map(\.fields) ?? [] : []
  }

  /// What it has values of.
  var names: Set<String> {
    Set(quality.keys).union(statistics?.features.map { "mean(\($0.name))" } ?? [])
  }

  /// The time that the folder says, `…/2020-03-16` or `…/2020/03/16/12`: reports of old data bear the
  /// time of the run.
  static func date(_ folder: String) -> Range<Double>? {
    let parts = folder.split(separator: "/")
    if let last = parts.last, let day = Timestamp.seconds(of: String(last)), last.count == 10 {
      return day..<day + 86_400
    }
    guard parts.count >= 4 else { return nil }
    let date = parts.suffix(4)
    let text = date.prefix(3).joined(separator: "-")
    guard let hour = date.last, hour.count == 2,
      let start = Timestamp.seconds(of: "\(text)T\(hour):00Z")
    else { return nil }
    return start..<start + 3_600
  }

  /// The metric's value; nil where the report is of other things.
  func point(_ metric: TrendMetric, _ baseline: TrendBaseline?) -> TrendPoint? {
    var point = TrendPoint(start: start, end: end, source: path)
    point.records = records
    if let name = quality.keys.first(where: metric.isOf) {
      point.value = quality[name]
      let printed = printed(name)
      if let limit = baseline?.limits[name] ?? printed {
        point.limit = limit.value
        point.operation = limit.operation
      }
      point.isViolated = printed != nil
      return point
    }
    guard let statistics else { return nil }
    if let column = metric.column(of: "drift"),
      statistics.features.contains(where: { $0.name == column })
    {
      return drift(column, point, baseline)
    }
    guard let value = value(metric, statistics, baseline) else { return nil }
    point.value = value.number
    if case .unknown(let reason) = value { point.unknown = reason.rawValue }
    return point
  }

  /// The distance as the service printed it; computed where it printed none and a baseline is at hand.
  private func drift(
    _ column: String, _ base: TrendPoint, _ baseline: TrendBaseline?
  ) -> TrendPoint {
    var point = base
    let words =
      violations.first {
        $0["feature_name"]?.words == column
          && $0["constraint_check_type"]?.words == "baseline_drift_check"
      }.flatMap { $0["description"]?.words }?.split(separator: " ") ?? []
    // `Baseline drift distance: 0.26 exceeds threshold: 0.1`
    let numbers = words.compactMap { Double($0) }
    if numbers.count == 2 {
      point.value = numbers[0]
      point.limit = numbers[1]
      point.operation = ">"
      point.isViolated = true
      return point
    }
    point.isViolated = false
    point.limit = baseline?.driftLimit
    point.operation = point.limit == nil ? nil : ">"
    let asPrinted = TrendMetric("drift(`\(column)`, method: sagemaker_robust)")
    if let statistics, case .number(let value)? = value(asPrinted, statistics, baseline) {
      point.value = value.value
    } else {
      point.unknown = "not violated, and the report prints no distance"
    }
    return point
  }

  private func value(
    _ metric: TrendMetric, _ statistics: ServiceStatistics, _ baseline: TrendBaseline?
  ) -> MetricValue? {
    metric.value(
      statistics.gathered, { statistics.gathered(answering: $0) }, baseline?.gathered)
  }

  /// The limit that a violation prints: `Metric mae with 48.7 was GreaterThanThreshold '38.3'`.
  private func printed(_ name: String) -> (value: Double, operation: String)? {
    guard
      let violation = violations.first(where: { $0["metric_name"]?.words == name }),
      let words = violation["description"]?.words?.split(separator: " "),
      let last = words.last, let limit = Double(last.filter { $0 != "'" })
    else { return nil }
    let isAbove = violation["constraint_check_type"]?.words == "GreaterThanThreshold"
    return (limit, isAbove ? ">" : "<")
  }
}
