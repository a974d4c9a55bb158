import Engine
import Language
import Metrics

/// The words that editors show in colour, from the tables of the program.
enum EditorWords {
  /// Those that begin a declaration.
  static let declarations = first(.file)

  /// Those that join values.
  static let operators: [String] =
    words([.operation]).filter {
      !["not", "last", "windows"].contains($0)
    } + ["not"]

  /// Those that stand for a value or are one of a few.
  static let constants: [String] =
    ["true", "false", "null"] + SeverityLiteral.allCases.map(\.rawValue)
    + ModeLiteral.allCases.map(\.rawValue) + ["ignore", "hold"]

  static let types = TypeName.allCases.map(\.rawValue)

  /// Metrics, functions, tasks, and kinds of sinks, attributions and models.
  static let functions: [String] =
    (Catalogue.standard.names + ScalarFunction.allCases.map(\.rawValue)
    + HistoryFunction.allCases.map(\.rawValue)
    + first(.task) + first(.sink) + first(.attributions) + first(.model) + ["env"]).unique

  /// All others: clauses, entries, checks, suffixes, and the words within them.
  static let clauses: [String] = {
    let others = Set(declarations + operators + constants + types)
    return words([
      .monitor, .shared, .rule, .alert, .columns, .check, .suffix, .waive, .test, .operand,
      .operation,
    ])
    .filter { !others.contains($0) && !options.contains($0) }
  }()

  /// Names of options and of parts, which a colon follows.
  private static let options: Set = ["input", "output", "truth", "meta", "rows"]

  private static func first(_ place: Keyword.Place) -> [String] {
    Keyword.all.filter { $0.place == place }.map { String($0.phrase.prefix { $0 != " " }) }.unique
  }

  private static func words(_ places: [Keyword.Place]) -> [String] {
    Set(Keyword.all.filter { places.contains($0.place) }.flatMap(\.words)).sorted()
  }
}

extension [String] {
  /// Each once, in order.
  fileprivate var unique: [String] { Set(self).sorted() }
}
