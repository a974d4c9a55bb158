import Engine
import Statistics

/// The counts of actual × predicted classes that a metric reads, and the class that it is about.
///
/// In a binary task there are two classes, `true` for the positive values and `false` for all
/// others; where no column holds predictions, they follow from probability and threshold. With
/// `class:` and in a multiclass task the classes are those of the columns.
struct ClassReading: Sendable {
  let pairs: Reading<PairCounts>
  /// The class that metrics of one class are about; nil where there is none.
  let focus: [UInt8]?
  private let wanted: Value?

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let label = try arguments.role(.label)
    wanted = arguments.value("class")
    let columns: [RowExpression]
    if let wanted {
      guard arguments.task?.roles[.prediction] != nil else {
        throw ArgumentError("class", "`class` needs a task that names its `prediction`")
      }
      columns = [label, try arguments.role(.prediction)]
      focus = Self.key(wanted)
    } else if arguments.task?.kind == .multiclass {
      columns = [label, try arguments.role(.prediction)]
      focus = nil
    } else {
      columns = [try arguments.isPositive(label), try arguments.predictedPositive()]
      focus = ClassKey.of(true)
    }
    pairs = Reading(PairCounts.Parameters(), over: columns, where: arguments.filter)
  }

  static func key(_ value: Value) -> [UInt8]? {
    switch value {
    case .number(let number): ClassKey.of(number)
    case .boolean(let boolean): ClassKey.of(boolean)
    case .text(let text): ClassKey.of(text)
    case .null: nil
    }
  }

  func value(
    from statistics: Gathered, _ formula: (Confusion) -> MetricValue
  ) -> MetricValue {
    guard let pairs = statistics[pairs] else { return .unknown(.noData) }
    guard pairs.pairs > 0 else {
      return .unknown(.lacking(labelled: pairs.labelled, of: pairs.records))
    }
    guard let (classes, cells) = pairs.matrix else { return .unknown(.undefined) }
    return formula(Confusion(classes: classes, cells: cells))
  }

  /// - Parameter documentation: says when the metric is not defined.
  func whyUnknown(from statistics: Gathered, _ documentation: Documentation) -> String? {
    guard let pairs = statistics[pairs], pairs.records > 0 else { return nil }
    if pairs.pairs == 0 { return .whyNone(labelled: pairs.labelled, of: pairs.records) }
    guard let (classes, _) = pairs.matrix else {
      return "there are more classes than the 1,000 that are kept apart"
    }
    if let focus, let wanted, !classes.contains(focus) {
      return "no record has the class \(ValueSet.values([wanted]))"
    }
    return documentation.unknown[.undefined]
  }
}

extension CheckedArguments {
  /// Whether each label or prediction is positive; null where it can't be compared with what is.
  func isPositive(_ outcomes: RowExpression) throws(ArgumentError) -> RowExpression {
    let positive = (try? set("positive")) ?? task?.positive
    if let found = outcomes.isPositive(by: positive) { return found }
    throw ArgumentError(
      "positive",
      "say which outcome is positive: `positive: 1`, a condition such as `label: income == 1`, or "
        + "a binary `task`")
  }

  /// Whether the prediction is positive: as its column says, else from probability and threshold.
  func predictedPositive() throws(ArgumentError) -> RowExpression {
    if let prediction = task?.roles[.prediction] { return try isPositive(prediction) }
    return try role(.probability).isAtLeast(task?.threshold ?? 0.5)
  }
}

extension UnknownReason {
  /// Why no record could be judged.
  static func lacking(labelled: Int, of records: Int) -> UnknownReason {
    records > 0 && labelled == 0 ? .noLabelsYet : .noData
  }
}

extension String {
  /// Why no record could be judged, in words.
  static func whyNone(labelled: Int, of records: Int) -> String? {
    guard records > 0 else { return nil }
    return labelled == 0
      ? "none of \(records) records has a label that can be read"
      : "none of \(labelled) records with a label has a prediction that can be read"
  }
}
