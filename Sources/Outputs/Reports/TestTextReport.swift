import Engine
import Language

/// Tests of rules for a person: what failed, where, and what happened in place of what was expected.
package struct TestTextReport {
  private let report: TestReport
  private let terminal: Terminal

  package init(_ report: TestReport, terminal: Terminal) {
    self.report = report
    self.terminal = terminal
  }

  package var text: String {
    var lines: [String] = []
    for file in report.files where !file.results.isEmpty {
      lines.append(terminal.paint(VisibleText.safe(file.path), .bold))
      lines += file.results.flatMap(self.lines)
      lines += coverage(file) + [""]
    }
    lines.append(summary)
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ result: TestResult) -> [String] {
    let title = VisibleText.safe(result.title)
    switch result.outcome {
    case .passed: return ["  \(terminal.paint("pass", .green))   \(title)"]
    case .failed: return ["  \(terminal.paint("FAIL", .red))   \(title)"] + failures(result)
    case .error: return ["  \(terminal.paint("ERROR", .red))  \(title)"] + failures(result)
    }
  }

  private func failures(_ result: TestResult) -> [String] {
    result.failures.flatMap { failure -> [String] in
      var lines = ["    \(VisibleText.safe(failure.span.description))"]
      if let expected = failure.expected {
        lines.append("      expected  \(VisibleText.safe(expected))")
      }
      lines.append("      happened  \(VisibleText.safe(failure.happened))")
      lines += failure.sightings.map { sighting in
        let place = result.windows > 1 ? "window \(sighting.window): " : ""
        return "                \(VisibleText.safe(place + sighting.verdict.sight))"
      }
      return lines
    }
  }

  // MARK: Coverage

  private func coverage(_ file: TestReport.File) -> [String] {
    let rules = file.coverage
    guard !rules.isEmpty else { return [] }
    let count = { (matches: (RuleSightings) -> Bool) in rules.count { matches($0.sightings) } }
    var lines = [
      "  Of \(rules.count) rule\(rules.count == 1 ? "" : "s"), tests saw"
        + " \(count { $0.passed > 0 }) pass, \(count { $0.violated > 0 }) violated,"
        + " \(count { $0.unknown > 0 }) unknown, \(count { $0 == RuleSightings() }) never"
    ]
    lines += list("never", rules) { $0 == RuleSightings() }
    lines += list("never violated", rules) { $0.violated == 0 && $0 != RuleSightings() }
    lines += list("never passing", rules) { $0.passed == 0 && $0 != RuleSightings() }
    return lines
  }

  /// Rules that a line lists at most.
  private static let mostListed = 12

  private func list(
    _ what: String, _ rules: [(rule: String, sightings: RuleSightings)],
    _ matches: (RuleSightings) -> Bool
  ) -> [String] {
    let names = rules.filter { matches($0.sightings) }.map(\.rule)
    guard !names.isEmpty else { return [] }
    let more = names.count - TestTextReport.mostListed
    let text =
      names.prefix(TestTextReport.mostListed).joined(separator: ", ")
      + (more > 0 ? " and \(more) more (--format json lists all)" : "")
    return [terminal.paint("    \(what): ", .dim) + VisibleText.safe(text)]
  }

  private var summary: String {
    let total = report.results.count
    var parts = ["\(total) test\(total == 1 ? "" : "s")", "\(report.count(.passed)) passed"]
    if report.count(.failed) > 0 { parts.append("\(report.count(.failed)) failed") }
    if report.count(.error) > 0 { parts.append("\(report.count(.error)) could not be run") }
    parts.append(
      "\(Number.brief(report.coverage * 100, digits: 3))% of rules seen to pass and to be violated")
    var text = parts.joined(separator: ", ")
    if report.lacksCoverage, let wanted = report.wantedCoverage {
      text += ", fewer than the \(Number.percent(wanted)) that --coverage asks for"
    }
    return terminal.paint(text, report.exitStatus == 0 ? .green : .red)
  }
}

extension Verdict {
  /// What a test saw of it: the column or segment, the outcome, the value and its limit.
  var sight: String {
    let subject = subject == "–" ? "" : "\(subject): "
    var text = "\(subject)\(rule) \(said)"
    if value != nil { text += ", value \(briefValue), limit \(bound)" }
    if baseline != nil { text += ", baseline \(briefBaseline)" }
    return text + (hint.map { "; \($0)" } ?? "")
  }
}
