import Engine

struct MalformedShare: Metric {
  static let signature = Signature("malformed_share", returns: .ratio, worse: .higher)
  static let documentation = Documentation(
    "Share of the records that could not be read.",
    formula:
      "malformed / (malformed + good), over all of the input: a record that can't be read has no "
      + "time, so every window has the same share",
    unknown: [.noData: "there are no records, or only their statistics were given"])
  static let examples = [Example("malformed_share", over: "x\n1\n2\n", is: .number(0))]

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    guard arguments.filter == nil else {
      throw ArgumentError(
        "where", "`malformed_share` takes no `where`: a malformed record has no columns to ask")
    }
  }

  var reads: [StatisticRequest] { [] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let input = statistics.input, input.malformed + input.records > 0 else {
      return .unknown(.noData)
    }
    return .ratio(Double(input.malformed), of: Double(input.malformed + input.records))
  }
}
