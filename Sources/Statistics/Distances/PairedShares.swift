/// The shares of the same bins or categories on two sides: now and before.
package struct PairedShares: Sendable {
  package struct Pair: Sendable, Equatable {
    package var now: Double
    package var before: Double

    package init(now: Double, before: Double) {
      self.now = now
      self.before = before
    }
  }

  package let pairs: [Pair]
  /// The shares of all that is in none of the pairs, as if it were one category: a side that is not
  /// exact does not hold all of them.
  private let rest: Pair?
  /// Values on each side.
  package let totals: (now: Int, before: Int)
  /// How far at most each share of a side may be off; 0 where the counts are exact.
  private let errors: (now: Double, before: Double)

  /// - Parameter totals: values on each side, where the counts may come to less.
  /// - Returns: nil where a side is empty, or where they have not the same bins.
  package init?(
    now: [Int], before: [Int], totals: (now: Int, before: Int)? = nil,
    errors: (now: Double, before: Double) = (0, 0)
  ) {
    var sums = (now: 0, before: 0)
    for count in now { sums.now.tally(count) }
    for count in before { sums.before.tally(count) }
    let totals = (
      now: Swift.max(sums.now, totals?.now ?? 0),
      before: Swift.max(sums.before, totals?.before ?? 0)
    )
    guard totals.now > 0, totals.before > 0, now.count == before.count else { return nil }
    self.totals = totals
    self.errors = errors
    let share = { (now: Int, before: Int) in
      Pair(now: Double(now) / Double(totals.now), before: Double(before) / Double(totals.before))
    }
    pairs = zip(now, before).map(share)
    rest = totals == sums ? nil : share(totals.now - sums.now, totals.before - sums.before)
  }

  /// Bins or categories that hold something on one of the sides.
  package var categories: Int {
    pairs.count { $0.now > 0 || $0.before > 0 } + (rest == nil ? 0 : 1)
  }

  /// The distance, and how far it may be off because the shares may be: every pair moved apart, or
  /// together, as far as the shares' errors allow.
  package func distance(_ distance: ShareDistance) -> (value: Double, error: Double) {
    // What is left over is no category that could have the largest difference.
    let pairs = distance == .linf ? pairs : pairs + [rest].compactMap(\.self)
    let value = distance.value(pairs, totals)
    guard errors.now > 0 || errors.before > 0, value.isFinite else { return (value, 0) }
    let here = distance.bound(pairs, totals)
    let above = distance.bound(pairs.map(movedApart), totals) - here
    let below = here - distance.bound(pairs.map(movedTogether), totals)
    return (value, Swift.max(0, above, below))
  }

  private func movedApart(_ pair: Pair) -> Pair {
    let sign = pair.now < pair.before ? -1.0 : 1
    return Pair(
      now: Swift.min(1, Swift.max(0, pair.now + sign * errors.now)),
      before: Swift.min(1, Swift.max(0, pair.before - sign * errors.before)))
  }

  private func movedTogether(_ pair: Pair) -> Pair {
    let gap = pair.now - pair.before
    guard gap.magnitude > errors.now + errors.before else {
      return Pair(now: pair.now, before: pair.now)
    }
    let sign = gap < 0 ? 1.0 : -1
    return Pair(now: pair.now + sign * errors.now, before: pair.before - sign * errors.before)
  }
}
