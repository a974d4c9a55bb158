import Engine
import Statistics

struct GeneralizedEntropy: Metric {
  static let signature = Signature.ofBias(
    "ge", by: .both, returns: .distance, range: 0...Double.infinity)
  static let documentation = Documentation(
    "How unequally the predictions treat single records, whatever their facet: generalized entropy.",
    formula: """
      ½·mean((b / mean b)² − 1), b = 2 for a false positive, 1 for a right prediction, 0 for a \
      false negative; over all records with label and prediction, those without a facet among \
      them; 0 where all benefit alike. \(Documentation.interval). \(Documentation.conditions)
      """,
    unknown: [
      .noData: "no record has both label and prediction", .noLabelsYet: "no record has a label",
      .undefined: "every prediction is a false negative",
    ],
    source: "T. Speicher and others, A unified approach to quantifying algorithmic unfairness "
      + "(2018); Amazon SageMaker Clarify")
  static let examples = [
    Example.bias("bias.ge(facet: sex == \"F\")", is: .number((22.0 / 18 - 1) / 2))
  ]

  private let counts: FacetReading

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    counts = try FacetReading(arguments, by: .both)
  }

  var reads: [StatisticRequest] { [counts.counts.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    counts.value(from: statistics, countsAll: true) { sides in
      let both = [sides.a, sides.d]
      let all = [
        both.reduce(0) { $0 + $1.falsePositives },
        both.reduce(0) { $0 + $1.truePositives + $1.trueNegatives },
        both.reduce(0) { $0 + $1.falseNegatives },
      ]
      let value = Self.entropy(all)
      guard !value.isNaN else { return .unknown(.undefined) }
      return .number(
        MetricValue.Estimate(
          value,
          interval: ConfidenceInterval.of(
            value, all, scale: .squareRoot, range: range, Self.entropy)))
    }
  }

  /// Of false positives, right predictions and false negatives; NaN where all are false negatives.
  private static func entropy(_ counts: [Double]) -> Double {
    let records = counts[0] + counts[1] + counts[2]
    let mean = (2 * counts[0] + counts[1]) / records
    // Not below 0 by a rounding.
    let entropy = ((4 * counts[0] + counts[1]) / (records * mean * mean) - 1) / 2
    return entropy < 0 ? 0 : entropy
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    counts.whyUnknown(
      from: statistics, countsAll: true, Self.documentation.unknown[.undefined])
  }

  /// Of all records: the sides do not matter.
  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    guard let counts = statistics[counts.counts] else { return [] }
    let sides = FacetSides(counts, by: .both, self.counts.method, countsAll: true)
    let both = [sides.a, sides.d]
    let text = { (count: (OutcomeCounts) -> Double, what: String) in
      "\(Number.brief(both.reduce(0) { $0 + count($1) }, digits: 15)) \(what)"
    }
    return [
      Evidence(
        "\(text(\.falsePositives, "false positives")), \(text(\.falseNegatives, "false negatives"))"
          + " of \(text(\.all, "records"))")
    ]
  }
}
