import ArgumentParser
import Engine
import Language

/// Which lints are told, and at what level they fail.
struct LintOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "errors, warnings or notes: the level at which findings make the exit status 1; or a code, a family (TM5xx) or a group (style), which becomes an error.",
      valueName: "level or lint"))
  var deny: [String] = []

  @Option(
    help: ArgumentHelp("A code, family or group that is told as a warning.", valueName: "lint"))
  var warn: [String] = []

  @Option(help: ArgumentHelp("A code, family or group that is not told.", valueName: "lint"))
  var allow: [String] = []

  @Flag(help: "Tell matters of style as well.")
  var style = false

  private static let denied: [String: Diagnostic.Severity] = [
    "errors": .error, "warnings": .warning, "notes": .note,
  ]

  /// The level at which findings fail.
  var denied: Diagnostic.Severity { deny.compactMap { Self.denied[$0] }.min() ?? .error }

  /// - Throws: where a flag names no lint.
  func levels() throws -> LintLevels {
    var levels = LintLevels()
    if style { levels.set(.group(.style), .on) }
    for name in allow { levels.set(try Self.selector(name, "--allow"), .off) }
    for name in warn { levels.set(try Self.selector(name, "--warn"), .warning) }
    for name in deny where Self.denied[name] == nil {
      levels.set(try Self.selector(name, "--deny", or: Self.denied.keys.sorted()), .error)
    }
    return levels
  }

  /// Reads what names a lint whose level may change.
  private static func selector(
    _ name: String, _ flag: String, or words: [String] = []
  ) throws -> LintLevels.Selector {
    let selector = try named(name, flag, or: words)
    if case .code = selector, flag != "--deny", DiagnosticCode.byID[name]?.severity == .error {
      throw CommandFailure.arguments(
        "\(flag): \(name) is an error, and errors stay: mend the rule")
    }
    return selector
  }

  /// Reads what names codes.
  static func named(
    _ name: String, _ flag: String, or words: [String] = []
  ) throws -> LintLevels.Selector {
    guard let selector = LintLevels.Selector(name) else {
      let near = Spelling.nearest(to: name, among: words + LintLevels.Selector.names)
      throw CommandFailure.arguments(
        "\(flag): there is no code, family or group of lints called `\(name)`"
          + (near.map { ": did you mean `\($0)`?" } ?? ""))
    }
    return selector
  }
}
