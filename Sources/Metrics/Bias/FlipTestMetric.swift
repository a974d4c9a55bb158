import Engine
import Statistics

struct FlipTestMetric: Metric {
  static let signature = Signature.ofBias(
    "ft", with: .columnList("features"), by: .prediction, range: -1...1)
  static let documentation = Documentation(
    "How much more often a record in a facet is denied what its nearest neighbours outside are "
      + "given, than given what they are denied: counterfactual flip test.",
    formula: """
      (F⁺ − F⁻) / n_d, F⁺ the records in the facet that the model says no to and whose nearest \
      neighbours outside it says yes to, F⁻ the reverse; above 0 the predictions favour all \
      others. The neighbours are the 5 nearest (1 where fewer than 10 records are outside) by \
      Euclidean distance of `features`, which are numbers or booleans and not scaled; the \
      prediction of most of them counts. Where several are equally far, they vote in proportion, \
      and the error says how far the value could move by their order. It needs a sample of the \
      records: exact up to 32,768 distinct ones (fewer where they have more than 28 features), \
      beyond from as many, with three standard errors added to the error. Its 95% confidence \
      interval, shown with it, is that of the records in the facet, neighbours as they are. \
      \(Documentation.conditions). \
      `method: smclarify` has the opposite sign, and takes records without facet for all others \
      and without prediction for negative; else they are left out
      """,
    unknown: [
      .noData: "no record has facet, prediction and all features",
      .undefined: "no record is in the facet, or every one is",
    ],
    source: "E. Black, S. Yeom and M. Fredrikson, FlipTest: fairness testing via optimal transport "
      + "(2020); Amazon SageMaker Clarify, counterfactual fliptest; the library smclarify 0.5")
  static let examples = [
    Example(
      "bias.ft(facet: sex == \"F\", features: [x], prediction: p, positive: 1)",
      over: "sex,x,p\nF,1,0\nF,2,0\nF,3,0\nF,9,0\nM,1,1\nM,2,1\nM,3,1\nM,9,0\n", is: .number(0.75))
  ]

  private let sample: Reading<NeighbourSample>
  private let method: BiasMethod

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let features = try arguments.columns("features")
    guard features.count <= 1_000 else {
      throw ArgumentError("features", "at most 1,000 features are compared")
    }
    guard Set(features.map(\.key)).count == features.count else {
      throw ArgumentError("features", "each feature stands once in `features`")
    }
    method = arguments.biasMethod
    sample = Reading(
      NeighbourSample.Parameters(features: features.count),
      over: [try arguments.facet(), try arguments.positivePrediction()] + features,
      where: arguments.filter)
  }

  var reads: [StatisticRequest] { [sample.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let sample = statistics[sample], sample.complete > 0 else { return .unknown(.noData) }
    let test = FlipTest(sample, takesNull: method == .smclarify)
    if test.records + test.others == 0 { return .unknown(.noData) }
    guard test.records > 0, test.others > 0 else { return .unknown(.undefined) }
    let sign = method == .smclarify ? -1.0 : 1
    let value = sign * Self.share(test.counts) + 0
    let interval = ConfidenceInterval.of(value, test.counts, scale: .plain, range: range) {
      sign * Self.share($0)
    }
    var error = max(
      test.greatest / test.records - sign * value, sign * value - test.least / test.records)
    // As far as the interval of a 95% sample reaches is two of three standard errors.
    if !sample.isExact, let interval { error += 0.75 * (interval.upperBound - interval.lowerBound) }
    return .number(MetricValue.Estimate(value, error: max(0, error), interval: interval))
  }

  /// Of the denied, the favoured and the rest.
  private static func share(_ counts: [Double]) -> Double {
    (counts[0] - counts[1]) / (counts[0] + counts[1] + counts[2])
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    guard let sample = statistics[sample], sample.records > 0 else { return nil }
    if sample.complete == 0 {
      return "none of \(Number.grouped(sample.records)) records has a number in every feature"
    }
    let test = FlipTest(sample, takesNull: method == .smclarify)
    if test.records + test.others == 0 { return "no record has both facet and prediction" }
    if test.records == 0 { return "no record with a prediction is in the facet" }
    return test.others == 0 ? "every record with a prediction is in the facet" : nil
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard let sample = statistics[sample] else { return [] }
    let test = FlipTest(sample, takesNull: method == .smclarify)
    var evidence = [
      Evidence("denied what neighbours are given: \(Number.brief(test.denied))"),
      Evidence("given what neighbours are denied: \(Number.brief(test.favoured))"),
      Evidence("of \(Number.brief(test.records)) in the facet"),
    ]
    if test.least < test.greatest {
      let ends = [test.least, test.greatest].map {
        Number.brief((method == .smclarify ? -$0 : $0) / test.records, digits: 3)
      }
      evidence.append(
        Evidence("equally near neighbours leave \(ends[0]) to \(ends[1]) open"))
    }
    if !sample.isExact {
      evidence.append(Evidence("a sample of \(Number.grouped(sample.held)) distinct records"))
    }
    return evidence
  }
}

extension FlipTest {
  /// The denied, the favoured and the rest.
  fileprivate var counts: [Double] { [denied, favoured, records - denied - favoured] }
}
