import Engine
import Foundation
import Inputs

/// The labels of a run, read before its records, and what becomes of the records that they join.
struct GroundTruth {
  let labels: Labels
  let hashes: InputHashes
  let merged: MergedRecords?

  /// How labels are asked for.
  struct Request {
    let options: GroundTruthOptions
    /// Where merged records are written.
    var merged: String?
    /// Seconds for which rules wait for labels.
    var lateAfter: Double?
    /// The stretch of time that the run is about.
    var span: Range<Double>?
    /// The column whose labels must be numbers.
    var numberColumn: String?

    /// Nil where no labels are given.
    init?(
      _ options: GroundTruthOptions, merged: String? = nil, lateAfter: Double? = nil,
      span: Range<Double>? = nil, task: ModelTask? = nil
    ) throws {
      if options.labels.isEmpty {
        if merged != nil {
          throw CommandFailure.arguments("--merged writes records with their labels: give --labels")
        }
        return nil
      }
      self.options = options
      self.merged = merged
      self.lateAfter = lateAfter
      self.span = span
      if let task, task.kind == .regression { numberColumn = task.roles[.label]?.columnName }
    }
  }

  /// - Parameter quarantine: takes lines that can't be read.
  init(
    _ request: Request, data: [String], nulls: [String], quiet: Bool,
    quarantine: MalformedLog.Quarantine?
  ) throws {
    let hashes = InputHashes()
    var options = LabelOptions()
    options.memory = request.options.memory ?? options.memory
    options.folder = FileManager.default.temporaryDirectory.path
    options.lateAfter = request.lateAfter
    options.span = request.span
    options.numberColumn = request.numberColumn
    options.nulls = nulls
    options.keepsMerged = request.merged != nil
    options.computeHash = { hashes.update($0, $1) }
    options.quarantine = quarantine
    do {
      merged = try request.merged.map {
        try MergedRecords(
          $0, inputs: data + Labels.inputs(request.options.labels), span: request.span)
      }
      var line = ProgressLine(quiet: quiet)
      options.progress = { line.show("\(Number.grouped($0)) labels") }
      labels = try Labels(request.options.labels, options)
      line.clear()
    } catch let error as ReadError {
      throw CommandFailure.data("--labels: \(error.description)")
    }
    self.hashes = hashes
    if !quiet { labels.warnings.forEach { Console.error("warning: --labels: \($0)") } }
  }

  /// Path and SHA-256 of each input.
  var sources: [(path: String, hash: String)] {
    Array(zip(labels.names, hashes.finished(labels.names.count)))
  }

  /// Why the labels are not all there; nil where they are.
  func failure(_ options: DataOptions) throws -> String? {
    if let failure = labels.failure { return "--labels: \(failure.description)" }
    guard try options.limit.isExceeded(labels.malformed, records: labels.count) else { return nil }
    let all = Number.grouped(labels.malformed + labels.count)
    return
      "--labels: \(Number.grouped(labels.malformed)) of \(all) lines can't be read, more than "
      + "--max-bad-records \(options.maxBadRecords): mend them (--quarantine FILE writes them), or "
      + "raise the limit"
  }
}
