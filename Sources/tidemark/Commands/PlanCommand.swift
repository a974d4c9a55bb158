import ArgumentParser
import Engine
import Foundation
import Language
import Outputs

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "What rules take before they run: statistics, who shares them, memory.",
    discussion: """
      tidemark plan rules.tide --baseline baseline
      tidemark plan rules.tide --data today.csv --budget 64MiB

      No record is read. Exit status 1 where the memory is above --budget.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @ArgumentParser.Argument(help: ArgumentHelp("Rule files.", valueName: "rules"))
  var rules: [String]

  @Option(
    help: ArgumentHelp(
      "What `tidemark baseline` wrote, whose columns are taken; by default the monitor's.",
      valueName: "folder"))
  var baseline: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Data of which the names of the columns are taken.", valueName: "data"))
  var data: [String] = []

  @Option(help: ArgumentHelp("The names of the columns, without data.", valueName: "a,b,…"))
  var dataColumns: String?

  @Option(help: ArgumentHelp("Windows that the data hold, where rules cut time.", valueName: "n"))
  var windows = 1

  @Option(
    help: ArgumentHelp(
      "The memory at most, such as 64MiB: more makes the exit status 1.", valueName: "size"))
  var budget: String?

  @Option(help: "How the plan is given.")
  var format: Format = .text

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  @OptionGroup var rootOption: RootOption

  @OptionGroup var options: DataOptions

  func validate() throws {
    if windows < 1 { throw ValidationError("--windows \(windows): a number from 1 is wanted") }
    if let budget, SizeText.bytes(budget) == nil {
      throw ValidationError("--budget \(budget): a size such as 64MiB or 1GB is wanted")
    }
  }

  func run() throws {
    let files = try RuleFiles(rules, root: rootOption.root)
    var path = baseline
    if path == nil, let named = try files.baselinePath(), Files.exists(named) { path = named }
    let stored = try path.flatMap(Baseline.stored)
    let columns = try self.columns(files)
    let known = stored?.gathered.schema ?? files.constrained
    guard let schema = known ?? columns.map({ Schema(names: $0) }) else {
      throw CommandFailure.arguments(
        "the columns are not known: give --baseline, --data (its header is read) or --data-columns")
    }
    let checked = files.check(
      schema: schema, known: known.map { Set($0.names + (columns ?? [])) },
      hasHistory: true)
    if checked.diagnostics.contains(where: { $0.severity == .error }) {
      RuleFiles.show(checked.diagnostics, color: color, from: .error)
      throw CommandFailure.arguments("the rules have errors; there is no plan")
    }
    let active = checked.rulesets.flatMap(\.rules).filter { $0.settings.mode != .off }
    let cost = PlanCost(
      active, metrics: checked.rulesets.flatMap(\.metrics),
      windows: checked.rulesets.lazy.compactMap(\.windows).first.map { ($0, windows) },
      threads: options.threads ?? ProcessInfo.processInfo.activeProcessorCount,
      stored: stored?.gathered)
    show(cost, path)
    if let budget, let most = SizeText.bytes(budget), cost.bytes > most {
      Console.error(
        "error: \(ByteText.text(cost.bytes)) are more than the budget of \(ByteText.text(most))")
      throw ExitCode(1)
    }
  }

  private func show(_ cost: PlanCost, _ path: String?) {
    let files = rules.map { "--rules \($0)" }.joined(separator: " ")
    let command =
      cost.lacking.isEmpty ? nil : "tidemark baseline DATA -o \(path ?? "baseline") \(files)"
    switch format {
    case .json:
      Console.print(cost.json(baselinePath: path, command: command).text(.pretty))
    case .text:
      Console.printExactly(
        PlanReport(
          cost, baseline: path.map { ($0, command) }, terminal: Console.terminal(color)
        ).text)
    }
  }

  private func columns(_ files: RuleFiles) throws -> [String]? {
    if let dataColumns { return dataColumns.split(separator: ",").map(String.init) }
    guard !data.isEmpty else { return nil }
    return try DataReading(data, options, DataReading.Purpose(capture: files.capture)).columns
  }
}
