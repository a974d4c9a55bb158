import Testing

@testable import Statistics

@Suite("Moments")
struct MomentsTests {
  private func moments(_ values: [Double], block: Int = 3000) -> Moments {
    var result = Moments()
    for start in stride(from: 0, to: values.count, by: block) {
      result.update(ColumnBlock(numbers: Array(values[start..<min(start + block, values.count)])))
    }
    return result
  }

  @Test("of nothing and of one value")
  func small() {
    let empty = moments([])
    #expect(empty.count == 0 && empty.sum == 0 && empty.mean == nil && empty.variance == nil)
    #expect(empty.minimum == nil && empty.maximum == nil && empty.standardDeviation == nil)
    let one = moments([-2.5])
    #expect(one.mean == -2.5 && one.variance == 0 && one.minimum == -2.5 && one.maximum == -2.5)
  }

  @Test("take number cells alone, and count what is not finite apart")
  func cells() {
    var moments = Moments()
    moments.update(ColumnBlock(text: ["1", nil, "x", "true", "2.5", "2024-01-01", "1e999"]))
    #expect(moments.count == 2 && moments.sum == 3.5 && moments.nonFinite == 0)
    let column = Column()
    column.fill(
      kinds: [.fractional, .integral, .fractional, .missing, .boolean],
      numbers: [.infinity, 4, .nan, .nan, 1])
    moments.update(ColumnBlock(rows: 5, columns: [column]))
    #expect(moments.count == 3 && moments.nonFinite == 2 && moments.maximum == 4)
  }

  /// Whole numbers, so that integers of 128 bits and more tell the truth.
  @Test("are right to the last bits far from zero", arguments: [0, 1_000_000_000, 1 << 48])
  func shifted(base: Int) {
    var random = SplitMix64(seed: 11)
    let offsets = (0..<20_011).map { _ in Int.random(in: 0...1000, using: &random) }
    let values = offsets.map { Double(base + $0) }
    let n = Double(offsets.count)
    let sum = Double(offsets.reduce(0, +))
    let squares = Double(offsets.reduce(0) { $0 + $1 * $1 })
    // Both products are below 2^53: exact.
    let scaled = offsets.count * Int(squares) - Int(sum) * Int(sum)
    let variance = Double(scaled) / n / n
    let found = moments(values)
    #expect(found.sum == Double(base * offsets.count + Int(sum)))
    #expect(abs((found.variance ?? 0) - variance) <= variance.ulp * 2)
    let few = moments([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4])
    #expect(few.variance == 1.25)
  }

  @Test("of equal values have no variance")
  func constant() {
    for value in [0.1, 1e9 + 0.1, -1e-200, 1e200, 3] {
      let found = moments([Double](repeating: value, count: 10_001))
      #expect(found.variance == 0 && found.mean == value)
    }
  }

  @Test("don't lose small values among large ones")
  func cancellation() {
    let values: [Double] = (0..<16_000).map { [1e16, 1, -1e16, 1e-3][$0 % 4] }
    let found = moments(values)
    #expect(abs(found.sum - 4004) <= 1e-9)
  }

  #if arch(x86_64)
    @Test("equal sums in extended precision", arguments: Streams.names)
    func extended(name: String) {
      let values = Streams.make(name, 50_000, seed: 12)
      let n = Float80(values.count)
      let mean = values.reduce(Float80(0)) { $0 + Float80($1) } / n
      let squares = values.reduce(Float80(0)) { $0 + (Float80($1) - mean) * (Float80($1) - mean) }
      let found = moments(values)
      #expect(abs(Float80(found.mean ?? 0) - mean) <= 1e-15 * abs(mean) + 1e-15)
      #expect(abs(Float80(found.variance ?? 0) - squares / n) <= 1e-14 * squares / n)
      #expect(found.minimum == values.min() && found.maximum == values.max())
    }
  #endif

  @Test("overflow to infinity, not to nonsense")
  func large() {
    let found = moments([1e308, 1e308, -1e300])
    #expect(found.sum == .infinity && found.minimum == -1e300 && found.maximum == 1e308)
    #expect(found.variance == .infinity || found.variance?.isNaN == true)
    let spread = moments([1e200, -1e200])
    #expect(spread.sum == 0 && spread.variance == .infinity)
  }

  @Test("have a finite mean and spread wherever their values are finite")
  func scaled() throws {
    let opposite = moments([1e308, -1e308])
    #expect(opposite.standardDeviation == 1e308 && opposite.mean == 0 && opposite.sum == 0)
    #expect(moments([1e308, 1e308]).mean == 1e308)
    #expect(moments([1e308, 1e308]).standardDeviation == 0)
    let extremes = moments([.greatestFiniteMagnitude, -.greatestFiniteMagnitude])
    #expect(extremes.standardDeviation == .greatestFiniteMagnitude)
    // A power of two changes no digit.
    var random = SplitMix64(seed: 13)
    let values = (0..<5_000).map { _ in Double.random(in: -1...1, using: &random) }
    let small = moments(values)
    for exponent in [380, 399, 400, 401, 520, 1023] {
      let factor = Double(sign: .plus, exponent: exponent, significand: 1)
      for block in [1, 700, 5_000] {
        let large = moments(values.map { $0 * factor }, block: block)
        let deviation = try #require(large.standardDeviation) / factor
        let expected = try #require(small.standardDeviation)
        #expect(abs(deviation - expected) <= 4 * expected.ulp, "2^\(exponent), \(block) a block")
        let mean = try #require(large.mean) / factor
        #expect(abs(mean - (small.mean ?? 0)) <= 1e-15)
        let bytes = StatisticLaws.bytes(large)
        let stored = try StatisticLaws<Moments>.decode(bytes)
        #expect(stored.standardDeviation == large.standardDeviation && stored.mean == large.mean)
      }
    }
  }
}
