import Language

/// A relative error compared with a number that can only be meant as a percentage.
enum PercentScale: Lint {
  static let codes = [percentScale]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.terms { term in
      guard case .compare(let a, _, let b) = term.kind,
        case .metric(let call) = a.kind, call.signature.name == "mape",
        let value = b.constant?.number, value > 2, value <= 100
      else { return nil }
      let percent = "\(Number.text(value))%"
      return Diagnostic(
        percentScale, "`mape` is a ratio, and \(Number.text(value)) is \(Number.percent(value))",
        at: b.span,
        fixIts: [FixIt("did you mean \(percent)?", replace: b.span, with: percent)])
    }
  }

  static let percentScale = DiagnosticCode(
    "TM402", .warning, "a ratio compared with a percentage",
    why: "Ratios are parts of one: 0.15 or 15%, not 15.",
    avoid: "edition 1\nmonitor m { task regression(prediction: predicted, label: fare) }\n"
      + "rule r { expect mape <= 15 }\n",
    prefer: "edition 1\nmonitor m { task regression(prediction: predicted, label: fare) }\n"
      + "rule r { expect mape <= 15% }\n")
}
