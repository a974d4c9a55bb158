import Testing

@testable import Statistics

@Suite("The counter of cells")
struct CellCounterTests {
  /// Cells with their counts, in order.
  private func pairs(_ cells: CountedCells) -> [String] {
    let text = cells.column.cells
    return (0..<text.count).map { index in
      "\(text[index].map { String(decoding: $0, as: UTF8.self) } ?? "∅") × \(cells.counts[index])"
    }
  }

  private func text(_ cells: [String?]) -> TextCells { Column(text: cells).cells }

  @Test("counts what a dictionary counts, block by block", arguments: 1...5 as ClosedRange<UInt64>)
  func counts(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let counter = CellCounter()
    var all: [String?] = []
    for rows in [0, 1, 5, 900, 3000] {
      let cells = (0..<rows).map { _ -> String? in
        let cell = RandomCells.cell(using: &random)
        return (cell?.utf8.count ?? 0) > CellCounter.longestCell ? nil : cell
      }
      #expect(counter.count(text(cells), 0..<rows) == rows)
      all += cells
    }
    #expect(pairs(counter.take()) == pairs(Column(text: all).counted))
    #expect(counter.isEmpty && counter.take().counts.isEmpty)
  }

  @Test("tells cells apart by length, up to the longest")
  func lengths() {
    let cells = (0...15).flatMap { length in
      ["\u{0}", "a"].map { String(repeating: $0, count: length) }
    }
    let counter = CellCounter()
    #expect(counter.count(text(cells + cells), 0..<64) == 64)
    let expected = Column(text: cells + cells).counted
    #expect(pairs(counter.take()) == pairs(expected) && expected.counts.count == 31)
  }

  @Test("stops at a cell that is long, and where the table is full")
  func stops() {
    let counter = CellCounter()
    let long = String(repeating: "x", count: 16)
    #expect(counter.count(text(["a", nil, long, "b"]), 0..<4) == 2)
    #expect(pairs(counter.take()) == ["a × 1", "∅ × 1"])
    let many = (0..<10_000).map { "\($0)" }
    let stop = counter.count(text(many), 0..<10_000)
    #expect(stop > 5000 && stop <= CellCounter.mostCells)
    #expect(counter.take().counts == [Int](repeating: 1, count: stop))
    #expect(counter.count(text(many), stop..<10_000) == 10_000)
  }

  @Test("numbers the cells of blocks by the different ones so far")
  func places() throws {
    var random = SplitMix64(seed: 6)
    let counter = CellCounter()
    for rows in [1, 700, 2000] {
      let cells = (0..<rows).map { _ in Int.random(in: -5..<90, using: &random) }
        .map { $0 < 0 ? nil : "cell \($0)" }
      var places = [UInt16](repeating: 0, count: rows)
      #expect(counter.count(text(cells), 0..<rows, places: &places) == rows)
      let different = counter.column(from: 0).cells
      #expect(different[0] == nil)
      for (cell, place) in zip(cells, places) {
        #expect(different[Int(place)].map { String(decoding: $0, as: UTF8.self) } == cell)
      }
      let last = try #require(places.max())
      #expect(counter.column(from: Int(last) + 1).rows == 0)
      #expect(counter.column(from: Int(last)).rows == 1)
    }
    let round = counter.round
    _ = counter.take()
    #expect(counter.round != round && counter.column(from: 0).rows == 1)
  }

  @Test("says soon that keys are not worth counting, and that few values are")
  func worth() {
    let counter = CellCounter()
    _ = counter.count(text((0..<1024).map { "\($0)" }), 0..<1024)
    #expect(!counter.isWorthwhile)
    _ = counter.take()
    _ = counter.count(text((0..<1024).map { "\($0 % 900)" }), 0..<1024)
    #expect(counter.isWorthwhile)
    for _ in 0..<10 { _ = counter.count(text((0..<900).map { "\($0)" }), 0..<900) }
    #expect(counter.isWorthwhile)
  }
}
