import Engine
import Interchange

/// `check --format sagemaker`: the three files that the service writes, a folder a window.
struct ServiceReport {
  /// Of which of the service's jobs the files are.
  enum Job {
    /// - statistics: where the data are such a file; else they are made of the profile.
    /// - baselineColumns: of the baseline or of the constraints; nil where there is none.
    case data(statistics: ServiceStatistics?, baselineColumns: Int?)
    /// - statistics: where the data are such a file; else they are the values of the terms.
    case quality(statistics: QualityStatistics?, QualityTerms)
  }

  let report: CheckReport
  let windows: [Panes.Window]
  let job: Job
  /// What the window's attributions are, where rules read some.
  var analysis: (Panes.Window) -> ExplainabilityAnalysis? = { _ in nil }

  /// The folder of an explainability job's files, beside those of the other job.
  static let explainability = "explainability"

  /// What must be gathered beside what the rules read.
  static func requests(_ job: Job, columns: [String]) -> [StatisticRequest] {
    switch job {
    case .data: DatasetProfile.requests(columns)
    case .quality(_, let terms): terms.requests
    }
  }

  /// Writes the files and says how the service would have closed the job.
  func write(to folder: String) throws -> String {
    var total = 0
    for (window, verdicts) in zip(windows, report.windows) {
      let target = windows.count == 1 ? folder : folder + "/" + name(of: window)
      let found = files(window, verdicts.verdicts)
      total += found.violations
      try Files.makeFolder(target)
      for (file, json) in found.files {
        try Files.write(json.text(.service) + "\n", to: "\(target)/\(file).json")
      }
      total += try writeExplanations(window, verdicts.verdicts, to: target)
    }
    return total == 0
      ? "Completed: Job completed successfully with no violations."
      : "CompletedWithViolations: Job completed successfully with \(total) violations."
  }

  /// Writes what an explainability job would; gives the number of its violations.
  private func writeExplanations(
    _ window: Panes.Window, _ verdicts: [Verdict], to target: String
  ) throws -> Int {
    guard let analysis = analysis(window) else { return 0 }
    let folder = target + "/" + ServiceReport.explainability
    let violations = AttributionViolations.make(verdicts: verdicts, label: analysis.label)
    try Files.makeFolder(folder)
    try PublishedAttributions.write(analysis, to: folder)
    try Files.write(
      violations.json.text(.service) + "\n", to: folder + "/constraint_violations.json")
    return violations.violations.count
  }

  /// Statistics of every column; nil where the job is of model quality.
  func profile(of window: Panes.Window) -> ServiceStatistics? {
    guard case .data(let given, _) = job else { return nil }
    return given ?? ServiceStatistics(DatasetProfile(window.gathered))
  }

  /// How many violations the service would list.
  func violations(of window: Panes.Window, _ verdicts: [Verdict]) -> Int {
    files(window, verdicts).violations
  }

  private func files(
    _ window: Panes.Window, _ verdicts: [Verdict]
  ) -> (files: [(String, JSON)], violations: Int) {
    let names = ["statistics", "constraints", "constraint_violations"]
    switch job {
    case .data(let given, let baselineColumns):
      let statistics = given ?? ServiceStatistics(DatasetProfile(window.gathered))
      let suggested =
        given.map { ServiceConstraints($0) }
        ?? ServiceConstraints(DatasetProfile(window.gathered))
      let columns = baselineColumns.map {
        ServiceViolations.ColumnCounts(
          now: window.gathered.schema.columns.count { !$0.isBeside }, baseline: $0)
      }
      let violations = ServiceViolations.make(verdicts: verdicts, columns: columns)
      return (
        Array(zip(names, [statistics.json, suggested.json, violations.json])),
        violations.violations.count
      )
    case .quality(let given, let terms):
      let statistics = given ?? terms.statistics(of: window)
      let violations = QualityViolations.make(
        verdicts: verdicts, names: terms.names, statistics: statistics)
      let suggested = QualityConstraints(statistics)
      return (
        Array(zip(names, [statistics.json, suggested.json, violations.json])),
        violations.violations.count
      )
    }
  }

  /// `2020-03-16T00-00-00Z`, `records-1-1000`
  private func name(of window: Panes.Window) -> String {
    if let rows = window.rows { return "records-\(rows.lowerBound)-\(rows.upperBound)" }
    let time = window.start.flatMap(CalendarTime.init(epochSeconds:))?.text ?? "window"
    return time.replacing(":", with: "-")
  }
}
