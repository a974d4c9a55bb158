import Engine
import Statistics

struct Drift: Metric {
  static let signature = Signature(
    "drift", .column(), .word("method", DriftMethod.words, optional: true),
    .numbers("edges", optional: true), .number("zero", optional: true),
    returns: .distance, worse: .higher)
  static let documentation = Documentation(
    "How far a column's distribution is from the baseline's.",
    formula: """
      Over values, with shares F up to a value now and G before: ks: sup |F − G|; wasserstein: \
      ∫ |F − G| dx, in the column's unit, exact up to 10,000 distinct values. Over categories, with shares q now and p before: linf: \
      max |q − p|; total_variation: ½·Σ |q − p|; hellinger: √(½·Σ (√q − √p)²); jensen_shannon: \
      √(½·Σ q·log₂(2q/(p+q)) + p·log₂(2p/(p+q))); psi: Σ (q − p)·ln(q/p) and kl: Σ q·ln(q/p), \
      each with `zero`, 0.0001, in place of shares of 0; chi_square: Pearson's χ² of both sides' \
      counts, uncorrected; cramers_v: √(χ²/(n+m)). Numbers become categories by bins \
      (−∞, e₁) [e₁, e₂) … [eₖ, ∞) between `edges`, counted exactly, or else between the \
      baseline's deciles, counted by sketch, where a value that is several deciles has a bin of \
      its own. robust (default): ks for numbers, linf for categories, less 1.8·√((n+m)/(nm)), \
      not below 0. sagemaker_simple, sagemaker_robust: ks and robust as the service computes \
      them, with equal items of a sketch of numbers counted once: of tied data that is not the \
      distance, and of up to four values robust can never exceed 0.1
      """,
    unknown: [
      .noData: "the column holds no value, or no number where numbers are compared",
      .noBaseline: "the baseline lacks the column, its values, or its counts between `edges`",
      .tooFewRows: "with so few rows `robust` could not exceed the bound",
    ],
    source: """
      Gibbs and Su, On choosing and bounding probability metrics (2002); Lin, Divergence measures \
      based on the Shannon entropy (1991); Siddiqi, Credit risk scorecards (2006) for psi; Deequ, \
      Distance; Amazon SageMaker Model Monitor, Robust
      """)
  static let examples = [
    Example(
      "drift(x, method: ks)", over: "x\n1\n2\n3\n4\n", against: "x\n3\n4\n5\n6\n",
      is: .number(0.5)),
    Example("drift(d, method: linf)", over: "d\nA\nA\n", against: "d\nA\nB\n", is: .number(0.5)),
    Example(
      "drift(x, method: wasserstein)", over: "x\n1\n2\n", against: "x\n4\n5\n", is: .number(3)),
    Example(
      "drift(x, method: total_variation, edges: [2, 4])", over: "x\n1\n2\n3\n9\n",
      against: "x\n1\n1\n3\n3\n", is: .number(0.25)),
    Example(
      "drift(d, method: jensen_shannon)", over: "d\nA\n", against: "d\nB\n", is: .number(1)),
    Example(
      "drift(text(x), method: chi_square)", over: "x\n1\n1\n", against: "x\n2\n2\n",
      is: .number(4)),
  ]

  private let method: DriftMethod
  private let zero: Double
  private let column: ComparedColumn

  var range: ClosedRange<Double>? { method.range }

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let method = arguments.word("method").flatMap(DriftMethod.init(rawValue:)) ?? .robust
    self.method = method
    zero = try Self.zero(arguments, method)
    if arguments.numbers("edges") != nil, !method.binsNumbers {
      throw ArgumentError(
        "edges", "`\(method.rawValue)` has no bins; name a method that has, such as `psi`")
    }
    column = try ComparedColumn(
      needsNumbers: method.needsNumbers, needsDistinct: method == .wasserstein, arguments)
  }

  private static func zero(
    _ arguments: CheckedArguments, _ method: DriftMethod
  ) throws(ArgumentError) -> Double {
    guard let zero = arguments.number("zero") else { return DriftMethod.zero }
    guard method.replacesZero else {
      throw ArgumentError(
        "zero", "`\(method.rawValue)` takes shares of 0 as they are; `psi` and `kl` replace them")
    }
    guard zero >= 0, zero < 1 else {
      throw ArgumentError("zero", "`zero` is a share from 0 to 1, such as 0.0001")
    }
    return zero
  }

  var reads: [StatisticRequest] { column.reads }
  var baselineReads: [StatisticRequest] { column.baselineReads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    let sides = column.sides(statistics, baseline)
    switch sides {
    case .unknown(let reason): return .unknown(reason)
    case .numbers(let now, let before) where method == .wasserstein:
      return wasserstein(now, before, statistics, baseline)
    case .numbers(let now, let before) where !method.binsNumbers: return distance(now, before)
    case .numbers, .bins, .categories:
      guard let distance = method.shares(zero: zero), let shares = LabelledShares(sides)?.shares
      else { return .unknown(.noBaseline) }
      let found = shares.distance(distance)
      return value(found.value, found.error, shares.totals.now, shares.totals.before)
    }
  }

  /// Far values weigh much in it, and a sketch may have lost them: from the exact counts where there
  /// are.
  private func wasserstein(
    _ now: QuantileSketch, _ before: QuantileSketch, _ statistics: Gathered, _ baseline: Gathered?
  ) -> MetricValue {
    let left = column.distinctNumbers(now, statistics)
    let right = column.distinctNumbers(before, baseline)
    let found = WassersteinDistance(left.items, right.items)
    let error = left.error + right.error
    return .number(found.value, error: error == 0 ? 0 : error * found.span)
  }

  private func distance(_ now: QuantileSketch, _ before: QuantileSketch) -> MetricValue {
    let error = now.rankError + before.rankError
    if method.isService {
      // Of two sketches it is what it is: no value of the data that it would approach.
      guard let found = QuantileSketch.serviceDistance(now, before) else {
        return .unknown(.noData)
      }
      return value(found.simple, 0, found.totals.now, found.totals.before)
    }
    let distance = QuantileSketch.kolmogorovSmirnov(now, before)
    return value(distance, error, now.count, before.count)
  }

  private func value(_ distance: Double, _ error: Double, _ n: Int, _ m: Int) -> MetricValue {
    guard method.isRobust else { return .number(distance, error: error) }
    let correction = RobustCorrection.value(n, m)
    return .number(
      MetricValue.Estimate(
        max(0, distance - correction), error: error, ceiling: max(0, 1 - correction)))
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    column.whyUnknown(statistics, baseline)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard column.mayShow else { return [] }
    return LabelledShares(column.sides(statistics, baseline))?.moved ?? []
  }
}
