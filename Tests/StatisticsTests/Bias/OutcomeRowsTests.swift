import Testing

@testable import Statistics

/// What rows of conditions are counted by.
struct OutcomeRowsTests {
  private func outcomes(_ rows: Int, _ random: inout SplitMix64) -> [UInt8] {
    (0..<rows).map { _ in UInt8.random(in: 0..<3, using: &random) }
  }

  @Test("Sets of rows count as rows do", arguments: [0, 1, 63, 64, 65, 1_000])
  func sets(rows: Int) {
    var random = SplitMix64(seed: UInt64(rows))
    let (a, b) = (outcomes(rows, &random), outcomes(rows, &random))
    let (setsA, setsB) = (OutcomeRows(a), OutcomeRows(b))
    for x in 0..<3 as Range<UInt8> {
      #expect((setsA[x]?.count ?? 0) == a.count { $0 == x })
      for y in 0..<3 as Range<UInt8> {
        let both = zip(a, b).count { $0 == x && $1 == y }
        guard let one = setsA[x], let other = setsB[y] else {
          #expect(both == 0)
          continue
        }
        #expect(one.count(in: other) == both && one.intersection(other).count == both)
      }
    }
  }

  @Test("A column of outcomes is the column of their values")
  func column() {
    var random = SplitMix64(seed: 2)
    let outcomes = outcomes(300, &random)
    let column = Column()
    column.fill(outcomes: outcomes)
    let values = Column()
    values.fill(
      kinds: outcomes.map { $0 == OutcomeCode.null ? .missing : .boolean },
      numbers: outcomes.map { $0 == OutcomeCode.yes ? 1 : $0 == OutcomeCode.no ? 0 : .nan })
    #expect(column.countMissing() == values.countMissing())
    let some: [Int32] = [7, 7, 299, 0]
    for (a, b) in [(column.selecting(some), values.selecting(some)), (column, values)] {
      #expect(a.rows == b.rows && a.outcomes == b.outcomes && a.hashes == b.hashes)
      #expect(a.kinds == b.kinds && a.numbers.map(\.bitPattern) == b.numbers.map(\.bitPattern))
      #expect((0..<a.rows).allSatisfy { a.cells[$0] == b.cells[$0] })
    }
  }

  @Test("Values are numbered in the order in which they come")
  func groups() {
    let column = Column(text: ["x", nil, "y", "x", "1", "1.0", nil])
    #expect(column.groups.places == [1, 0, 2, 1, 3, 3, 0])
    #expect(column.groups.hashes.count == 4 && column.groups.hashes[0] == 0)
  }
}
