import Engine
import Foundation
import Language
import Outputs
import Store

/// Collects what runs say of some metrics.
struct TrendReading {
  private let metrics: [TrendMetric]
  private let baseline: TrendBaseline?
  /// Points by metric and segment, in the order of the runs.
  private var points: [Key: [TrendPoint]] = [:]
  private var order: [Key] = []
  /// What else runs hold, for a name that none has.
  private var others: Set<String> = []

  private struct Key: Hashable {
    let metric: Int
    let segment: History.Segment
  }

  init(_ metrics: [TrendMetric], baseline: TrendBaseline?) {
    self.metrics = metrics
    self.baseline = baseline
  }

  /// Adds the runs of a path: a run or report, a folder of them, a history.
  mutating func add(_ path: String) throws {
    guard Files.exists(path) else {
      throw CommandFailure.arguments("\(path): there is no such file or folder")
    }
    guard Files.isFolder(path) else {
      if path.hasSuffix(".json") { return try addFile(path) }
      return try addHistory(path)
    }
    let files = TrendReading.files(below: path)
    guard !files.isEmpty else {
      throw CommandFailure.arguments(
        "\(path): no run is in this folder: `check --out` writes verdicts.json, and SageMaker statistics.json"
      )
    }
    for file in files { try addFile(file) }
  }

  /// The files of runs and reports, in order of path.
  private static func files(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      ["verdicts.json", "statistics.json"].contains { name == $0 || name.hasSuffix("/" + $0) }
    }.map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func addFile(_ path: String) throws {
    if let report = try TrendServiceReport(path) {
      for (index, metric) in metrics.enumerated() {
        if let point = report.point(metric, baseline) { add(point, index, []) }
      }
      others.formUnion(report.names)
    } else {
      let run = try TrendRun(path)
      for (index, metric) in metrics.enumerated() {
        for (segment, point) in run.points(metric) { add(point, index, segment) }
      }
      others.formUnion(run.names)
    }
  }

  private mutating func addHistory(_ path: String) throws {
    let trends: [StoredTrend]
    do throws(HistoryFailure) {
      trends = try HistoryFile(reading: path).trends(path)
    } catch {
      let message = error.message
      throw error.kind == .unusable
        ? CommandFailure.arguments(message) : CommandFailure.data(message)
    }
    others.formUnion(trends.map { TrendMetric.written($0.name) })
    for (index, metric) in metrics.enumerated() {
      var found = TrendPoints<HistoryPlace>()
      for trend in trends where metric.isOf(trend.name) {
        for (position, point) in trend.points {
          found.add(
            point,
            HistoryPlace(
              monitor: trend.monitor, shape: trend.shape, segment: trend.segment,
              position: position))
        }
      }
      if found.inOrder.isEmpty {
        Console.error("warning: \(path) has no values of \(metric.text)")
      }
      for (place, point) in found.inOrder.sorted(by: { $0.key.position < $1.key.position }) {
        add(point, index, place.segment)
      }
    }
  }

  /// A window of a history, and the segment that a value is of.
  private struct HistoryPlace: Hashable {
    let monitor: String
    let shape: String
    let segment: History.Segment
    let position: Int
  }

  private mutating func add(_ point: TrendPoint, _ metric: Int, _ segment: History.Segment) {
    let key = Key(metric: metric, segment: segment)
    if points[key] == nil { order.append(key) }
    points[key, default: []].append(point)
  }

  /// - Throws: where no run has a metric.
  func series() throws -> [TrendSeries] {
    for (index, metric) in metrics.enumerated() where !order.contains(where: { $0.metric == index })
    {
      let near = Spelling.nearest(to: metric.text, among: others.sorted())
      let known = others.sorted().prefix(12).joined(separator: ", ")
      throw CommandFailure.arguments(
        "--metric \(metric.text): no run has it"
          + (near.map { ": did you mean `\($0)`?" } ?? "; some that there are: \(known)"))
    }
    return order.enumerated().sorted {
      ($0.element.metric, $0.offset) < ($1.element.metric, $1.offset)
    }.map { _, key in
      TrendSeries(
        metric: metrics[key.metric].text, segment: key.segment, points: points[key] ?? [])
    }
  }
}
