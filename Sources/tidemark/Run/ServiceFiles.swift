import Engine
import Interchange
import JSONText

/// SageMaker's files, read whole; what of them could not be used is warned of.
enum ServiceFiles {
  /// A `statistics.json`, or nil where the path names other data.
  static func statistics(_ path: String) throws -> ServiceStatistics? {
    guard path.hasSuffix(".json"), !Files.isFolder(path), Files.exists(path) else { return nil }
    let bytes = try Files.read(path, "file")
    guard let json = try? JSON(parsing: bytes), case .object(let members) = json,
      members.contains(where: { $0.key == "features" }),
      !members.contains(where: { $0.key == "monitoring_config" })
    else { return nil }
    do {
      let statistics = try ServiceStatistics(json)
      warn(statistics.remarks, path)
      return statistics
    } catch {
      throw CommandFailure.data("\(path): \(error)")
    }
  }

  /// A `constraints.json`.
  static func constraints(_ path: String, _ bytes: [UInt8]) throws -> ServiceConstraints {
    let json: JSON
    do {
      json = try JSON(parsing: bytes)
    } catch {
      let place = error.offset.map { ": byte \($0)" } ?? ""
      throw CommandFailure.arguments("\(path)\(place): this is no JSON: \(error.message)")
    }
    do {
      let constraints = try ServiceConstraints(json)
      warn(constraints.remarks, path)
      return constraints
    } catch {
      throw CommandFailure.arguments("\(path): \(error)")
    }
  }

  /// `constraints.json` as rules.
  static func rules(_ constraints: ServiceConstraints, _ path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.dropLast().last { ![".", "..", "baseline"].contains($0) }
    return ServiceRules(
      constraints, monitor: name ?? "model", source: parts.last ?? path
    ).text
  }

  private static func warn(_ remarks: [Remark], _ path: String) {
    for remark in remarks.prefix(10) { Console.error("warning: \(path): \(remark)") }
    if remarks.count > 10 {
      Console.error("warning: \(path): … and \(remarks.count - 10) more remarks")
    }
  }
}
