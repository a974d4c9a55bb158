/// Attributions of one output: how much each feature moves it away from what it is without any.
package struct ShapleyValues: Sendable, Equatable {
  /// One a feature; together they are f(x) − E f.
  package let values: [Double]
  /// Standard error of each, from the coalitions that were sampled; 0 where all were asked.
  package let errors: [Double]

  package init(values: [Double], errors: [Double]) {
    self.values = values
    self.errors = errors
  }

  /// How a value is rounded must not break the sum: what the values lack is shared out.
  init(_ values: [Double], errors: [Double], adding total: Double) {
    let rest = (total - values.reduce(0, +)) / Double(max(values.count, 1))
    self.init(values: rest.isFinite ? values.map { $0 + rest } : values, errors: errors)
  }
}
