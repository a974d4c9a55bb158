import ArgumentParser
import Engine
import Language
import Metrics
import Outputs
import Store

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold data against rules: one pass, one verdict a rule and column.",
    discussion: """
      tidemark check rules.tide --data today.csv
      tidemark check rules.tide --data 'march/*.csv.gz' --baseline baseline --format json --out report
      tidemark check rules.tide --data captures --window-at 2020-03-16T00:00Z --last 1d
      tidemark check rules.tide --data captures --labels ground-truth --merged merged
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sagemaker, prometheus, cloudwatch
  }

  @ArgumentParser.Argument(help: ArgumentHelp("Rule files.", valueName: "rules"))
  var rules: [String]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Files, globs, folders, or - for standard input.", valueName: "data"))
  var data: [String]

  @Option(
    help: ArgumentHelp(
      "What `tidemark baseline` wrote, or data; instead of the monitor's.", valueName: "path"))
  var baseline: String?

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn: SeverityLiteral = .warning

  @Option(help: "How verdicts are given; sagemaker writes its three files to --out.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "Write verdicts.json and run.json to a folder; {window} in its name stands for the window's end, yyyy/mm/dd/hh.",
      valueName: "folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "What earlier runs left, for rules that look back; made where there is none.",
      valueName: "file"))
  var history: String?

  @Flag(help: "List what passed as well.")
  var all = false

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  @Option(
    help: ArgumentHelp(
      "Write captured records with the labels joined to them, as the service merges them: to a .jsonl file, or to a folder by hour.",
      valueName: "path"))
  var merged: String?

  @OptionGroup var truthOptions: GroundTruthOptions

  @OptionGroup var rootOption: RootOption

  @OptionGroup var taskOption: TaskOption

  @OptionGroup var windowOptions: WindowOptions

  @OptionGroup var scriptOptions: ScriptOptions

  @OptionGroup var metricsOptions: MetricsOptions

  @OptionGroup var alertOptions: AlertOptions

  @OptionGroup var explanationOptions: ExplanationOptions

  @OptionGroup var options: DataOptions

  mutating func run() async throws {
    var record = RunRecord("check")
    let span = try windowOptions.span(now: RunRecord.now)
    out = try out.map { try WindowOptions.folder($0, span) }
    if format == .sagemaker, out == nil {
      throw CommandFailure.arguments("--format sagemaker writes three files: say where with --out")
    }
    if let out { try Files.makeFolder(out) }
    let checked: Checked
    do {
      checked = try await check(&record, span)
    } catch let failure as CommandFailure {
      record.status = failure.status
      if let out { try? record.write(to: out) }
      throw failure
    }
    let report = checked.report
    var status = try show(checked)
    if !checked.metrics.write(checked.service), [0, 4].contains(status) { status = 5 }
    if let failure = checked.failure { Console.error("error: \(failure)") }
    if let failure = checked.mergedFailure {
      Console.error("error: \(failure)")
      if [0, 4].contains(status) { status = 5 }
    }
    if let failure = checked.historyFailure {
      Console.error("error: --history: \(failure.message); this run is not in it")
      if [0, 4].contains(status) { status = 5 }
    }
    if let outcome = await checked.alerting.deliver(report, data: record.inputs.map(\.hash)) {
      record.alerts = outcome.json
      if !outcome.problems.isEmpty, [0, 4].contains(status) { status = 5 }
    }
    status = deliver(report, status, &record)
    if let failure = await Postprocessing.run(scriptOptions, report, out: out) {
      Console.error("error: \(failure)")
      if [0, 4].contains(status) { status = 5 }
    }
    if status != 0 { throw ExitCode(status) }
  }

  /// Writes what `--out` asks for; 5 where that fails and the verdicts alone would be 0 or 4.
  private func deliver(
    _ report: CheckReport, _ status: Int32, _ record: inout RunRecord
  ) -> Int32 {
    record.status = status
    guard let out else { return record.status }
    do {
      try Files.write(report.json.text(.pretty) + "\n", to: out + "/verdicts.json")
      try record.write(to: out)
    } catch {
      Console.error("error: --out: \((error as? CommandFailure)?.message ?? "\(error)")")
      if [0, 4].contains(record.status) { return 5 }
    }
    return record.status
  }

  private struct Checked {
    let report: CheckReport
    /// Why reading ended badly, where it did.
    let failure: String?
    /// Why merged records could not be written.
    let mergedFailure: String?
    /// Why the history does not have this run.
    let historyFailure: HistoryFailure?
    let service: ServiceReport
    let alerting: Alerting
    let metrics: MetricsExport
  }

  /// - Parameter span: the stretch of time that the run is about.
  private func check(_ record: inout RunRecord, _ span: Range<Double>?) async throws -> Checked {
    let metricsExport = try MetricsExport(metricsOptions)
    let files = try RuleFiles(rules, root: rootOption.root, task: taskOption.given)
    record.ruleset = files.hash
    record.rulesFolder = RuleFiles.folder(of: files)
    let baselinePath = try baseline ?? files.baselinePath()
    let stored = try baselinePath.flatMap(Baseline.stored)
    // Mistakes that need no data are told before any is opened.
    let early = files.check(
      schema: stored?.schema ?? files.constrained, known: nil,
      hasHistory: history != nil, allowsCommands: alertOptions.letsCommandsRun,
      allowsModel: alertOptions.allowCommands)
    try refuse(early.diagnostics)
    let kept = try openHistory()
    let alerting = try Alerting(
      early.rulesets, alertOptions, rulesFolder: RuleFiles.folder(of: files),
      sparesOutput: format != .text)

    let reading = try DataReading(
      data, options,
      DataReading.Purpose(
        hashes: out != nil || alerting.wantsHashes || kept != nil, capture: files.capture,
        labels: try GroundTruth.Request(
          truthOptions, merged: merged,
          lateAfter: early.rulesets.flatMap(\.rules).compactMap(\.settings.needsLabels?.within)
            .min(), span: span),
        inputNames: (stored?.gathered.schema ?? files.constrained)?.names, span: span,
        scripts: scriptOptions))
    try files.refuseForeign(reading, data.first ?? "", task: taskOption.given)
    var baselineReading: DataReading?
    if stored == nil, let baselinePath {
      baselineReading = try DataReading(
        [baselinePath], options, DataReading.Purpose(isBaseline: true, capture: files.capture))
    }
    let baselineSchema =
      stored?.schema ?? baselineReading.map {
        Schema(names: $0.columns, sections: $0.sections)
      }
      ?? files.constrained
    let constrained = files.constrained?.names ?? []
    let checked = files.check(
      schema: baselineSchema ?? reading.schema,
      known: reading.schema == nil
        ? nil : baselineSchema.map { Set($0.names + reading.columns + constrained) },
      sections: reading.sections, hasHistory: history != nil,
      allowsCommands: alertOptions.letsCommandsRun, allowsModel: alertOptions.allowCommands)
    try refuse(checked.diagnostics)
    RuleFiles.show(
      checked.diagnostics + files.baselineFindings(instead: baseline), color: color, from: .warning)
    try taskOption.given.refuseAbsent(checked.rulesets, reading)

    let rules = checked.rulesets.flatMap(\.rules).filter { $0.settings.mode != .off }
    let metrics = checked.rulesets.flatMap(\.metrics)
    let plan = Plan(rules, metrics: metrics)
    let explaining = try Explaining(checked.rulesets, explanationOptions, quiet: options.quiet)
    try await explaining.prepare(options)
    var used = stored
    if let baselineReading, let baselinePath {
      used = try await Baseline.read(baselineReading, baselinePath, plan.baselineRequests)
      if var read = used {
        explaining.complete(&read.gathered, window: "baseline")
        used = read
      }
    }
    used?.fillAttributions(for: checked.rulesets)
    let given = WindowEvaluator.given(in: plan, baseline: used?.gathered)
    let windows = try Judging.cut(checked.rulesets, columns: reading.columns)
    let job = try serviceJob(files, checked.rulesets, reading, baselineSchema)
    let run = try windowOptions.window(span, reading, windows)
    var requests = plan.requests
    if [.sagemaker, .cloudwatch].contains(format) || metricsExport.wantsProfile {
      let more = ServiceReport.requests(job, columns: reading.columns)
      requests = Plan(requests: requests + more, baselineRequests: []).requests
    }
    let result = try await reading.gather(requests, given: given, windows: windows, run: run)
    let name = checked.rulesets.map(\.name).joined(separator: ", ")
    let judging = Judging(
      rules: rules, metrics: metrics, monitors: checked.rulesets.map(\.name), name: name,
      cut: windows, baseline: used, ruleset: files.hash, complete: explaining.completing)
    let judged = try judging.judge(result, keeping: kept)
    try explaining.finish()
    let report = CheckReport(
      version: Tidemark.version, monitor: name, title: checked.rulesets.first?.title,
      hashes: CheckReport.Hashes(
        ruleset: files.hash, baselinePath: used?.path, baseline: used?.hash),
      sources: result.names, records: result.panes.records, malformed: result.malformed,
      untimed: result.panes.untimed, cut: result.panes.cutJSON,
      baselineRecords: used?.gathered.records, labels: result.labels, windows: judged.reported,
      failOn: failOn, dataFailed: result.failure != nil)
    record.history = history
    record.baseline = used.map { ($0.path, $0.hash) }
    record.inputs = Array(zip(result.names, result.hashes))
    record.labels = result.labelSources
    record.counts = report.counts
    return Checked(
      report: report, failure: result.failure, mergedFailure: result.mergedFailure,
      historyFailure: judged.failure,
      service: ServiceReport(
        report: report, windows: judged.windows, job: job,
        analysis: { explaining.analyses(checked.rulesets, $0.gathered).first }),
      alerting: alerting, metrics: metricsExport)
  }

  /// Of which of the service's jobs these are: what the constraints are of, else the data.
  private func serviceJob(
    _ files: RuleFiles, _ rulesets: [Ruleset], _ reading: DataReading, _ baseline: Schema?
  ) throws -> ServiceReport.Job {
    if format == .sagemaker, files.quality != nil, files.hasDataConstraints {
      throw CommandFailure.arguments(
        "the service keeps data quality and model quality in folders of their own: check the two "
          + "constraints.json one by one")
    }
    let columns = baseline?.columns.count { !$0.isBeside }
    switch reading.statistics {
    case .quality(let statistics):
      return .quality(statistics: statistics, QualityTerms(statistics.kind))
    case .data(let statistics):
      return .data(statistics: statistics, baselineColumns: columns)
    case nil:
      if let kind = files.quality?.constraints.kind {
        let task = rulesets.compactMap(\.scope.task).first { $0.kind == kind }
        return .quality(statistics: nil, QualityTerms(kind, task: task))
      }
      return .data(statistics: nil, baselineColumns: columns)
    }
  }

  private func refuse(_ diagnostics: [Diagnostic]) throws {
    let errors = diagnostics.count { $0.severity == .error }
    guard errors > 0 else { return }
    RuleFiles.show(diagnostics, color: color, from: .warning)
    throw CommandFailure.arguments(
      "\(Counted.text(errors, "error")) in the rules; nothing was evaluated")
  }

  private func openHistory() throws -> HistoryFile? {
    do {
      return try history.map { (path) throws(HistoryFailure) in try HistoryFile(path) }
    } catch {
      throw CommandFailure(history: error)
    }
  }

  /// Gives the report; 5 where it can't be delivered and the verdicts alone would be 0 or 4.
  private func show(_ checked: Checked) throws -> Int32 {
    let report = checked.report
    switch format {
    case .sagemaker:
      do {
        Console.print(try checked.service.write(to: out ?? "."))
        let undecided = report.windows.flatMap(\.verdicts).count { verdict in
          if case .unknown = verdict.state { true } else { false }
        }
        if undecided > 0 {
          Console.error(
            "warning: \(Counted.text(undecided, "verdict")) could not be decided, for which the service's files have no word: --format text says why"
          )
        }
      } catch let failure as CommandFailure {
        Console.error("error: --out: \(failure.message)")
        return [0, 4].contains(report.exitStatus) ? 5 : report.exitStatus
      }
    case .text:
      Console.printExactly(
        TextReport(report, terminal: Console.terminal(color), showsAll: all).text)
    case .json: Console.print(report.json.text(.pretty))
    case .prometheus:
      Console.printExactly(checked.metrics.text(.prometheus, of: checked.service))
    case .cloudwatch:
      Console.printExactly(checked.metrics.text(.cloudWatch, of: checked.service))
    }
    return report.exitStatus
  }
}

extension SeverityLiteral: ExpressibleByArgument {}
extension Console.Color: ExpressibleByArgument {}
