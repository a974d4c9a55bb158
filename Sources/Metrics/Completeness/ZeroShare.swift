import Engine
import Statistics

struct ZeroShare: SpecialValueMetric {
  static let signature = Signature("zero_share", .column(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of a column's values that are 0.",
    formula: "numbers equal to 0 / values present",
    unknown: [.noData: "no value is present"])
  static let examples = [
    Example("zero_share(x)", over: "x\n0\n1\n0.0\nA\n", is: .number(0.5))
  ]

  let special: Reading<SpecialValues>

  static func count(in values: SpecialValues) -> Int { values.zeros }
}
