import ArgumentParser
import Engine
import Foundation
import Inputs

/// How data are read: shared by the commands that read any.
struct DataOptions: ParsableArguments {
  @Option(
    help: "csv, tsv, jsonl, capture, arrow or parquet; guessed from name and content by default.")
  var inputFormat: String?

  @Option(
    help: ArgumentHelp(
      "Reads Parquet in the place of Python with pyarrow; also TIDEMARK_PARQUET_READER.",
      valueName: "command"))
  var parquetReader: String?

  @Flag(help: "The first record holds values; columns are called _c0, _c1, …")
  var noHeader = false

  @Option(
    help: ArgumentHelp("Names of the columns, separated by commas.", valueName: "a,b,…"))
  var columns: String?

  @Option(
    name: .customLong("null"),
    help: ArgumentHelp("A further spelling of a missing value; may be repeated.", valueName: "text")
  )
  var nulls: [String] = []

  @Option(help: "Threads; the result is the same for any number. Default: one a core.")
  var threads: Int?

  @Option(help: ArgumentHelp("Write records that can't be read to a file.", valueName: "file"))
  var quarantine: String?

  @Option(
    help: ArgumentHelp(
      "Malformed records beyond which the data count as unreadable: a number or a share.",
      valueName: "n|p%"))
  var maxBadRecords = "1%"

  @Option(
    help: ArgumentHelp(
      "Where a copy lies of what manifests of batch transforms name; may be repeated.",
      valueName: "s3://bucket/path=folder"))
  var s3: [String] = []

  @Flag(help: "No progress line and no warnings.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads \(threads): a number from 1 to 1024 is wanted")
    }
    if let inputFormat, InputFormat(rawValue: inputFormat) == nil {
      throw ValidationError(
        "--input-format \(inputFormat): csv, tsv, jsonl, capture, arrow and parquet are read by this version"
      )
    }
    _ = try limit
    _ = try parquetCommand
    _ = try copies
  }

  /// Malformed records that are borne.
  enum Limit {
    case records(Int)
    case share(Double)

    func isExceeded(_ malformed: Int, records: Int) -> Bool {
      switch self {
      case .records(let most): malformed > most
      case .share(let most):
        malformed > 0 && Double(malformed) > most * Double(malformed + records)
      }
    }
  }

  /// The folders of `--s3`, by beginnings of names.
  private var copies: [(prefix: String, folder: String)] {
    get throws {
      try s3.map { text in
        guard let sign = text.lastIndex(of: "="), sign != text.startIndex,
          case let folder = text[text.index(after: sign)...], !folder.isEmpty
        else {
          throw ValidationError("--s3 \(text): such as s3://bucket/path=folder is wanted")
        }
        var prefix = text[..<sign]
        while prefix.last == "/" { prefix.removeLast() }
        return (String(prefix), String(folder))
      }
    }
  }

  /// What reads Parquet.
  private var parquetCommand: ParquetCommand {
    get throws {
      let variables = ProcessInfo.processInfo.environment
      let environment = variables.map { "\($0.key)=\($0.value)" }
      let variable = "TIDEMARK_PARQUET_READER"
      let stored = variables[variable].flatMap { $0.isEmpty ? nil : $0 }
      guard let text = parquetReader ?? stored else {
        return ParquetCommand(environment: environment)
      }
      guard let words = CommandWords.split(text), words.first?.isEmpty == false else {
        throw ValidationError(
          "\(parquetReader == nil ? variable : "--parquet-reader"): a program and its arguments are"
            + " wanted, such as 'python3 reader.py'")
      }
      return ParquetCommand(words, environment: environment)
    }
  }

  var limit: Limit {
    get throws {
      if let records = Int(maxBadRecords), records >= 0 { return .records(records) }
      if maxBadRecords.hasSuffix("%"), let percent = Double(maxBadRecords.dropLast()),
        (0...100).contains(percent)
      {
        return .share(percent / 100)
      }
      throw ValidationError(
        "--max-bad-records \(maxBadRecords): a number such as 100 or a share such as 1% is wanted")
    }
  }

  /// What `Inputs` is told.
  func inputOptions() -> InputOptions {
    var options = InputOptions()
    options.format = inputFormat.flatMap(InputFormat.init(rawValue:))
    options.hasHeader = !noHeader
    options.columns = columns?.split(separator: ",", omittingEmptySubsequences: false).map(
      String.init)
    options.nulls = nulls
    options.parquet = try? parquetCommand
    options.copies = (try? copies) ?? []
    return options
  }
}
