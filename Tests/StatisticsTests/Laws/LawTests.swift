import Testing

@testable import Statistics

@Suite("Every statistic obeys the laws")
struct LawTests {
  private static let rows = [0, 1, 2, 7, 100, 1500, 5000]

  private func mixed(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    ColumnBlock(text: RandomCells.mixed(count, using: &random))
  }

  private func typed(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    ColumnBlock(
      numbers: (0..<count).map { _ in
        Int.random(in: 0..<9, using: &random) == 0
          ? [.nan, .infinity, -.infinity, -0.0, 1e16].randomElement(using: &random) ?? 0
          : Double.random(in: -100...100, using: &random).rounded()
      })
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func counts(seed: UInt64) throws {
    try StatisticLaws<RowCount>(parameters: .init(), block: mixed).check(
      rows: Self.rows, seed: seed)
    try StatisticLaws<Presence>(parameters: .init(), block: mixed).check(
      rows: Self.rows, seed: seed)
    try StatisticLaws<TypeCounts>(parameters: .init(), block: mixed)
      .check(rows: Self.rows, seed: seed)
    try StatisticLaws<TypeCounts>(parameters: .init(), block: typed)
      .check(rows: Self.rows, seed: seed)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func moments(seed: UInt64) throws {
    let agrees = { (a: Moments, b: Moments) -> Bool in
      guard a.count == b.count, a.nonFinite == b.nonFinite, a.minimum == b.minimum,
        a.maximum == b.maximum
      else { return false }
      guard let (p, q) = a.variance.flatMap({ p in b.variance.map { (p, $0) } }),
        let (m, n) = a.mean.flatMap({ m in b.mean.map { (m, $0) } })
      else { return a.count == 0 }
      // Both round the same value, up to the stated bound.
      let scale = Swift.max(a.maximum?.magnitude ?? 0, a.minimum?.magnitude ?? 0)
      return (p - q).magnitude <= p.ulp && (m - n).magnitude <= Swift.max(m.ulp, 1e-24 * scale)
    }
    for block in [mixed, typed] {
      try StatisticLaws<Moments>(parameters: .init(), block: block, agrees: agrees)
        .check(rows: Self.rows, seed: seed)
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func higherMoments(seed: UInt64) throws {
    let agrees = { (a: HigherMoments, b: HigherMoments) -> Bool in
      guard a.count == b.count else { return false }
      guard let (p, q) = a.skewness.flatMap({ p in b.skewness.map { (p, $0) } }),
        let (k, l) = a.excessKurtosis.flatMap({ k in b.excessKurtosis.map { (k, $0) } })
      else { return a.skewness == nil && b.skewness == nil }
      // Both round the same value but for the last bit; kurtosis before 3 is taken.
      return (p - q).magnitude <= 1e-15 * (1 + p.magnitude)
        && (k - l).magnitude <= 1e-15 * (3 + k.magnitude)
    }
    for block in [mixed, typed] {
      try StatisticLaws<HigherMoments>(parameters: .init(), block: block, agrees: agrees)
        .check(rows: Self.rows, seed: seed)
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func coMoments(seed: UInt64) throws {
    let pairs = { (count: Int, random: inout SplitMix64) in
      ColumnBlock(
        rows: count,
        columns: [
          Column(text: RandomCells.mixed(count, using: &random)),
          Column(text: RandomCells.mixed(count, using: &random)),
        ])
    }
    let agrees = { (a: CoMoments, b: CoMoments) -> Bool in
      guard a.count == b.count, (a.correlation == nil) == (b.correlation == nil) else {
        return false
      }
      guard let p = a.correlation, let q = b.correlation, let c = a.covariance,
        let d = b.covariance
      else { return true }
      return (p - q).magnitude <= 1e-15 && (c - d).magnitude <= 1e-15 * (c / p).magnitude
    }
    try StatisticLaws<CoMoments>(parameters: .init(), block: pairs, agrees: agrees)
      .check(rows: Self.rows, seed: seed)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func specialValues(seed: UInt64) throws {
    for block in [mixed, typed] {
      try StatisticLaws<SpecialValues>(parameters: .init(), block: block)
        .check(rows: Self.rows, seed: seed)
    }
  }

  private func times(_ count: Int, _ random: inout SplitMix64) -> ColumnBlock {
    ColumnBlock(
      text: (0..<count).map { _ in
        Int.random(in: 0..<9, using: &random) == 0
          ? RandomCells.cell(using: &random)
          : "2024-03-0\(Int.random(in: 1...9, using: &random))T1\(random.next() % 10):0\(random.next() % 10)"
      })
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func times(seed: UInt64) throws {
    try StatisticLaws<TimeRange>(parameters: .init(), block: times)
      .check(rows: Self.rows, seed: seed)
    try StatisticLaws<TimeGaps>(parameters: .init(), block: times)
      .check(rows: Self.rows, seed: seed)
    // With few runs the longest gap lies within the errors of both.
    let agrees = { (a: TimeGaps, b: TimeGaps) -> Bool in
      guard a.count == b.count else { return false }
      guard let p = a.longest, let q = b.longest else { return a.longest == b.longest }
      return p <= q + b.error && q <= p + a.error
    }
    try StatisticLaws<TimeGaps>(parameters: .init(mostRuns: 5), block: times, agrees: agrees)
      .check(rows: Self.rows, seed: seed)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func valueMultiplicity(seed: UInt64) throws {
    // Of the texts that are kept the order decides; of counts and estimates nothing but the values.
    let agrees = { (a: ValueMultiplicity, b: ValueMultiplicity) -> Bool in
      a.records == b.records && a.isExact == b.isExact && a.distinct == b.distinct
        && a.singles == b.singles
    }
    let several = { (count: Int, random: inout SplitMix64) in
      ColumnBlock(
        rows: count,
        columns: (0..<3).map { _ in Column(text: RandomCells.mixed(count, using: &random)) })
    }
    for (budget, keepsTexts) in [(786_431, true), (786_431, false), (100, true), (3, true)] {
      for block in [mixed, typed, several] {
        try StatisticLaws<ValueMultiplicity>(
          parameters: .init(budget: budget, keepsTexts: keepsTexts), block: block, agrees: agrees
        ).check(rows: Self.rows, seed: seed)
      }
    }
    let ids = { (count: Int, random: inout SplitMix64) in
      ColumnBlock(text: (0..<count).map { _ in "id \(random.next() % 20_000)" })
    }
    try StatisticLaws<ValueMultiplicity>(parameters: .init(keepsTexts: false), block: ids)
      .check(rows: [4000, 20_000], seed: seed)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func quantileSketch(seed: UInt64) throws {
    for (k, limit) in [(2048, 0.0), (64, 2.0)] {
      let agrees = { (a: QuantileSketch, b: QuantileSketch) -> Bool in
        guard a.count == b.count else { return false }
        // Order matters to the items, not to the ranks.
        return QuantileSketch.kolmogorovSmirnov(a, b) <= (a.rankError + b.rankError) * limit + 0.02
      }
      for block in [mixed, typed] {
        try StatisticLaws<QuantileSketch>(parameters: .init(k: k), block: block, agrees: agrees)
          .check(rows: Self.rows, seed: seed)
      }
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func distinctCount(seed: UInt64) throws {
    for block in [mixed, typed] {
      try StatisticLaws<DistinctCount>(parameters: .init(), block: block)
        .check(rows: Self.rows, seed: seed)
    }
    let many = { (count: Int, random: inout SplitMix64) in
      ColumnBlock(text: (0..<count).map { _ in "id \(random.next() % 20_000)" })
    }
    try StatisticLaws<DistinctCount>(parameters: .init(), block: many)
      .check(rows: [4000, 20_000], seed: seed)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func categoryCounts(seed: UInt64) throws {
    for block in [mixed, typed] {
      try StatisticLaws<CategoryCounts>(parameters: .init(), block: block)
        .check(rows: Self.rows, seed: seed)
    }
    // Beyond the budget: each count of either side is within its error of the truth.
    let agrees = { (a: CategoryCounts, b: CategoryCounts) -> Bool in
      guard a.total == b.total, a.isExact == b.isExact else { return false }
      return (a.categories + b.categories).allSatisfy { text, _ in
        let (x, y) = (a.count(of: text), b.count(of: text))
        return x <= y.addingReportingOverflow(b.error).partialValue
          && y <= x.addingReportingOverflow(a.error).partialValue
      }
    }
    try StatisticLaws<CategoryCounts>(
      parameters: .init(budget: 8), block: mixed, agrees: agrees
    ).check(rows: Self.rows, seed: seed)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func binCounts(seed: UInt64) throws {
    for edges in [[], [0], [-20, -1.5, 0, 0.nextUp, 1e16], (-60...60).map { Double($0) / 3 }] {
      for block in [mixed, typed] {
        try StatisticLaws<BinCounts>(parameters: .init(edges: edges), block: block)
          .check(rows: Self.rows, seed: seed)
      }
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func segmented(seed: UInt64) throws {
    let block = { (count: Int, random: inout SplitMix64) in
      ColumnBlock(
        condition: RandomCells.mixed(count, using: &random),
        evidence: RandomCells.mixed(count, using: &random))
    }
    for capacity in [1, 3, 20, 5000] {
      try StatisticLaws<Segmented<RowCount>>(
        parameters: .init(columns: 1, capacity: capacity, of: .init()), block: block
      ).check(rows: Self.rows, seed: seed)
      try StatisticLaws<Segmented<Presence>>(
        parameters: .init(columns: 1, capacity: capacity, of: .init()), block: block
      ).check(rows: [0, 7, 1500], seed: seed)
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func predicateCounts(seed: UInt64) throws {
    let block = { (count: Int, random: inout SplitMix64) in
      ColumnBlock(
        condition: (0..<count).map { _ in
          ["true", "true", "true", "false", nil].randomElement(using: &random) ?? nil
        },
        evidence: RandomCells.mixed(count, using: &random))
    }
    let agrees = { (a: PredicateCounts, b: PredicateCounts) -> Bool in
      a.holds == b.holds && a.fails == b.fails && a.undecided == b.undecided
        && a.offenders.map(\.text) == b.offenders.map(\.text)
    }
    try StatisticLaws<PredicateCounts>(
      parameters: .init(), commutes: false, block: block, agrees: agrees
    ).check(rows: Self.rows, seed: seed)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func subsampled(seed: UInt64) throws {
    // Which rows share a sub-sample depends on the split; together they are the whole.
    let once = [Int](repeating: 1, count: Subsamples.count)
    let agrees = { (a: Subsampled<TypeCounts>, b: Subsampled<TypeCounts>) -> Bool in
      a.rows == b.rows
        && StatisticLaws<TypeCounts>.bytes(a.drawn(once))
          == StatisticLaws<TypeCounts>.bytes(b.drawn(once))
    }
    for block in [mixed, typed] {
      try StatisticLaws<Subsampled<TypeCounts>>(
        parameters: .init(of: .init()), block: block, agrees: agrees
      ).check(rows: Self.rows, seed: seed)
    }
  }

  @Test("Sub-samples are of near the same size, however small the pieces", arguments: [1, 3, 5000])
  func subsampleSizes(piece: Int) {
    var whole = Subsampled<RowCount>(.init(of: .init()))
    for _ in 0..<(6400 / piece) {
      var part = Subsampled<RowCount>(.init(of: .init()))
      part.update(ColumnBlock(rows: piece, columns: []))
      whole.merge(part)
    }
    let sizes = whole.parts.map(\.records)
    #expect(sizes.reduce(0, +) == whole.rows)
    // 100 each, by chance within six standard deviations.
    #expect(sizes.allSatisfy { $0 > whole.rows / 160 && $0 < whole.rows / 40 }, "\(sizes)")
  }
}
