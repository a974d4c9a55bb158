import Statistics

/// Where the global value of a feature's attributions is gathered.
package struct AttributionReading: Sendable {
  private enum Form: Sendable {
    /// Of magnitudes.
    case magnitudes(Reading<Moments>)
    case squares(Reading<Moments>)
    case median(Reading<QuantileSketch>)
  }

  private let form: Form
  /// By how much the global value may be off by chance, where a model was asked.
  private let error: Reading<Moments>

  init(
    _ values: RowExpression, _ aggregate: AttributionSource.Aggregate, where filter: RowExpression?
  ) {
    form =
      switch aggregate {
      case .meanAbsolute: .magnitudes(Reading(over: values.magnitude, where: filter))
      case .meanSquare: .squares(Reading(over: values * values, where: filter))
      case .median: .median(Reading(QuantileSketch.Parameters(), over: [values], where: filter))
      }
    error = Reading(
      over: RowExpression(column: "error of the \(aggregate.rawValue) of \(values.key)"),
      where: filter)
  }

  package var request: StatisticRequest {
    switch form {
    case .magnitudes(let reading), .squares(let reading): reading.request
    case .median(let reading): reading.request
    }
  }

  /// The global value; nil where nothing was gathered, NaN where there was no number among it.
  package func estimate(in statistics: Gathered) -> MetricValue.Estimate? {
    let value: Double?
    switch form {
    case .magnitudes(let reading), .squares(let reading):
      guard let moments = statistics[reading] else { return nil }
      value = moments.mean
    case .median(let reading):
      guard let sketch = statistics[reading] else { return nil }
      value = sketch.quantile(0.5)
    }
    return MetricValue.Estimate(value ?? .nan, error: statistics[error]?.mean ?? 0)
  }

  /// Puts in what a model gave.
  ///
  /// - Parameters:
  ///   - values: of each record that was explained.
  ///   - counts: how often it is there.
  ///   - errors: the standard error of each value.
  ///   - isSample: whether there are records that were not explained; three standard errors of those
  ///     that were are then part of the error.
  package func set(
    _ values: [Double], counts: [Int], errors: [Double], isSample: Bool,
    in statistics: inout Gathered
  ) {
    let weights = counts.map { Double($0) }
    var worth = values
    var off = errors
    var center: Double?
    switch form {
    case .magnitudes: worth = values.map { abs($0) }
    case .squares:
      worth = values.map { $0 * $0 }
      off = zip(values, errors).map { 2 * abs($0) * $1 }
    case .median: center = Self.median(values, weights)
    }
    guard let mean = Self.mean(worth, weights), let each = Self.mean(off, weights) else { return }
    set(global: center ?? mean, in: &statistics)
    let spread = Self.mean(worth.map { ($0 - mean) * ($0 - mean) }, weights) ?? 0
    let sampled = isSample ? 3 * (spread / Double(max(worth.count, 1))).squareRoot() : 0
    statistics.set(Moments.of(each + sampled), for: error)
  }

  private static func mean(_ values: [Double], _ weights: [Double]) -> Double? {
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    return zip(values, weights).reduce(0) { $0 + $1.0 * ($1.1 / total) }
  }

  /// The value below and above which lies half of the weight; the middle of two where that is between
  /// them.
  private static func median(_ values: [Double], _ weights: [Double]) -> Double? {
    let pairs = zip(values, weights).sorted { $0.0 < $1.0 }
    let half = weights.reduce(0, +) / 2
    var below = 0.0
    for (index, pair) in pairs.enumerated() {
      below += pair.1
      if below > half { return pair.0 }
      if below == half, index + 1 < pairs.count { return (pair.0 + pairs[index + 1].0) / 2 }
    }
    return pairs.last?.0
  }

  /// Puts in a global value that another tool printed.
  package func set(global value: Double, in statistics: inout Gathered) {
    switch form {
    case .magnitudes(let reading), .squares(let reading):
      statistics.set(Moments.of(value), for: reading)
    case .median(let reading): statistics.set(QuantileSketch(levels: [[value]]), for: reading)
    }
  }
}

extension Moments {
  /// Of one value.
  fileprivate static func of(_ value: Double) -> Moments {
    Moments(
      count: 1, mean: value, sum: value, standardDeviation: 0, minimum: value, maximum: value)
  }
}
