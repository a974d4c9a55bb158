import Engine
import Statistics

struct ConfusionMatrix: Metric {
  static let signature = Signature(
    "confusion_matrix", returns: .structure, tasks: [.binary, .multiclass])
  static let documentation = Documentation.ofClasses(
    "How many records of each class were predicted as each.",
    formula:
      "an object by actual class of objects by predicted class; in a binary task the classes are "
      + "`positive` and `negative`",
    undefined: "there are more than 1,000 classes")
  static let examples: [Example] = [
    .binary(
      "confusion_matrix",
      is: .object([
        "negative": .object(["negative": .integer(4), "positive": .integer(2)]),
        "positive": .object(["negative": .integer(1), "positive": .integer(3)]),
      ]))
  ]

  private let classes: ClassReading
  private let isBinary: Bool

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    classes = try ClassReading(arguments)
    isBinary = arguments.task?.kind == .binary
    let columns = arguments.task?.columns ?? []
    guard isBinary || !columns.contains(where: arguments.facts.sensitive.contains) else {
      throw ArgumentError("task", "the classes of a sensitive column are not shown")
    }
  }

  var reads: [StatisticRequest] { [classes.pairs.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    classes.value(from: statistics) { confusion in
      var names = confusion.classes.map { String(decoding: $0, as: UTF8.self) }
      if isBinary { names = names.map { $0 == "true" ? "positive" : "negative" } }
      var counts = [[Int]](
        repeating: .init(repeating: 0, count: names.count), count: names.count)
      for cell in confusion.cells {
        counts[cell.actual][cell.predicted] = Int(exactly: cell.count) ?? .max
      }
      let rows = counts.map { row in
        JSON.object(zip(names, row).map { JSON.Member($0, .integer($1)) })
      }
      return .structure(.object(zip(names, rows).map { JSON.Member($0, $1) }))
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    classes.whyUnknown(from: statistics, Self.documentation)
  }
}
