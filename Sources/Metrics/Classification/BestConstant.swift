import Engine
import Statistics

struct BestConstant: Metric {
  static let signature = Signature(
    "best_constant", .word("M", ConstantPrediction.names + ConstantNumber.names),
    returns: .number, tasks: [.regression, .binary, .multiclass])
  static let documentation = Documentation(
    "The best value of a metric that a model could reach which always predicts the same.",
    formula:
      "over the records with label and prediction; of metrics over all classes the best of the "
      + "classes, of precision, recall and f1 that of always positive, of probabilities that of "
      + "the share of positives, of regression that of the best number: the mean of the labels, "
      + "for max_error their midrange, for mae their median (beyond 2,050 records from a sketch, "
      + "with its error)",
    unknown: [
      .noLabelsYet: "no record has a label",
      .noData: "no record has both label and prediction",
      .undefined: "no constant prediction gives the metric a value",
    ], source: "Amazon SageMaker Model Monitor, best constant classifier")
  static let examples: [Example] = [
    .binary("best_constant(accuracy)", is: .number(0.6)),
    .multiclass("best_constant(weighted_recall)", is: .number(0.5)),
    .regression("best_constant(mse)", is: .number(2.5)),
  ]

  private enum Form {
    case classes(ClassReading, ConstantPrediction.Formula)
    case number(ConstantNumber)
  }

  private let form: Form

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let name = arguments.word("M") ?? ""
    let kind = arguments.task?.kind
    let isNumber = ConstantNumber.names.contains(name)
    guard isNumber == (kind == .regression) else {
      throw ArgumentError("M", "`\(name)` is no metric of a \(kind?.rawValue ?? "missing") task")
    }
    guard !isNumber else {
      form = .number(try ConstantNumber(name, arguments))
      return
    }
    guard let formula = ConstantPrediction.formulas.first(where: { $0.name == name })?.formula
    else { throw ArgumentError("M", "`\(name)` has no best constant") }
    if case .confusion = formula {
    } else if kind == .multiclass {
      throw ArgumentError("M", "`\(name)` is no metric of all classes of a multiclass task")
    }
    form = .classes(try ClassReading(arguments), formula)
  }

  var reads: [StatisticRequest] {
    switch form {
    case .classes(let classes, _): [classes.pairs.request]
    case .number(let number): number.reads
    }
  }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    switch form {
    case .classes(let classes, let formula):
      classes.value(from: statistics) {
        .number(ConstantPrediction.best(formula, over: $0, positive: ClassKey.of(true)))
      }
    case .number(let number): number.value(from: statistics)
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    switch form {
    case .classes(let classes, _): classes.whyUnknown(from: statistics, Self.documentation)
    case .number(let number): number.labels.whyUnknown(from: statistics)
    }
  }
}
