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
    if let out {
      try Files.makeFolder(out)
      RunRecord.prepare()
    }
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
