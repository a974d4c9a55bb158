import ArgumentParser
import Engine
import Interchange
import Language
import Metrics
import Store

struct BaselineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "One pass over training data: its statistics, and rules read off them.",
    discussion: """
      tidemark baseline train.csv -o baseline

      Writes statistics.json and constraints.json in SageMaker's format, baseline.tidestate, rules.tide \
      (to be edited) and suggested.tide (the same, untouched). With --update, what was not edited in \
      rules.tide follows the new data: your text stays as it is, and where both changed, your text stays \
      and both are shown (exit status 1).

      tidemark baseline train.csv -o baseline --bias 'facet: sex == "F", group: job' \
        --task 'binary(prediction: p, label: y, positive: 1)'

      Adds rules for the bias of the data and of what the model said, and analysis.json.

      tidemark baseline test.csv -o baseline --part quality --task 'regression(prediction: p, label: y)'

      Adds the errors of a model on data that it was not trained on: what `mae > 1.1 * baseline` and \
      `mae within 2 sigma of baseline` are held to, quality_statistics.json and \
      quality_constraints.json in SageMaker's format, and rules for them in rules.tide.
      """)

  enum Part: String, ExpressibleByArgument, CaseIterable {
    case data, quality
  }

  @ArgumentParser.Argument(
    help: ArgumentHelp("Files, globs, folders, or - for standard input.", valueName: "data"))
  var data: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Also store each statistic that these rules ask of the baseline.", valueName: "file"))
  var rules: [String] = []

  @Option(
    help: "data: of training data; quality: a model's errors on held-out data, added to a baseline."
  )
  var part: Part = .data

  @Option(
    help: ArgumentHelp(
      "What the model predicts, for --part quality; by default as the rules say it.",
      valueName: "task"))
  var task: String?

  @Option(
    help: ArgumentHelp(
      "Also write rules for the bias of a facet, and analysis.json in SageMaker's format: "
        + "'facet: A_SEX == 2, group: A_HGA, features: [a, b]'; --task names label and prediction.",
      valueName: "arguments"))
  var bias: [String] = []

  @Flag(help: "Write rules.tide anew although it was edited.")
  var overwrite = false

  @Flag(help: "Merge what is suggested now into rules.tide; edits stay.")
  var update = false

  @Flag(help: "Write nothing; show how rules.tide would change.")
  var dryRun = false

  @Flag(help: "Let the model of the rules be a command: look at what it runs before.")
  var allowCommands = false

  @OptionGroup var explanationOptions: ExplanationOptions

  @OptionGroup var rootOption: RootOption

  @OptionGroup var truthOptions: GroundTruthOptions

  @OptionGroup var windowOptions: WindowOptions

  @OptionGroup var preprocessOptions: PreprocessOptions

  @OptionGroup var options: DataOptions

  func validate() throws {
    if update, overwrite {
      throw ValidationError("--update keeps edits and --overwrite drops them: give one of the two")
    }
    if task != nil, part != .quality, bias.isEmpty {
      throw ValidationError(
        "--task is for --part quality and --bias: statistics of training data need none")
    }
    if part == .quality, !bias.isEmpty {
      throw ValidationError("--bias is of training data: leave out --part quality")
    }
    if !truthOptions.labels.isEmpty, part != .quality {
      throw ValidationError("--labels is for --part quality: errors need labels, statistics do not")
    }
  }

  func run() async throws {
    if !dryRun { RunRecord.prepare() }
    if part == .quality { return try await addQuality() }
    var record = RunRecord("baseline")
    let capture = rules.isEmpty ? nil : try RuleFiles(rules, root: rootOption.root).capture
    let span = try windowOptions.span(now: RunRecord.now)
    let reading = try DataReading(
      data, options,
      DataReading.Purpose(
        hashes: true, capture: capture, span: span, preprocess: preprocessOptions))
    if reading.statistics != nil {
      throw CommandFailure.arguments(
        "\(data[0]): a statistics.json serves as a baseline as it is: give it to --baseline")
    }
    var requests = DatasetProfile.requests(reading.columns)
    var rulesets: [Ruleset] = []
    if !rules.isEmpty {
      let asked = try RuleFiles(rules, root: rootOption.root)
        .asked(over: reading, allowsModel: allowCommands)
      requests += asked.requests
      rulesets = asked.rulesets
    }
    let facets =
      bias.isEmpty
      ? nil : try BiasBaseline(bias, task: GivenTask(text: task), reading.schema)
    requests += facets?.requests ?? []
    let explaining = try Explaining(rulesets, explanationOptions, quiet: options.quiet)
    try await explaining.prepare(options)
    let result = try await reading.gather(
      Plan(requests: requests, baselineRequests: []).requests,
      run: try windowOptions.window(span, reading))
    if let failure = result.failure { throw CommandFailure.data(failure) }
    guard try result.gathered.records > 0 else {
      throw CommandFailure.data(
        "\(result.names.joined(separator: ", ")): \(span == nil ? "there is a header and no record" : "no record is of the window"): a baseline needs data"
      )
    }
    var gathered = BaselineDirectory.typed(try result.gathered)
    explaining.complete(&gathered)
    try explaining.finish()
    if let why = gathered.modelFailures.values.first {
      throw CommandFailure.data("the model gave no attributions: \(why); no baseline was made")
    }
    let profile = DatasetProfile(gathered)
    let plain = GeneratedRules(
      profile, monitor: monitorName, source: source(result.names)
    ).text
    let generated = GeneratedQuality.carried(
      from: former, into: facets?.added(to: plain, gathered) ?? plain)
    let update = try RulesUpdate(
      folder: output, generated: generated,
      self.update ? .merge : overwrite ? .overwrite : .keep)
    if dryRun { return try show(update) }

    try Files.makeFolder(output)
    try write(ServiceStatistics(profile).json.text(.service) + "\n", BaselineDirectory.statistics)
    try write(ServiceConstraints(profile).json.text(.service) + "\n", BaselineDirectory.constraints)
    if let analysis = facets?.analysis(gathered) {
      try AnalysisFile.write(analysis, to: output)
    }
    try Files.write(
      StateFile.encode(gathered), to: output + "/" + BaselineDirectory.states)
    for analysis in explaining.analyses(rulesets, gathered) {
      try AnalysisFile.write(analysis, to: output)
    }
    if let rules = update.rules { try write(rules, BaselineDirectory.rules) }
    // Last: what was generated counts as merged when it is.
    if let suggested = update.suggested { try write(suggested, BaselineDirectory.suggested) }
    record.inputs = Array(zip(result.names, result.hashes))
    record.counts = .object([
      "records": .integer(gathered.records), "malformed": .integer(result.malformed),
      "columns": .integer(profile.columns.count),
    ])
    try record.write(to: output)
    Console.print(
      "\(output): baseline of \(Counted.text(gathered.records, "record")), \(Counted.text(profile.columns.count, "column"))"
    )
    update.summary.forEach { Console.print($0) }
    var findings = update.conflicts
    if self.update { findings += try mistakes(gathered.schema) }
    RuleFiles.show(findings, color: .auto, from: .warning)
    if !findings.isEmpty { throw ExitCode(1) }
  }

  /// What was generated before.
  private var former: String {
    let path = output + "/" + BaselineDirectory.suggested
    return (try? Files.read(path, "rule file")).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private func addQuality() async throws {
    var record = RunRecord("baseline")
    let made = try await QualityBaseline(
      folder: output, data: data, rules: rules, root: rootOption.root,
      task: GivenTask(text: task), truth: truthOptions, window: windowOptions,
      preprocess: preprocessOptions,
      options: options
    ).make()
    // Rules that were edited keep their edits: those of this part are new beside them.
    let update = try RulesUpdate(
      folder: output, generated: made.generated, overwrite ? .overwrite : .merge)
    RuleFiles.show(made.findings, color: .auto, from: .warning)
    if dryRun { return try show(update) }
    try write(made.statistics.json.text(.service) + "\n", BaselineDirectory.qualityStatistics)
    try write(
      QualityConstraints(made.statistics).json.text(.service) + "\n",
      BaselineDirectory.qualityConstraints)
    try Files.write(
      StateFile.encode(made.states), to: output + "/" + BaselineDirectory.qualityStates)
    if let rules = update.rules { try write(rules, BaselineDirectory.rules) }
    if let suggested = update.suggested { try write(suggested, BaselineDirectory.suggested) }
    record.inputs = made.inputs
    let items = made.statistics.dataset.itemCount ?? 0
    record.counts = .object([
      "records": .integer(made.states.records), "malformed": .integer(made.malformed),
      "items": .integer(items),
    ])
    try record.write(to: output, as: BaselineDirectory.qualityRun)
    Console.print(
      "\(output): errors of a \(made.statistics.kind.rawValue) model on "
        + Counted.text(items, "held-out record"))
    update.summary.forEach { Console.print($0) }
    // A monitor that was edited keeps what it says: it may lack the task that the new rules read.
    let findings =
      update.conflicts + (try Baseline.stored(output)?.schema.map(mistakes) ?? [])
    RuleFiles.show(findings, color: .auto, from: .warning)
    if !findings.isEmpty { throw ExitCode(1) }
  }

  private func show(_ update: RulesUpdate) throws {
    Console.printExactly(update.difference(output + "/" + BaselineDirectory.rules))
    update.summary.forEach { Console.error($0) }
    RuleFiles.show(update.conflicts, color: .auto, from: .warning)
    if !update.conflicts.isEmpty { throw ExitCode(1) }
  }

  /// What is wrong with the merged rules now that the data are others: rules about a column that is gone.
  private func mistakes(_ schema: Schema) throws -> [Diagnostic] {
    try RuleFiles([output + "/" + BaselineDirectory.rules])
      .check(schema: schema, known: Set(schema.names)).diagnostics
      .filter { $0.severity == .error }
  }

  private func write(_ text: String, _ name: String) throws {
    try Files.write(text, to: output + "/" + name)
  }

  /// The folder's name, or that of the folder above where it is called `baseline`.
  private var monitorName: String {
    let parts = output.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
    let name = parts.last ?? "model"
    return name == "baseline" && parts.count > 1 ? parts[parts.count - 2] : name
  }

  private func source(_ names: [String]) -> String {
    let files = names.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    guard let first = files.first, files.count > 1 else { return files.first ?? "data" }
    return "\(first) and \(files.count - 1) more"
  }
}
