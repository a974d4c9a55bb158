import Engine
import Foundation
import Interchange
import Language
import Models
import Outputs
import Statistics

/// Asks models for the attributions that rules read, once the records are known.
///
/// A model that fails leaves its attributions unknown, with the reason; everything else is judged.
final class Explaining {
  private final class Job {
    let source: AttributionSource
    let kernel: KernelShapOptions
    let requests: [ExplanationRequest]
    let specification: ModelSpecification
    var explainer: Explainer?
    var model: (any AskedModel)?
    /// The hash of its background.
    var background = ""
    /// Why the model is not asked any more.
    var failure: String?
    /// What the model says of the background, the last time that it was asked.
    var expected: [Double]?
    /// Records that were explained, and those of them that were known before.
    var explained = 0
    var known = 0

    init(
      _ source: AttributionSource, _ kernel: KernelShapOptions, _ requests: [ExplanationRequest],
      _ specification: ModelSpecification
    ) {
      self.source = source
      self.kernel = kernel
      self.requests = requests
      self.specification = specification
    }

    var features: [String] { source.features.map(\.column) }
  }

  private let jobs: [Job]
  private let options: ExplanationOptions
  private let quiet: Bool
  private var lines = ""
  private var unfinished: UnfinishedAttributions?

  init(_ rulesets: [Ruleset], _ options: ExplanationOptions, quiet: Bool) throws {
    self.options = options
    self.quiet = quiet
    var seen: Set<String> = []
    jobs = rulesets.compactMap { ruleset in
      guard let source = ruleset.scope.attributions, let kernel = source.kernel,
        let specification = ruleset.scope.model
      else { return nil }
      let rules = ruleset.rules.filter { $0.settings.mode != .off }
      let requests = ExplanationRequest.all(rules, ruleset.metrics)
        .filter { seen.insert($0.sample.request.key).inserted }
      return requests.isEmpty ? nil : Job(source, kernel, requests, specification)
    }
    if options.local != nil, jobs.isEmpty {
      throw CommandFailure.arguments(
        "--local: no rule reads attributions that the model is asked for: "
          + "write `attributions kernel_shap(…)` and a rule such as `alert when attribution_ndcg < 0.9`"
      )
    }
    unfinished = try options.local.map(UnfinishedAttributions.init)
  }

  /// Reads the backgrounds; without them nothing can be asked.
  func prepare(_ data: DataOptions) async throws {
    for job in jobs {
      let sample = try await background(job, data)
      let specification = job.specification
      let form = RecordForm(specification.content, features: job.features)
      let model = try specification.opened()
      job.model = model
      let rows = BackgroundRows(sample, job.kernel)
      job.explainer = Explainer(
        job.kernel, features: job.features.count, background: rows, model: model, form: form,
        batch: specification.batch)
      job.background = Files.hash(Array("\(rows)".utf8))
    }
  }

  /// Puts the attributions of the sampled records in their place.
  func complete(_ gathered: inout Gathered, window: String? = nil) {
    for job in jobs {
      for request in job.requests {
        guard let sample = gathered[request.sample] else { continue }
        // What was explained is kept, not the records.
        defer { gathered.set(request.emptySample, for: request.sample) }
        guard sample.records > 0 else { continue }
        do throws(ModelFailure) {
          try explain(sample, request, job, &gathered, window)
        } catch {
          gathered.modelFailures[request.sample.request.key] = error.reason
        }
      }
    }
  }

  /// A window with the attributions of its sampled records.
  func completing(_ window: Panes.Window) -> Panes.Window {
    guard !jobs.isEmpty else { return window }
    var window = window
    complete(&window.gathered, window: window.start.map(MetricValue.text(ofTime:)))
    return window
  }

  /// Ends the models, says what they were asked, and writes what `--local` asks for.
  func finish() throws {
    for job in jobs {
      job.model?.close()
      if let explainer = job.explainer, !quiet { tell(job, explainer) }
    }
    guard let local = options.local, let unfinished else { return }
    try unfinished.flush()
    try Files.write(lines, to: local)
    if jobs.allSatisfy({ $0.failure == nil }) { return unfinished.remove() }
    Console.error("what is explained is in \(unfinished.path): the same command goes on from there")
  }

  private func tell(_ job: Job, _ explainer: Explainer) {
    guard job.explained > 0 else { return }
    let spent = explainer.spent / .seconds(1)
    let outside = spent - explainer.waited / .seconds(1)
    let share = spent > 0 ? Int((100 * outside / spent).rounded()) : 0
    Console.error(
      Counted.text(job.explained, "record") + " explained"
        + (job.known > 0 ? ", \(Number.grouped(job.known)) of them before" : "")
        + ": \(Counted.text(explainer.questions, "question")) to the model in "
        + "\(Number.brief(spent)) s, at most \(share)% of that outside of it")
  }

