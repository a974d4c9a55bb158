import ArgumentParser

/// The program: the only place that prints, reads the environment or exits.
@main
struct Tidemark: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "tidemark",
    abstract: "Rules for machine-learning models in production, checked in one streaming pass.",
    discussion: """
      tidemark baseline train.csv -o baseline
      tidemark check baseline/rules.tide --data today.csv

      Exit status: 0 all pass, 1 a rule fires, 2 rules or arguments are wrong, 3 data can't be read, \
      4 something could not be decided.
      """,
    version: version,
    subcommands: [
      BaselineCommand.self, CheckCommand.self, EvalCommand.self, LintCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      Console.error("error: \(failure.message)")
      exit(withStatus: failure.status)
    } catch let status as ExitCode {
      exit(withStatus: status.rawValue)
    } catch {
      // Help and version are no mistakes; anything else on the command line is.
      let isHelp = exitCode(for: error) == .success
      let text = fullMessage(for: error)
      if isHelp { Console.print(text) } else { Console.error(text) }
      exit(withStatus: isHelp ? 0 : 2)
    }
  }

  private static func exit(withStatus status: Int32) -> Never {
    exit(withError: ExitCode(status))
  }
}

/// What stops a command, with the status it exits with: 2 for rules and arguments, 3 for data.
struct CommandFailure: Error {
  let status: Int32
  let message: String

  static func arguments(_ message: String) -> CommandFailure {
    CommandFailure(status: 2, message: message)
  }

  static func data(_ message: String) -> CommandFailure {
    CommandFailure(status: 3, message: message)
  }
}
