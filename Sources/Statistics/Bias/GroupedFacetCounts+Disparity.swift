extension GroupedFacetCounts {
  /// The accepted and rejected of some records, and how many of each are in the facet.
  package struct Group: Sendable {
    package var (facetAccepted, facetRejected) = (0.0, 0.0)
    package var (accepted, rejected) = (0.0, 0.0)

    package var records: Double { accepted + rejected }
    package var inFacet: Double { facetAccepted + facetRejected }

    /// The facet's share of the rejected less its share of the accepted; a share of none is 0.
    package var disparity: Double {
      Self.share(facetRejected, rejected) - Self.share(facetAccepted, accepted)
    }

    private static func share(_ part: Double, _ whole: Double) -> Double {
      whole == 0 ? 0 : part / whole
    }

    /// How far the disparity varies by chance: half a record is added to part and rest, so that a
    /// share of 0 of 3 is not certain.
    var variance: Double {
      Self.variance(facetRejected, rejected) + Self.variance(facetAccepted, accepted)
    }

    private static func variance(_ part: Double, _ whole: Double) -> Double {
      guard whole > 0 else { return 0 }
      let share = (part + 0.5) / (whole + 1)
      return share * (1 - share) / whole
    }

    /// - Parameters:
    ///   - counts: nine of them.
    ///   - takesNull: what is unknown counts as outside the facet and as rejected; else it is left out.
    init(_ counts: ArraySlice<Int>, takesNull: Bool) {
      for (index, count) in counts.enumerated() {
        let facet = UInt8(index / OutcomeCode.count)
        let outcome = UInt8(index % OutcomeCode.count)
        if !takesNull, facet == OutcomeCode.null || outcome == OutcomeCode.null { continue }
        if outcome == OutcomeCode.yes {
          accepted += Double(count)
          if facet == OutcomeCode.yes { facetAccepted += Double(count) }
        } else {
          rejected += Double(count)
          if facet == OutcomeCode.yes { facetRejected += Double(count) }
        }
      }
    }
  }

  package struct Disparity: Sendable {
    package let value: Double
    /// Three standard errors where groups were sampled; 0 where all are held.
    package let error: Double
    /// Of the value as an estimate from the records.
    package let standardError: Double
  }

  package var records: Int {
    (all + ungrouped).reduce(into: 0) { $0.tally($1) }
  }

  package var ungroupedRecords: Int { ungrouped.reduce(into: 0) { $0.tally($1) } }

  /// Records that lack facet, outcome or group.
  package var left: Int {
    let known = all.indices.filter {
      UInt8($0 / OutcomeCode.count) != OutcomeCode.null
        && UInt8($0 % OutcomeCode.count) != OutcomeCode.null
    }
    return known.reduce(into: records) { $0 -= all[$1] }
  }

  /// The records of all groups together.
  package func everyone(_ takesNull: Bool) -> Group { Group(all[...], takesNull: takesNull) }

  /// The mean of the groups' disparities, weighted by their records; nil where no group is held.
  /// - Complexity: O(n log n) in the groups.
  package func disparity(_ takesNull: Bool) -> Disparity? {
    let hashes = table.hashes
    // In one order, so that sums do not depend on that of the records.
    let groups = hashes.indices.sorted { hashes[$0] < hashes[$1] }.map { place in
      Group(counts[place * Self.cells..<(place + 1) * Self.cells], takesNull: takesNull)
    }.filter { $0.records > 0 }
    let n = groups.reduce(0) { $0 + $1.records }
    guard n > 0 else { return nil }
    let value = groups.reduce(0) { $0 + $1.records * $1.disparity } / n
    var (inside, between, spread) = (0.0, 0.0, 0.0)
    for group in groups {
      let weight = group.records / n
      let rest = group.disparity - value
      inside += weight * weight * group.variance
      between += weight * rest * rest / n
      spread += weight * weight * rest * rest
    }
    let count = Double(groups.count)
    // A sample of one says nothing of how far others are.
    let error = isExact ? 0 : count > 1 ? 3 * (spread * count / (count - 1)).squareRoot() : 1
    return Disparity(value: value, error: error, standardError: (inside + between).squareRoot())
  }
}
