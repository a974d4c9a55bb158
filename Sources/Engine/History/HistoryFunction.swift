import Statistics

/// Functions of the values that an expression had in earlier windows.
package enum HistoryFunction: String, Sendable, CaseIterable {
  case previous, average, minimum, maximum, median, stddev, quantile
  /// The value less the previous one.
  case change
  /// The change as a share of the previous value's magnitude.
  case rateOfChange = "rate_of_change"

  /// Whether a metric over columns has the same name: `last:` tells them apart.
  var isMetricToo: Bool { self == .median || self == .stddev || self == .quantile }

  /// Whether it looks at the value before alone.
  package var isOfPrevious: Bool { self == .previous || isOfNow }

  /// Whether it takes the value of this window as well.
  var isOfNow: Bool { self == .change || self == .rateOfChange }

  /// The value over those of earlier windows, oldest first.
  ///
  /// - Parameter share: from 0 to 1, for `quantile`.
  /// - Precondition: there is a value.
  func value(of values: [Double], share: Double) -> Double {
    let count = Double(values.count)
    switch self {
    case .previous, .change, .rateOfChange: return values.last ?? .nan
    case .average: return values.reduce(0, +) / count
    case .minimum: return values.min() ?? .nan
    case .maximum: return values.max() ?? .nan
    case .median: return QuantileSketch.quantile(0.5, ofSorted: values.sorted())
    case .quantile: return QuantileSketch.quantile(share, ofSorted: values.sorted())
    case .stddev:
      let mean = values.reduce(0, +) / count
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    }
  }
}
