import Engine
import Language

/// What a plan takes, for a person.
package struct PlanReport {
  private let cost: PlanCost
  private let terminal: Terminal
  /// The baseline that is asked, and the command that adds what it lacks.
  private let baseline: (path: String, command: String?)?

  package init(_ cost: PlanCost, baseline: (path: String, command: String?)?, terminal: Terminal) {
    self.cost = cost
    self.baseline = baseline
    self.terminal = terminal
  }

  package var text: String {
    var lines = [
      terminal.paint(
        "\(PlanReport.counted(cost.rules.count, "rule")), 1 pass over the data, \(PlanReport.counted(cost.statistics.count, "statistic"))",
        .bold),
      "memory: \(ByteText.text(cost.bytes)) of statistics at most = \(ByteText.text(cost.paneBytes)) × \(PlanReport.counted(cost.panes, "window")) × \(cost.copies) (two pieces a thread, of \(PlanReport.counted(cost.threads, "thread")), and all that was read)",
      "",
    ]
    var statistics = TextTable(["statistic", "of", "bytes", "rules"], rightAligned: [2])
    for item in cost.statistics {
      statistics.add([
        item.request.kind, VisibleText.safe(item.request.subject),
        ByteText.text(item.request.memory), PlanReport.names(item.rules),
      ])
    }
    if !statistics.isEmpty {
      lines += [terminal.paint("STATISTICS", .bold)] + statistics.lines() + [""]
    }
    var rules = TextTable(["rule", "statistics", "bytes", "its own"], rightAligned: [1, 2, 3])
    for rule in cost.rules {
      rules.add([
        VisibleText.safe(rule.rule), "\(rule.keys.count)", ByteText.text(rule.bytes),
        ByteText.text(rule.ownBytes),
      ])
    }
    if !rules.isEmpty { lines += [terminal.paint("RULES", .bold)] + rules.lines() + [""] }
    return (lines + asked).joined(separator: "\n") + "\n"
  }

  private var asked: [String] {
    guard !cost.baseline.isEmpty else { return ["nothing is asked of a baseline"] }
    var table = TextTable(["statistic", "of", "", "rules"])
    for item in cost.baseline {
      table.add([
        item.request.kind, VisibleText.safe(item.request.subject),
        item.isHeld == false ? "lacking" : "", PlanReport.names(item.rules),
      ])
    }
    let heading: String
    if let baseline {
      heading =
        cost.lacking.isEmpty
        ? "asked of \(baseline.path)"
        : "asked of \(baseline.path), which lacks \(cost.lacking.count)"
    } else {
      heading = "asked of a baseline"
    }
    var lines = [terminal.paint("BASELINE: \(heading)", .bold)] + table.lines()
    if let command = baseline?.command { lines += ["", "to add what it lacks: \(command)"] }
    return lines
  }

  private static func names(_ rules: [String]) -> String {
    let shown = rules.prefix(3).map(VisibleText.safe).joined(separator: ", ")
    return rules.count > 3 ? "\(shown) and \(rules.count - 3) more" : shown
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(Number.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
