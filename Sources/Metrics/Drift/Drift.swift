import Engine
import Statistics

struct Drift: Metric {
  static let signature = Signature(
    "drift", .column(), .word("method", Method.allCases.map(\.rawValue), optional: true),
    returns: .distance, range: 0...1, worse: .higher)
  static let documentation = Documentation(
    "How far a column's distribution is from the baseline's.",
    formula:
      "ks: sup |F − G| over numbers; linf: max |p − q| over categories; robust (default): "
      + "ks for numbers, linf for categories, less 1.8·√((n+m)/(nm)), not below 0; "
      + "sagemaker_simple, sagemaker_robust: the same as the service computes them, with "
      + "equal items of a sketch of numbers counted once",
    unknown: [
      .noData: "the column holds no value", .noBaseline: "the baseline lacks the column",
      .tooFewRows: "with so few rows `robust` could not exceed the bound",
    ], source: "Kolmogorov–Smirnov; Deequ, Distance; Amazon SageMaker Model Monitor, Robust")
  static let examples = [
    Example(
      "drift(x, method: ks)", over: "x\n1\n2\n3\n4\n", against: "x\n3\n4\n5\n6\n",
      is: .number(0.5)),
    Example("drift(d, method: linf)", over: "d\nA\nA\n", against: "d\nA\nB\n", is: .number(0.5)),
  ]

  enum Method: String, CaseIterable {
    case robust, ks, linf
    case sagemakerRobust = "sagemaker_robust"
    case sagemakerSimple = "sagemaker_simple"

    /// Subtracts an allowance for chance.
    var isRobust: Bool { self == .robust || self == .sagemakerRobust }
  }

  private let method: Method
  private let numbers: Reading<QuantileSketch>
  private let categories: Reading<CategoryCounts>
  private let types: Reading<TypeCounts>
  /// Nil where the baseline's values will tell.
  private let isNumeric: Bool?
  private let mayShow: Bool

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let column = try arguments.column()
    let method = arguments.word("method").flatMap(Method.init(rawValue:)) ?? .robust
    self.method = method
    isNumeric =
      switch method {
      case .ks: true
      case .linf: false
      case .robust, .sagemakerRobust, .sagemakerSimple:
        column.isText ? false : arguments.isNumeric(column)
      }
    numbers = Reading(QuantileSketch.Parameters(), over: [column], where: arguments.filter)
    categories = Reading(
      CategoryCounts.Parameters(), over: [column.asCategories], where: arguments.filter)
    types = Reading(over: column, where: arguments.filter)
    mayShow = column.columns.allSatisfy { !arguments.facts.sensitive.contains($0) }
  }

  var reads: [StatisticRequest] {
    switch isNumeric {
    case true: [numbers.request]
    case false: [categories.request]
    case nil: [numbers.request, categories.request]
    }
  }

  var baselineReads: [StatisticRequest] { reads + (isNumeric == nil ? [types.request] : []) }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let baseline else { return .unknown(.noBaseline) }
    return comparesNumbers(baseline)
      ? numeric(statistics[numbers], baseline[numbers])
      : categorical(statistics[categories], baseline[categories])
  }

  private func comparesNumbers(_ baseline: Gathered) -> Bool {
    if let isNumeric { return isNumeric }
    return baseline[types].flatMap(ColumnType.init)?.isNumeric ?? false
  }

  private func numeric(_ now: QuantileSketch?, _ before: QuantileSketch?) -> MetricValue {
    guard let before, before.count > 0 else { return .unknown(.noBaseline) }
    guard let now, now.count > 0 else { return .unknown(.noData) }
    if method == .sagemakerRobust || method == .sagemakerSimple {
      // Of two sketches it is what it is: no value of the data that it would approach.
      guard let found = QuantileSketch.serviceDistance(now, before) else {
        return .unknown(.noData)
      }
      return value(found.simple, 0, found.totals.now, found.totals.before)
    }
    let distance = QuantileSketch.kolmogorovSmirnov(now, before)
    return value(distance, now.rankError + before.rankError, now.count, before.count)
  }

  private func categorical(_ now: CategoryCounts?, _ before: CategoryCounts?) -> MetricValue {
    guard let before, before.total > 0 else { return .unknown(.noBaseline) }
    guard let now, now.total > 0 else { return .unknown(.noData) }
    let distance = CategoryCounts.linf(now, before)
    let error =
      Double(now.error) / Double(now.total) + Double(before.error) / Double(before.total)
    return value(distance, error, now.total, before.total)
  }

  private func value(_ distance: Double, _ error: Double, _ n: Int, _ m: Int) -> MetricValue {
    guard method.isRobust else { return .number(distance, error: error) }
    let correction = RobustCorrection.value(n, m)
    return .number(
      MetricValue.Estimate(
        max(0, distance - correction), error: error, ceiling: max(0, 1 - correction)))
  }

  // MARK: Evidence

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard mayShow, let baseline else { return [] }
    if comparesNumbers(baseline) {
      guard let now = statistics[numbers], let before = baseline[numbers] else { return [] }
      return movedBins(now, before)
    }
    guard let now = statistics[categories], let before = baseline[categories] else { return [] }
    return movedCategories(now, before)
  }

  /// The bins between the baseline's deciles whose shares moved most.
  private func movedBins(_ now: QuantileSketch, _ before: QuantileSketch) -> [Evidence] {
    let edges = (1...9).compactMap { before.quantile(Double($0) / 10) }
    var distinct: [Double] = []
    for edge in edges where distinct.last != edge { distinct.append(edge) }
    var moves: [(text: String, before: Double, now: Double)] = []
    var (pastBefore, pastNow) = (0.0, 0.0)
    for (index, edge) in (distinct + [Double.infinity]).enumerated() {
      let (b, n) = (shareUpTo(edge, before), shareUpTo(edge, now))
      let low = index == 0 ? nil : distinct[index - 1]
      let text =
        switch (low, edge) {
        case (nil, .infinity): "all"
        case (nil, _): "≤ \(Number.brief(edge))"
        case (let low?, .infinity): "> \(Number.brief(low))"
        case (let low?, _): "\(Number.brief(low)) – \(Number.brief(edge))"
        }
      moves.append((text, b - pastBefore, n - pastNow))
      (pastBefore, pastNow) = (b, n)
    }
    return largest(moves)
  }

  private func shareUpTo(_ value: Double, _ sketch: QuantileSketch) -> Double {
    Double(sketch.rank(of: value)) / Double(max(1, sketch.count))
  }

  private func movedCategories(_ now: CategoryCounts, _ before: CategoryCounts) -> [Evidence] {
    let texts = Set((now.categories + before.categories).prefix(20_000).map(\.text))
    let moves = texts.sorted { $0.lexicographicallyPrecedes($1) }.map { text in
      (
        text: String(decoding: text, as: UTF8.self),
        before: Double(before.count(of: text)) / Double(max(1, before.total)),
        now: Double(now.count(of: text)) / Double(max(1, now.total))
      )
    }
    return largest(moves)
  }

  private func largest(_ moves: [(text: String, before: Double, now: Double)]) -> [Evidence] {
    let percent = { (share: Double) in "\(Number.brief((share * 1000).rounded() / 10))%" }
    return moves.sorted { abs($0.now - $0.before) > abs($1.now - $1.before) }.prefix(3).map {
      Evidence("\($0.text): \(percent($0.before)) → \(percent($0.now))")
    }
  }
}
