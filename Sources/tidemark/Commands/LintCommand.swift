import ArgumentParser
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
    if path == nil, let named = try files.baselinePath(), Files.exists(named) { path = named }
    let schema = try path.flatMap(Baseline.stored)?.gathered.schema
    let diagnostics = files.check(schema: schema, known: schema.map { Set($0.names) }).diagnostics
    RuleFiles.show(diagnostics, color: color, from: .note)
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    let notes = diagnostics.count - errors - warnings
    let against = schema.map { ", \($0.columns.count) columns of the baseline" } ?? ""
    Console.print(
      "\(rules.count) file\(rules.count == 1 ? "" : "s")\(against): \(errors) errors, \(warnings) warnings, \(notes) notes"
    )
    if errors > 0 || (deny == .warnings && warnings > 0) { throw ExitCode(1) }
  }
}
