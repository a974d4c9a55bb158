import Statistics

/// The records in a facet (`d`, in the literature the disadvantaged) and all others (`a`), by outcome.
struct FacetSides: Equatable {
  var a: OutcomeCounts
  var d: OutcomeCounts
  /// The method by which values are formed that the counts leave open.
  let method: BiasMethod

  /// What a metric counts a record by.
  enum Outcome: String {
    case none, label, prediction, both
  }

  init(a: OutcomeCounts, d: OutcomeCounts, method: BiasMethod = .documented) {
    (self.a, self.d, self.method) = (a, d, method)
  }

  /// Records whose facet or outcome is unknown are left out; with `smclarify` they count as outside
  /// and as negative.
  ///
  /// Of label or prediction alone, what is positive counts as true positive, all else as true negative.
  ///
  /// - Parameter countsAll: records without a facet count as outside.
  init(
    _ counts: FacetCounts, by outcome: Outcome, _ method: BiasMethod, countsAll: Bool = false
  ) {
    let known: [Bool?] = method == .smclarify ? [true, false, nil] : [true, false]
    let labels = outcome == .label || outcome == .both ? known : [nil]
    let predictions = outcome == .prediction || outcome == .both ? known : [nil]
    var (a, d) = (OutcomeCounts.none, OutcomeCounts.none)
    for label in labels {
      for prediction in predictions {
        let count = { (facet: Bool?) in
          Double(counts.count(facet: facet, label: label, prediction: prediction))
        }
        let (y, p) = (label ?? false, prediction ?? false)
        let isPositive = (outcome == .prediction ? p : y, outcome == .label ? y : p)
        d.add(count(true), label: isPositive.0, prediction: isPositive.1)
        a.add(
          count(false) + (method == .smclarify || countsAll ? count(nil) : 0), label: isPositive.0,
          prediction: isPositive.1)
      }
    }
    self.init(a: a, d: d, method: method)
  }

  var isOneEmpty: Bool { a.all == 0 || d.all == 0 }

  /// A rate of the one less that of the other.
  func difference(
    _ rate: (OutcomeCounts) -> (part: Double, whole: Double), of one: OutcomeCounts,
    less other: OutcomeCounts
  ) -> Double {
    let (x, y) = (rate(one), rate(other))
    return method.difference(
      method.quotient(x.part, x.whole), method.quotient(y.part, y.whole))
  }
}

extension OutcomeCounts {
  static let none = OutcomeCounts(
    truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0)

  var predictedNegatives: Double { falseNegatives + trueNegatives }

  fileprivate mutating func add(_ count: Double, label: Bool, prediction: Bool) {
    switch (label, prediction) {
    case (true, true): truePositives += count
    case (true, false): falseNegatives += count
    case (false, true): falsePositives += count
    case (false, false): trueNegatives += count
    }
  }
}
