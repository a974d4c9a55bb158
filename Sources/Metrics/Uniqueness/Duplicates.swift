import Engine
import Statistics

struct Duplicates: MultiplicityMetric {
  static let signature = Signature("duplicates", .columns(), returns: .count, worse: .higher)
  static let documentation = Documentation(
    "Number of records that repeat the values of an earlier one in a column, or in several together.",
    formula:
      "records − different combinations; a record in which all of the columns are missing is left "
      + "out, else missing values are equal; exact up to 786,431 different combinations, then from a "
      + "sample of them, within its error",
    unknown: [.noData: "no record holds any of the columns"],
    source: "Deequ, Uniqueness; Wegman; Flajolet, On Adaptive Sampling, 1990")
  static let examples = [
    Example("duplicates(a, b)", over: "a,b\n1,x\n1,y\n1,x\n2,x\n1,x\n", is: .number(2))
  ]

  let counts: Reading<ValueMultiplicity>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = .multiplicity(of: try arguments.columns(), arguments)
  }

  func value(of counts: ValueMultiplicity) -> MetricValue {
    let distinct = counts.distinct
    return .number(Double(counts.records) - distinct.value, error: distinct.error)
  }
}
