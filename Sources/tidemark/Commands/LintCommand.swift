import ArgumentParser
import Engine
import Language
import Outputs

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "What is wrong with rule files, found without data.",
    discussion: """
      tidemark lint rules.tide --baseline baseline
      tidemark lint rules/*.tide --deny warnings --format sarif > lint.sarif
      tidemark lint - --stdin-name rules/taxi.tide < buffer

      Exit status: 0 clean, 1 findings at the denied level, 2 a file can't be read.
      """)

  enum Denied: String, ExpressibleByArgument, CaseIterable {
    case errors, warnings, notes

    var severity: Diagnostic.Severity {
      switch self {
      case .errors: .error
      case .warnings: .warning
      case .notes: .note
      }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, junit, github
  }

  @ArgumentParser.Argument(
    help: ArgumentHelp("Rule files, or - for standard input.", valueName: "rules"))
  var rules: [String]

  @Option(
    help: ArgumentHelp(
      "What standard input is called, as a path: names in it are relative to that.",
      valueName: "path"))
  var stdinName: String?

  @Option(help: "How findings are given.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "Check names against the columns of a baseline; by default the monitor's, where it is there.",
      valueName: "folder"))
  var baseline: String?

  @Option(help: "The level at which findings make the exit status 1.")
  var deny: Denied = .errors

  @Flag(help: "Tell matters of style too.")
  var style = false

  @Option(help: "How many findings are shown, the worst first.")
  var maxFindings = 1_000

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  func validate() throws {
    guard maxFindings > 0 else {
      throw ValidationError("--max-findings: at least 1, not \(maxFindings)")
    }
  }

  func run() throws {
    let files = try RuleFiles(rules, standardInput: stdinName)
    var path = baseline
    var absent: String?
    if path == nil, let named = try files.baselinePath() {
      if Files.exists(named) { path = named } else { absent = named }
    }
    let schema = try schema(path)
    let findings = Findings(
      files.check(
        schema: schema, known: schema.map { Set($0.names) },
        groups: style ? [.bug, .style] : [.bug]
      ).diagnostics + (try files.unseenByTests()),
      files: files.trees.map(\.source.path), denied: deny.severity, most: maxFindings)
    switch format {
    case .text: show(findings, schema: schema, absent: absent)
    case .json: Console.print(findings.json(version: Tidemark.version).text(.pretty))
    case .sarif:
      Console.print(
        SARIFLog(findings, version: Tidemark.version, root: Files.workingFolder).json.text(.pretty))
    case .junit: Console.printExactly(findings.junit)
    case .github: Console.printExactly(findings.annotations(root: Files.workingFolder))
    }
    if findings.fails { throw ExitCode(1) }
  }

  private func show(_ findings: Findings, schema: Schema?, absent: String?) {
    let renderer = DiagnosticRenderer(color: color.appliesToOutput)
    for diagnostic in findings.diagnostics { Console.print(renderer.render(diagnostic) + "\n") }
    if findings.omitted > 0 {
      Console.print(
        "… and \(Counted.text(findings.omitted, "finding")) more (--max-findings \(maxFindings))\n")
    }
    var against = ""
    if let schema { against = ", \(Counted.text(schema.columns.count, "column")) of the baseline" }
    if let absent { against = ", no columns known (the baseline \(absent) is not there)" }
    let counts = findings.counts
    let said = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")]
      .map(Counted.text).joined(separator: ", ")
    Console.print("\(Counted.text(rules.count, "file"))\(against): \(said)")
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
