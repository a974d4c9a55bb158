import Engine
import Language
import Metrics
import Testing

/// Rules over days of data, each judged by those before it.
struct Days {
  let ruleset: Ruleset
  private let panes: Panes
  private let cut: Windowing

  /// - Parameter rules: without `monitor`; windows are days of the column `at`.
  init(
    _ rules: String, over csv: String, cut: Cut = Cut(),
    from place: SourceLocation = #_sourceLocation
  ) async throws {
    let source = RowsSource(csv, rowsPerPiece: cut.rowsPerPiece)
    let checked = check(
      "edition 1\nmonitor m { window 1 day on at task regression(prediction: p, label: y) }\n"
        + rules,
      schema: Schema(names: source.columns))
    for diagnostic in checked.diagnostics where diagnostic.severity == .error {
      Issue.record(
        "\(diagnostic.code.id) \(diagnostic.message): \(diagnostic.span.text)",
        sourceLocation: place)
    }
    ruleset = checked.ruleset
    self.cut = try #require(checked.ruleset.windows)
    let plan = Plan(ruleset.rules, metrics: ruleset.metrics)
    panes = await Gathering(plan.requests, windows: self.cut, threads: cut.threads)
      .gather(source, log: MalformedLog(names: source.names)).panes
  }

  /// Judges the windows of some days.
  ///
  /// - Parameter history: what earlier ones left; has what these leave afterwards.
  func judge(
    _ days: Range<Int>? = nil, now: Double = 1e10, _ history: inout History
  ) throws -> [CheckReport.Window] {
    let windows = try #require(panes.inOrder())
    var evaluator = RunEvaluator(
      ruleset.rules, metrics: ruleset.metrics, baseline: nil, monitor: ruleset.name, now: now,
      history: history)
    let judged = try windows[days ?? windows.indices].map { window in
      evaluator.judge(window, at: try #require(self.cut.position(of: window)))
    }
    history = evaluator.history
    return judged
  }

  func judge(now: Double = 1e10) throws -> [CheckReport.Window] {
    var history = History()
    return try judge(now: now, &history)
  }

  /// The outcomes of the first rule, a letter a day: `p`ass, `v`iolated, `F`ires, `?` unknown, `!`
  /// unknown and fires.
  func letters(now: Double = 1e10) throws -> String { Days.letters(try judge(now: now)) }

  static func letters(_ windows: [CheckReport.Window]) -> String {
    windows.map { window -> String in
      guard let verdict = window.verdicts.first else { return "-" }
      return switch verdict.state {
      case .pass: verdict.firing ? "P" : "p"
      case .violated: verdict.firing ? "F" : "v"
      case .unknown: verdict.firing ? "!" : "?"
      }
    }.joined()
  }

  /// A record a day, whose `x` is given; nil is a day without a number.
  static func csv(_ values: [Double?], first: Int = 0) -> String {
    "at,x\n"
      + values.enumerated().map { index, value -> String in
        let time = MetricValue.text(ofTime: Double((first + index) * 86_400 + 3_600))
        return "\(time),\(value.map { Number.text($0) } ?? "")\n"
      }.joined()
  }

  /// Everything of the verdicts that a person or a program is shown.
  static func text(_ windows: [CheckReport.Window]) -> [String] {
    windows.map { window in
      "\(window.start ?? .nan) \(window.records) "
        + window.verdicts.map { $0.json.text() }.joined(separator: "\n")
    }
  }
}
