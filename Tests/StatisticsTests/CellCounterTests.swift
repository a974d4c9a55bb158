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

  private func text(_ cells: [String?]) -> CountableCells {
    .text(Column(text: cells).cells, areStrings: false)
  }

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

  /// Halves of words.
  private struct Halves: WordMeaning, Equatable {
    var sign = 1.0

    func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
      let missing = cells.missing ?? cells.words.map { _ in false }
      return (
        missing.map { $0 ? .missing : .fractional },
        zip(cells.words, missing).map { $1 ? .nan : sign * Double($0) / 2 }
      )
    }

    func texts(of cells: StoredCells) -> TextCells? { nil }
  }

  private func stored(_ words: [UInt64?]) -> CountableCells {
    .stored(
      StoredCells(
        words: words.map { $0 ?? 7 },
        missing: words.contains(nil) ? words.map { $0 == nil } : nil, meaning: Halves()))
  }

  @Test(
    "counts stored cells as a dictionary does their texts", arguments: 1...5 as ClosedRange<UInt64>)
  func storedCells(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let counter = CellCounter()
    var all: [String?] = []
    for (rows, kinds) in [(0, 1), (5, 2), (900, 40), (3000, 3000 as UInt64)] {
      let words = (0..<rows).map { _ -> UInt64? in
        let word = UInt64.random(in: 0...kinds, using: &random)
        return word % 9 == 3 ? nil : word
      }
      #expect(counter.count(stored(words), 0..<rows) == rows)
      all += words.map { $0.map { $0 % 2 == 0 ? "\($0 / 2)" : "\($0 / 2).5" } }
    }
    #expect(pairs(counter.take()) == pairs(Column(text: all).counted))
  }

  @Test("takes cells of one sort at a time")
  func sorts() {
    let counter = CellCounter()
    #expect(counter.takes(stored([1])) && counter.takes(text(["a"])))
    _ = counter.count(stored([1, nil]), 0..<2)
    let other = StoredCells(words: [1], missing: nil, meaning: Halves(sign: -1))
    #expect(counter.takes(stored([2])) && !counter.takes(.stored(other)))
    #expect(!counter.takes(text(["a"])))
    _ = counter.take()
    _ = counter.count(.text(Column(text: ["1"]).cells, areStrings: true), 0..<1)
    #expect(!counter.takes(text(["1"])))
    #expect(counter.take().column.kinds == [.text])
  }
}
