import ArgumentParser
import Engine

/// Programs that see the records before, and the report after.
struct ScriptOptions: ParsableArguments {
  @OptionGroup var before: PreprocessOptions

  @Option(
    help: ArgumentHelp(
      "A program that is run once after the check, with the report as JSON on standard input.",
      valueName: "command"))
  var postprocess: String?

  func validate() throws { try CommandWords.check(postprocess, "--postprocess") }
}

extension CommandWords {
  /// - Throws: where what a flag names is no command.
  static func check(_ command: String?, _ flag: String) throws {
    guard let command else { return }
    guard let words = split(command), words.first?.isEmpty == false else {
      throw ValidationError(
        "\(flag): a program and its arguments are wanted, such as 'python3 p.py'")
    }
  }
}
