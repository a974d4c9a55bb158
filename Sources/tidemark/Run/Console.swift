import Foundation
import Outputs

/// Standard output for results, standard error for everything else.
enum Console {
  static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

  /// Text that has its own line breaks.
  static func printExactly(_ text: String) { write(text, to: .standardOutput) }

  static func error(_ text: String) { write(text + "\n", to: .standardError) }

  private static func write(_ text: String, to file: FileHandle) {
    // A reader that went away (`| head`) is no error of ours.
    try? file.write(contentsOf: Data(text.utf8))
  }

  enum Color: String, CaseIterable {
    case auto, always, never

    func applies(to descriptor: Int32) -> Bool {
      switch self {
      case .always: true
      case .never: false
      case .auto:
        isatty(descriptor) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
      }
    }
  }

  static func terminal(_ color: Color) -> Terminal {
    Terminal(hasColor: color.applies(to: STDOUT_FILENO))
  }
}

/// One line on a terminal that says how far reading is; silent elsewhere.
struct ProgressLine {
  private let isShown: Bool
  private var isOpen = false
  private var last = ContinuousClock.now - .seconds(1)

  init(quiet: Bool) { isShown = !quiet && isatty(STDERR_FILENO) == 1 }

  mutating func show(_ text: String) {
    guard isShown, ContinuousClock.now - last > .milliseconds(100) else { return }
    last = .now
    isOpen = true
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }

  mutating func clear() {
    guard isOpen else { return }
    isOpen = false
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
