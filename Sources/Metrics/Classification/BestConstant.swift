import Engine
import Statistics

struct BestConstant: Metric {
  static let signature = Signature(
    "best_constant", .word("M", ConstantPrediction.names + ConstantNumber.names),
    .word("method", ["sagemaker"], optional: true), returns: .number,
    tasks: [.regression, .binary, .multiclass])
  static let documentation = Documentation(
    "The best value of a metric that a model could reach which always predicts the same.",
    formula:
      "over the records with label and prediction; of metrics over all classes the best of the "
      + "classes, of precision, recall and f1 that of always positive, of probabilities that of "
      + "the share of positives, of regression that of the best number: the mean of the labels, "
      + "for max_error their midrange, for mae their median (beyond 2,050 records from a sketch, "
      + "with its error); `method: sagemaker`, of classes alone: always positive, in a multiclass "
      + "task always the last class (by number where all are numbers, else by text), as "
      + "`…_best_constant_classifier` in the service's files, which need not be the best",
    unknown: [
      .noLabelsYet: "no record has a label",
      .noData: "no record has both label and prediction",
      .undefined: "no constant prediction gives the metric a value",
    ], source: "Amazon SageMaker Model Monitor, best constant classifier")
  static let examples: [Example] = [
    .binary("best_constant(accuracy)", is: .number(0.6)),
    .binary("best_constant(accuracy, method: sagemaker)", is: .number(0.4)),
    .multiclass("best_constant(weighted_recall)", is: .number(0.5)),
    .regression("best_constant(mse)", is: .number(2.5)),
  ]

  private enum Form {
    case classes(ClassReading, ConstantPrediction.Formula)
    /// Of one class, whatever would be best; nil for the last one.
    case service(ClassReading, ConstantPrediction.Formula, positive: [UInt8]?)
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
    let isService = arguments.word("method") != nil
    guard !isNumber else {
      guard !isService else {
        throw ArgumentError("method", "the service predicts no constant number")
      }
      form = .number(try ConstantNumber(name, arguments))
      return
    }
    guard let formula = ConstantPrediction.formulas.first(where: { $0.name == name })?.formula
    else { throw ArgumentError("M", "`\(name)` has no best constant") }
    if case .confusion = formula {
    } else if kind == .multiclass {
      throw ArgumentError("M", "`\(name)` is no metric of all classes of a multiclass task")
    }
    let classes = try ClassReading(arguments)
    guard isService else {
      form = .classes(classes, formula)
      return
    }
    if case .share = formula {
      throw ArgumentError("method", "the service has no constant prediction for `\(name)`")
    }
    form = .service(classes, formula, positive: kind == .binary ? ClassKey.of(true) : nil)
  }

  var reads: [StatisticRequest] {
    switch form {
    case .classes(let classes, _), .service(let classes, _, _): [classes.pairs.request]
    case .number(let number): number.reads
    }
  }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    switch form {
    case .classes(let classes, let formula):
      classes.value(from: statistics) {
        .number(ConstantPrediction.best(formula, over: $0, positive: ClassKey.of(true)))
      }
    case .service(let classes, let formula, let positive):
      classes.value(from: statistics) {
        .number(ConstantPrediction.ofService(formula, over: $0, positive: positive))
      }
    case .number(let number): number.value(from: statistics)
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    switch form {
    case .classes(let classes, _), .service(let classes, _, _):
      classes.whyUnknown(from: statistics, Self.documentation)
    case .number(let number): number.labels.whyUnknown(from: statistics)
    }
  }
}
