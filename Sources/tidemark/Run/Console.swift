import Foundation
import Outputs
import Synchronization

/// Where a command writes: results to standard output, everything else to standard error.
struct Console: Sendable {
  /// What the running command writes to; tests bind another.
  @TaskLocal static var current = Console.standard

  let output: @Sendable (String) -> Void
  let error: @Sendable (String) -> Void
  /// Whether all results so far were written.
  var isDelivered: @Sendable () -> Bool = { true }
  /// Whether a person watches the two.
  var outputIsTerminal = false
  var errorIsTerminal = false
  /// Whether the environment asks for no colour (`NO_COLOR`).
  var refusesColor = false

  /// The process's own.
  static var standard: Console {
    let lost = Lost()
    return Console(
      output: { if !write($0, to: STDOUT_FILENO) { lost.flag.store(true, ordering: .relaxed) } },
      error: { _ = write($0, to: STDERR_FILENO) },
      isDelivered: { !lost.flag.load(ordering: .relaxed) },
      outputIsTerminal: isatty(STDOUT_FILENO) == 1, errorIsTerminal: isatty(STDERR_FILENO) == 1,
      refusesColor: !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty)
  }

  static func print(_ text: String) { current.output(text + "\n") }

  /// Text that has its own line breaks.
  static func printExactly(_ text: String) { current.output(text) }

  static func error(_ text: String) { current.error(text + "\n") }

  private final class Lost: Sendable {
    let flag = Atomic(false)
  }

  /// Writes all of a text; false where that fails, as on a full disk. A reader that went away
  /// (`| head`) is no failure of ours.
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    let bytes = Array(text.utf8)
    return unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while unsafe !rest.isEmpty {
        let written = unsafe Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return errno == EPIPE
        }
        unsafe rest = rest.dropFirst(written)
      }
      return true
    }
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
