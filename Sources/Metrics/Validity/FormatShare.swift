import Engine
import Statistics

struct FormatShare: Metric {
  static let signature = Signature(
    "format_share", .column(), .word("format", ValueFormat.allCases.map(\.rawValue)),
    returns: .ratio, worse: .lower)
  static let documentation = Documentation(
    "Share of a column's values that have a format.",
    formula:
      "values of the format / values present. email: a dot-string, @ and a domain of two labels or "
      + "more, no quoted local part nor address in brackets; url: scheme://host and what may follow; "
      + "uuid: 8-4-4-4-12 hexadecimal digits; ipv4: four numbers up to 255 without leading zeros; "
      + "ipv6: without a zone; date: a day YYYY-MM-DD that exists; json: any value; luhn: digits, "
      + "single spaces or hyphens between them, the last of which checks the others",
    unknown: [.noData: "no value is present"],
    source:
      "RFC 5321 and 5322 (email), RFC 3986 (url, ipv4), RFC 9562 and 4122 (uuid), RFC 4291 (ipv6), "
      + "ISO 8601-1 (date), RFC 8259 (json), ISO/IEC 7812-1 annex B (luhn)")
  static let examples = [
    Example(
      "format_share(e, email)", over: "e\na@b.org\na.b+c@d-e.example\na@b\n.a@b.org\n",
      is: .number(0.5)),
    Example("format_share(d, date)", over: "d\n2024-02-29\n2023-02-29\n", is: .number(0.5)),
  ]

  private let counts: Reading<PredicateCounts>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    guard let format = arguments.word("format").flatMap(ValueFormat.init(rawValue:)) else {
      throw ArgumentError("format", "`format` must name a format")
    }
    counts = .share(of: try arguments.column().hasFormat(format), arguments)
  }

  var reads: [StatisticRequest] { [counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    statistics[counts]?.share.map { .number($0) } ?? .unknown(.noData)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    statistics[counts]?.evidence ?? []
  }
}
