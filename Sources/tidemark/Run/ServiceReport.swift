import Engine
import Interchange

/// `check --format sagemaker`: the three files that the service writes, a folder a window.
struct ServiceReport {
  let report: CheckReport
  let windows: [Panes.Window]
  /// Where the data are a `statistics.json`, what it says; else statistics are made of the profile.
  let statistics: ServiceStatistics?
  /// Columns of the baseline or of the constraints; nil where there is none.
  let baselineColumns: Int?

  /// Writes the files and says how the service would have closed the job.
  func write(to folder: String) throws -> String {
    var total = 0
    for (window, verdicts) in zip(windows, report.windows) {
      let target = windows.count == 1 ? folder : folder + "/" + name(of: window)
      let suggested =
        statistics.map { ServiceConstraints($0) }
        ?? ServiceConstraints(DatasetProfile(window.gathered))
      let violations = violations(of: window, verdicts)
      total += violations.violations.count
      try Files.makeFolder(target)
      let files = [
        ("statistics", statistics(of: window).json), ("constraints", suggested.json),
        ("constraint_violations", violations.json),
      ]
      for (file, json) in files {
        try Files.write(json.text(.service) + "\n", to: "\(target)/\(file).json")
      }
    }
    return total == 0
      ? "Completed: Job completed successfully with no violations."
      : "CompletedWithViolations: Job completed successfully with \(total) violations."
  }

  func statistics(of window: Panes.Window) -> ServiceStatistics {
    statistics ?? ServiceStatistics(DatasetProfile(window.gathered))
  }

  func violations(of window: Panes.Window, _ verdicts: CheckReport.Window) -> ServiceViolations {
    let columns = baselineColumns.map {
      ServiceViolations.ColumnCounts(
        now: window.gathered.schema.columns.count { !$0.isBeside }, baseline: $0)
    }
    return ServiceViolations.make(verdicts: verdicts.verdicts, columns: columns)
  }

  /// `2020-03-16T00-00-00Z`, `records-1-1000`
  private func name(of window: Panes.Window) -> String {
    if let rows = window.rows { return "records-\(rows.lowerBound)-\(rows.upperBound)" }
    let time = window.start.flatMap(CalendarTime.init(epochSeconds:))?.text ?? "window"
    return time.replacing(":", with: "-")
  }
}
