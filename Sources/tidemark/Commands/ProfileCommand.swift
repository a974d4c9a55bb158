import ArgumentParser
import Engine
import Language
import Metrics
import Store

struct ProfileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "The statistics of a part of the data, as a state that merges with others.",
    discussion: """
      tidemark profile part-1.csv --rules rules.tide -o part-1.tidestate

      Where data are many files or lie on many machines: profile each part there, and hold all states \
      against the rules with `tidemark check rules.tide --data '*.tidestate'`. A state has what a \
      baseline keeps of each column, and with --rules what these read, cut into their windows.
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp("Files, globs, folders, or - for standard input.", valueName: "data"))
  var data: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The state to write.", valueName: "state"))
  var output: String

  @Option(
    help: ArgumentHelp("Also gather what these rules read.", valueName: "file"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "What `tidemark baseline` wrote; instead of the monitor's.", valueName: "path"))
  var baseline: String?

  @OptionGroup var rootOption: RootOption

  @OptionGroup var options: DataOptions

  func validate() throws { try StateOutput.refuseOtherNames(output) }

  func run() async throws {
    let files = rules.isEmpty ? nil : try RuleFiles(rules, root: rootOption.root)
    let path = try baseline ?? files?.baselinePath()
    let stored = try path.flatMap(Baseline.stored)
    if let path, stored == nil {
      throw CommandFailure.arguments(
        "\(path): a state is gathered against a stored baseline: make one with `tidemark baseline`")
    }
    let reading = try DataReading(
      data, options,
      DataReading.Purpose(capture: files?.capture, inputNames: stored?.gathered.schema.names))
    var requests = DatasetProfile.requests(reading.columns)
    var (given, windows): ([String: Value], Windowing?) = ([:], nil)
    if let files {
      let checked = files.check(
        schema: stored?.schema ?? reading.schema,
        known: Set((stored?.schema?.names ?? []) + reading.columns), sections: reading.sections,
        hasHistory: true, allowsCommands: true)
      try RuleFiles.accept(checked.diagnostics, without: "nothing was gathered")
      let rules = checked.rulesets.flatMap(\.rules).filter { $0.settings.mode != .off }
      let plan = Plan(rules, metrics: checked.rulesets.flatMap(\.metrics))
      requests += plan.requests
      given = WindowEvaluator.given(in: plan, baseline: stored?.gathered)
      windows = try Judging.cut(checked.rulesets, columns: reading.columns)
    }
    let result = try await reading.gather(
      Plan(requests: requests, baselineRequests: []).requests, given: given, windows: windows)
    if let failure = result.failure { throw CommandFailure.data(failure) }
    let schema = reading.schema ?? Schema([])
    try StateOutput.write(
      ShardState(result.panes, schema: schema, sections: reading.sections), to: output)
  }
}
