extension ValueMultiplicity {
  /// A count with how far the true one may be from it.
  package struct Estimate: Sendable, Equatable {
    package let value: Double
    /// Three standard errors; 0 where the value is exact.
    package let error: Double
  }

  /// Different values.
  package var distinct: Estimate { Estimate(of: self) { _ in 1 } }

  /// Values that occur once.
  package var singles: Estimate { Estimate(of: self) { $0 == 1 ? 1 : 0 } }
}

extension ValueMultiplicity.Estimate {
  /// The sum over all values of what `weigh` makes of how often each occurs, from the sampled ones:
  /// either scaled up, or what the records' number leaves when the rest is scaled up, whichever errs
  /// less. The second is exact for values that all occur once.
  fileprivate init(of counts: ValueMultiplicity, _ weigh: (Int) -> Int) {
    let scale = Double(sign: .plus, exponent: counts.level, significand: 1)
    var (sum, rest) = (0.0, 0.0)
    // A value more than was seen: none seen does not mean that there is none.
    var (sumSquares, restSquares) = (1.0, 4.0)
    for (_, count) in counts.table.sorted {
      let (part, other) = (Double(weigh(count)), Double(count - weigh(count)))
      sum += part
      rest += other
      sumSquares += part * part
      restSquares += other * other
    }
    guard !counts.isExact else {
      self.init(value: sum, error: 0)
      return
    }
    let records = Double(counts.records)
    let isByRest = restSquares < sumSquares
    let value = isByRest ? records - rest * scale : sum * scale
    // Poisson sampling of values, each with probability 1 / scale.
    let error = (Swift.min(sumSquares, restSquares) * scale * (scale - 1)).squareRoot()
    self.init(value: Swift.min(Swift.max(0, value.rounded()), records), error: 3 * error)
  }
}
