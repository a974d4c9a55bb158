import ArgumentParser

/// What the command line says about alerts.
struct AlertOptions: ParsableArguments {
  enum Switch: String, ExpressibleByArgument, CaseIterable {
    case on, off
  }

  @Option(help: "Whether the sinks of the rules are told of what fires.")
  var alerts: Switch = .on

  @Option(
    help: ArgumentHelp(
      "Where alerts that could not be delivered are kept; .tidemark beside the rules by default.",
      valueName: "folder"))
  var state: String?

  @Flag(help: "Let webhooks reach private addresses and this machine.")
  var allowPrivateAddresses = false

  @Flag(help: "Let sinks run commands: look at what the rules run before.")
  var allowCommands = false

  /// Where nobody is told, no command runs either.
  var letsCommandsRun: Bool { allowCommands || alerts == .off }
}
