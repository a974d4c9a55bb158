import Testing

@testable import Statistics

/// Measures of a ranking against their definition, ties against the mean over all orders.
@Suite struct RankedQueryTests {
  typealias Document = (score: Double, relevance: Double)

  static func query(_ documents: [Document]) -> RankedQuery {
    RankedQuery(
      documents.map { .init(query: 1, score: $0.score, relevance: $0.relevance) }
        .sorted(by: RankedQueries.Row.precedes)[...])
  }

  /// All orders of relevances that the scores allow.
  static func orders(_ documents: [Document]) -> [[Double]] {
    guard let highest = documents.map(\.score).max() else { return [[]] }
    var result: [[Double]] = []
    for index in documents.indices where documents[index].score == highest {
      var rest = documents
      let first = rest.remove(at: index)
      result += orders(rest).map { [first.relevance] + $0 }
    }
    return result
  }

  static func mean(_ documents: [Document], _ measure: ([Double]) -> Double) -> Double {
    let values = orders(documents).map(measure)
    return values.reduce(0, +) / Double(values.count)
  }

  static func averagePrecision(_ ranked: [Double], _ limit: Double) -> Double {
    var (hits, sum) = (0.0, 0.0)
    for (index, relevance) in ranked.enumerated() where relevance >= limit {
      hits += 1
      sum += hits / Double(index + 1)
    }
    return sum / hits
  }

  static func sample(_ count: Int, seed: UInt64) -> [Document] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      (Double(Int.random(in: 0..<4, using: &random)), Double(Int.random(in: 0..<4, using: &random)))
    }
  }

  @Test(arguments: 1...6, 1...8)
  func tiesAreTheMeanOverTheirOrders(count: Int, seed: Int) {
    let documents = Self.sample(count, seed: UInt64(seed * 100 + count))
    let query = Self.query(documents)
    let limit = 2.0
    let relevant = Double(documents.count { $0.relevance >= limit })
    let rank = Self.mean(documents) { ranked in
      ranked.firstIndex { $0 >= limit }.map { 1 / Double($0 + 1) } ?? 0
    }
    #expect((query.reciprocalRank(relevant: limit) - rank).magnitude < 1e-12)
    for depth in 1...7 {
      let hits = Self.mean(documents) { Double($0.prefix(depth).count { $0 >= limit }) }
      #expect(
        (query.precision(at: depth, relevant: limit) - hits / Double(depth)).magnitude < 1e-12)
      guard relevant > 0 else { continue }
      let recall = query.recall(at: depth, relevant: limit) ?? .nan
      #expect((recall - hits / relevant).magnitude < 1e-12)
    }
    guard relevant > 0 else {
      #expect(query.averagePrecision(relevant: limit) == nil)
      return
    }
    let precision = Self.mean(documents) { Self.averagePrecision($0, limit) }
    #expect(((query.averagePrecision(relevant: limit) ?? .nan) - precision).magnitude < 1e-12)
  }

  @Test(arguments: 1...20)
  func gainIsOneForTheBestOrderAndLeastForTheWorst(seed: Int) throws {
    let documents = Self.sample(12, seed: UInt64(seed))
    try #require(documents.contains { $0.relevance > 0 })
    let relevances = documents.map(\.relevance)
    func gain(_ order: [Double], _ gain: RankedQuery.Gain, _ depth: Int?) -> Double? {
      let scored = order.enumerated().map { (score: -Double($0.offset), relevance: $0.element) }
      return Self.query(scored).normalizedGain(depth: depth, gain: gain)
    }
    for kind in RankedQuery.Gain.allCases {
      for depth in [1, 3, 12, 100, nil] {
        let best = try #require(gain(relevances.sorted(by: >), kind, depth))
        let worst = try #require(gain(relevances.sorted(), kind, depth))
        let some = try #require(Self.query(documents).normalizedGain(depth: depth, gain: kind))
        #expect((best - 1).magnitude < 1e-12)
        #expect(worst <= some + 1e-12 && some <= best + 1e-12)
      }
    }
  }

  /// Worked by hand: relevances 3, 2, 0, 1 in this order, log₂(3) and log₂(5) as decimals.
  @Test func gainByHand() throws {
    let query = Self.query([(9, 3), (8, 2), (7, 0), (6, 1)])
    let reached = 3 + 2 / 1.584962500721156 + 1 / 2.321928094887362
    let best = 3 + 2 / 1.584962500721156 + 1 / 2.0
    let value = try #require(query.normalizedGain(depth: nil, gain: .linear))
    #expect((value - reached / best).magnitude < 1e-12)
    let steep = try #require(query.normalizedGain(depth: 4, gain: .exponential))
    let reachedSteep = 7 + 3 / 1.584962500721156 + 1 / 2.321928094887362
    #expect((steep - reachedSteep / (7 + 3 / 1.584962500721156 + 0.5)).magnitude < 1e-12)
    #expect(Self.query([(1, 0), (2, 0)]).normalizedGain(depth: nil, gain: .linear) == nil)
  }

  @Test("A sample of queries is near the mean over all, within its error")
  func sampled() throws {
    var random = SplitMix64(seed: 7)
    let names = (0..<60_000).map { _ in "q\(Int.random(in: 0..<6_000, using: &random))" }
    let columns = [
      Column(text: names),
      Column(numbers: names.map { _ in Double.random(in: 0...1, using: &random) }),
      Column(numbers: names.map { _ in Double(Int.random(in: 0..<3, using: &random)) }),
    ]
    let block = ColumnBlock(rows: names.count, columns: columns)
    var whole = RankedQueries()
    whole.update(block)
    var part = RankedQueries(.init(budget: 10_000))
    part.update(block)
    #expect(whole.isExact && !part.isExact && part.complete == 60_000)
    for measure: (RankedQuery) -> Double? in [
      { $0.normalizedGain(depth: 5, gain: .linear) }, { $0.averagePrecision(relevant: 1) },
    ] {
      let exact = try #require(whole.mean(of: measure))
      let estimate = try #require(part.mean(of: measure))
      #expect(exact.error == 0 && estimate.error > 0 && estimate.error < 0.05)
      #expect((exact.value - estimate.value).magnitude <= estimate.error)
      #expect(estimate.queries > 300 && estimate.queries < exact.queries)
    }
  }
}
