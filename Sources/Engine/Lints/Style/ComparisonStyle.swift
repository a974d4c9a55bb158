import Language

/// Comparisons that are written the wrong way round, or longer than they need to be.
enum ComparisonStyle: Lint {
  static let codes = [yoda, comparedWithTrue, listOfOne, chainOfEquals]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var found: [Diagnostic] = []
    rules.visitExpressions { expression, parent in
      switch expression.kind {
      case .bounded(let left, let bound): found += comparison(expression, left, bound)
      case .or:
        if case .or? = parent?.kind { return }
        found += chain(expression)
      default: break
      }
    }
    return found
  }

  private static func comparison(
    _ expression: Expression, _ left: Expression, _ bound: Bound
  ) -> [Diagnostic] {
    switch bound.kind {
    case .compare(let op, let right) where left.isLiteral && !right.isLiteral:
      let text = "\(right.span.text) \(op.mirrored.rawValue) \(left.span.text)"
      return [finding(yoda, "the bound stands before what it bounds", expression, text)]
    case .compare(let op, let right):
      guard case .boolean(let value) = right.kind, op == .equal || op == .notEqual else {
        return []
      }
      let isPlain = value == (op == .equal)
      let text = isPlain ? left.span.text : "not \(left.span.text)"
      guard isPlain || left.isName else { return [] }
      return [finding(comparedWithTrue, "a comparison with true or false", expression, text)]
    case .membership(let negated, let set):
      guard case .list(let elements) = set.kind, elements.count == 1, let only = elements.first
      else { return [] }
      let text = "\(left.span.text) \(negated ? "!=" : "==") \(only.span.text)"
      return [finding(listOfOne, "a list of one value", expression, text)]
    default: return []
    }
  }

  private static func finding(
    _ code: DiagnosticCode, _ message: String, _ expression: Expression, _ text: String
  ) -> Diagnostic {
    Diagnostic(
      code, message, at: expression.span,
      fixIts: [FixIt("write `\(text)`", replace: expression.span, with: text)])
  }

  /// `x == "A" or x == "B" or x == "C"`
  private static func chain(_ expression: Expression) -> [Diagnostic] {
    var parts: [Expression] = []
    var rest = [expression]
    while let next = rest.popLast() {
      if case .or(let a, let b) = next.kind { rest += [b, a] } else { parts.append(next) }
    }
    var subject: String?
    var values: [String] = []
    for part in parts {
      guard case .bounded(let left, let bound) = part.kind,
        case .compare(.equal, let right) = bound.kind, right.isLiteral,
        subject == nil || subject == left.span.text
      else { return [] }
      subject = left.span.text
      values.append(right.span.text)
    }
    guard let subject, values.count >= 3 else { return [] }
    let text = "\(subject) in [\(values.joined(separator: ", "))]"
    return [finding(chainOfEquals, "one of several values", expression, text)]
  }

  static let yoda = DiagnosticCode(
    "TM518", .note, group: .style, "a bound before what it bounds",
    why: "`mean(fare) < 12` is read in one go; reports show the left side as the value.",
    avoid: "edition 1\nrule r { expect 12 > mean(fare) }\n",
    prefer: "edition 1\nrule r { expect mean(fare) < 12 }\n")
  static let comparedWithTrue = DiagnosticCode(
    "TM519", .note, group: .style, "a comparison with true or false",
    why: "What is true or false is a condition already.",
    avoid: "edition 1\nrule r { expect every(fare > 0) == true }\n",
    prefer: "edition 1\nrule r { expect every(fare > 0) }\n")
  static let listOfOne = DiagnosticCode(
    "TM520", .note, group: .style, "a list of one value",
    why: "`==` says the same, and that no other value is expected.",
    avoid: "edition 1\nrule r { expect share(email in [\"a\"]) < 9% }\n",
    prefer: "edition 1\nrule r { expect share(email == \"a\") < 9% }\n")
  static let chainOfEquals = DiagnosticCode(
    "TM521", .note, group: .style, "a chain of `==` and `or`",
    why: "A list is shorter, and a value that is missing or twice in it is seen.",
    avoid: "edition 1\nrule r { where email == \"a\" or email == \"b\" or email == \"c\" "
      + "expect row_count > 0 }\n",
    prefer: "edition 1\nrule r { where email in [\"a\", \"b\", \"c\"] expect row_count > 0 }\n")
}

extension Expression {
  fileprivate var isLiteral: Bool {
    switch kind {
    case .number, .ratio, .duration, .size, .date, .string: true
    case .negate(let inner): inner.isLiteral
    default: false
    }
  }

  fileprivate var isName: Bool { if case .call = kind { true } else { false } }
}
