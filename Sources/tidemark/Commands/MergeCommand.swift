import ArgumentParser
import Engine
import Store

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "States of parts of the data, merged into one.",
    discussion: "tidemark merge monday.tidestate tuesday.tidestate -o days.tidestate")

  @ArgumentParser.Argument(
    help: ArgumentHelp(
      "What `tidemark profile` wrote, in the order of the data.", valueName: "state"))
  var states: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The state to write.", valueName: "state"))
  var output: String

  func validate() throws { try StateOutput.refuseOtherNames(output) }

  func run() throws {
    guard let input = try StateInput.open(states) else {
      throw CommandFailure.arguments(
        "\(states[0]): a state is wanted, whose name ends in .tidestate: `tidemark profile` makes one"
      )
    }
    try StateOutput.write(input.shard, to: output)
  }
}
