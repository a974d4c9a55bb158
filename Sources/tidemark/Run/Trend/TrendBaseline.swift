import Engine
import Interchange
import Store

/// What the values of SageMaker's reports are held against: limits of a `constraints.json`, and the
/// statistics that drift is from.
struct TrendBaseline {
  /// The limits of model quality by metric.
  private(set) var limits: [String: (value: Double, operation: String)] = [:]
  let gathered: Gathered?
  /// What data may drift by.
  private(set) var driftLimit: Double?

  init(_ path: String) throws {
    let folder = Files.isFolder(path) ? path + "/" : nil
    let constraints = folder.map { $0 + BaselineDirectory.constraints } ?? path
    let hasConstraints = Files.exists(constraints) && constraints.hasSuffix(".json")
    let statistics = folder.map { $0 + BaselineDirectory.statistics } ?? path
    let hasStates = folder.map { Files.exists($0 + BaselineDirectory.states) } ?? !hasConstraints
    gathered =
      hasStates
      ? try Baseline.stored(path)?.gathered : try ServiceFiles.statistics(statistics)?.gathered()
    guard hasConstraints else {
      guard gathered != nil else {
        throw CommandFailure.arguments(
          "\(path): there is no constraints.json and no statistics to compare with")
      }
      return
    }
    let fields = LastRun.fields(try TrendRun.json(constraints))
    for (key, json) in fields where key.hasSuffix("_constraints") {
      for (name, limit) in LastRun.fields(json) {
        let limit = LastRun.fields(limit)
        guard let value = TrendRun.number(limit["threshold"]) else { continue }
        let isAbove = TrendRun.text(limit["comparison_operator"]) == "GreaterThanThreshold"
        limits[name] = (value, isAbove ? ">" : "<")
      }
    }
    let monitoring = LastRun.fields(fields["monitoring_config"])
    driftLimit = TrendRun.number(
      LastRun.fields(monitoring["distribution_constraints"])["comparison_threshold"])
  }
}
