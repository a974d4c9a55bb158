import Engine
import Foundation
import Inputs

/// Opens inputs and gathers statistics of them, with progress, warnings, hashes and quarantine.
struct DataReading {
  struct Result {
    let panes: Panes
    let malformed: Int
    let names: [String]
    /// SHA-256 of each input as stored, where hashes were asked for.
    let hashes: [String]
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

  private let source: any Source
  private let options: DataOptions
  private let hashing: InputHashes?

  var columns: [String] { source.columns }

  /// - Parameter isBaseline: whether others are compared with these data: they are always hashed, and
  ///   `--quarantine` is left to the others.
  init(
    _ paths: [String], _ options: DataOptions, hashes: Bool = false, isBaseline: Bool = false
  ) throws {
    var options = options
    if isBaseline { options.quarantine = nil }
    self.options = options
    var inputOptions = options.inputOptions()
    hashing = hashes || isBaseline ? InputHashes() : nil
    if let hashing { inputOptions.computeHash = { hashing.update($0, $1) } }
    do {
      source = try InputSet.open(paths, options: inputOptions)
    } catch {
      throw CommandFailure.data((isBaseline ? "baseline: " : "") + error.description)
    }
    if !options.quiet { for warning in source.warnings { Console.error("warning: \(warning)") } }
  }

  func gather(
    _ requests: [StatisticRequest], given: [String: Value] = [:], windows: TimeWindows? = nil
  ) async throws -> Result {
    let threads = options.threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    let quarantine = try options.quarantine.map(Quarantine.init)
    let log = MalformedLog(names: source.names, quarantine: quarantine.map { $0.add })
    var line = ProgressLine(quiet: options.quiet)
    let outcome = await Gathering(
      requests, given: given, windows: windows, threads: threads
    ).gather(source, log: log) { records in
      let (read, total) = source.progress
      let share = total.map { $0 > 0 ? "  \(min(100, read * 100 / $0))%" : "" } ?? ""
      line.show("\(Number.grouped(records)) records\(share)")
    }
    line.clear()
    try quarantine?.close()
    return Result(
      panes: outcome.panes, malformed: outcome.malformed.count, names: source.names,
      hashes: hashing?.finished(source.names.count) ?? [],
      failure: try judge(outcome, quarantined: quarantine != nil))
  }

  /// Says what was malformed; gives the reason to fail where there is one.
  private func judge(_ outcome: Gathering.Result, quarantined: Bool) throws -> String? {
    let log = outcome.malformed
    let records = outcome.panes.records
    if log.count > 0, !options.quiet {
      Console.error("warning: \(Counted.text(log.count, "malformed record")) left out:")
      for place in log.first { Console.error("  \(place)") }
      if log.count > log.first.count {
        let where_ =
          quarantined ? "all are in \(options.quarantine ?? "")" : "--quarantine FILE writes all"
        Console.error("  … and \(Number.grouped(log.count - log.first.count)) more (\(where_))")
      }
    }
    if log.invalidUTF8 > 0, !options.quiet {
      Console.error(
        "warning: \(Counted.text(log.invalidUTF8, "cell")) with bytes that are not UTF-8; they were replaced"
      )
    }
    if let error = outcome.failure { return error.description }
    if try options.limit.isExceeded(log.count, records: records) {
      return
        "\(Number.grouped(log.count)) of \(Number.grouped(log.count + records)) records are malformed,"
        + " more than --max-bad-records \(options.maxBadRecords):"
        + " mend them (--quarantine FILE writes them), or raise the limit"
    }
    return nil
  }
}
