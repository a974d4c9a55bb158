import Engine
import Interchange
import JSONText

/// SageMaker's files, read whole; what of them could not be used is warned of.
enum ServiceFiles {
  /// A `statistics.json`, or nil where the path names other data.
  static func statistics(_ path: String) throws -> StatisticsFile? {
    guard path.hasSuffix(".json"), !Files.isFolder(path), Files.exists(path) else { return nil }
    let bytes = try Files.read(path, "file")
    guard let json = try? JSON(parsing: bytes), case .object(let members) = json else { return nil }
    do {
      if json.isQualityStatistics {
        let statistics = try QualityStatistics(json)
        warn(statistics.remarks, path)
        return .quality(statistics)
      }
      guard members.contains(where: { $0.key == "features" }),
        !members.contains(where: { $0.key == "monitoring_config" })
      else { return nil }
      let statistics = try ServiceStatistics(json)
      warn(statistics.remarks, path)
      return .data(statistics)
    } catch {
      throw CommandFailure.data("\(path): \(error)")
    }
  }

  /// A `constraints.json`.
  static func constraints(_ path: String, _ bytes: [UInt8]) throws -> ConstraintsFile {
    let json: JSON
    do {
      json = try JSON(parsing: bytes)
    } catch {
      let place = error.offset.map { ": byte \($0)" } ?? ""
      throw CommandFailure.arguments("\(path)\(place): this is no JSON: \(error.message)")
    }
    do {
      if json.isQualityConstraints {
        let constraints = try QualityConstraints(json)
        warn(constraints.remarks, path)
        return .quality(constraints)
      }
      if json.isBiasAnalysis {
        let analysis = try BiasAnalysis(json)
        warn(analysis.remarks, path)
        return .bias(analysis)
      }
      let constraints = try ServiceConstraints(json)
      warn(constraints.remarks, path)
      return .data(constraints)
    } catch {
      throw CommandFailure.arguments("\(path): \(error)")
    }
  }

  /// `constraints.json` as rules.
  ///
  /// - Parameter task: for the metrics of a model; without a text where the columns are not known.
  static func rules(
    _ constraints: ConstraintsFile, _ path: String, _ task: GivenTask
  ) throws -> String {
    let (name, source) = names(path)
    return switch constraints {
    case .bias(let analysis): try biasRules(analysis, path, task).text
    case .data(let constraints):
      ServiceRules(constraints, monitor: name, source: source).text
    case .quality(let constraints):
      QualityRules(constraints, monitor: name, source: source, task: task.text).text
    }
  }

  /// The bias metrics of an `analysis.json` as rules.
  static func biasRules(
    _ analysis: BiasAnalysis, _ path: String, _ task: GivenTask
  ) throws -> BiasRules {
    let (name, source) = names(path)
    return BiasRules(
      analysis, monitor: name, source: source, options: try task.biasOptions())
  }

  /// A name for the monitor, and the file's own.
  private static func names(_ path: String) -> (monitor: String, source: String) {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.dropLast().last { ![".", "..", "baseline"].contains($0) } ?? "model"
    return (name, parts.last ?? path)
  }

  /// An `analysis.json` with bias metrics, or nil where the path names other data.
  static func analysis(_ path: String) throws -> BiasAnalysis? {
    guard path.hasSuffix(".json"), !Files.isFolder(path), Files.exists(path),
      let json = try? JSON(parsing: try Files.read(path, "file")), json.isBiasAnalysis
    else { return nil }
    do {
      let analysis = try BiasAnalysis(json)
      warn(analysis.remarks, path)
      return analysis
    } catch {
      throw CommandFailure.data("\(path): \(error)")
    }
  }

  /// A `statistics.json` of either kind of job.
  enum StatisticsFile {
    case data(ServiceStatistics)
    case quality(QualityStatistics)
  }

  /// A `constraints.json` of either kind of job, or an `analysis.json`, which serves as one.
  enum ConstraintsFile {
    case data(ServiceConstraints)
    case quality(QualityConstraints)
    case bias(BiasAnalysis)
  }

  private static func warn(_ remarks: [Remark], _ path: String) {
    for remark in remarks.prefix(10) { Console.error("warning: \(path): \(remark)") }
    if remarks.count > 10 {
      Console.error("warning: \(path): … and \(remarks.count - 10) more remarks")
    }
  }
}
