import RealModule

/// Divergences of two distributions over the same categories, in nats, from their shares.
package enum Divergence {
  package typealias Shares = (a: Double, d: Double)

  /// Σ a·ln(a / d); infinite where a category of the one is lacking in the other.
  package static func kullbackLeibler(_ shares: [Shares]) -> Double {
    shares.reduce(0) { $1.a == 0 ? $0 : $0 + $1.a * .log($1.a / $1.d) }
  }

  /// ½·(KL(a, m) + KL(d, m)) with m their mean, 0 up to ln 2.
  package static func jensenShannon(_ shares: [Shares]) -> Double {
    let toMean = { (share: Double, other: Double) in
      share == 0 ? 0 : share * Double.log(share / (0.5 * (share + other)))
    }
    return shares.reduce(0) { $0 + 0.5 * (toMean($1.a, $1.d) + toMean($1.d, $1.a)) }
  }
}
