import ArgumentParser
import Engine
import Language
import Store

/// From rules and data to verdicts.
extension CheckCommand {
  /// What a check came to.
  struct Checked {
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
  func check(_ record: inout RunRecord, _ span: Range<Double>?) async throws -> Checked {
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
            .min(), span: span,
          task: early.rulesets.lazy.compactMap(\.scope.task).first { $0.kind == .regression }),
        inputNames: (stored?.gathered.schema ?? files.constrained)?.names, span: span,
        preprocess: scriptOptions.before))
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
      var read = try await Baseline.read(baselineReading, baselinePath, plan.baselineRequests)
      explaining.complete(&read.gathered, window: "baseline")
      used = read
    }
    used = used?.answering(rules, metrics)
    used?.fillAttributions(for: checked.rulesets)
    let given = WindowEvaluator.given(in: plan, baseline: used?.gathered)
    let windows = try Judging.cut(checked.rulesets, columns: reading.columns)
    let jobs = try serviceJobs(files, checked.rulesets, reading, baselineSchema)
    let run = try windowOptions.window(span, reading, windows)
    var requests = plan.requests
    if [.sagemaker, .cloudwatch].contains(format) || metricsExport.wantsProfile {
      let more = ServiceReport.requests(jobs, columns: reading.columns)
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
      untimed: result.panes.untimed, cut: result.panes.cutJSON(result.clock), clock: result.clock,
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
        report: report, windows: judged.windows, jobs: jobs,
        analysis: { explaining.analyses(checked.rulesets, $0.gathered).first }),
      alerting: alerting, metrics: metricsExport)
  }

  /// Of which of the service's jobs these are: what the constraints are of, else the data, else what the
  /// rules speak of.
  private func serviceJobs(
    _ files: RuleFiles, _ rulesets: [Ruleset], _ reading: DataReading, _ baseline: Schema?
  ) throws -> [ServiceReport.Job] {
    if format == .sagemaker, files.quality != nil, files.hasDataConstraints {
      throw CommandFailure.arguments(
        "the service keeps data quality and model quality in folders of their own: check the two "
          + "constraints.json one by one")
    }
    let columns = baseline?.columns.count { !$0.isBeside }
    switch reading.statistics {
    case .quality(let statistics):
      return [.quality(statistics: statistics, QualityTerms(statistics.kind))]
    case .data(let statistics):
      return [.data(statistics: statistics, baselineColumns: columns)]
    case nil: break
    }
    if let bias = files.bias, files.quality == nil, !files.hasDataConstraints {
      return [.bias(bias)]
    }
    let tasks = rulesets.compactMap(\.scope.task)
    if let kind = files.quality?.constraints.kind {
      let task = tasks.first { $0.kind == kind }
      return [.quality(statistics: nil, QualityTerms(kind, task: task))]
    }
    let data = ServiceReport.Job.data(statistics: nil, baselineColumns: columns)
    guard !files.hasDataConstraints,
      let task = tasks.first(where: { ModelTask.Kind.ofService.contains($0.kind) }),
      case let terms = QualityTerms(task.kind, task: task),
      rulesets.contains(where: { ServiceReport.speaksOfErrors($0, terms) })
    else { return [data] }
    let quality = ServiceReport.Job.quality(statistics: nil, terms)
    return rulesets.contains(where: ServiceReport.speaksOfColumns) ? [data, quality] : [quality]
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
}
