import Engine
import Statistics

struct TypeShare: Metric {
  static let signature = Signature(
    "type_share", .column(), .word("type", words), returns: .ratio,
    worse: .lower)
  /// The service's String, to which dates and booleans belong: what spells no number.
  private static let serviceString = "sagemaker_string"
  private static let words = TypeName.allCases.map(\.rawValue) + [serviceString]

  static let documentation = Documentation(
    "Share of a column's values that are of a type.",
    formula:
      "values of the type / values present; fractional and numeric accept integral "
      + "spellings, sagemaker_string whatever spells no number",
    unknown: [.noData: "no value is present"],
    source: "Amazon SageMaker Model Monitor, data_type_check")
  static let examples = [
    Example("type_share(x, integral)", over: "x\n1\n2\n3\nfour\n", is: .number(0.75))
  ]

  /// Where the service's String is asked for, the numbers that don't belong to it.
  private let type: TypeName
  private let isServiceString: Bool
  private let types: Reading<TypeCounts>
  private let offending: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let column = try arguments.column()
    let word = arguments.word("type")
    isServiceString = word == TypeShare.serviceString
    guard let type = isServiceString ? .numeric : word.flatMap(TypeName.init(rawValue:)) else {
      throw ArgumentError("type", "`type` must name a type")
    }
    self.type = type
    types = Reading(over: column, where: arguments.filter)
    offending = .share(of: column.isOfType(type, negated: isServiceString), arguments)
  }

  var reads: [StatisticRequest] { [types.request, offending.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let types = statistics[types], types.present > 0 else { return .unknown(.noData) }
    let accepted = CellKind.allCases.filter {
      $0 != .missing && type.accepts($0) != isServiceString
    }
    let count = accepted.reduce(0) { $0 + types[$1] }
    return .ratio(Double(count), of: Double(types.present))
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[offending]?.evidence ?? []
  }
}
