import Language

/// Numbers whose unit has to be guessed.
enum Units: Lint {
  static let codes = [secondsWithoutUnit, ratioWithoutPercent, longNumber]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var found = rules.terms(ofComparison)
    rules.visitExpressions { expression, _ in
      guard case .number(let value) = expression.kind, value >= 10_000, value < 1e15,
        expression.span.text.allSatisfy(\.isNumber)
      else { return }
      let text = Number.grouped(Int(value)).split(separator: ",").joined(separator: "_")
      found.append(
        Diagnostic(
          longNumber, "a long number without `_`", at: expression.span,
          fixIts: [FixIt("write \(text)", replace: expression.span, with: text)]))
    }
    return found
  }

  private static func ofComparison(_ term: Term) -> Diagnostic? {
    guard case .compare(let a, _, let b) = term.kind, case .metric(let call) = a.kind,
      let value = b.constant?.number, b.type == .number, b.span.file === term.span.file,
      b.span.text.allSatisfy({ $0.isNumber || $0 == "." || $0 == "_" }), !b.span.text.isEmpty
    else { return nil }
    if call.signature.result == .duration, value > 0 {
      let text = duration(value)
      return Diagnostic(
        secondsWithoutUnit, "`\(call.signature.name)` is a duration, and this number has no unit",
        at: b.span, fixIts: [FixIt("write `\(text)`", replace: b.span, with: text)])
    }
    if call.signature.result == .ratio, value > 0, value < 1 {
      let text = Number.percent(value)
      return Diagnostic(
        ratioWithoutPercent, "`\(call.signature.name)` is a ratio", at: b.span,
        fixIts: [FixIt("write \(text)", replace: b.span, with: text)])
    }
    return nil
  }

  private static func duration(_ seconds: Double) -> String {
    let units: [(seconds: Double, one: String, many: String)] = [
      (86_400, "day", "days"), (3_600, "hour", "hours"), (60, "min", "min"), (1, "s", "s"),
    ]
    for unit in units where (seconds / unit.seconds).rounded() * unit.seconds == seconds {
      let count = seconds / unit.seconds
      return "\(Number.text(count)) \(count == 1 ? unit.one : unit.many)"
    }
    return "\(Number.text(seconds)) s"
  }

  static let secondsWithoutUnit = DiagnosticCode(
    "TM522", .note, group: .style, "a duration without a unit",
    why: "Whether 90 are seconds or minutes should be seen.",
    avoid: "edition 1\nrule r { expect gap(fare) < 3600 }\n",
    prefer: "edition 1\nrule r { expect gap(fare) < 1 hour }\n")
  static let ratioWithoutPercent = DiagnosticCode(
    "TM523", .note, group: .style, "a ratio without a percent sign",
    why: "`99.5%` is read at once, `0.995` is counted.",
    avoid: "edition 1\nrule r { expect completeness(fare) >= 0.995 }\n",
    prefer: "edition 1\nrule r { expect completeness(fare) >= 99.5% }\n")
  static let longNumber = DiagnosticCode(
    "TM524", .note, group: .style, "a long number without groups",
    why: "A zero too many is not seen in 1000000.",
    avoid: "edition 1\nrule r { expect row_count < 1000000 }\n",
    prefer: "edition 1\nrule r { expect row_count < 1_000_000 }\n")
}
