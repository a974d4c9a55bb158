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

  @OptionGroup var options: LintOptions

  @Option(help: "How many findings are shown, the worst first.")
  var maxFindings = 1_000

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  @OptionGroup var rootOption: RootOption

  func validate() throws {
    guard maxFindings > 0 else {
      throw ValidationError("--max-findings: at least 1, not \(maxFindings)")
    }
  }

  func run() throws {
    let levels = try options.levels()
    let files = try RuleFiles(
      rules, root: rootOption.root, as: .either, standardInput: stdinName)
    let (schema, absent) = try Baseline.schema(of: files, instead: baseline)
    let findings = Findings(
      files.check(
        schema: schema, known: schema.map { Set($0.names + (files.capture?.columns ?? [])) },
        levels: levels
      ).diagnostics
        + files.baselineFindings(instead: baseline) + (try files.unseenByTests()),
      files: files.paths, denied: options.denied, most: maxFindings)
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
}
