import Engine
import Interchange

/// `check --format sagemaker`: the files that the service writes, a folder a window.
struct ServiceReport {
  /// Of which of the service's jobs the files are.
  enum Job {
    /// - statistics: where the data are such a file; else they are made of the profile.
    /// - baselineColumns: of the baseline or of the constraints; nil where there is none.
    case data(statistics: ServiceStatistics?, baselineColumns: Int?)
    /// - statistics: where the data are such a file; else they are the values of the terms.
    case quality(statistics: QualityStatistics?, QualityTerms)
    case bias(BiasRules)
  }

  let report: CheckReport
  let windows: [Panes.Window]
  /// One, or that of data and then that of model quality.
  let jobs: [Job]
  /// What the window's attributions are, where rules read some.
  var analysis: (Panes.Window) -> ExplainabilityAnalysis? = { _ in nil }

  /// The folder of an explainability job's files, beside those of the other jobs.
  static let explainability = "explainability"

  /// What must be gathered beside what the rules read.
  static func requests(_ jobs: [Job], columns: [String]) -> [StatisticRequest] {
    jobs.flatMap { job -> [StatisticRequest] in
      switch job {
      case .data: DatasetProfile.requests(columns)
      case .quality(_, let terms): terms.requests
      case .bias: []
      }
    }
  }

  /// Whether some rule bounds a metric of the service's model quality.
  static func speaksOfErrors(_ ruleset: Ruleset, _ terms: QualityTerms) -> Bool {
    let names = terms.names
    return ruleset.rules.contains { rule in
      rule.conditions.contains { condition in
        condition.term.metricKeys.contains { names[$0] != nil }
      }
    }
  }

  /// Whether some rule is about columns.
  static func speaksOfColumns(_ ruleset: Ruleset) -> Bool {
    ruleset.rules.contains { $0.column != nil }
  }

  /// Writes the files and says how the service would have closed the job.
  func write(to folder: String) throws -> String {
    var total = 0
    for (window, verdicts) in zip(windows, report.windows) {
      let target = windows.count == 1 ? folder : folder + "/" + name(of: window)
      try Files.makeFolder(target)
      for (index, job) in jobs.enumerated() {
        let found = files(job, window, verdicts.verdicts)
        total += found.violations
        // Beside files of data quality those of model quality are called so.
        let prefix = index == 0 ? "" : "quality_"
        for (file, json) in found.files {
          try Files.write(json.text(.service) + "\n", to: "\(target)/\(prefix)\(file).json")
        }
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
    try AnalysisFile.write(analysis, to: folder)
    try Files.write(
      violations.json.text(.service) + "\n", to: folder + "/constraint_violations.json")
    return violations.violations.count
  }

  /// Statistics of every column; nil where no job is of data quality.
  func profile(of window: Panes.Window) -> ServiceStatistics? {
    for case .data(let given, _) in jobs {
      return given ?? ServiceStatistics(DatasetProfile(window.gathered))
    }
    return nil
  }

  /// How many violations the service would list: each of its monitors counts its own, so that those of
  /// model quality are not among those of data.
  func violations(of window: Panes.Window, _ verdicts: [Verdict]) -> Int {
    jobs.first.map { files($0, window, verdicts).violations } ?? 0
  }

  private func files(
    _ job: Job, _ window: Panes.Window, _ verdicts: [Verdict]
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
    case .bias(let rules):
      let found = BiasViolations.make(verdicts: verdicts, rules: rules)
      return (
        [("analysis", found.analysis.json), ("constraint_violations", found.json)],
        found.violations.count
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
