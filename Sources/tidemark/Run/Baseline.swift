import Engine
import Interchange
import Statistics
import Store

/// A baseline from a folder that `tidemark baseline` wrote, a state file, or data read under the plan.
struct Baseline {
  let path: String
  /// What models gave is put in once it is known.
  var gathered: Gathered
  let hash: String
  /// The bias metrics of an `analysis.json`, where it is one.
  private(set) var analysis: BiasAnalysis?
  /// The attributions of an `analysis.json`.
  private(set) var explanations: ExplainabilityAnalysis?
  /// The kinds of cells were counted, rather than concluded from a column's type.
  var countsKinds = true

  /// Its columns, and beside them those of held-out data alone, such as predictions; nil where it holds
  /// the errors of a model and names none.
  var schema: Schema? {
    guard !gathered.schema.columns.isEmpty else { return nil }
    let more = (gathered.heldOut?.schema.columns ?? []).filter {
      gathered.schema[$0.name] == nil
    }
    let columns = gathered.schema.columns.map { column in
      Schema.Column(
        column.name, column.type, isBeside: column.isBeside,
        isUniform: countsKinds && gathered.isUniform(column.name))
    }
    return Schema(
      columns + more.map { Schema.Column($0.name, $0.type, isBeside: true) })
  }

  /// The same, with the values of an `analysis.json` where rules ask for them.
  func answering(_ rules: [Rule], _ metrics: [NamedMetric]) -> Baseline {
    guard let analysis else { return self }
    var result = self
    let terms = rules.flatMap(\.terms) + metrics.map(\.term)
    result.gathered.assumed = BiasAnswers(analysis).values(for: terms)
    return result
  }

  /// A stored baseline, or nil where the path holds data.
  static func stored(_ path: String) throws -> Baseline? {
    var file = path
    if Files.isFolder(path) {
      file = path + "/" + BaselineDirectory.states
      guard Files.exists(file) else {
        file = path + "/" + BaselineDirectory.statistics
        if !Files.exists(file) { file = path + "/" + BaselineDirectory.analysis }
        guard Files.exists(file) else { return nil }
        guard let baseline = try service(file, for: path) else {
          throw CommandFailure.arguments(
            "\(file): this is no statistics.json of SageMaker, and the folder holds no \(BaselineDirectory.states): make it anew with `tidemark baseline DATA -o \(path)`"
          )
        }
        return baseline
      }
    } else if !path.hasSuffix(".tidestate") {
      guard Files.exists(path) else {
        throw CommandFailure.arguments(
          "\(path): there is no such baseline: make it with `tidemark baseline DATA -o \(path)`")
      }
      return try service(path, for: path)
    }
    var (gathered, hash) = try states(file)
    let quality = path + "/" + BaselineDirectory.qualityStates
    if Files.isFolder(path), Files.exists(quality) {
      let (heldOut, more) = try states(quality)
      gathered.heldOut = heldOut
      hash = Files.hash(Array("\(hash)\n\(more)".utf8))
    }
    var baseline = Baseline(path: path, gathered: gathered, hash: hash)
    if Files.isFolder(path) {
      baseline.explanations = try PublishedAttributions.read(
        path + "/" + BaselineDirectory.analysis)
    }
    return baseline
  }

  /// An `analysis.json` with bias metrics, explanations or both, or nil where the file is another.
  private static func published(_ file: String, for path: String) throws -> Baseline? {
    let analysis = try ServiceFiles.analysis(file)
    let explanations = try PublishedAttributions.read(file)
    guard analysis != nil || explanations != nil else { return nil }
    return Baseline(
      path: path, gathered: Gathered(), hash: Files.hash(try Files.read(file, "baseline")),
      analysis: analysis, explanations: explanations)
  }

  /// Takes the attributions that rules compare from the `analysis.json`, as far as it lacks them.
  mutating func fillAttributions(for rulesets: [Ruleset]) {
    guard let explanations else { return }
    PublishedAttributions.fill(
      &gathered, from: explanations, for: rulesets.compactMap(\.scope.attributions))
  }

  private static func states(_ file: String) throws -> (gathered: Gathered, hash: String) {
    let bytes = try Files.read(file, "baseline")
    do {
      return (try StateFile.decode(bytes), Files.hash(bytes))
    } catch {
      throw CommandFailure.data(
        "\(file): byte \(error.offset): \(error.reason): make it anew with `tidemark baseline DATA -o FOLDER`"
      )
    }
  }

  /// The columns that lints may hold names against: those of a baseline, by default the monitor's.
  ///
  /// - Returns: the schema, where one is stored, and the path of a baseline that is not there.
  /// - Throws: where it is damaged: an unreadable file, 2, as all are without data.
  static func schema(
    of files: RuleFiles, instead given: String?
  ) throws -> (schema: Schema?, absent: String?) {
    var path = given
    if path == nil, let named = try files.baselinePath() {
      guard Files.exists(named) else { return (nil, named) }
      path = named
    }
    do {
      return (try path.flatMap(stored)?.schema, nil)
    } catch let failure as CommandFailure {
      throw CommandFailure.arguments(failure.message)
    }
  }

  /// A `statistics.json` or an `analysis.json` of SageMaker, or nil where the file is another.
  private static func service(_ file: String, for path: String) throws -> Baseline? {
    if let baseline = try published(file, for: path) { return baseline }
    guard let statistics = try ServiceFiles.statistics(file) else { return nil }
    return Baseline(
      path: path, gathered: statistics.gathered(),
      hash: Files.hash(try Files.read(file, "baseline")), countsKinds: false)
  }

  /// Gathers the baseline's statistics from data.
  static func read(
    _ reading: DataReading, _ path: String, _ requests: [StatisticRequest]
  ) async throws -> Baseline {
    let result = try await reading.gather(requests)
    if let failure = result.failure { throw CommandFailure.data("baseline: \(failure)") }
    return Baseline(
      path: path, gathered: try result.gathered,
      hash: Files.hash(Array(result.hashes.joined().utf8)))
  }
}
