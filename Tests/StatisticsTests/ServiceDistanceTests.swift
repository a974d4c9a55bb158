import Testing

@testable import Statistics

@Suite struct ServiceDistanceTests {
  /// As the definition says it: a map that the last of equal items wins, then both shares at every item.
  private func naive(_ a: [[Double]], _ b: [[Double]]) -> (distance: Double, n: Int, m: Int) {
    func ranks(_ levels: [[Double]]) -> [(Double, Int)] {
      var weights: [Double: Int] = [:]
      for (level, items) in levels.enumerated() { for item in items { weights[item] = 1 << level } }
      var sum = 0
      return weights.keys.sorted().map { key in
        sum += weights[key] ?? 0
        return (key, sum)
      }
    }
    let (r1, r2) = (ranks(a), ranks(b))
    let (n, m) = (Double(r1.last?.1 ?? 0), Double(r2.last?.1 ?? 0))
    func share(_ ranks: [(Double, Int)], _ total: Double, _ x: Double) -> Double {
      Double(ranks.last { $0.0 <= x }?.1 ?? 0) / total
    }
    var largest = 0.0
    for x in Set(r1.map(\.0) + r2.map(\.0)) {
      largest = max(largest, abs(share(r1, n, x) - share(r2, m, x)))
    }
    return (largest, Int(n), Int(m))
  }

  @Test(arguments: 0..<40) func itIsTheDefinition(seed: UInt64) {
    var random = Seeded(state: seed)
    func levels() -> [[Double]] {
      (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<Int.random(in: 0...60, using: &random)).map { _ in
          Double(Int.random(in: -8...8, using: &random)) / 2
        }
      }
    }
    let (a, b) = (levels(), levels())
    guard a.contains(where: { !$0.isEmpty }), b.contains(where: { !$0.isEmpty }) else { return }
    let wanted = naive(a, b)
    let found = QuantileSketch.serviceDistance(QuantileSketch(levels: a), QuantileSketch(levels: b))
    #expect(found?.simple == wanted.distance)
    #expect(found?.totals.now == wanted.n)
    #expect(found?.totals.before == wanted.m)
    let (n, m) = (Double(wanted.n), Double(wanted.m))
    let robust = max(0, wanted.distance - 1.8 * ((n + m) / (n * m)).squareRoot())
    #expect(found?.robust == robust)
  }

  @Test func withoutTiesItIsKolmogorovSmirnov() {
    let (a, b) = (QuantileSketch(levels: [[1, 2, 3, 4]]), QuantileSketch(levels: [[3, 5, 6]]))
    #expect(
      QuantileSketch.serviceDistance(a, b)?.simple == QuantileSketch.kolmogorovSmirnov(a, b))
    #expect(QuantileSketch.serviceDistance(a, QuantileSketch()) == nil)
  }

  @Test func repeatedValuesCountOnceAndThatMovesIt() {
    let often = QuantileSketch(levels: [[0, 0, 0, 0, 0, 0, 0, 1]])
    let once = QuantileSketch(levels: [[0, 1]])
    #expect(QuantileSketch.serviceDistance(often, once)?.simple == 0)
    #expect(QuantileSketch.kolmogorovSmirnov(often, once) == 0.375)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
