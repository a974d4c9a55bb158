import Engine
import Statistics

/// The global values of all features, from where the monitor says that attributions come.
struct AttributionTable: Sendable {
  let source: AttributionSource
  private let readings: [AttributionReading]
  /// What a model must be asked; nil where the records hold attributions.
  let explanation: ExplanationRequest?

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    guard let source = arguments.attributions else {
      throw ArgumentError("attributions", "the monitor does not say where attributions come from")
    }
    self.source = source
    readings = source.features.indices.map { source.reading($0, where: arguments.filter) }
    explanation = ExplanationRequest(source, where: arguments.filter)
  }

  /// What is gathered for all features.
  var reads: [StatisticRequest] {
    explanation.map { [$0.sample.request] } ?? readings.map(\.request)
  }

  /// What is gathered for one of them.
  func reads(of feature: Int?) -> [StatisticRequest] {
    guard let feature else { return [] }
    return explanation.map { [$0.sample.request] } ?? [readings[feature].request]
  }

  /// Why a value is unknown, and what kept it.
  struct Failure: Error {
    let reason: UnknownReason
    let why: String?

    init(_ reason: UnknownReason, _ why: String?) {
      self.reason = reason
      self.why = why
    }
  }

  /// The value of one feature.
  func estimate(_ feature: Int?, in statistics: Gathered) throws(Failure) -> MetricValue.Estimate {
    guard let feature else { throw Failure(.selectsNothing, nil) }
    let column = source.features[feature].column
    if let found = readings[feature].estimate(in: statistics) {
      if found.value.isNaN {
        throw AttributionTable.Failure(.noData, "no record holds a number in `\(column)`")
      }
      return found
    }
    if let explanation, let why = statistics.modelFailures[explanation.sample.request.key] {
      throw AttributionTable.Failure(.modelFailed, why)
    }
    if !statistics.schema.columns.isEmpty, statistics.schema[column] == nil {
      throw AttributionTable.Failure(.columnAbsent, "there is no column `\(column)`")
    }
    if let explanation {
      if statistics[explanation.sample]?.records == 0 {
        throw AttributionTable.Failure(.noData, nil)
      }
      throw AttributionTable.Failure(
        .modelFailed, "the model is asked by `check` and `baseline` alone")
    }
    throw AttributionTable.Failure(.noData, nil)
  }

  /// The values of all features, in their order.
  func estimates(in statistics: Gathered) throws(Failure) -> [MetricValue.Estimate] {
    var found: [MetricValue.Estimate] = []
    for feature in readings.indices {
      found.append(try estimate(feature, in: statistics))
    }
    guard !found.isEmpty else {
      throw AttributionTable.Failure(.selectsNothing, "no column holds attributions")
    }
    return found
  }

  /// The feature that a call names; nil where no column is known yet.
  func feature(_ arguments: CheckedArguments) throws(ArgumentError) -> Int? {
    let column = try arguments.column()
    guard let name = column.columnName else {
      throw ArgumentError("c", "attributions are of a column, not of an expression")
    }
    if let index = source.feature(name) { return index }
    if source.features.isEmpty { return nil }
    let names = source.features.prefix(8).map { "`\($0.name)`" }.joined(separator: ", ")
    throw ArgumentError(
      "c",
      "`\(name)` has no attributions: features are \(names)"
        + (source.features.count > 8 ? " and \(source.features.count - 8) more" : ""))
  }
}

/// A metric of attributions.
protocol AttributionMetric: ExplainedMetric {
  var table: AttributionTable { get }
  func estimate(
    from statistics: Gathered, baseline: Gathered?
  ) throws(AttributionTable.Failure) -> MetricValue.Estimate
}

extension AttributionMetric {
  var reads: [StatisticRequest] { table.reads }
  var explanation: ExplanationRequest? { table.explanation }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    do throws(AttributionTable.Failure) {
      let estimate = try estimate(from: statistics, baseline: baseline)
      return estimate.value.isNaN ? .unknown(.undefined) : .number(estimate)
    } catch {
      return .unknown(error.reason)
    }
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    do throws(AttributionTable.Failure) {
      _ = try estimate(from: statistics, baseline: baseline)
      return nil
    } catch {
      return error.why
    }
  }
}

extension Documentation {
  /// Of attributions.
  static func ofAttributions(
    _ summary: String, formula: String, unknown: [UnknownReason: String] = [:], source: String = ""
  ) -> Documentation {
    let reasons: [UnknownReason: String] = [
      .noData: "no record holds attributions, or there is none to explain",
      .columnAbsent: "the data lack a column of attributions, or a feature of the model",
      .modelFailed: "the model did not answer as it must",
    ]
    return Documentation(
      summary,
      formula: formula
        + "; a(c) is mean |φ|, median φ or mean φ² over the records, as the monitor's "
        + "`attributions` says; values that a model was asked for have an error: what the sampled "
        + "coalitions leave open, and three standard errors where not all records were explained",
      unknown: reasons.merging(unknown) { $1 },
      source: source.isEmpty
        ? "Lundberg and Lee, A Unified Approach to Interpreting Model Predictions, 2017" : source)
  }
}

extension Example {
  /// Over three records with attributions of two features.
  static func attributions(
    _ expression: String, against baseline: String? = nil, is value: JSON
  ) -> Example {
    Example(
      expression, over: "shap_age,shap_job\n1,-3\n-2,4\n3,-5\n", against: baseline,
      attributions: "\"shap_*\"", is: value)
  }
}
