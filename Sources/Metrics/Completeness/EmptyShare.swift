import Engine
import Statistics

struct EmptyShare: SpecialValueMetric {
  static let signature = Signature("empty_share", .column(), returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of a column's values that are empty texts.",
    formula:
      "values of no characters / values present; an empty field of CSV is missing, not empty",
    unknown: [.noData: "no value is present"])
  static let examples = [
    Example("empty_share(trim(s))", over: "s,n\na,1\n ,2\n", is: .number(0.5))
  ]

  let special: Reading<SpecialValues>

  static func count(in values: SpecialValues) -> Int { values.empty }
}
