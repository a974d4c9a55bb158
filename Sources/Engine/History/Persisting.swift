/// How it stands with a clause that looks at several windows.
package struct Persisting: Sendable, Equatable {
  /// Of the last decided windows, how many were violated.
  package let violated: Int
  /// `for N of M windows`
  package let wanted: WindowCount
  package let isFiring: Bool
  /// The start of the window in which it began to fire, in seconds since 1970-01-01T00:00:00Z.
  package let since: Double?
  /// What ends the firing, as the rule file writes it.
  package let until: String?
  /// Whether it began to fire in this window.
  private let isNew: Bool

  /// Nil where a clause looks at one window alone.
  init?(_ judged: RuleEvaluator.Judged, start: Double?) {
    guard let state = judged.carried else { return nil }
    violated = state.violations.count { $0 }
    wanted = judged.condition.firing.starts
    isFiring = state.isFiring
    since = state.since
    isNew = state.since == start
    until = judged.condition.until?.text
  }

  /// What a reader must know to understand why it fires or does not; nil where nothing is special.
  package var sentence: String? {
    if !isFiring {
      guard violated > 0, wanted.total > 1 else { return nil }
      let windows =
        wanted.count == wanted.total ? "\(wanted.count)" : "\(wanted.count) of \(wanted.total)"
      return "Violated in \(violated) window\(violated == 1 ? "" : "s"), fires at \(windows)"
    }
    guard until != nil || !isNew else { return nil }
    let began = since.flatMap(CalendarTime.init(epochSeconds:)).map { " since \($0.text)" } ?? ""
    return "Fires\(began)" + (until.map { ", until \($0)" } ?? "")
  }

  package var json: JSON {
    .object([
      "violated": .integer(violated), "wanted": .integer(wanted.count),
      "of": .integer(wanted.total), "firing": .boolean(isFiring),
      "since": since.flatMap(CalendarTime.init(epochSeconds:)).map { .string($0.text) },
      "until": until.map(JSON.string),
    ])
  }
}
