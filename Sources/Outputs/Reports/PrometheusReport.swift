import Engine

/// A report in the text format of Prometheus, as the textfile collector of its node exporter and
/// push gateways take it.
///
/// A series has one value, so of several windows the last one counts, except where a name says
/// otherwise. What is unknown has no value, and says so in `tidemark_rule_unknown`.
///
/// Source: Prometheus, "Exposition formats", text format 0.0.4.
package struct PrometheusReport {
  private let report: CheckReport

  package init(_ report: CheckReport) { self.report = report }

  package var text: String { families.filter { !$0.samples.isEmpty }.map(\.text).joined() }

  /// Samples of one name, each series once.
  private struct Family {
    let name: String
    let help: String
    private(set) var samples: [String] = []
    private var seen: Set<String> = []

    init(_ name: String, _ help: String) {
      self.name = "tidemark_" + name
      self.help = help
    }

    /// A series twice would make readers refuse all of the text.
    mutating func add(_ labels: KeyValuePairs<String, String>, _ value: Double) {
      let list = labels.map { "\($0.key)=\"\(PrometheusReport.escaped($0.value))\"" }
        .joined(separator: ",")
      guard seen.insert(list).inserted else { return }
      samples.append("\(name){\(list)} \(PrometheusReport.text(value))")
    }

    var text: String {
      (["# HELP \(name) \(help)", "# TYPE \(name) gauge"] + samples).map { $0 + "\n" }.joined()
    }
  }

  private var families: [Family] { ofRun + ofWindow + ofMetrics + ofRules }

  private var ofRun: [Family] {
    var info = Family("build_info", "The program and the rules that it read, always 1.")
    info.add(
      [
        "monitor": report.monitor, "version": report.version, "ruleset": report.hashes.ruleset,
        "baseline": report.hashes.baseline ?? "",
      ], 1)
    var records = Family("records", "Records of the run.")
    records.add(["monitor": report.monitor], Double(report.records))
    var malformed = Family("malformed_records", "Records that could not be read.")
    malformed.add(["monitor": report.monitor], Double(report.malformed))
    var untimed = Family("untimed_records", "Records whose time could not be read.")
    untimed.add(["monitor": report.monitor], Double(report.untimed))
    var windows = Family("windows", "Windows of the run.")
    windows.add(["monitor": report.monitor], Double(report.windows.count))
    var verdicts = Family("verdicts", "Verdicts of all windows of the run by their outcome.")
    if case .object(let counts) = report.counts {
      for count in counts {
        guard case .integer(let number) = count.value else { continue }
        verdicts.add(["monitor": report.monitor, "outcome": count.key], Double(number))
      }
    }
    var status = Family("exit_status", "The exit status that the verdicts make.")
    status.add(["monitor": report.monitor], Double(report.exitStatus))
    return [info, records, malformed, untimed, windows, verdicts, status]
  }

  private var ofWindow: [Family] {
    var records = Family("window_records", "Records of the last window.")
    var start = Family("window_start_timestamp_seconds", "When the last window begins.")
    var end = Family("window_end_timestamp_seconds", "When the last window ends.")
    if let window = report.windows.last {
      records.add(["monitor": report.monitor], Double(window.records))
      if let time = window.start { start.add(["monitor": report.monitor], time) }
      if let time = window.end { end.add(["monitor": report.monitor], time) }
    }
    return [records, start, end]
  }

  private var ofMetrics: [Family] {
    var values = Family("metric_value", "The value of a declared metric in the last window.")
    for metric in report.windows.last?.metrics ?? [] {
      guard let value = PrometheusReport.number(metric.value) else { continue }
      values.add(["monitor": metric.monitor, "metric": metric.name], value)
    }
    return [values]
  }

  private var ofRules: [Family] {
    var value = Family("rule_value", "The value that a rule compares, in the last window.")
    var limit = Family("rule_limit", "The limit that it is compared with.")
    var baseline = Family("rule_baseline_value", "What the value was over the baseline.")
    var violated = Family("rule_violated", "Whether a rule is violated, 1 or 0.")
    var firing = Family("rule_firing", "Whether a rule fires, 1 or 0.")
    var unknown = Family("rule_unknown", "Whether a rule could not be decided, 1 or 0.")
    for verdict in report.windows.last?.verdicts ?? [] {
      let labels: KeyValuePairs = [
        "monitor": verdict.monitor, "rule": verdict.rule, "column": verdict.column ?? "",
        "segment": verdict.segment.map { "\($0.name)=\($0.value ?? "")" }.joined(separator: ","),
      ]
      let number = PrometheusReport.number
      if let found = verdict.value.flatMap(number) { value.add(labels, found) }
      if let found = verdict.decision?.limitNumber { limit.add(labels, found) }
      if let found = verdict.baseline.flatMap(number) { baseline.add(labels, found) }
      violated.add(labels, verdict.state == .violated ? 1 : 0)
      firing.add(labels, verdict.firing ? 1 : 0)
      var isUnknown = 0.0
      if case .unknown = verdict.state { isUnknown = 1 }
      unknown.add(labels, isUnknown)
    }
    return [value, limit, baseline, violated, firing, unknown]
  }

  /// Numbers as they are, times in seconds, what holds or not as 1 or 0.
  private static func number(_ value: MetricValue) -> Double? {
    if case .boolean(let holds) = value { return holds ? 1 : 0 }
    return value.number
  }

  /// A double as Go reads it.
  private static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Number.text(value)
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
