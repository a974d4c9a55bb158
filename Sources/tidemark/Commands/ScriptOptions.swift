import ArgumentParser
import Engine

/// Programs that see the records before, and the report after.
struct ScriptOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A program that each record goes through, JSON Lines in and out: 'python3 p.py'.",
      valueName: "command"))
  var preprocess: String?

  @Option(
    help: ArgumentHelp(
      "A program that is run once after the check, with the report as JSON on standard input.",
      valueName: "command"))
  var postprocess: String?

  @Option(
    help: ArgumentHelp(
      "How long either may go without an answer before it is ended.", valueName: "seconds"))
  var scriptTimeout = 60.0

  func validate() throws {
    guard scriptTimeout >= 0.1, scriptTimeout <= 86_400 else {
      throw ValidationError("--script-timeout \(scriptTimeout): seconds from 0.1 to 86400")
    }
    for (flag, command) in [("--preprocess", preprocess), ("--postprocess", postprocess)] {
      guard let command else { continue }
      guard let words = CommandWords.split(command), words.first?.isEmpty == false else {
        throw ValidationError(
          "\(flag): a program and its arguments are wanted, such as 'python3 p.py'")
      }
    }
  }
}
