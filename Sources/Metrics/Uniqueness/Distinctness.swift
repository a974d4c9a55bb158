import Engine
import Statistics

struct Distinctness: MultiplicityMetric {
  static let signature = Signature("distinctness", .column(), returns: .ratio, worse: .lower)
  static let documentation = Documentation(
    "Number of different values as a share of a column's values.",
    formula:
      "different values / values present; exact up to 786,431 different values, then from a sample "
      + "of them, within its error",
    unknown: [.noData: "no value is present"],
    source: "Deequ, Distinctness; Wegman; Flajolet, On Adaptive Sampling, 1990")
  static let examples = [
    Example("distinctness(x)", over: "x\n1\n2\n2\n1.0\n", is: .number(0.5))
  ]

  let counts: Reading<ValueMultiplicity>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .multiplicity(of: [try arguments.column()], arguments)
  }

  func value(of counts: ValueMultiplicity) -> MetricValue {
    let (distinct, records) = (counts.distinct, Double(counts.records))
    return .number(distinct.value / records, error: distinct.error / records)
  }
}
