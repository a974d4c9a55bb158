import Language

/// Names that are not written `like_this`.
enum SnakeCase: Lint {
  static let codes = [notSnakeCase]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.program.declarations.compactMap { declaration in
      let name: Name
      switch declaration {
      case .rule(let rule): name = rule.name
      case .monitor(let monitor): name = monitor.name
      case .let(let named), .define(let named), .derive(let named), .sink(let named):
        name = named.name
      default: return nil
      }
      let isPlain = name.text.unicodeScalars.allSatisfy { scalar in
        !scalar.properties.isUppercase && (scalar == "_" || scalar.properties.isXIDContinue)
      }
      guard !isPlain else { return nil }
      return Diagnostic(
        notSnakeCase, "`\(name.text)` is not written `\(snake(name.text))`", at: name.span,
        notes: ["verdicts, waivers and history are filed under the name of a rule: rename it early"]
      )
    }
  }

  private static func snake(_ name: String) -> String {
    var result = ""
    var wasLower = false
    for character in name {
      if character.isUppercase, wasLower { result += "_" }
      wasLower = character.isLowercase || character.isNumber
      result += character.isLetter || character.isNumber ? character.lowercased() : "_"
    }
    return result
  }

  static let notSnakeCase = DiagnosticCode(
    "TM513", .warning, group: .style, "a name in another style",
    why: "Metrics and clauses are written with small letters and `_`; one style needs no memory.",
    avoid: "edition 1\nrule DailyVolume { expect row_count > 0 }\n",
    prefer: "edition 1\nrule daily_volume { expect row_count > 0 }\n")
}
