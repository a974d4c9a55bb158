import ArgumentParser
import Engine
import Outputs

struct TrendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "A metric over many runs: a line of bars, dates and values.",
    discussion: """
      tidemark trend runs --metric 'drift(fare_mean)'
      tidemark trend history.sqlite --metric mae --format csv
      tidemark trend reports --baseline baseline --metric mae

      Runs are folders that `check --out` wrote, or folders of them; a file of `check --history`; and reports of \
      SageMaker Model Monitor: folders with a statistics.json, whose dates are those of their folders. A \
      metric is written as in the rules; `metric NAME = …` is found by its name as well, and a rule by its id.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json
  }

  @ArgumentParser.Argument(
    help: ArgumentHelp("Folders of runs or reports, or a history.", valueName: "runs"))
  var runs: [String]

  @Option(help: ArgumentHelp("A metric, as rules write it; may be repeated.", valueName: "expr"))
  var metric: [String]

  @Option(
    help: ArgumentHelp(
      "What reports of SageMaker are held against: its limits, and what drift is from.",
      valueName: "path"))
  var baseline: String?

  @Option(help: "How values are given.")
  var format: Format = .text

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  func validate() throws {
    if metric.isEmpty { throw ValidationError("--metric: name one, such as --metric mae") }
  }

  func run() async throws {
    let metrics = metric.map(TrendMetric.init)
    var reading = TrendReading(metrics, baseline: try baseline.map(TrendBaseline.init))
    for path in runs { try reading.add(path) }
    let series = try reading.series()
    let report = TrendReport(series)
    switch format {
    case .text: Console.printExactly(report.text(Console.terminal(color)))
    case .csv: Console.printExactly(report.csv)
    case .json: Console.print(report.json.text(.pretty))
    }
    if series.allSatisfy({ $0.most == nil }) { throw ExitCode(4) }
  }
}
