import Testing

@testable import Statistics

struct SegmentedTests {
  @Test(
    "A key gives its values back, categories as such",
    arguments: [
      ["north"], [nil], ["", nil, "a,b"], ["1", "ü", String(repeating: "x", count: 500)],
    ] as [[String?]])
  func key(_ values: [String?]) {
    #expect(SegmentKey(values).values == values)
    #expect(SegmentKey(values).isWellFormed(columns: values.count))
    #expect(!SegmentKey(values).isWellFormed(columns: values.count + 1))
  }

  @Test("A whole number is one segment in any spelling")
  func spelling() {
    #expect(SegmentKey(["1.0"]) == SegmentKey(["1"]))
    #expect(SegmentKey(["1"]) != SegmentKey([nil]))
  }

  @Test("A kept segment is missing no record, and the rest is in the others", arguments: 1...5)
  func complete(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let names = (0..<4000).map { _ in "s\(Int.random(in: 0..<300, using: &random))" }
    let block = ColumnBlock(text: names)
    var merged = Segmented<RowCount>(.init(columns: 1, capacity: 40, of: .init()))
    for part in block.split(into: 9, using: &random) {
      var shard = Segmented<RowCount>(.init(columns: 1, capacity: 40, of: .init()))
      shard.update(part)
      merged.merge(shard)
    }
    let exact = Dictionary(names.map { (SegmentKey([$0]), 1) }, uniquingKeysWith: +)
    #expect(merged.keys == Array(exact.keys.sorted().prefix(40)))
    for key in merged.keys { #expect(merged[key]?.records == exact[key]) }
    #expect(merged.all(except: []).records == 4000)
    let some = Set(merged.keys.prefix(7))
    let rest = exact.filter { !some.contains($0.key) }.values.reduce(0, +)
    #expect(merged.all(except: some).records == rest)
  }
}
