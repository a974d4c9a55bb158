import Language

/// A measured value compared by `==`: the last digit decides.
enum FloatEquality: Lint {
  static let codes = [floatEquality]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.terms { term in
      guard case .compare(let a, let op, let b) = term.kind, op == .equal || op == .notEqual else {
        return nil
      }
      let (measured, bound) = a.constant == nil ? (a, b) : (b, a)
      guard let value = bound.constant?.number, measured.stage == .window, measured.type == .number,
        !measured.isCounted
      else { return nil }
      // All and nothing are exact, and so are the ends of a metric's range.
      let ends = [0, 1, measured.interval?.low, measured.interval?.high]
      guard !ends.contains(value), SolutionSet.decide(term) == nil else { return nil }
      return Diagnostic(
        floatEquality, "`\(op.rawValue)` compares a measured value to its last digit",
        at: term.span,
        notes: ["say how near: `within 1% of \(bound.span.text)`, or a range with `in`"])
    }
  }

  static let floatEquality = DiagnosticCode(
    "TM401", .warning, "equality of measured values",
    why:
      "A mean or a share is hardly ever equal to a number; a ratio of 0% or 100% can be, and may be "
      + "compared so.",
    avoid: "edition 1\nrule r { expect mean(fare) == 12.5 }\n",
    prefer: "edition 1\nrule r { expect mean(fare) within 1% of 12.5 }\n")
}

extension Term {
  /// Whether it is made of whole numbers alone.
  fileprivate var isCounted: Bool {
    switch kind {
    case .constant(.number(let value)): value == value.rounded()
    case .metric(let call):
      call.signature.result == .count
        || ["min", "max", "median", "sum"].contains(call.signature.name)
    case .baseline(let inner), .negate(let inner): inner.isCounted
    case .arithmetic(let a, let op, let b): op != .divide && a.isCounted && b.isCounted
    case .function(let function, _): [.round, .floor, .ceil].contains(function)
    default: false
    }
  }
}
