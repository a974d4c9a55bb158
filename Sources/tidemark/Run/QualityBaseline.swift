import Engine
import Interchange
import Language
import Metrics
import Outputs
import Store

/// `baseline --part quality`: the errors of a model on data that it was not trained on, added to a
/// baseline of training data.
struct QualityBaseline {
  let folder: String
  let data: [String]
  let rules: [String]
  let root: String?
  let task: GivenTask
  let truth: GroundTruthOptions
  let window: WindowOptions
  let preprocess: PreprocessOptions
  let options: DataOptions

  /// What is written beside the baseline.
  struct Made {
    let statistics: QualityStatistics
    let states: Gathered
    /// The text that is generated now, of both parts.
    let generated: String
    let inputs: [(path: String, hash: String)]
    let malformed: Int
    /// That held-out data are training data, where they are.
    let findings: [Diagnostic]
  }

  func make() async throws -> Made {
    guard Files.exists(folder + "/" + BaselineDirectory.states) else {
      throw CommandFailure.arguments(
        "\(folder): there is no baseline to add to: make it of training data first, "
          + "`tidemark baseline TRAINING-DATA -o \(folder)`")
    }
    let suggested = folder + "/" + BaselineDirectory.suggested
    let former =
      Files.exists(suggested)
      ? String(decoding: try Files.read(suggested, "rule file"), as: UTF8.self) : nil
    let rules = try rules.isEmpty ? nil : RuleFiles(rules, root: root)
    let span = try window.span(now: RunRecord.now)
    let text = try taskText(rules)
    let reading = try DataReading(
      data, options,
      DataReading.Purpose(
        hashes: true, capture: rules?.capture,
        labels: try GroundTruth.Request(truth, span: span, task: GivenTask(text: text).task),
        span: span, preprocess: preprocess))
    guard reading.statistics == nil else {
      throw CommandFailure.arguments(
        "\(data[0]): held-out records are wanted, not the statistics of some")
    }
    let model = try stated(text, reading)
    let terms = QualityTerms(model.kind, task: model)
    var requests = terms.requests + QualityBaseline.unbidden(model)
    if let rules { requests += try rules.baselineRequests(over: reading) }
    let result = try await reading.gather(
      Plan(requests: requests, baselineRequests: []).requests,
      run: try window.window(span, reading))
    if !options.quiet { result.labels?.lines.forEach { Console.error("labels: \($0)") } }
    if let failure = result.failure { throw CommandFailure.data(failure) }
    let gathered = try result.gathered
    let statistics = terms.statistics(
      of: Panes.Window(start: nil, end: nil, gathered: gathered))
    guard (statistics.dataset.itemCount ?? 0) > 0 else {
      throw CommandFailure.data(
        "\(data.joined(separator: ", ")): no record has both prediction and label: errors need them"
      )
    }
    let names = result.names.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let source = (names.first ?? "data") + (names.count > 1 ? " and \(names.count - 1) more" : "")
    let quality = GeneratedQuality(statistics, task: text, source: source)
    let inputs = Array(zip(result.names, result.hashes))
    return Made(
      statistics: statistics, states: gathered,
      generated: quality.added(to: former ?? "edition 1\n\nmonitor model {\n  mode observe\n}\n"),
      inputs: inputs, malformed: result.malformed,
      findings: HeldOut.findings(training: HeldOut.hashes(of: folder), inputs))
  }

  /// The task of the command line, else that of the rules, else that of the baseline's own.
  private func taskText(_ rules: RuleFiles?) throws -> String {
    var trees = rules?.trees ?? []
    let own = folder + "/" + BaselineDirectory.rules
    if Files.exists(own) { trees.append(contentsOf: try RuleFiles([own]).trees) }
    let written = trees.lazy.flatMap(\.declarations).compactMap { declaration -> String? in
      guard case .monitor(let monitor) = declaration else { return nil }
      return monitor.clauses.lazy.compactMap { clause in
        if case .task(let task) = clause.kind { task.span.text } else { nil }
      }.first
    }.first
    guard let text = try task.kind == nil ? written : task.text else {
      throw CommandFailure.arguments(
        "say which columns hold prediction and label: --task 'regression(prediction: p, label: y)'")
    }
    return text
  }

  private func stated(_ text: String, _ reading: DataReading) throws -> ModelTask {
    let parsed = Parser.parseExpression(SourceFile(path: "--task", text: text))
    var scope = Scope(catalogue: .standard, schema: reading.schema)
    scope.knownColumns = reading.schema.map { Set($0.names) }
    var checker = ExpressionChecker(scope)
    let found = checker.task(parsed.expression)
    RuleFiles.show(parsed.diagnostics + checker.diagnostics, color: .auto, from: .warning)
    guard let found, ModelTask.Kind.ofService.contains(found.kind) else {
      throw CommandFailure.arguments(
        found == nil
          ? "--task: this can't be read; no baseline was made"
          : "--task: a quality part is of a regression, binary or multiclass task")
    }
    return found
  }

  /// The statistics of every metric of the task that can be called without arguments.
  private static func unbidden(_ task: ModelTask) -> [StatisticRequest] {
    let signatures = Catalogue.standard.all.map { $0.signature }
    let names = signatures.filter { signature in
      signature.tasks.contains(task.kind)
        && signature.parameters.allSatisfy { $0.isOptional }
    }.map { $0.name }
    return Plan(names.map { QualityTerms.term($0, task) }.filter { !$0.isInvalid }).requests
  }
}
