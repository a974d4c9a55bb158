import Language

/// Numbers that are codes, measured as if they were amounts.
enum CodesAsNumbers: Lint {
  static let codes = [meanOfCodes, driftOfCodes]

  private static let amounts: Set = [
    "mean", "sum", "stddev", "variance", "skewness", "kurtosis", "median", "iqr", "range",
    "correlation", "covariance",
  ]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    let listed = columnsOfFewNumbers(rules)
    return rules.terms { term in
      guard case .metric(let call) = term.kind else { return nil }
      let name = call.signature.name
      if amounts.contains(name),
        let column = call.columnName(where: rules.facts.categorical.contains)
      {
        return Diagnostic(
          meanOfCodes, "`\(column)` is flagged `categorical`, and its \(name) is of codes",
          at: term.span, notes: ["bound the share of a code: share(\(Quoting.name(column)) == …)"])
      }
      if name == "drift",
        let column = call.columnName(where: { column in
          !rules.facts.categorical.contains(column)
            && (listed[column] != nil
              || isNamedAsCode(column, rules.facts) && !isSuggested(term.span, rules))
        })
      {
        return Diagnostic(
          driftOfCodes, "`\(column)` looks like codes, and its drift is measured as of amounts",
          at: term.span,
          label: listed[column] == nil ? "whole numbers, and a name of codes" : "",
          secondary: listed[column].map {
            [Diagnostic.Label($0, "a few numbers, all of them named")]
          } ?? [], notes: ["flag it: `\(Quoting.name(column)): categorical`"])
      }
      return nil
    }
  }

  private static let codeWords: Set = [
    "id", "code", "type", "zone", "class", "category", "kind", "status", "flag",
  ]

  /// Whether the baseline holds whole numbers under a name such as `payment_type` or `RatecodeID`.
  private static func isNamedAsCode(_ column: String, _ facts: ColumnFacts) -> Bool {
    guard facts.types[column] == .integral else { return false }
    let last = column.split { !$0.isLetter }.last.map(String.init) ?? ""
    return codeWords.contains(last.lowercased())
      || codeWords.contains { word in
        let tail = word.prefix(1).uppercased() + word.dropFirst()
        return column.hasSuffix(tail) || word == "id" && column.hasSuffix("ID")
      }
  }

  /// Whether a bound is a generated one that waits for review, where its comment says the same.
  private static func isSuggested(_ span: SourceSpan, _ rules: LintedRules) -> Bool {
    rules.program.declarations.contains { declaration in
      guard case .columns(let block) = declaration else { return false }
      return block.entries.contains { entry in
        guard case .checks(_, let checks) = entry.kind else { return false }
        return checks.contains { check in
          check.suggested != nil && check.span.file === span.file
            && check.span.range.contains(span.start)
        }
      }
    }
  }

  /// Columns whose values `columns { }` lists as numbers, few and whole.
  private static func columnsOfFewNumbers(_ rules: LintedRules) -> [String: SourceSpan] {
    var found: [String: SourceSpan] = [:]
    for rule in rules.rules {
      guard let column = rule.column, rule.id.hasPrefix("columns."),
        let bound = rule.conditions.first.flatMap({ RecordBound($0.term) }),
        case .member(let subject, negated: false, let set) = bound.predicate.kind,
        case .column(column) = subject.kind, case .set(.values(let values)) = set.kind,
        values.count <= 20,
        values.allSatisfy({ $0.number.map { $0 == $0.rounded() } ?? false })
      else { continue }
      // 0 and 1 are a flag: their mean is a share, and one distance is as good as the other.
      guard values.count > 2 else { continue }
      found[column] = rule.span
    }
    return found
  }

  static let meanOfCodes = DiagnosticCode(
    "TM405", .warning, "a mean of codes",
    why: "The mean of zones 4 and 12 is no zone: it moves for no reason, and stays for none.",
    avoid: "edition 1\ncolumns { fare: categorical }\nrule r { expect mean(fare) < 12 }\n",
    prefer: "edition 1\ncolumns { fare: categorical }\nrule r { expect share(fare == 2) < 12% }\n")
  static let driftOfCodes = DiagnosticCode(
    "TM406", .warning, "drift of codes as of amounts",
    why:
      "Numbers that are codes have no order that means something; categories have a distance too.",
    avoid: "edition 1\ncolumns { fare: in [1, 2, 3, 4], drift <= 0.1 }\n",
    prefer: "edition 1\ncolumns { fare: categorical, in [1, 2, 3, 4], drift <= 0.1 }\n")
}

extension MetricCall {
  /// The plain column that it measures, where that is one of some.
  fileprivate func columnName(where isWanted: (String) -> Bool) -> String? {
    for argument in arguments.values.values {
      if case .column(let expression) = argument, let name = expression.columnName, isWanted(name) {
        return name
      }
    }
    return nil
  }
}
