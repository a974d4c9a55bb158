import Engine
import Statistics

/// Moments of an expression over prediction and label, of the records that have both, and the
/// number of labels, which tells why there may be none.
struct PairMoments: Sendable {
  let moments: Reading<Moments>
  let labels: Reading<Presence>

  init(of expression: RowExpression, label: RowExpression, _ arguments: CheckedArguments) {
    moments = Reading(over: expression, where: arguments.filter)
    labels = Reading(over: label, where: arguments.filter)
  }

  var reads: [StatisticRequest] { [moments.request, labels.request] }

  func value(from statistics: Gathered, _ formula: (Moments) -> Double?) -> MetricValue {
    guard let moments = statistics[moments], let labels = statistics[labels] else {
      return .unknown(.noData)
    }
    guard moments.count > 0 else {
      return .unknown(.lacking(labelled: labels.present, of: labels.records))
    }
    return formula(moments).map { .number($0) } ?? .unknown(.undefined)
  }

  func whyUnknown(from statistics: Gathered) -> String? {
    guard let labels = statistics[labels], statistics[moments]?.count == 0 else { return nil }
    return .whyNone(labelled: labels.present, of: labels.records)
  }
}
