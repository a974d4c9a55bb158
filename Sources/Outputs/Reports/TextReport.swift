import Engine
import Language

/// A check's verdicts for a person who has ten seconds: what fires, where, how far from the bound.
package struct TextReport {
  private let report: CheckReport
  private let terminal: Terminal
  private let showsAll: Bool

  /// - Parameter showsAll: list what passed as well.
  package init(_ report: CheckReport, terminal: Terminal, showsAll: Bool = false) {
    self.report = report
    self.terminal = terminal
    self.showsAll = showsAll
  }

  package var text: String {
    var lines = [heading, ""] + labels
    for window in report.windows {
      let sections = self.sections(window)
      if let title = title(window), !sections.isEmpty {
        lines.append(terminal.paint(title, .bold))
      }
      lines += sections
    }
    lines.append(summary)
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let data = report.sources.count == 1 ? report.sources[0] : "\(report.sources.count) inputs"
    let records = "\(Number.grouped(report.records)) record\(report.records == 1 ? "" : "s")"
    var text = "\(VisibleText.safe(report.monitor)): \(records) of \(VisibleText.safe(data))"
    if report.windows.count > 1 { text += " in \(Number.grouped(report.windows.count)) windows" }
    if let count = report.baselineRecords {
      text += ", baseline of \(Number.grouped(count))"
    }
    if report.malformed > 0 { text += ", \(Number.grouped(report.malformed)) malformed" }
    if report.untimed > 0 { text += ", \(Number.grouped(report.untimed)) without a time" }
    return terminal.paint(text, .bold)
  }

  /// What came of joining labels.
  private var labels: [String] {
    guard let labels = report.labels else { return [] }
    let inputs = "\(labels.sources.count) input\(labels.sources.count == 1 ? "" : "s")"
    return [terminal.paint("LABELS  \(Number.grouped(labels.labels)) of \(inputs)", .bold)]
      + labels.lines.map { "  " + VisibleText.safe($0) } + [""]
  }

  /// `2020-03-16T00:00:00Z … 2020-03-17T00:00:00Z, 96 records`
  private func title(_ window: CheckReport.Window) -> String? {
    if let rows = window.rows {
      return "records \(Number.grouped(rows.lowerBound)) … \(Number.grouped(rows.upperBound))"
    }
    guard let start = window.start.flatMap(CalendarTime.init(epochSeconds:)),
      let end = window.end.flatMap(CalendarTime.init(epochSeconds:))
    else { return nil }
    return "\(start.text) … \(end.text), \(Number.grouped(window.records)) records"
  }

  private func sections(_ window: CheckReport.Window) -> [String] {
    var lines = section(window, "FIRES", .red) { $0.firing }
    lines += section(window, "VIOLATED, NOT YET FIRING", .yellow) { $0.isPending }
    lines += section(window, "WOULD FIRE (mode observe)", .yellow) {
      $0.state == .violated && !$0.firing && $0.waiver == nil && !$0.isPending
    }
    lines += section(window, "WAIVED", .yellow) { $0.waiver != nil }
    lines += undecided(window)
    if showsAll {
      lines += section(window, "PASS", .green) { $0.state == .pass }
      lines += metrics(window)
    }
    return lines
  }

  private func section(
    _ window: CheckReport.Window, _ title: String, _ style: Terminal.Style,
    _ belongs: (Verdict) -> Bool
  ) -> [String] {
    let verdicts = window.verdicts.filter(belongs).sorted { $0.severity.rank > $1.severity.rank }
    guard !verdicts.isEmpty else { return [] }
    var table = TextTable(
      ["severity", "column", "check", "value", "bound", "baseline", "what was seen"],
      rightAligned: [3, 5])
    for verdict in verdicts.prefix(TextReport.longest) {
      table.add([
        verdict.severity.rawValue, VisibleText.safe(verdict.subject),
        VisibleText.safe(verdict.check),
        VisibleText.safe(verdict.briefValue), VisibleText.safe(verdict.bound),
        VisibleText.safe(verdict.briefBaseline), VisibleText.safe(verdict.seen),
      ])
    }
    return [terminal.paint("\(title)  \(verdicts.count)", style)] + painted(table)
      + words(verdicts.prefix(TextReport.longest)) + rest(verdicts.count) + [""]
  }

  /// Verdicts of a section that are listed at most.
  private static let longest = 200

  private func rest(_ count: Int) -> [String] {
    guard count > TextReport.longest else { return [] }
    let more = Number.grouped(count - TextReport.longest)
    return ["  … and \(more) more (--format json lists all)"]
  }

  /// What rules of a title or a message of their own say where they are violated.
  private func words(_ verdicts: ArraySlice<Verdict>) -> [String] {
    verdicts.compactMap { verdict in
      guard verdict.state != .pass || verdict.caution != nil else { return nil }
      let said = [
        verdict.state == .pass ? nil : verdict.title, verdict.hasOwnMessage ? verdict.message : nil,
        verdict.state == .pass ? nil : verdict.persistence?.sentence,
        verdict.waiver?.sentence,
        verdict.caution,
        verdict.firing ? verdict.about.runbook.map { "Runbook: \($0)" } : nil,
      ].compactMap(\.self)
      guard !said.isEmpty else { return nil }
      let name = verdict.subject == "–" ? verdict.check : "\(verdict.check) \(verdict.subject)"
      return "  " + VisibleText.safe("\(name): " + said.joined(separator: ". "))
    }
  }

  /// The table's lines, its headings dimmed.
  private func painted(_ table: TextTable, widest: Int = 64) -> [String] {
    var lines = table.lines(widest: widest)
    lines[0] = terminal.paint(lines[0], .dim)
    return lines
  }

  /// What is recorded without a bound.
  private func metrics(_ window: CheckReport.Window) -> [String] {
    guard !window.metrics.isEmpty else { return [] }
    var table = TextTable(["metric", "value"], rightAligned: [1])
    for metric in window.metrics {
      table.add([VisibleText.safe(metric.name), VisibleText.safe(metric.briefValue)])
    }
    return [terminal.paint("METRICS  \(window.metrics.count)", .green)] + painted(table) + [""]
  }

  private func undecided(_ window: CheckReport.Window) -> [String] {
    let verdicts = window.verdicts.filter(\.isUndecided)
    guard !verdicts.isEmpty else { return [] }
    var table = TextTable(["column", "check", "why"])
    for verdict in verdicts.prefix(TextReport.longest) {
      guard case .unknown(let reason) = verdict.state else { continue }
      let note = verdict.isExcused ? " (excused)" : verdict.mode == .observe ? " (observed)" : ""
      let why = verdict.explanation.map { ": " + VisibleText.safe($0) } ?? ""
      table.add([
        VisibleText.safe(verdict.subject), VisibleText.safe(verdict.check),
        reason.rawValue + note + why,
      ])
    }
    var hints: [String] = []
    for hint in verdicts.compactMap(\.hint) where !hints.contains(hint) { hints.append(hint) }
    // Why is all that is to be said of them.
    return [terminal.paint("UNKNOWN  \(verdicts.count)", .yellow)] + painted(table, widest: 110)
      + hints.prefix(3).map { "  " + VisibleText.safe($0) } + rest(verdicts.count) + [""]
  }

  private var summary: String {
    var parts = [
      "\(report.count { $0.state == .pass }) pass", "\(report.firing.count) fire",
    ]
    if report.observed > 0 { parts.append("\(report.observed) would fire") }
    let pending = report.count(\.isPending)
    if pending > 0 { parts.append("\(pending) not yet firing") }
    let waived = report.count { $0.waiver != nil }
    if waived > 0 { parts.append("\(waived) waived") }
    parts.append("\(report.count(\.isUndecided)) unknown")
    let text = parts.joined(separator: ", ") + "  (exit \(report.exitStatus))"
    return terminal.paint(text, report.exitStatus == 0 ? .green : .red)
  }
}

