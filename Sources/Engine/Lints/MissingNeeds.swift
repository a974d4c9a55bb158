import Language

/// Rules that ask for what is not there yet: labels of the last days, windows before the first.
enum MissingNeeds: Lint {
  static let codes = [labelsNotAwaited, historyNotAwaited]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    // Without windows all data are there, labels with them, and there is no history.
    guard rules.isWhole, rules.hasWindows else { return [] }
    var told: Set<SourceSpan> = []
    return rules.all.compactMap { rule in
      guard rule.settings.mode != .off, told.insert(rule.span).inserted else { return nil }
      return labels(rule) ?? history(rule)
    }
  }

  private static func labels(_ rule: Rule) -> Diagnostic? {
    guard rule.settings.needsLabels == nil else { return nil }
    for condition in rule.conditions {
      for call in condition.term.metricCalls.data {
        guard let label = call.arguments.task?.roles[.label]?.columnName,
          call.columns.contains(label), call.signature.name != "label_share"
        else { continue }
        return Diagnostic(
          labelsNotAwaited, "`\(call.signature.name)` reads labels, which come later than the rest",
          at: condition.term.span,
          notes: ["say how many are enough: `needs labels for at least 80% within 7 days`"])
      }
    }
    return nil
  }

  private static func history(_ rule: Rule) -> Diagnostic? {
    guard rule.settings.onUnknown == nil else { return nil }
    let awaited = rule.settings.needsHistory ?? 0
    for condition in rule.conditions {
      guard let windows = condition.term.historyCalls.lazy.map({ $0.last * $0.every }).max(),
        windows > awaited
      else { continue }
      let count = windows == 1 ? "window" : "\(windows) windows"
      return Diagnostic(
        historyNotAwaited,
        awaited == 0
          ? "for its first \(count) this can't be decided"
          : "this looks back \(count), and the rule needs \(awaited)", at: condition.term.span,
        notes: [
          "say that it is expected: `needs \(windows) window\(windows == 1 ? "" : "s") of history`"
        ])
    }
    return nil
  }

  static let labelsNotAwaited = DiagnosticCode(
    "TM407", .warning, "labels that are not awaited",
    why:
      "Of the last days only some labels are known, often those of one kind: errors over them alone "
      + "mislead.",
    avoid: "edition 1\nmonitor m {\n  task regression(prediction: predicted, label: fare)\n"
      + "  window 1 day on fare_amount\n}\nrule r { expect mae < 3 }\n",
    prefer: "edition 1\nmonitor m {\n  task regression(prediction: predicted, label: fare)\n"
      + "  window 1 day on fare_amount\n  needs labels for at least 80% within 7 days\n}\n"
      + "rule r { expect mae < 3 }\n")
  static let historyNotAwaited = DiagnosticCode(
    "TM408", .warning, "history that is not awaited",
    why:
      "A new monitor has no earlier windows: its verdicts are unknown, and its runs end with 4, until "
      + "there are enough.",
    avoid: "edition 1\nmonitor m { window 1 day on fare }\n"
      + "rule r { expect row_count >= 50% * average(row_count, last: 7) }\n",
    prefer: "edition 1\nmonitor m { window 1 day on fare }\n"
      + "rule r {\n  expect row_count >= 50% * average(row_count, last: 7)\n"
      + "  needs 7 windows of history\n}\n")
}
