import ArgumentParser
import Engine
import Language

struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Mend rule files as the diagnostics propose.",
    discussion: """
      tidemark fix rules.tide --dry-run
      tidemark fix rules/*.tide --code TM502

      Files are rewritten in place; a file that can't be read afterwards is left as it is. Exit status: \
      0 done, or nothing to mend; 1 some would change (--dry-run); 2 a file can't be read or mended.
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp("Rule files, or - for standard input.", valueName: "rules"))
  var rules: [String]

  @Flag(help: "Write nothing; show what would change.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Mend these alone: a code, a family (TM5xx) or a group (style).", valueName: "lint"))
  var code: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check names against the columns of a baseline; by default the monitor's, where it is there.",
      valueName: "folder"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "What standard input is called, as a path: names in it are relative to that.",
      valueName: "path"))
  var stdinName: String?

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  func run() throws {
    let selectors = try code.map { try LintOptions.named($0, "--code") }
    var levels = LintLevels()
    for selector in selectors { levels.set(selector, .on) }
    var changed = 0
    var failed = 0
    for path in rules {
      do {
        if try fix(path, selectors, levels) { changed += 1 }
      } catch let failure as CommandFailure {
        Console.error("error: \(failure.message)")
        failed += 1
      }
    }
    if failed > 0 { throw ExitCode(2) }
    if dryRun, changed > 0 { throw ExitCode(1) }
  }

  /// Whether something is mended.
  private func fix(
    _ path: String, _ selectors: [LintLevels.Selector], _ levels: LintLevels
  ) throws -> Bool {
    let files = try RuleFiles([path], root: nil, as: .either, standardInput: stdinName)
    guard let source = files.trees.first?.source, !path.hasSuffix(".json") else {
      throw CommandFailure.arguments("\(path): rule files are mended, not those of the service")
    }
    let (schema, _) = try Baseline.schema(of: files, instead: baseline)
    let known = schema.map { Set($0.names) }
    let folder = try RuleFolder(of: path, root: nil)
    let fixing = Fixing(
      source,
      wanted: { diagnostic in
        // A note says what may be meant as it is.
        selectors.isEmpty
          ? diagnostic.severity != .note : selectors.contains { $0.covers(diagnostic.code) }
      }
    ) { source in
      let files = RuleFiles(edited: source, in: folder)
      return files.check(schema: schema, known: known, levels: levels).diagnostics
    }
    let isChanged = fixing.source !== source
    if isChanged, fixing.diagnostics.contains(where: { $0.code.isSyntax && $0.severity == .error })
    {
      RuleFiles.show(
        fixing.diagnostics.filter(\.code.isSyntax), color: color, from: .error)
      throw CommandFailure.arguments(
        "\(path): these mistakes would be left (places as after the fixes), and the file could not be read: mend them first; it is as it was"
      )
    }
    if dryRun {
      Console.printExactly(
        LineDifference(source.text, fixing.source.text).text(source.path))
    } else if path == "-" {
      Console.printExactly(String(decoding: fixing.source.fileBytes, as: UTF8.self))
    } else if isChanged {
      try Files.write(fixing.source.fileBytes, to: path)
    }
    report(fixing, source.path, isChanged)
    return isChanged
  }

  private func report(_ fixing: Fixing, _ name: String, _ isChanged: Bool) {
    let left = fixing.diagnostics.count
    let rest = left == 0 ? "" : "; \(Counted.text(left, "finding")) left (tidemark lint \(name))"
    let verb = dryRun ? "would mend" : "mended"
    Console.error(
      isChanged
        ? "\(name): \(verb) \(Counted.text(fixing.count, "finding"))\(rest)"
        : "\(name): nothing to mend\(rest)")
  }
}
