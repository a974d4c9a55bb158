import Testing

@testable import Statistics

@Suite("The stable sort")
struct StableSortTests {
  @Test("equals the plain stable sort on prefixes of all shapes")
  func shapes() {
    for name in Streams.names {
      for count in [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 257, 2050, 5000] {
        let values = Streams.make(name, count, seed: UInt64(count))
        for prefix in [count, count & ~1, count / 2] {
          var sorted = values
          StableSort.sort(&sorted, count: prefix)
          #expect(sorted == values[..<prefix].sorted() + values[prefix...])
        }
      }
    }
  }

  @Test("keeps the order of equal values, and of runs that were sorted before")
  func ties() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      let count = Int.random(in: 0...400, using: &random)
      var values = (0..<count).map { _ in
        [0.0, -0.0, 1, -1, .infinity].randomElement(using: &random) ?? 0
      }
      if Bool.random(using: &random) {
        values = values[..<(count / 2)].sorted() + values[(count / 2)...].sorted()
      }
      let plain = values.enumerated().sorted {
        $0.element == $1.element ? $0.offset < $1.offset : $0.element < $1.element
      }
      var sorted = values
      StableSort.sort(&sorted, count: count)
      #expect(sorted.map(\.bitPattern) == plain.map(\.element.bitPattern))
    }
  }
}
