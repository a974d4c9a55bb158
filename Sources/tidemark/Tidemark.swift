import ArgumentParser
import CHeap
import Foundation
import Language

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
      4 something could not be decided, 5 an alert or report could not be delivered.
      """,
    version: version,
    subcommands: [
      BaselineCommand.self, CheckCommand.self, EvalCommand.self, ProfileCommand.self,
      MergeCommand.self, LintCommand.self, FixCommand.self,
      FormatCommand.self, TestCommand.self, DifferenceCommand.self, ImportCommand.self,
      ExportCommand.self, AlertsCommand.self, CaptureCommand.self, ScheduleCommand.self,
      TrendCommand.self,
      ExplainCommand.self, PlanCommand.self, DocCommand.self, LanguageServerCommand.self,
    ])

  /// What stands after the program's name, for the record of the run.
  @TaskLocal static var arguments: [String] = []

  static func main() async {
    // Writing to a reader that went away (`| head`) must not change the exit status.
    _ = signal(SIGPIPE, SIG_IGN)
    tidemark_share_heap()
    Foundation.exit(await run(Array(CommandLine.arguments.dropFirst()), console: .standard))
  }

  /// Runs a command.
  ///
  /// - Parameter arguments: what stands after the program's name.
  /// - Returns: the exit status.
  static func run(_ arguments: [String], console: Console) async -> Int32 {
    await Console.$current.withValue(console) {
      await $arguments.withValue(arguments) {
        let status = await run(arguments)
        guard [0, 4].contains(status), !console.isDelivered() else { return status }
        Console.error(
          "error: the results could not be written to standard output: is the disk full?")
        return 5
      }
    }
  }

  private static func run(_ arguments: [String]) async -> Int32 {
    do {
      try refuseUnknownCommand(arguments.first)
      var command = try parseAsRoot(WindowOptions.joined(arguments))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch let failure as CommandFailure {
      Console.error("error: \(failure.message)")
      return failure.status
    } catch let status as ExitCode {
      return status.rawValue
    } catch {
      // Help and version are no mistakes; anything else on the command line is.
      let isHelp = exitCode(for: error) == .success
      let text = fullMessage(for: error)
      if isHelp { Console.print(text) } else { Console.error(text) }
      return isHelp ? 0 : 2
    }
  }

  /// Commands of later versions, for those who read of them.
  private static let notYet: Set = [
    "watch", "profile", "merge", "backtest",
    "mutate", "report", "history", "replay",
    "serve", "plugin",
  ]

  /// Names a command that there is not, before its options are taken for unknown ones.
  private static func refuseUnknownCommand(_ word: String?) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return }
    if notYet.contains(word) {
      throw CommandFailure.arguments("not yet: `\(word)` is not in this version")
    }
    let meant = Spelling.nearest(to: word, among: names).map { ": did you mean `\($0)`?" } ?? ""
    throw CommandFailure.arguments(
      "there is no command `\(word)`\(meant)\nCommands: \(names.joined(separator: ", ")); see `tidemark --help`"
    )
  }
}
