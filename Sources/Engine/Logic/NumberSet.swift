import Language

/// A set of numbers: intervals whose ends are in it or not.
///
/// Kept as the places where one passes into the set and out of it, which makes union, intersection
/// and difference one merge.
package struct NumberSet: Hashable, Sendable {
  /// A place between two neighbouring numbers: right before a number, or right after it.
  package struct Cut: Hashable, Sendable, Comparable {
    package let value: Double
    package let isAfter: Bool

    init(_ value: Double, isAfter: Bool) {
      self.value = value + 0.0  // -0 is 0
      self.isAfter = isAfter
    }

    package static func < (a: Cut, b: Cut) -> Bool {
      (a.value, a.isAfter ? 1 : 0) < (b.value, b.isAfter ? 1 : 0)
    }
  }

  /// Ascending, an even number of them: the set lies between the first and the second, the third
  /// and the fourth, and so on.
  package private(set) var cuts: [Cut]

  private init(cuts: [Cut]) { self.cuts = cuts }

  package static let empty = NumberSet(cuts: [])
  /// Every number, the infinities too.
  package static let all = NumberSet(-Double.infinity, Double.infinity)

  /// From one number to another, both in the set; empty where they are the wrong way round.
  package init(_ low: Double, _ high: Double) {
    cuts = low <= high ? [Cut(low, isAfter: false), Cut(high, isAfter: true)] : []
  }

  package init(_ interval: Interval) { self.init(interval.low, interval.high) }

  /// The numbers `x` with `x op bound`.
  package init(_ op: ComparisonOperator, _ bound: Double) {
    let (low, high) = (Cut(-.infinity, isAfter: false), Cut(.infinity, isAfter: true))
    let (before, after) = (Cut(bound, isAfter: false), Cut(bound, isAfter: true))
    let pairs =
      switch op {
      case .less: [low, before]
      case .lessOrEqual: [low, after]
      case .greater: [after, high]
      case .greaterOrEqual: [before, high]
      case .equal: [before, after]
      case .notEqual: [low, before, after, high]
      }
    cuts = []
    for index in stride(from: 0, to: pairs.count, by: 2) where pairs[index] < pairs[index + 1] {
      cuts += [pairs[index], pairs[index + 1]]
    }
  }

  package var isEmpty: Bool { cuts.isEmpty }
  /// Right before the least number; nil where the set is empty.
  package var lowest: Cut? { cuts.first }
  /// Right after the greatest.
  package var highest: Cut? { cuts.last }

  package func contains(_ number: Double) -> Bool {
    var isInside = false
    for cut in cuts {
      guard cut.value < number || (cut.value == number && !cut.isAfter) else { break }
      isInside.toggle()
    }
    return isInside
  }

  package func union(_ other: NumberSet) -> NumberSet { combined(other) { $0 || $1 } }
  package func intersection(_ other: NumberSet) -> NumberSet { combined(other) { $0 && $1 } }
  package func subtracting(_ other: NumberSet) -> NumberSet { combined(other) { $0 && !$1 } }
  package func isSubset(of other: NumberSet) -> Bool { subtracting(other).isEmpty }

  /// - Complexity: O(intervals of both)
  private func combined(_ other: NumberSet, _ keep: (Bool, Bool) -> Bool) -> NumberSet {
    var result: [Cut] = []
    var (i, j) = (0, 0)
    var (inA, inB, isInside) = (false, false, false)
    while i < cuts.count || j < other.cuts.count {
      let cut: Cut
      if j == other.cuts.count || (i < cuts.count && cuts[i] <= other.cuts[j]) {
        cut = cuts[i]
      } else {
        cut = other.cuts[j]
      }
      if i < cuts.count, cuts[i] == cut {
        inA.toggle()
        i += 1
      }
      if j < other.cuts.count, other.cuts[j] == cut {
        inB.toggle()
        j += 1
      }
      if keep(inA, inB) != isInside {
        isInside.toggle()
        result.append(cut)
      }
    }
    return NumberSet(cuts: result)
  }

  /// The whole numbers of the set, as a set in which equal whole numbers make equal sets.
  var wholeNumbers: NumberSet {
    var result = NumberSet.empty
    for index in stride(from: 0, to: cuts.count, by: 2) {
      let (low, high) = (cuts[index], cuts[index + 1])
      let first = low.isAfter ? low.value.rounded(.down) + 1 : low.value.rounded(.up)
      let last = high.isAfter ? high.value.rounded(.down) : high.value.rounded(.up) - 1
      // From 2^53 on a double has no neighbour one away.
      guard max(abs(first), abs(last)) < 9e15 || first.isInfinite || last.isInfinite else {
        return self
      }
      guard first <= last else { continue }
      // 3…4 and 5…6 are one: the cut between two whole numbers is the one before the greater.
      let end = last.isInfinite ? high : Cut(last + 1, isAfter: false)
      result = result.union(NumberSet(cuts: [Cut(first, isAfter: false), end]))
    }
    return result
  }
}

