import ArgumentParser
import Engine

/// A program that sees the records first: shared by the commands that gather statistics.
struct PreprocessOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A program that each record goes through, JSON Lines in and out: 'python3 p.py'.",
      valueName: "command"))
  var preprocess: String?

  @Option(
    help: ArgumentHelp(
      "How long a script may go without an answer before it is ended.", valueName: "seconds"))
  var scriptTimeout = 60.0

  func validate() throws {
    guard scriptTimeout >= 0.1, scriptTimeout <= 86_400 else {
      throw ValidationError("--script-timeout \(scriptTimeout): seconds from 0.1 to 86400")
    }
    try CommandWords.check(preprocess, "--preprocess")
  }
}
