import Engine
import Interchange
import JSONText
import Store

/// Writes the `analysis.json` of a folder. Bias metrics and explanations are parts of one file: who
/// writes one of them keeps the other.
enum AnalysisFile {
  static func write(_ analysis: BiasAnalysis, to folder: String) throws {
    let path = folder + "/" + BaselineDirectory.analysis
    try write(analysis.json(within: former(path)), path)
  }

  static func write(_ analysis: ExplainabilityAnalysis, to folder: String) throws {
    let path = folder + "/" + BaselineDirectory.analysis
    try write(analysis.json(within: former(path)), path)
  }

  private static func write(_ json: JSON, _ path: String) throws {
    try Files.write(json.text(.service) + "\n", to: path)
  }

  /// What the file says so far; nil where it is no JSON, or there is none.
  private static func former(_ path: String) -> JSON? {
    guard Files.exists(path) else { return nil }
    return try? JSON(parsing: Files.read(path, "file"))
  }
}
