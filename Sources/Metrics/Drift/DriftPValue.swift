import Engine
import Statistics

struct DriftPValue: Metric {
  enum Method: String, CaseIterable {
    case ks
    case chiSquare = "chi_square"
  }

  static let signature = Signature(
    "drift_p_value", .column(), .word("method", Method.allCases.map(\.rawValue), optional: true),
    .numbers("edges", optional: true), returns: .pValue, worse: .lower)
  static let documentation = Documentation(
    "How likely chance alone makes a column differ from the baseline's as much as it does.",
    formula: """
      ks: the probability of a two-sample Kolmogorov–Smirnov distance as large, exact up to \
      \(KolmogorovSmirnovTest.mostPairs) pairs of values (n·m), beyond by the limiting \
      distribution at (√e + 0.12 + 0.11/√e)·D, e = nm/(n+m); where values repeat it is too high. \
      chi_square: the probability of Pearson's χ² of both sides' counts, not corrected (of two \
      categories, the same as the z test of two proportions), with as many degrees of freedom as \
      there are categories, less one; numbers become categories by bins as for `drift`. Without a \
      method: ks for numbers, chi_square for categories
      """,
    unknown: [
      .noData: "the column holds no value, or no number where numbers are compared",
      .noBaseline: "the baseline lacks the column, its values, or its counts between `edges`",
      .tooFewRows: "with so few rows it could not fall below the bound",
    ],
    source: """
      Hodges, The significance probability of the Smirnov two-sample test (1958); Stephens, Use of \
      the Kolmogorov–Smirnov, Cramér–von Mises and related statistics (1970); Pearson (1900)
      """)
  static let examples = [
    Example(
      "drift_p_value(x)", over: "x\n1\n2\n3\n", against: "x\n4\n5\n6\n", is: .number(0.1)),
    Example(
      "drift_p_value(d, method: chi_square)", over: "d\nA\nA\nB\n", against: "d\nA\nA\nB\n",
      is: .number(1)),
  ]

  /// Nil where the column tells.
  private let method: Method?
  private let column: ComparedColumn

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    method = arguments.word("method").flatMap(Method.init(rawValue:))
    if method == .ks, arguments.numbers("edges") != nil {
      throw ArgumentError("edges", "`ks` has no bins; `chi_square` has")
    }
    column = try ComparedColumn(needsNumbers: method == .ks, arguments)
  }

  var reads: [StatisticRequest] { column.reads }
  var baselineReads: [StatisticRequest] { column.baselineReads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    let sides = column.sides(statistics, baseline)
    switch sides {
    case .unknown(let reason): return .unknown(reason)
    case .numbers(let now, let before) where method != .chiSquare:
      return kolmogorovSmirnov(now, before)
    case .numbers, .bins, .categories:
      guard let shares = LabelledShares(sides)?.shares else { return .unknown(.noBaseline) }
      return chiSquare(shares)
    }
  }

  private func kolmogorovSmirnov(_ now: QuantileSketch, _ before: QuantileSketch) -> MetricValue {
    let distance = QuantileSketch.kolmogorovSmirnov(now, before)
    let error = now.rankError + before.rankError
    return estimate(distance, error, largest: 1) { distance in
      KolmogorovSmirnovTest.pValue(distance: distance, now.count, before.count)
    }
  }

  private func chiSquare(_ shares: PairedShares) -> MetricValue {
    let categories = shares.categories
    let (statistic, error) = shares.distance(.chiSquare)
    let largest = Double(shares.totals.now) + Double(shares.totals.before)
    return estimate(statistic, error, largest: largest) { statistic in
      ChiSquareTest.pValue(statistic, categories: categories)
    }
  }

  /// The probability, which falls as the statistic grows, with what the statistic's error makes of it
  /// and the least that these many rows could have given.
  private func estimate(
    _ statistic: Double, _ error: Double, largest: Double, _ pValue: (Double) -> Double
  ) -> MetricValue {
    let value = pValue(statistic)
    guard !value.isNaN else { return .unknown(.undefined) }
    var off = 0.0
    if error > 0 {
      off = max(pValue(max(0, statistic - error)) - value, value - pValue(statistic + error))
    }
    return .number(MetricValue.Estimate(value, error: off, floor: pValue(largest)))
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    column.whyUnknown(statistics, baseline)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard column.mayShow else { return [] }
    return LabelledShares(column.sides(statistics, baseline))?.moved ?? []
  }
}