extension Verdict {
  /// Unknown and listed as such: where `on unknown` makes it fire, it is listed there.
  var isUndecided: Bool {
    if case .unknown = state { !firing && waiver == nil } else { false }
  }

  /// The column and the segment that it speaks of.
  var subject: String {
    let parts =
      [column].compactMap(\.self) + segment.map { "\($0.name) = \($0.value ?? "missing")" }
    return parts.isEmpty ? "–" : parts.joined(separator: ", ")
  }

  /// The rule's id without what the table shows in other cells.
  var check: String {
    if let column, rule.hasPrefix("columns.\(column).") {
      return String(rule.dropFirst("columns.\(column).".count))
    }
    return rule.hasPrefix("columns.") ? String(rule.dropFirst("columns.".count)) : rule
  }

  /// `<= 0.1`; of a check of values, whose value is the share that holds, what each must be.
  var bound: String {
    guard let decision else { return condition }
    if rule.hasPrefix("columns."), decision.call?.signature.name == "share" { return condition }
    return "\(decision.operation) \(decision.limit)"
  }

  /// Offending values with their counts.
  var seen: String {
    evidence.prefix(3).map { item in
      item.count.map { "\(item.text) ×\(Number.grouped($0))" } ?? item.text
    }.joined(separator: ", ")
  }
}
