import Engine
import Testing

/// What holds of every metric over columns, whatever it is: a filter, a row expression in a column's
/// place and the cuts of the data change nothing but what is counted.
struct MetricLawTests {
  /// Calls over a column of numbers, of text, and of times.
  static let numeric =
    [
      "mean", "sum", "min", "max", "range", "stddev", "variance", "skewness", "kurtosis", "median",
      "iqr", "entropy", "distinct", "distinctness", "uniqueness", "duplicates", "completeness",
      "missing", "nan_share", "zero_share", "empty_share",
    ].map { "\($0)(C)" } + [
      "quantile(C, 30%)", "top(C, 5)", "histogram(C, bins: 4)", "in_share(C, 0...10)",
      "share(C > 7)",
      "count(C > 7)", "every(C > 7)", "correlation(C, n)", "covariance(n, C)", "duplicates(C, d)",
      "lag(C, 50%, arrival: n)",
    ]
  static let textual =
    [
      "inferred_type", "length_mean", "length_min", "length_max", "entropy", "distinct",
      "uniqueness",
      "completeness", "empty_share", "nan_share",
    ].map { "\($0)(C)" } + [
      "type_share(C, string)", "format_share(C, uuid)", "format_share(C, luhn)", "top(C)",
      "matches_share(C, /7/)", "duplicates(C, d, n)", #"in_share(C, ["k7", "k8"])"#,
    ]
  static let timed = [
    "min(C)", "max(C)", "gap(C)", "freshness(C, at: 2026-12-01)", "lag(C, 90%, arrival: t)",
    "lag(t, 90%, arrival: C)", "uniqueness(C)", "completeness(C)",
  ]

  struct Row {
    var x: Double?
    var n: Int?
    var d: String?
    var s: String?
    /// Seconds since 2026-01-01.
    var t: Int?
    var b: Bool?
  }

  static let columns = "x,n,d,s,t,b,e"

  static func rows(_ count: Int, seed: UInt64) -> [Row] {
    var random = SplitMix64(seed)
    let isThere = { (random: inout SplitMix64) in random.next() % 12 != 0 }
    return (0..<count).map { _ in
      Row(
        x: isThere(&random) ? Double.random(in: -5...50, using: &random) : nil,
        n: isThere(&random) ? Int.random(in: 0...40, using: &random) : nil,
        d: isThere(&random) ? ["A", "B", "C"].randomElement(using: &random) : nil,
        s: isThere(&random) ? "K\(random.next() % 300)" : nil,
        t: isThere(&random) ? Int.random(in: 0...20_000_000, using: &random) : nil,
        b: isThere(&random) ? Bool.random(using: &random) : nil)
    }
  }

  static func time(_ seconds: Int?) -> String {
    seconds.map { MetricValue.text(ofTime: 1_767_225_600 + Double($0)) } ?? ""
  }

  /// CSV of rows, with the values of an expression as column `e`.
  static func csv(_ rows: [Row], _ expression: (Row) -> String? = { _ in nil }) -> String {
    columns + "\n"
      + rows.map { row in
        [
          row.x.map { "\($0)" }, row.n.map { "\($0)" }, row.d, row.s, time(row.t),
          row.b.map { "\($0)" }, expression(row),
        ].map { $0 ?? "" }.joined(separator: ",") + "\n"
      }.joined()
  }

  private static func call(_ template: String, _ column: String, where filter: String? = nil)
    -> String
  {
    let text = template.replacing("C,", with: column + ",").replacing("C)", with: column + ")")
      .replacing("C >", with: "(\(column)) >")
    return filter.map { text.dropLast() + ", where: \($0))" } ?? text
  }

  static let filtered =
    numeric.map { ($0, "x") } + textual.map { ($0, "s") } + timed.map { ($0, "t") }

  @Test(
    "metric(c, where: Q) is metric(c) over the records for which Q is true", arguments: filtered)
  func filters(_ template: String, _ column: String) async {
    let rows = Self.rows(1_500, seed: 8)
    let kept = rows.filter { ($0.n.map { $0 > 11 } ?? false) && $0.b == true }
    let all = await value(
      of: Self.call(template, column, where: "n > 11 and b"), over: Self.csv(rows))
    let some = await value(of: Self.call(template, column), over: Self.csv(kept))
    #expect(all == some)
  }

  @Test("A row expression in a column's place is the column of its values", arguments: filtered)
  func expressions(_ template: String, _ column: String) async {
    let rows = Self.rows(1_500, seed: 9)
    let (expression, compute): (String, (Row) -> String?) =
      switch column {
      case "x":
        (
          "x * 2 + n",
          { row in row.x.flatMap { x in row.n.map { "\(x * 2 + Double($0))" } } }
        )
      case "s":
        (
          "if n > 20 then lower(s) else d",
          { row in row.n.flatMap { $0 > 20 ? row.s?.lowercased() : row.d } }
        )
      default: ("t - 3 hours", { row in row.t.map { Self.time($0 - 10_800) } })
      }
    let csv = Self.csv(rows, compute)
    let computed = await value(of: Self.call(template, expression), over: csv)
    let stored = await value(of: Self.call(template, "e"), over: csv)
    #expect(computed == stored)
  }

  @Test("Cuts of the data change nothing", arguments: filtered)
  func cuts(_ template: String, _ column: String) async {
    let csv = Self.csv(Self.rows(900, seed: 10))
    let expression = Self.call(template, column)
    let whole = await value(of: expression, over: csv, cut: Cut(rowsPerPiece: 9_999, threads: 1))
    for rows in [1, 7, 250] {
      let cut = await value(of: expression, over: csv, cut: Cut(rowsPerPiece: rows, threads: 3))
      #expect(cut == whole, "\(rows) rows a piece")
    }
  }

  @Test("text(c) makes categories of numbers")
  func texts() async {
    let csv = Self.csv(Self.rows(900, seed: 11))
    for template in ["entropy(C)", "top(C, 9)", "uniqueness(C)", "duplicates(C)", "length_max(C)"] {
      let plain = await value(of: Self.call(template, "n"), over: csv)
      let text = await value(of: Self.call(template, "text(n)"), over: csv)
      #expect(plain == text, "\(template)")
    }
    #expect(await value(of: "type_share(text(n), string)", over: csv) == .number(1))
  }
}
