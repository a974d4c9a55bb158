import Language

extension DiagnosticCode {
  /// Codes of waivers and of what changes with time.
  static let lifecycle =
    [
      waiverExpired, waivesNothing, waiverLong, wrongWaiver,
    ] + tests

  static let waiverExpired = DiagnosticCode(
    "TM701", .warning, "a waiver that has ended",
    why: "It covers nothing any more, and hides that somebody once meant to come back to it.",
    avoid: "edition 1\nrule r { expect row_count > 0 }\n"
      + "waive r until 2020-01-01 because \"migration\" owner \"ana\"\n",
    prefer: "edition 1\nrule r { expect row_count > 0 }\n")
  static let waivesNothing = DiagnosticCode(
    "TM702", .error, "a waiver of no rule",
    why: "The rule that was meant would alert in spite of it.",
    avoid: "edition 1\nrule volume { expect row_count > 0 }\n"
      + "waive volum until 2026-02-01 because \"migration\" owner \"ana\"\n",
    prefer: "edition 1\nrule volume { expect row_count > 0 }\n"
      + "waive volume until 2026-02-01 because \"migration\" owner \"ana\"\n")
  static let waiverLong = DiagnosticCode(
    "TM703", .warning, "a waiver longer than 90 days",
    why: "A rule that is waived for good is a rule that nobody decided to drop.",
    avoid: "edition 1\nrule r { expect row_count > 0 }\n"
      + "waive r until 2036-01-01 because \"migration\" owner \"ana\"\n",
    prefer: "edition 1\nrule r { expect row_count > 0 }\n"
      + "waive r until 2026-02-01 because \"migration\" owner \"ana\"\n")
  static let wrongWaiver = DiagnosticCode(
    "TM704", .error, "a waiver that does not say what it covers, or why",
    why:
      "`for` picks among the columns of a loop and the segments of `by`; `because` and `owner` are "
      + "for those who find it.",
    avoid: "edition 1\nrule r { expect row_count > 0 }\n"
      + "waive r for c == \"x\" until 2026-02-01 because \"migration\" owner \"ana\"\n",
    prefer: "edition 1\nrule r { for each column c expect completeness(c) > 90% }\n"
      + "waive r for c == \"x\" until 2026-02-01 because \"migration\" owner \"ana\"\n")
}
