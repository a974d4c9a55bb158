import Engine
import Statistics

struct NaNShare: SpecialValueMetric {
  static let signature = Signature("nan_share", .column(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of a column's values that are not a number.",
    formula:
      "NaN values, or in text the spelling nan, with a sign or not, in capitals or not / values present",
    unknown: [.noData: "no value is present"])
  static let examples = [
    Example("nan_share(x)", over: "x\n1\nNaN\n2\n-nan\n", is: .number(0.5))
  ]

  let special: Reading<SpecialValues>

  static func count(in values: SpecialValues) -> Int { values.notNumbers }
}
