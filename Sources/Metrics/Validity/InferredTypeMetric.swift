import Engine
import Statistics

struct InferredTypeMetric: Metric {
  static let signature = Signature("inferred_type", .column(), returns: .text)
  static let documentation = Documentation(
    "The type that a column's values spell: Integral, Fractional, Boolean, String or Unknown.",
    formula:
      "Unknown where nothing is present; else String with any text, or booleans mixed with "
      + "numbers; else Boolean; else Fractional with any fractional; else Integral",
    source: "Deequ, DataType; Amazon SageMaker Model Monitor, inferred_type")
  static let examples = [
    Example("inferred_type(x)", over: "x\n1\n2.5\n", is: .string("Fractional"))
  ]

  private let types: Reading<TypeCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    types = Reading(over: try arguments.column(), where: arguments.filter)
  }

  var reads: [StatisticRequest] { [types.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let types = statistics[types], types.records > 0 else { return .unknown(.noData) }
    return .text(types.inferred.rawValue)
  }
}
