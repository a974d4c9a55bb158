import Engine
import Store

/// Judges the windows of a run: by themselves, or where a history is kept by those of earlier runs.
struct Judging {
  let rules: [Rule]
  let metrics: [NamedMetric]
  let monitors: [String]
  let name: String
  let cut: Windowing?
  let baseline: Baseline?
  let ruleset: String
  /// Gives a window what only a model can tell.
  var complete: (Panes.Window) -> Panes.Window = { $0 }

  private var isTimed: Bool { if case .time = cut { true } else { false } }

  struct Judged {
    var windows: [Panes.Window] = []
    var reported: [CheckReport.Window] = []
    /// Why the history could not be kept, though it could be read.
    var failure: HistoryFailure?
  }

  func judge(_ result: DataReading.Result, keeping history: HistoryFile?) throws -> Judged {
    // Where no record has a time, nothing is of a window.
    guard let history, !isTimed || result.panes.firstPosition != nil else {
      return judge(try windows(result, from: nil), HistoryStart(history: History())).judged
    }
    var judged: Judged?
    var problem: CommandFailure?
    do throws(HistoryFailure) {
      try history.advance(run(result)) { start in
        let begin = start.before.map { $0 + 1 }
        do throws(CommandFailure) {
          let found = try windows(result, from: isTimed ? follow(begin, start.first) : nil)
          let (reported, kept) = judge(found, start)
          var left = kept
          judged = reported
          for index in left.indices { left[index].points = reported.reported[index].points }
          // What was read in part must not be compared with.
          return result.failure == nil ? left : []
        } catch {
          problem = error
          throw error
        }
      }
    } catch {
      if let problem { throw problem }
      guard var judged else { throw CommandFailure(history: error) }
      judged.failure = error
      return judged
    }
    return judged ?? Judged()
  }

  /// Judges windows that follow one another and have no others before them.
  func judge(_ windows: [Panes.Window]) -> [CheckReport.Window] {
    judge(windows, HistoryStart(history: History())).judged.reported
  }

  private func judge(
    _ windows: [Panes.Window], _ start: HistoryStart
  ) -> (judged: Judged, left: [HistoryWindow]) {
    var evaluator = RunEvaluator(
      rules, metrics: metrics, baseline: baseline?.gathered, monitor: name, now: RunRecord.now,
      history: start.history)
    var judged = Judged(windows: windows)
    var left: [HistoryWindow] = []
    for (index, window) in windows.enumerated() {
      let position = cut?.position(of: window) ?? start.first + index
      let outcome = evaluator.judgeAndLeave(window, at: position)
      judged.reported.append(outcome.judged)
      left.append(outcome.left)
    }
    return (judged, left)
  }

  /// Windows that nobody looked at between this run and the one before are at most so many.
  private static let longestGap = 1_000

  /// Where to begin, so that no window lies between those that are known and these.
  private func follow(_ next: Int?, _ first: Int) -> Int? {
    guard let next, next < first else { return nil }
    guard first - next <= Judging.longestGap else {
      Console.error(
        "warning: --history: \(Number.grouped(first - next)) windows without records lie between the last that is known and these; they are left out"
      )
      return nil
    }
    return next
  }

  private func windows(
    _ result: DataReading.Result, from earliest: Int?
  ) throws(CommandFailure) -> [Panes.Window] {
    if let windows = result.panes.inOrder(from: earliest) { return windows.map(complete) }
    throw CommandFailure.data(
      "the times of the records span more than \(Number.grouped(Panes.mostWindows)) windows: is one of them wrong, or the window too short?"
    )
  }

  private func run(_ result: DataReading.Result) -> HistoryRun {
    var start = HistoryRun.Start.position(result.panes.firstPosition ?? 0)
    var shape = cut?.shape ?? "run"
    if cut == nil, let span = result.panes.run?.span {
      // The same stretch of time is the same window, whatever files it was read from.
      start = .identity(
        "\(MetricValue.text(ofTime: span.lowerBound))/\(MetricValue.text(ofTime: span.upperBound))")
      shape = "run of \(Number.text((span.upperBound - span.lowerBound) * 1_000)) ms"
    } else if !isTimed {
      // The order of the files is no matter.
      start = .identity(Files.hash(Array(result.hashes.sorted().joined(separator: " ").utf8)))
    }
    return HistoryRun(
      monitors: monitors, shape: shape, start: start,
      wanted: HistoryWanted(rules, metrics),
      ruleset: ruleset, baseline: baseline?.hash)
  }
}

extension CommandFailure {
  init(history failure: HistoryFailure) {
    let message = "--history: \(failure.message)"
    switch failure.kind {
    case .unusable: self = .arguments(message)
    case .unavailable: self = .data(message)
    }
  }
}

extension Judging {
  /// How the rules cut the data; all that are checked together must agree, and the data hold the time.
  static func cut(_ rulesets: [Ruleset], columns: [String]) throws -> Windowing? {
    let found = rulesets.compactMap(\.windows)
    guard let first = found.first else { return nil }
    guard found.allSatisfy({ $0 == first }), found.count == rulesets.count else {
      throw CommandFailure.arguments(
        "the rule files have different windows: check them one by one")
    }
    if case .time(let windows) = first,
      let lacking = windows.time.columns.first(where: { !columns.contains($0) })
    {
      throw CommandFailure.arguments(
        "the data have no column `\(lacking)`, by which the monitor cuts its windows")
    }
    return first
  }
}
