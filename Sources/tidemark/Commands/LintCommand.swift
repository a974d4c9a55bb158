import ArgumentParser
import Engine
import Language

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "What is wrong with rule files, found without data.",
    discussion: "tidemark lint rules.tide --baseline baseline")

  enum Denied: String, ExpressibleByArgument, CaseIterable {
    case errors, warnings
  }

  @ArgumentParser.Argument(help: ArgumentHelp("Rule files.", valueName: "rules"))
  var rules: [String]

  @Option(
    help: ArgumentHelp(
      "Check names against the columns of a baseline; by default the monitor's, where it is there.",
      valueName: "folder"))
  var baseline: String?

  @Option(help: "The level at which findings make the exit status 1.")
  var deny: Denied = .errors

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  func run() throws {
    let files = try RuleFiles(rules)
    var path = baseline
    var absent: String?
    if path == nil, let named = try files.baselinePath() {
      if Files.exists(named) { path = named } else { absent = named }
    }
    let schema = try schema(path)
    let diagnostics = files.check(schema: schema, known: schema.map { Set($0.names) }).diagnostics
    RuleFiles.show(diagnostics, color: color, from: .note)
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    let notes = diagnostics.count - errors - warnings
    var against = ""
    if let schema { against = ", \(Counted.text(schema.columns.count, "column")) of the baseline" }
    if let absent { against = ", no columns known (the baseline \(absent) is not there)" }
    let findings = [(errors, "error"), (warnings, "warning"), (notes, "note")]
      .map(Counted.text).joined(separator: ", ")
    Console.print("\(Counted.text(rules.count, "file"))\(against): \(findings)")
    if errors > 0 || (deny == .warnings && warnings > 0) { throw ExitCode(1) }
  }

  /// The schema of a baseline; one that is damaged is an unreadable file, 2, as all are here.
  private func schema(_ path: String?) throws -> Schema? {
    do {
      return try path.flatMap(Baseline.stored)?.gathered.schema
    } catch let failure as CommandFailure {
      throw CommandFailure.arguments(failure.message)
    }
  }
}
