import Engine
import Statistics

struct Uniqueness: MultiplicityMetric {
  static let signature = Signature("uniqueness", .column(), returns: .ratio, worse: .lower)
  static let documentation = Documentation(
    "Share of a column's values that occur exactly once.",
    formula:
      "values that occur once / values present; exact up to 786,431 different values, then from a "
      + "sample of them, within its error",
    unknown: [.noData: "no value is present"],
    source: "Deequ, Uniqueness; Wegman; Flajolet, On Adaptive Sampling, 1990")
  static let examples = [
    Example("uniqueness(x)", over: "x\n1\n2\n2\n3\n", is: .number(0.5))
  ]

  let counts: Reading<ValueMultiplicity>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .multiplicity(of: [try arguments.column()], arguments)
  }

  func value(of counts: ValueMultiplicity) -> MetricValue {
    let (singles, records) = (counts.singles, Double(counts.records))
    return .number(singles.value / records, error: singles.error / records)
  }
}
