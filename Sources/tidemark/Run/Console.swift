import Foundation
import Outputs

/// Where a command writes: results to standard output, everything else to standard error.
struct Console: Sendable {
  /// What the running command writes to; tests bind another.
  @TaskLocal static var current = Console.standard

  let output: @Sendable (String) -> Void
  let error: @Sendable (String) -> Void
  /// Whether a person watches the two.
  var outputIsTerminal = false
  var errorIsTerminal = false
  /// Whether the environment asks for no colour (`NO_COLOR`).
  var refusesColor = false

  /// The process's own.
  static var standard: Console {
    Console(
      output: { write($0, to: .standardOutput) }, error: { write($0, to: .standardError) },
      outputIsTerminal: isatty(STDOUT_FILENO) == 1, errorIsTerminal: isatty(STDERR_FILENO) == 1,
      refusesColor: !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty)
  }

  static func print(_ text: String) { current.output(text + "\n") }

  /// Text that has its own line breaks.
  static func printExactly(_ text: String) { current.output(text) }

  static func error(_ text: String) { current.error(text + "\n") }

  private static func write(_ text: String, to file: FileHandle) {
    // A reader that went away (`| head`) is no error of ours.
    try? file.write(contentsOf: Data(text.utf8))
  }

  enum Color: String, CaseIterable {
    case auto, always, never

    var appliesToOutput: Bool { applies(Console.current.outputIsTerminal) }
    var appliesToError: Bool { applies(Console.current.errorIsTerminal) }

    private func applies(_ isTerminal: Bool) -> Bool {
      switch self {
      case .always: true
      case .never: false
      case .auto: isTerminal && !Console.current.refusesColor
      }
    }
  }

  static func terminal(_ color: Color) -> Terminal {
    Terminal(hasColor: color.appliesToOutput)
  }
}
