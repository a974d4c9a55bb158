import RealModule

/// How far two distributions over the same bins or categories are apart: a pure function of the
/// shares now, q, and before, p. All are 0 where q = p.
///
/// Source: Gibbs and Su, "On choosing and bounding probability metrics" (2002); Lin, "Divergence
/// measures based on the Shannon entropy" (1991); for `psi` Siddiqi, "Credit risk scorecards"
/// (2006); for `cramersV` Cramér, "Mathematical methods of statistics" (1946).
package enum ShareDistance: Sendable, Equatable {
  /// max |q − p|; 0…1
  case linf
  /// ½·Σ |q − p|; 0…1
  case totalVariation
  /// √(½·Σ (√q − √p)²); 0…1
  case hellinger
  /// √(½·Σ q·log₂(q/r) + p·log₂(p/r)), r = (q + p)/2: a metric; 0…1
  case jensenShannon
  /// Σ q·ln(q/p), from 0 up. Shares of 0 become `zero`, and nothing is scaled to make up for that;
  /// where `zero` is 0, what is new makes it infinite.
  case kullbackLeibler(zero: Double)
  /// Σ (q − p)·ln(q/p), from 0 up; `zero` as above.
  case psi(zero: Double)
  /// Pearson's χ² of the table of two rows, without Yates's correction; from 0 up to the number of
  /// values.
  case chiSquare
  /// √(χ² / the number of values); 0…1
  case cramersV

  /// - Complexity: O(pairs)
  func value(_ pairs: [PairedShares.Pair], _ totals: (now: Int, before: Int)) -> Double {
    if case .kullbackLeibler(let zero) = self {
      return Swift.max(0, pairs.reduce(0) { $0 + Self.information($1.replacing(zero)) })
    }
    return bound(pairs, totals)
  }

  /// The distance by terms that only grow as the shares of a pair move apart.
  func bound(_ pairs: [PairedShares.Pair], _ totals: (now: Int, before: Int)) -> Double {
    switch self {
    case .linf:
      return pairs.reduce(0) { Swift.max($0, ($1.now - $1.before).magnitude) }
    case .totalVariation:
      return Swift.min(1, pairs.reduce(0) { $0 + ($1.now - $1.before).magnitude } / 2)
    case .hellinger:
      let sum = pairs.reduce(0) { sum, pair in
        let gap = pair.now.squareRoot() - pair.before.squareRoot()
        return sum + gap * gap
      }
      return Swift.min(1, (sum / 2).squareRoot())
    case .jensenShannon:
      let nats = pairs.reduce(0) { $0 + Self.divergence($1) } / 2
      return Swift.min(1, (nats / Double.log(2)).squareRoot())
    case .kullbackLeibler(let zero):
      return pairs.reduce(0) { sum, pair in
        let pair = pair.replacing(zero)
        return sum + Self.information(pair) - pair.now + pair.before
      }
    case .psi(let zero):
      return pairs.reduce(0) { sum, pair in
        let pair = pair.replacing(zero)
        let (low, high) = (Swift.min(pair.now, pair.before), Swift.max(pair.now, pair.before))
        return low == high ? sum : sum + (high - low) * Double.log(high / low)
      }
    case .chiSquare, .cramersV:
      let (n, m) = (Double(totals.now), Double(totals.before))
      let share = Self.meanSquareContingency(pairs, n, m)
      return self == .chiSquare ? share * (n + m) : Swift.min(1, share.squareRoot())
    }
  }

  /// q·ln(q/p), 0 where q is.
  private static func information(_ pair: PairedShares.Pair) -> Double {
    pair.now == 0 ? 0 : pair.now * Double.log(pair.now / pair.before)
  }

  /// q·ln(q/r) + p·ln(p/r) with r = (q + p)/2, in a form that loses nothing where q is near p.
  private static func divergence(_ pair: PairedShares.Pair) -> Double {
    let sum = pair.now + pair.before
    guard pair.now > 0, pair.before > 0 else { return sum * Double.log(2) }
    let gap = (pair.now - pair.before) / sum
    return sum / 2 * (Double.log(onePlus: -gap * gap) + 2 * gap * Double.atanh(gap))
  }

  /// χ² / (n + m), which for two rows is (nm/(n+m)) · Σ (q − p)² / (n·q + m·p).
  private static func meanSquareContingency(
    _ pairs: [PairedShares.Pair], _ n: Double, _ m: Double
  ) -> Double {
    let sum = pairs.reduce(0) { sum, pair in
      let (column, gap) = (n * pair.now + m * pair.before, pair.now - pair.before)
      return column > 0 ? sum + gap * gap / column : sum
    }
    return sum * (n * m / (n + m))
  }
}

extension PairedShares.Pair {
  /// With another share in place of 0.
  fileprivate func replacing(_ zero: Double) -> PairedShares.Pair {
    PairedShares.Pair(now: now == 0 ? zero : now, before: before == 0 ? zero : before)
  }
}
