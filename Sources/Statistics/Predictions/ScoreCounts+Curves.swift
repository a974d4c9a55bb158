extension ScoreCounts {
  /// Records whose score is at least `threshold`, for each score or bin from the highest down.
  package struct Point: Sendable, Equatable {
    package let threshold: Double
    package let truePositives: Double
    package let falsePositives: Double
  }

  /// A number, and how far the exact one may be from it.
  package struct Bounded: Sendable, Equatable {
    package let value: Double
    package let error: Double
  }

  /// Positive and negative records with a score.
  package var sides: (positives: Double, negatives: Double) {
    var (positives, negatives) = (0, 0)
    for tally in tallies.values {
      positives.tally(tally.positives)
      negatives.tally(tally.negatives)
    }
    return (Double(positives), Double(negatives))
  }

  private var descending: [(key: UInt64, tally: Tally)] {
    tallies.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
  }

  /// The points of the curve, each exact; beyond the budget not all.
  /// - Complexity: O(n log n) in the scores.
  package var points: [Point] {
    var (positives, negatives) = (0.0, 0.0)
    return descending.map { key, tally in
      positives += Double(tally.positives)
      negatives += Double(tally.negatives)
      return Point(
        threshold: lowest(key), truePositives: positives, falsePositives: negatives)
    }
  }

  /// The lowest score that belongs to a bin.
  private func lowest(_ key: UInt64) -> Double {
    let score = Self.score(key << UInt64(shift))
    // A bin may reach beyond the finite numbers, where no score is.
    return score.isFinite ? score : -Double.greatestFiniteMagnitude
  }

  /// The share of pairs of a positive and a negative record in which the positive one has the higher
  /// score, ties counted half; nil where one side is empty. Pairs in one bin may be ordered in any
  /// way: half of them is the error.
  package var areaUnderROC: Bounded? {
    let (positives, negatives) = sides
    guard positives > 0, negatives > 0 else { return nil }
    var below = 0.0
    var won = DoubleDouble.zero
    var tied = DoubleDouble.zero
    for (_, tally) in descending.reversed() {
      let (p, n) = (Double(tally.positives), Double(tally.negatives))
      won = won + DoubleDouble(product: p, below)
      tied = tied + DoubleDouble(product: p, n)
      below += n
    }
    let half = tied / 2
    let pairs = positives * negatives
    return Bounded(
      value: ((won + half) / pairs).value, error: isExact ? 0 : (half / pairs).value)
  }

  /// Average precision: Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over the scores from the highest down; nil without a positive.
  ///
  /// Within a bin of p positives and n negatives the j-th positive has a precision between that with
  /// all negatives before it and that with none: the distance to the farther one is the error.
  package var averagePrecision: Bounded? {
    let (positives, _) = sides
    guard positives > 0 else { return nil }
    var (seen, hits) = (0.0, 0.0)
    var sum = DoubleDouble.zero
    var error = 0.0
    for (_, tally) in descending {
      let (p, n) = (Double(tally.positives), Double(tally.negatives))
      let estimate = p == 0 ? 0 : (hits + p) / (seen + p + n)
      sum = sum + DoubleDouble(product: p, estimate)
      if !isExact, p > 0, p + n > 1 {
        let best = (hits + p) / (seen + p)
        let worst = (hits + 1) / (seen + 1 + n)
        error += p * Swift.max(best - estimate, estimate - worst)
      }
      hits += p
      seen += p + n
    }
    return Bounded(value: (sum / positives).value, error: error / positives)
  }

  /// The area under straight lines between the points of the precision-recall curve, from recall 0
  /// with the precision of the first point; nil without a positive.
  ///
  /// Within a bin the curve may lie anywhere between the least and the greatest precision that an
  /// order of its records can give: that is the error.
  package var areaUnderPrecisionRecall: Bounded? {
    let (positives, _) = sides
    guard positives > 0 else { return nil }
    var (seen, hits) = (0.0, 0.0)
    var before: Double?
    var sum = DoubleDouble.zero
    var error = 0.0
    for (_, tally) in descending {
      let (p, n) = (Double(tally.positives), Double(tally.negatives))
      let precision = (hits + p) / (seen + p + n)
      let first = before ?? precision
      sum = sum + DoubleDouble(product: p, (first + precision) / 2)
      if !isExact, p > 0, p + n > 1 {
        let best = Swift.max((hits + p) / (seen + p), first)
        let worst = Swift.min(hits / Swift.max(seen + n, 1), precision)
        error += p * (best - worst)
      }
      before = precision
      hits += p
      seen += p + n
    }
    return Bounded(value: (sum / positives).value, error: error / positives)
  }
}
