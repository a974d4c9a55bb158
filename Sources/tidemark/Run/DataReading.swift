import Engine
import Foundation
import Inputs
import Interchange

/// Opens inputs and gathers statistics of them, with progress, warnings, hashes and quarantine.
struct DataReading {
  struct Result {
    let panes: Panes
    let malformed: Int
    /// The first few malformed records.
    let malformedPlaces: [MalformedLog.Place]
    /// Captured records whose times run backwards, where some do.
    var clock: ClockFinding?
    let names: [String]
    /// SHA-256 of each input as stored, where hashes were asked for.
    let hashes: [String]
    /// What is said of labels, where some are joined, and which inputs they were.
    var labels: LabelSummary?
    var labelSources: [(path: String, hash: String)] = []
    /// Why merged records could not be written.
    var mergedFailure: String?
    /// More malformed records than are borne, or a file that ended badly: the verdicts stand on the rest.
    let failure: String?

    /// The statistics of all data, where time is not cut.
    var gathered: Gathered {
      get throws {
        guard let window = panes.inOrder()?.first else {
          throw CommandFailure.data("no window could be made of these data")
        }
        return window.gathered
      }
    }
  }

  /// How data are read beyond what the command line says.
  struct Purpose {
    /// Hash the inputs while they are read.
    var hashes = false
    /// Others are compared with these data: they are always hashed, and `--quarantine` is left to
    /// the others.
    var isBaseline = false
    /// They stand for features that a coalition lacks.
    var isBackground = false
    /// The monitor's names for what captured records hold.
    var capture: CaptureNames?
    /// Labels to be joined to captured records.
    var labels: GroundTruth.Request?
    /// The baseline's columns, for captured requests that bear no names.
    var inputNames: [String]?
    /// The stretch of time that is wanted, in seconds since 1970-01-01T00:00:00Z.
    var span: Range<Double>?
    /// What records go through first.
    var preprocess: PreprocessOptions?
  }

  private enum Origin {
    case records(any Source)
    /// A `statistics.json`, whose data are not at hand.
    case statistics(ServiceFiles.StatisticsFile, path: String, hash: String)
    case states(StateInput)
  }

  private let origin: Origin
  private let options: DataOptions
  private let hashing: InputHashes?
  private var truth: GroundTruth?
  private var script: Preprocessing?
  /// Made before labels are read.
  private var quarantine: Quarantine?

  init(_ paths: [String], _ options: DataOptions, _ purpose: Purpose = Purpose()) throws {
    var options = options
    if purpose.isBaseline { options.quarantine = nil }
    self.options = options
    if paths.count == 1, options.inputFormat == nil,
      let statistics = try ServiceFiles.statistics(paths[0])
    {
      hashing = nil
      if purpose.preprocess?.preprocess != nil {
        throw CommandFailure.arguments(
          "--preprocess: records go through the script, and \(paths[0]) holds statistics alone")
      }
      if purpose.labels != nil {
        throw CommandFailure.arguments(
          "--labels: labels are joined to captured records, and \(paths[0]) holds statistics alone")
      }
      let hash = Files.hash(try Files.read(paths[0], "data file"))
      origin = .statistics(statistics, path: paths[0], hash: hash)
      return
    }
    if let states = try StateInput.open(paths) {
      hashing = nil
      if purpose.labels != nil || purpose.span != nil || purpose.preprocess?.preprocess != nil {
        throw CommandFailure.arguments(
          "\(paths[0]): a state holds no records: --labels, --last and --preprocess are for the data"
            + " that it is made of")
      }
      origin = .states(states)
      return
    }
    var inputOptions = options.inputOptions()
    inputOptions.capture = purpose.capture
    inputOptions.inputNames = purpose.inputNames
    inputOptions.span = purpose.span
    hashing = purpose.hashes || purpose.isBaseline ? InputHashes() : nil
    var paths = paths
    if let options = purpose.preprocess, let command = options.preprocess {
      quarantine = try self.options.quarantine.map { try Quarantine($0, inputs: paths) }
      let script = try Preprocessing(
        command, paths, timeoutSeconds: options.scriptTimeout, options: inputOptions,
        failed: { [quarantine] in quarantine?.add($0, $1, $2, $3) })
      if !self.options.quiet { script.warnings.forEach { Console.error("warning: \($0)") } }
      paths = [script.path]
      self.script = script
      inputOptions = Preprocessing.answers(inputOptions)
    }
    if let hashing { inputOptions.computeHash = { hashing.update($0, $1) } }
    if let request = purpose.labels {
      quarantine =
        try quarantine
        ?? options.quarantine.map { path in
          try Quarantine(path, inputs: Labels.inputs(request.options.labels) + paths)
        }
      truth = try GroundTruth(
        request, data: paths, nulls: options.nulls, quiet: options.quiet,
        quarantine: quarantine.map { $0.add })
      inputOptions.labels = truth?.labels
    }
    do {
      let source = try InputSet.open(paths, options: inputOptions)
      origin = .records(source)
      if !options.quiet { for warning in source.warnings { Console.error("warning: \(warning)") } }
    } catch {
      let what = purpose.isBackground ? "background: " : purpose.isBaseline ? "baseline: " : ""
      throw CommandFailure.data(what + error.description)
    }
  }

  /// Rows of CSV that a rule file holds.
  init(rows: String, _ options: DataOptions) throws(ReadError) {
    self.options = options
    hashing = InputHashes()
    var inputOptions = InputOptions()
    inputOptions.format = .csv
    origin = .records(
      try InputSet.open(text: Array(rows.utf8), named: "rows", options: inputOptions))
  }

