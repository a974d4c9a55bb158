import Testing

@testable import Statistics

@Suite("Plain counts")
struct CountTests {
  @Test("of rows, missing cells and kinds")
  func counts() {
    let block = ColumnBlock(text: ["1", nil, "x", "2.5", "true", "2024-01-01", ""])
    var (rows, presence, types) = (RowCount(), Presence(), TypeCounts())
    rows.update(block)
    presence.update(block)
    types.update(block)
    #expect(rows.records == 7)
    #expect(presence.records == 7 && presence.missing == 1 && presence.present == 6)
    #expect(types.records == 7 && types.missing == 1 && types.present == 6)
    #expect(CellKind.allCases.map { types[$0] } == [1, 1, 1, 1, 1, 2])
  }

  @Test(
    "infer the type by the service's rule",
    arguments: [
      ([nil, nil], .unknown), ([], .unknown), (["1", "2", nil], .integral),
      (["1", "2.0"], .fractional), (["true", nil], .boolean), (["true", "1"], .string),
      (["false", "1.5"], .string), (["1", "x"], .string), (["2024-01-01"], .string),
      ([""], .string),
    ] as [([String?], InferredType)])
  func inference(cells: [String?], type: InferredType) {
    var types = TypeCounts()
    types.update(ColumnBlock(text: cells))
    #expect(types.inferred == type)
  }

  @Test("of a condition, with the first values that break it")
  func predicate() {
    var found = PredicateCounts(.init(evidence: 2))
    #expect(found.share == nil)
    found.update(
      ColumnBlock(
        condition: ["true", "false", nil, "false", "false", "false", "false"],
        evidence: ["a", "b", "c", nil, "b", "d", "e"]))
    #expect(found.holds == 1 && found.fails == 5 && found.undecided == 1)
    #expect(found.share == 1.0 / 6)
    #expect(found.offenders.map(\.text) == [Array("b".utf8), Array("d".utf8)])
    #expect(found.offenders.map(\.count) == [2, 1])
    found.update(ColumnBlock(numbers: [0, 1, -3, .nan]))
    #expect(found.holds == 3 && found.fails == 6 && found.undecided == 2)
    // Times and texts are neither true nor false.
    var times = PredicateCounts()
    times.update(
      ColumnBlock(condition: ["2024-01-01", "1970-01-01", "x"], evidence: ["a", "b", "c"]))
    #expect(times.undecided == 3 && times.share == nil && times.offenders.isEmpty)
  }

  @Test("a forged count saturates")
  func saturation() {
    var count = Int.max - 1
    count.tally(5)
    #expect(count == .max)
  }
}
