import Engine
import Statistics

struct Accuracy: Metric {
  static let signature = Signature.ofClasses("accuracy")
  static let documentation = Documentation(
    "Share of records whose prediction is the label.",
    formula:
      "agreeing / records with label and prediction; records that lack one are left out, and "
      + "label_share and completeness(…) bound how many",
    unknown: [
      .noLabelsYet: "no record has a label", .noData: "no record has both label and prediction",
    ])
  static let examples: [Example] = [
    .binary("accuracy", is: .number(0.7)), .multiclass("accuracy", is: .number(0.5)),
  ]

  private let classes: ClassReading

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    classes = try ClassReading(arguments)
  }

  var reads: [StatisticRequest] { [classes.pairs.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    // Exact for any number of classes, so no matrix is asked for.
    guard let pairs = statistics[classes.pairs] else { return .unknown(.noData) }
    guard pairs.pairs > 0 else {
      return .unknown(.lacking(labelled: pairs.labelled, of: pairs.records))
    }
    return .ratio(Double(pairs.agreeing), of: Double(pairs.pairs))
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    classes.whyUnknown(from: statistics, Self.documentation)
  }
}
