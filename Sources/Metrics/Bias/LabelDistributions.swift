import Engine
import Statistics

/// The labels of both sides, counted: those of two values, positive and not, or each that occurs.
struct LabelDistributions {
  /// By label.
  let a: [Double]
  let d: [Double]

  /// Shares of the labels on both sides.
  ///
  /// The library drops labels that one of the sides lacks from both and leaves the other shares as
  /// they are; nil where nothing is left.
  func shares(_ method: BiasMethod) -> [(a: Double, d: Double)]? {
    let (na, nd) = (a.reduce(0, +), d.reduce(0, +))
    let pairs = zip(a, d).filter { method == .documented || ($0 > 0 && $1 > 0) }
    guard na > 0, nd > 0, !pairs.isEmpty else { return nil }
    return pairs.map { ($0 / na, $1 / nd) }
  }

  /// Whether chance alone may have made the sides differ as much, by Pearson's test at 5%.
  var mayBeAlike: Bool {
    let (na, nd) = (a.reduce(0, +), d.reduce(0, +))
    var statistic = 0.0
    var labels = 0
    for (x, y) in zip(a, d) where x + y > 0 {
      labels += 1
      let expected = ((x + y) * na / (na + nd), (x + y) * nd / (na + nd))
      statistic += (x - expected.0) * (x - expected.0) / expected.0
      statistic += (y - expected.1) * (y - expected.1) / expected.1
    }
    return ChiSquareTest.pValue(statistic, categories: labels) >= 0.05
  }
}

/// What a distance between the labels of both sides reads: positive against not where it is said what
/// is positive, else each label by itself.
struct LabelReading: Sendable {
  private enum Form {
    case positive(FacetReading)
    case each(Reading<PairCounts>)
  }

  private let form: Form
  let method: BiasMethod

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    method = arguments.biasMethod
    guard !arguments.saysWhatIsPositive else {
      form = .positive(try FacetReading(arguments, by: .label))
      return
    }
    var facet = try arguments.facet()
    if method == .smclarify { facet = facet.orFalse }
    form = .each(
      Reading(
        PairCounts.Parameters(), over: [facet, try arguments.biasLabel()], where: arguments.filter))
  }

  var reads: [StatisticRequest] {
    switch form {
    case .positive(let reading): [reading.counts.request]
    case .each(let pairs): [pairs.request]
    }
  }

  func value(
    from statistics: Gathered, _ formula: (LabelDistributions) -> MetricValue
  ) -> MetricValue {
    switch form {
    case .positive(let reading):
      return reading.value(from: statistics) { sides in
        formula(
          LabelDistributions(
            a: [sides.a.positives, sides.a.negatives], d: [sides.d.positives, sides.d.negatives]))
      }
    case .each(let pairs):
      guard let pairs = statistics[pairs], pairs.records > 0 else { return .unknown(.noData) }
      guard pairs.pairs > 0 else { return .unknown(.noData) }
      guard let distributions = LabelDistributions(pairs) else { return .unknown(.undefined) }
      return formula(distributions)
    }
  }

  func whyUnknown(from statistics: Gathered, _ undefined: String?) -> String? {
    switch form {
    case .positive(let reading): return reading.whyUnknown(from: statistics, undefined)
    case .each(let pairs):
      guard let pairs = statistics[pairs], pairs.records > 0 else { return nil }
      if pairs.isOverfull { return "there are more labels than the 1,000 that are kept apart" }
      guard let distributions = LabelDistributions(pairs) else { return nil }
      if distributions.d.allSatisfy({ $0 == 0 }) { return "no record with a label is in the facet" }
      if distributions.a.allSatisfy({ $0 == 0 }) {
        return "every record with a label is in the facet"
      }
      return undefined
    }
  }

  func evidence(from statistics: Gathered) -> [Evidence] {
    if case .positive(let reading) = form { reading.evidence(from: statistics) } else { [] }
  }
}

extension LabelDistributions {
  /// Of pairs of facet and label.
  fileprivate init?(_ pairs: PairCounts) {
    guard let (classes, cells) = pairs.matrix else { return nil }
    var (a, d) = ([Double](repeating: 0, count: classes.count), [Double]())
    d = a
    for cell in cells {
      if classes[cell.actual] == ClassKey.of(true) {
        d[cell.predicted] += Double(cell.count)
      } else {
        a[cell.predicted] += Double(cell.count)
      }
    }
    let held = a.indices.filter { a[$0] + d[$0] > 0 }
    self.init(a: held.map { a[$0] }, d: held.map { d[$0] })
  }
}
