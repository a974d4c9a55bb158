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
    /// Why the model is not asked any more.
    var failure: String?
    /// What the model says of the background, the last time that it was asked.
    var expected: [Double]?

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
    if let local = options.local { try Files.write("", to: local) }
  }

  /// Reads the backgrounds; without them nothing can be asked.
  func prepare(_ data: DataOptions) async throws {
    for job in jobs {
      let sample = try await background(job, data)
      let specification = job.specification
      let form = RecordForm(specification.content, features: job.features)
      let model = try model(specification, form)
      job.model = model
      job.explainer = Explainer(
        job.kernel, features: job.features.count, background: BackgroundRows(sample, job.kernel),
        model: model, form: form, batch: specification.batch)
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

  /// Ends the models and writes what `--local` asks for.
  func finish() throws {
    for job in jobs { job.model?.close() }
    if let local = options.local { try Files.write(lines, to: local) }
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
    var line = ProgressLine(quiet: quiet)
    let explained: [Explainer.Explained]
    do throws(ModelFailure) {
      explained = try explainer.explain(rows) { done in
        line.show(
          "\(Number.grouped(done)) of \(Counted.text(rows.count, "record")) explained, "
            + "\(Number.grouped(explainer.questions)) questions  \(done * 100 / max(rows.count, 1))%"
        )
      }
      line.clear()
    } catch {
      line.clear()
      job.failure = error.reason
      Console.error("warning: the model gave no attributions: \(error.reason)")
      throw error
    }
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

  private func model(
    _ specification: ModelSpecification, _ form: RecordForm
  ) throws -> any AskedModel {
    switch specification.kind {
    case .command(let words, let folder):
      // What is printed must arrive at once, also where the output is no terminal.
      let variables = ProcessInfo.processInfo.environment.merging(
        ["PYTHONUNBUFFERED": "1", "TIDEMARK_CALL": "explain"]) { $1 }
      let say = Console.current.error
      return CommandModel(
        words, folder: folder, environment: variables.map { "\($0.key)=\($0.value)" }, form: form,
        timeoutSeconds: specification.timeoutSeconds, batch: specification.batch,
        say: { say("model: \($0)\n") })
    case .http(let url, let headers):
      do throws(SecretFailure) {
        var texts: [String] = []
        for header in headers { texts.append(try Alerting.read(header)) }
        return HTTPModel(
          url: try Alerting.read(url), headers: texts, content: specification.content, form: form,
          timeoutSeconds: specification.timeoutSeconds, batch: specification.batch)
      } catch {
        throw CommandFailure.arguments("model: \(error)")
      }
    }
  }
}