  /// What an `analysis.json` says of what was gathered.
  func analyses(_ rulesets: [Ruleset], _ gathered: Gathered) -> [ExplainabilityAnalysis] {
    rulesets.compactMap { ruleset in
      guard let source = ruleset.scope.attributions else { return nil }
      let job = jobs.first { $0.source.description == source.description }
      return PublishedAttributions.analysis(
        source, in: gathered, expected: job?.expected.map { $0[source.kernel?.output ?? 0] })
    }
  }

  private func explain(
    _ sample: RowSample, _ request: ExplanationRequest, _ job: Job, _ gathered: inout Gathered,
    _ window: String?
  ) throws(ModelFailure) {
    if let failure = job.failure { throw ModelFailure(failure) }
    guard let explainer = job.explainer else { return }
    let rows = sample.rows
    let explained: [Explainer.Explained]
    do throws(ModelFailure) {
      explained = try explain(rows, job, explainer)
    } catch {
      job.failure = error.reason
      Console.error("warning: the model gave no attributions: \(error.reason)")
      throw error
    }
    job.explained += explained.count
    job.expected = explained.first?.expected
    let output = job.kernel.output
    for (feature, reading) in request.readings.enumerated() {
      reading.set(
        explained.map { $0.values[output].values[feature] }, counts: rows.map(\.count),
        errors: explained.map { $0.values[output].errors[feature] }, isSample: !sample.isWhole,
        in: &gathered)
    }
    guard options.local != nil else { return }
    for one in explained {
      lines += LocalAttributions.line(
        one, job.features, hasID: job.kernel.id != nil, window: window)
    }
  }

  /// Explains those that no run before has explained.
  private func explain(
    _ rows: [RowSample.Row], _ job: Job, _ explainer: Explainer
  ) throws(ModelFailure) -> [Explainer.Explained] {
    var line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    let expected = try explainer.expectation()
    let key = "\(job.source) seed \(job.kernel.seed), \(job.background), expected \(expected)"
    let hash = Files.hash(Array(key.utf8))
    var explained: [UInt64: Explainer.Explained] = [:]
    for row in rows {
      explained[row.hash] = unfinished?.explained(
        row, hash, expected: expected, features: job.features.count, isExact: explainer.isExact)
    }
    job.known += explained.count
    var failure: CommandFailure?
    try explainer.explain(rows.filter { explained[$0.hash] == nil }) { one in
      explained[one.row.hash] = one
      do { try unfinished?.keep(one, hash) } catch { failure = error as? CommandFailure }
      line.show(
        "\(Number.grouped(explained.count)) of \(Counted.text(rows.count, "record")) explained, "
          + "\(Number.grouped(explainer.questions)) questions  "
          + "\(explained.count * 100 / max(rows.count, 1))%")
    }
    if let failure { Console.error("warning: --local: \(failure.message)") }
    return rows.compactMap { explained[$0.hash] }
  }

  // MARK: Beginnings

  private func background(_ job: Job, _ data: DataOptions) async throws -> RowSample {
    let path = job.kernel.background
    var options = data
    options.inputFormat = nil
    options.noHeader = false
    options.columns = nil
    let reading = try DataReading(
      [path], options, DataReading.Purpose(isBaseline: true, isBackground: true))
    let lacking = job.features.filter { !reading.columns.contains($0) }
    guard lacking.isEmpty else {
      throw CommandFailure.arguments(
        "\(path): the background lacks `\(lacking[0])`, which is a feature of the model"
          + (lacking.count > 1 ? ", and \(lacking.count - 1) more" : ""))
    }
    let most = job.kernel.summary == .rows ? BackgroundRows.mostRows : BackgroundRows.mostRead
    let request = Reading<RowSample>(
      RowSample.Parameters(size: most, columns: job.features.count),
      over: job.features.map { RowExpression(column: $0) }, where: nil)
    let result = try await reading.gather([request.request])
    if let failure = result.failure { throw CommandFailure.data("background: \(failure)") }
    guard let sample = try result.gathered[request], sample.records > 0 else {
      throw CommandFailure.data("\(path): there is no row in this background")
    }
    if !sample.isWhole, !quiet {
      Console.error(
        "warning: \(path): \(Number.grouped(most)) of \(Number.grouped(sample.records)) rows of the "
          + "background are used"
          + (job.kernel.summary == .rows ? "; `summary: k_means` or `mean` uses more" : ""))
    }
    return sample
  }
}
