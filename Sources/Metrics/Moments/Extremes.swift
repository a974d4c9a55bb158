import Engine
import Statistics

/// What `min` and `max` read: a column's numbers, and its times unless the column's type is known to
/// be another.
struct Extremes {
  private let moments: Reading<Moments>
  private let times: Reading<TimeRange>
  private let type: ColumnType?

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let column = try arguments.column()
    moments = Reading(over: column, where: arguments.filter)
    times = Reading(over: column, where: arguments.filter)
    type = arguments.facts.type(of: column)
  }

  var reads: [StatisticRequest] {
    switch type {
    case nil: [moments.request, times.request]
    case .timestamp: [times.request]
    default: [moments.request]
    }
  }

  /// A number where the column holds any, else a time.
  func value(
    from statistics: Gathered, _ number: (Moments) -> Double?, _ time: (TimeRange) -> Double?
  ) -> MetricValue {
    if let number = statistics[moments].flatMap(number) { return .number(number) }
    if let time = statistics[times].flatMap(time) { return .time(time) }
    return .unknown(.noData)
  }
}
