import Language

/// A number that stands three times or more without a name.
enum MagicNumbers: Lint {
  static let codes = [magicNumber]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    var places: [String: [SourceSpan]] = [:]
    var order: [String] = []
    for case .rule(let rule) in rules.program.declarations {
      for clause in rule.clauses {
        for root in clause.conditions {
          root.visit { expression, parent in
            guard let text = magic(expression, in: parent) else { return }
            if places[text] == nil { order.append(text) }
            places[text, default: []].append(expression.span)
          }
        }
      }
    }
    return order.compactMap { text in
      guard let found = places[text], found.count >= 3, let first = found.first else { return nil }
      return Diagnostic(
        magicNumber, "\(text) stands here \(found.count) times", at: first,
        secondary: found[1...2].map { Diagnostic.Label($0, "and here") },
        notes: ["if it means the same everywhere, name it: `let limit = \(text)`"])
    }
  }

  /// The text of a bound that is no usual one.
  private static func magic(_ expression: Expression, in parent: Expression?) -> String? {
    guard case .bounded? = parent?.kind else { return nil }
    switch expression.kind {
    case .number(let value) where ![0, 1, 2, 10, 100].contains(value): return expression.span.text
    case .ratio(let value) where ![0, 1].contains(value): return expression.span.text
    default: return nil
    }
  }

  static let magicNumber = DiagnosticCode(
    "TM514", .note, group: .style, "a number without a name",
    why: "Whoever changes one of them will forget the others, and a name says what it is.",
    avoid: "edition 1\nrule a { expect max(fare) < 950 }\nrule b { expect mean(fare) < 950 }\n"
      + "rule c { expect quantile(fare, 99%) < 950 }\n",
    prefer: "edition 1\nlet dearest = 950\nrule a { expect max(fare) < dearest }\n"
      + "rule b { expect mean(fare) < dearest }\n"
      + "rule c { expect quantile(fare, 99%) < dearest }\n")
}

extension RuleClause {
  fileprivate var conditions: [Expression] {
    switch kind {
    case .expect(let condition, _): [condition]
    case .alert(let alert): [alert.condition]
    default: []
    }
  }
}
