import Testing

@testable import Statistics

/// Conditional disparity from counters, exact and of sampled groups.
struct DisparityTests {
  private func counts(_ groups: Int, limit: Int, seed: UInt64) -> GroupedFacetCounts {
    var random = SplitMix64(seed: seed)
    var counts = GroupedFacetCounts(.init(groups: limit))
    let column = { (share: Double, random: inout SplitMix64) in
      Column(text: (0..<groups * 20).map { _ in random.unit() < share ? "true" : "false" })
    }
    let columns = [
      column(0.3, &random), column(0.4, &random),
      Column(text: (0..<groups * 20).map { "group \($0 % groups)" }),
    ]
    counts.update(ColumnBlock(rows: groups * 20, columns: columns))
    return counts
  }

  @Test("10,000 groups are counted apart")
  func manyGroups() throws {
    let counts = counts(10_000, limit: 10_000, seed: 1)
    #expect(counts.isExact && counts.groups == 10_000)
    #expect(try #require(counts.disparity(false)).error == 0)
  }

  @Test("Beyond the limit a sample of the groups is near the whole, within its error")
  func sampledGroups() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let whole = try #require(counts(600, limit: 10_000, seed: seed).disparity(false))
      let sampled = counts(600, limit: 200, seed: seed)
      let part = try #require(sampled.disparity(false))
      #expect(!sampled.isExact && sampled.groups <= 200)
      #expect(part.error > 0 && (part.value - whole.value).magnitude <= part.error)
    }
  }

  @Test("What is unknown is left out, or taken for outside and rejected")
  func unknown() throws {
    var counts = GroupedFacetCounts()
    counts.update(
      ColumnBlock(
        rows: 5,
        columns: [
          Column(text: ["true", "false", nil, "true", "false"]),
          Column(text: ["true", "true", "false", nil, "false"]),
          Column(text: ["g", "g", "g", "g", nil]),
        ]))
    #expect(counts.left == 3 && counts.ungroupedRecords == 1 && counts.records == 5)
    #expect(counts.everyone(false).records == 2)
    let all = counts.everyone(true)
    #expect(all.records == 4 && all.inFacet == 2 && all.rejected == 2)
  }
}
