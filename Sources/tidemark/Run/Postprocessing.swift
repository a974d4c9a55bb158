import Engine
import Foundation
import Outputs

/// The program that is run after a check.
enum Postprocessing {
  /// Runs it with the report on its standard input; why it failed, where it did.
  static func run(_ options: ScriptOptions, _ report: CheckReport, out: String?) async -> String? {
    guard let command = options.postprocess else { return nil }
    let say = Console.current.error
    var variables = ProcessInfo.processInfo.environment
    variables["PYTHONUNBUFFERED"] = "1"
    // The service's name for the folder of its files.
    if let out { variables["output_path"] = out }
    let call = CommandCall(
      arguments: CommandWords.split(command) ?? [], folder: "",
      environment: variables.map { "\($0.key)=\($0.value)" },
      input: Array((report.json.text() + "\n").utf8), timeoutSeconds: options.before.scriptTimeout,
      say: { say("postprocess: \($0)\n") })
    let outcome = await call.performBesideTasks()
    return outcome.problem.map { "--postprocess: \(command) \($0)" }
  }
}
