import RealModule

/// The entropy of an event in nats: the log-loss of always giving its share as the probability.
package enum BinaryEntropy {
  /// - Parameter share: 0 to 1.
  package static func of(_ share: Double) -> Double {
    guard share > 0, share < 1 else { return 0 }
    return -(share * Double.log(share) + (1 - share) * Double.log(onePlus: -share))
  }
}