extension NumberSet {
  /// A number of the set that reads well, for examples; nil where it is empty.
  ///
  /// - Parameter isWhole: whole numbers are wanted, where there are some.
  package func example(isWhole: Bool = false) -> Double? {
    for index in stride(from: 0, to: cuts.count, by: 2) {
      let (low, high) = (cuts[index], cuts[index + 1])
      for candidate in NumberSet.candidates(low, high)
      where contains(candidate) && (!isWhole || candidate == candidate.rounded()) {
        return candidate
      }
    }
    return lowest?.value
  }

  private static func candidates(_ low: Cut, _ high: Cut) -> [Double] {
    switch (low.value.isFinite, high.value.isFinite) {
    case (false, false): return [0]
    case (true, false): return [low.value, (low.value + 1).rounded(.down), low.value + 1]
    case (false, true): return [high.value, (high.value - 1).rounded(.up), high.value - 1]
    case (true, true):
      let middle = low.value + (high.value - low.value) / 2
      var scale = 1.0
      var found: [Double] = []
      for _ in 0..<16 {
        found.append((middle * scale).rounded() / scale)
        scale *= 10
      }
      return found + [middle, low.value, high.value]
    }
  }
}

extension NumberSet {
  /// The same with no end where another set has none beyond: what a bound on a ratio says of 0 or 1.
  func opened(in whole: NumberSet) -> NumberSet {
    var result = cuts
    if let last = result.last, last == whole.highest, last.isAfter {
      result[result.count - 1] = Cut(.infinity, isAfter: true)
    }
    if let first = result.first, first == whole.lowest, !first.isAfter,
      result.count > 2
        || result.last?.value != .infinity
    {
      result[0] = Cut(-.infinity, isAfter: false)
    }
    return NumberSet(cuts: result)
  }
}

extension NumberSet: CustomStringConvertible {
  /// The same for whole numbers, as `wholeNumbers` leaves them: `in 3...5` for `in 3..<6`.
  var wholeDescription: String {
    NumberSet(
      cuts: cuts.enumerated().map { index, cut in
        index % 2 == 0 || cut.isAfter ? cut : Cut(cut.value - 1, isAfter: true)
      }
    ).description
  }

  /// `>= 0.9`, `in 1...5`, `== 3`, joined by `or`.
  package var description: String {
    if isEmpty { return "nothing" }
    return stride(from: 0, to: cuts.count, by: 2).map { index in
      let (low, high) = (cuts[index], cuts[index + 1])
      let (a, b) = (Number.text(low.value), Number.text(high.value))
      switch (low.value.isFinite, high.value.isFinite) {
      case (false, false): return "any number"
      case (true, false): return (low.isAfter ? "> " : ">= ") + a
      case (false, true): return (high.isAfter ? "<= " : "< ") + b
      case (true, true):
        if low.value == high.value { return "== \(a)" }
        if !low.isAfter { return "in \(a)\(high.isAfter ? "..." : "..<")\(b)" }
        return "> \(a) and \(high.isAfter ? "<=" : "<") \(b)"
      }
    }.joined(separator: " or ")
  }
}
