import Testing

@testable import Statistics

/// Statistics made of what another tool printed.
@Suite struct PrintedStatisticsTests {
  private let moments = Moments(
    count: 3, mean: 1.0000000000000002, sum: 3.0000000000000013, standardDeviation: 0.1,
    minimum: -1,
    maximum: 7.5)

  @Test func momentsGiveBackTheVeryNumbers() throws {
    var writer = ByteWriter()
    moments.encode(into: &writer)
    var reader = ByteReader(writer.bytes)
    let decoded = try Moments(decoding: &reader)
    try reader.finish()
    for copy in [moments, decoded] {
      #expect(copy.count == 3)
      #expect(copy.mean == 1.0000000000000002)
      #expect(copy.sum == 3.0000000000000013)
      #expect(copy.standardDeviation == 0.1)
      #expect(copy.minimum == -1)
      #expect(copy.maximum == 7.5)
    }
  }

  @Test func anEmptyOneIsTheIdentityOfMerge() {
    var left = moments
    left.merge(Moments())
    var right = Moments()
    right.merge(moments)
    #expect(left.mean == moments.mean)
    #expect(right.mean == moments.mean)
    #expect(right.standardDeviation == 0.1)
  }

  @Test func mergedMomentsAreThoseOfAllValues() throws {
    func gathered(_ values: [Double]) -> Moments {
      var moments = Moments()
      let column = Column()
      column.fill(kinds: values.map { _ in .fractional }, numbers: values)
      moments.update(ColumnBlock(rows: values.count, columns: [column]))
      return moments
    }
    func printed(_ moments: Moments) -> Moments {
      Moments(
        count: moments.count, mean: moments.mean, sum: moments.sum,
        standardDeviation: moments.standardDeviation, minimum: moments.minimum,
        maximum: moments.maximum)
    }
    let (a, b) = ([1.0, 2, 4], [8.0, -3, 0.5, 7])
    var merged = printed(gathered(a))
    merged.merge(printed(gathered(b)))
    let whole = gathered(a + b)
    #expect(abs(try #require(merged.mean) - (try #require(whole.mean))) < 1e-12)
    #expect(
      abs(try #require(merged.standardDeviation) - (try #require(whole.standardDeviation))) < 1e-12)
    #expect(merged.maximum == 8)
  }

  @Test func whatWasNotPrintedIsNotANumber() throws {
    let partial = Moments(
      count: 2, mean: nil, sum: 5, standardDeviation: nil, minimum: nil, maximum: 4)
    #expect(partial.mean?.isNaN == true)
    #expect(partial.sum == 5)
    #expect(partial.minimum?.isNaN == true)
    #expect(partial.maximum == 4)
  }

  @Test func listedCategories() {
    let some = [(text: Array("A".utf8), count: 3), (text: Array("1.0".utf8), count: 2)]
    let all = CategoryCounts(listed: some, total: 5)
    #expect(all.isExact)
    #expect(all.total == 5)
    #expect(all.count(of: Array("1".utf8)) == 2)
    let few = CategoryCounts(listed: some, total: 9)
    #expect(!few.isExact)
    #expect(few.error == 4)
    var writer = ByteWriter()
    few.encode(into: &writer)
    var reader = ByteReader(writer.bytes)
    #expect(throws: Never.self) { try CategoryCounts(decoding: &reader) }
  }

  @Test func counts() {
    #expect(TypeCounts([.integral: 4, .missing: 2]).present == 4)
    #expect(TypeCounts([.integral: 4, .fractional: 1]).inferred == .fractional)
    #expect(Presence(present: 4, missing: -2).records == 4)
    #expect(PredicateCounts(holds: 3, fails: 1).share == 0.75)
    #expect(RowCount(records: -1).records == 0)
  }
}
