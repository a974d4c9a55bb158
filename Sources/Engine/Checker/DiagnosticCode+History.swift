import Language

extension DiagnosticCode {
  /// Codes of what looks at earlier windows.
  static let history: [DiagnosticCode] = [
    untilWithoutLeft, impossibleCount, historyWanted, constantMetric,
  ]

  private static let monitor = "edition 1\nmonitor m { window 1 day on fare }\n"

  static let untilWithoutLeft = DiagnosticCode(
    "TM240", .error, "`until` without a left side",
    why: "`until < X` repeats the left side of the condition, which must be one comparison.",
    avoid: monitor
      + "rule r { alert when max(fare) > 9 or row_count < 3 until < 5 }\n",
    prefer: monitor
      + "rule r { alert when max(fare) > 9 or row_count < 3 until max(fare) < 5 }\n")
  static let impossibleCount = DiagnosticCode(
    "TM241", .error, "more windows than are looked at",
    why: "Of three windows no four can be violated: the rule would never fire.",
    avoid: monitor + "rule r { alert when max(fare) > 9 for 4 of 3 windows }\n",
    prefer: monitor + "rule r { alert when max(fare) > 9 for 3 of 4 windows }\n")
  static let constantMetric = DiagnosticCode(
    "TM243", .error, "a metric that is a constant",
    why: "A metric is recorded for each window; what never changes is named by `let`.",
    avoid: "edition 1\nmetric limit = 3\n", prefer: "edition 1\nmetric fares = mean(fare)\n")
  static let historyWanted = DiagnosticCode(
    "TM242", .error, "earlier windows where there are none",
    why:
      "Without `window` all data of a run are one window, and without a history file no run knows of "
      + "another.",
    avoid: "edition 1\nrule r { expect row_count >= 50% * average(row_count, last: 7) }\n",
    prefer: monitor + "rule r { expect row_count >= 50% * average(row_count, last: 7) }\n")
}