  var columns: [String] {
    switch origin {
    case .records(let source): source.columns
    case .statistics(let statistics, _, _): statistics.schema?.names ?? []
    case .states(let states): states.shard.schema.names
    }
  }

  /// The columns; nil where the data are a file that names none.
  var schema: Schema? {
    if case .statistics(let statistics, _, _) = origin { return statistics.schema }
    return Schema(names: columns, sections: sections)
  }

  /// The part of captured records that each column is of.
  var sections: [String: String] {
    switch origin {
    case .records(let source): source.sections
    case .statistics: [:]
    case .states(let states): states.shard.sections
    }
  }

  /// The column with the time of inference, where records are captured.
  var captureTime: String? {
    if case .records(let source) = origin { source.captureTime } else { nil }
  }

  /// What a `statistics.json` says, where the data are one.
  var statistics: ServiceFiles.StatisticsFile? {
    if case .statistics(let statistics, _, _) = origin { statistics } else { nil }
  }

  func gather(
    _ requests: [StatisticRequest], given: [String: Value] = [:], windows: Windowing? = nil,
    run: RunWindow? = nil
  ) async throws -> Result {
    switch origin {
    case .records(let source):
      return try await gather(source, requests, given, windows, run)
    case .statistics(let statistics, let path, let hash):
      return Result(
        panes: Panes(statistics.gathered(answering: requests)), malformed: 0,
        malformedPlaces: [], names: [path], hashes: [hash], failure: nil)
    case .states(let states):
      let panes = try states.panes(windows, reading: requests)
      return Result(
        panes: panes, malformed: states.shard.malformed, malformedPlaces: [], names: states.paths,
        hashes: states.hashes,
        failure: try tooManyMalformed(states.shard.malformed, of: panes.records))
    }
  }

  private func gather(
    _ source: any Source, _ requests: [StatisticRequest], _ given: [String: Value],
    _ windows: Windowing?, _ run: RunWindow?
  ) async throws -> Result {
    let threads = options.threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    let quarantine =
      try self.quarantine
      ?? options.quarantine.map { try Quarantine($0, inputs: source.names) }
    let log = MalformedLog(
      names: script.map { [$0.answers] } ?? source.names, quarantine: quarantine.map { $0.add },
      merged: truth?.merged.map { $0.add })
    var line = ProgressLine(quiet: options.quiet)
    let outcome = await Gathering(
      requests, given: given, windows: windows, run: run, threads: threads
    ).gather(source, log: log) { records in
      let (read, total) = source.progress
      let share = total.map { $0 > 0 ? "  \(min(100, read * 100 / $0))%" : "" } ?? ""
      line.show("\(Number.grouped(records)) records\(share)")
    }
    line.clear()
    try quarantine?.close()
    if let error = outcome.failure, error.countsForNothing {
      throw CommandFailure.data(error.description)
    }
    let labels = truth?.labels.summary(outcome.malformed)
    let labelFailure = try truth?.failure(options)
    return Result(
      panes: outcome.panes, malformed: outcome.malformed.count + (script?.failed ?? 0),
      malformedPlaces: outcome.malformed.first, clock: clock(outcome.malformed),
      names: script.map { [$0.name] } ?? source.names,
      hashes: hashing?.finished(source.names.count) ?? [], labels: labels,
      labelSources: truth?.sources ?? [], mergedFailure: truth?.merged?.close(),
      failure: try judge(outcome, quarantined: quarantine != nil) ?? labelFailure)
  }

  /// The answers of a script stand in one file, whatever files their records came from: nothing can be
  /// said of their clocks.
  private func clock(_ log: MalformedLog) -> ClockFinding? {
    script == nil ? log.clockFinding : nil
  }

  /// Says what was malformed; gives the reason to fail where there is one.
  private func judge(_ outcome: Gathering.Result, quarantined: Bool) throws -> String? {
    let log = outcome.malformed
    let records = outcome.panes.records
    if log.count > 0, !options.quiet {
      Console.error("warning: \(Counted.text(log.count, "malformed record")) left out:")
      for place in log.first { Console.error("  \(place)") }
      if log.count > log.first.count {
        let kept =
          quarantined ? "all are in \(options.quarantine ?? "")" : "--quarantine FILE writes all"
        Console.error("  … and \(Number.grouped(log.count - log.first.count)) more (\(kept))")
      }
    }
    if let warning = log.unlistedWarning, !options.quiet { Console.error("warning: \(warning)") }
    if !options.quiet { outcome.panes.remarks.forEach(Console.error) }
    if let clock = clock(log), !options.quiet { Console.error("warning: \(clock.warning)") }
    if log.invalidUTF8 > 0, !options.quiet {
      Console.error(
        "warning: \(Counted.text(log.invalidUTF8, "cell")) with bytes that are not UTF-8;"
          + " they were replaced")
    }
    if let failure = outcome.failure?.description ?? script?.failure { return failure }
    return try tooManyMalformed(log.count + (script?.failed ?? 0), of: records)
  }

  private func tooManyMalformed(_ count: Int, of records: Int) throws -> String? {
    if try options.limit.isExceeded(count, records: records) {
      return
        "\(Number.grouped(count)) of \(Number.grouped(count + records)) records are malformed,"
        + " more than --max-bad-records \(options.maxBadRecords):"
        + " mend them (--quarantine FILE writes them), or raise the limit"
    }
    return nil
  }
}
