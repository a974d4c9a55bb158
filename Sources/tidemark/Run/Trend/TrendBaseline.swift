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
    switch try ServiceFiles.constraints(constraints, Files.read(constraints, "constraints file")) {
    case .quality(let found):
      for constraint in found.constraints {
        let isAbove = constraint.comparison == .greater
        limits[constraint.metric] = (constraint.threshold, isAbove ? ">" : "<")
      }
    case .bias: break
    case .data(let found): driftLimit = found.monitoring?.comparisonThreshold
    }
  }
}
