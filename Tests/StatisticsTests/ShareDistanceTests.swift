import RealModule
import Testing

@testable import Statistics

@Suite("Distances of shares")
struct ShareDistanceTests {
  static let all: [ShareDistance] = [
    .linf, .totalVariation, .hellinger, .jensenShannon, .kullbackLeibler(zero: 1e-4),
    .psi(zero: 1e-4), .chiSquare, .cramersV, .psi(zero: 0), .kullbackLeibler(zero: 0),
  ]
  static let symmetric: [ShareDistance] = [
    .linf, .totalVariation, .hellinger, .jensenShannon, .psi(zero: 1e-4), .psi(zero: 0), .chiSquare,
    .cramersV,
  ]
  static let metrics: [ShareDistance] = [.linf, .totalVariation, .hellinger, .jensenShannon]
  static let unit: [ShareDistance] = [
    .linf, .totalVariation, .hellinger, .jensenShannon, .cramersV,
  ]

  /// Counts of few or many, some of them 0.
  static func counts(_ bins: Int, _ random: inout SplitMix64) -> [Int] {
    var result = (0..<bins).map { _ in
      Int.random(in: 0..<4, using: &random) == 0 ? 0 : Int.random(in: 0...999, using: &random)
    }
    result[Int.random(in: 0..<bins, using: &random)] += 1
    return result
  }

  static func distance(_ distance: ShareDistance, _ now: [Int], _ before: [Int]) -> Double {
    PairedShares(now: now, before: before)?.distance(distance).value ?? .nan
  }

  /// Three distributions over some bins.
  private func three(_ seed: UInt64) -> (a: [Int], b: [Int], c: [Int]) {
    var random = SplitMix64(seed: seed)
    let bins = Int.random(in: 1...30, using: &random)
    return (
      Self.counts(bins, &random), Self.counts(bins, &random), Self.counts(bins, &random)
    )
  }

  @Test("0 between equals, whatever their sizes, and never below", arguments: all)
  func equals(_ distance: ShareDistance) {
    for seed in 1...200 as ClosedRange<UInt64> {
      let (a, b, _) = three(seed)
      #expect(Self.distance(distance, a, a) == 0)
      #expect(Self.distance(distance, a, a.map { 2 * $0 }) == 0)
      #expect(Self.distance(distance, a, b) >= 0)
    }
  }

  @Test("The same both ways, to the bit", arguments: symmetric)
  func symmetry(_ distance: ShareDistance) {
    for seed in 1...200 as ClosedRange<UInt64> {
      let (a, b, _) = three(seed)
      #expect(Self.distance(distance, a, b) == Self.distance(distance, b, a))
    }
  }

  @Test("From 0 to 1, which is of sides with nothing in common", arguments: unit)
  func bounds(_ distance: ShareDistance) {
    for seed in 1...200 as ClosedRange<UInt64> {
      let (a, b, _) = three(seed)
      #expect((0...1).contains(Self.distance(distance, a, b)))
      let zeros = [Int](repeating: 0, count: a.count)
      let apart = Self.distance(distance, a + zeros, zeros + a)
      if distance != .linf { #expect(abs(apart - 1) < 1e-15) }
    }
    #expect(Self.distance(distance, [5, 0], [0, 3]) == 1)
  }

  @Test("No way round is shorter", arguments: metrics)
  func triangle(_ distance: ShareDistance) {
    for seed in 1...500 as ClosedRange<UInt64> {
      let (a, b, c) = three(seed)
      let round = Self.distance(distance, a, b) + Self.distance(distance, b, c)
      #expect(Self.distance(distance, a, c) <= round + 1e-12)
    }
  }

  @Test(
    "Coarser bins never lie further apart",
    arguments: [
      .totalVariation, .hellinger, .jensenShannon, .kullbackLeibler(zero: 0), .psi(zero: 0),
      .chiSquare, .cramersV,
    ] as [ShareDistance])
  func refinement(_ distance: ShareDistance) {
    for seed in 1...300 as ClosedRange<UInt64> {
      let (a, b, _) = three(seed)
      var random = SplitMix64(seed: seed)
      let place = a.map { _ in Int.random(in: 0..<5, using: &random) }
      let merged = { (counts: [Int]) in
        (0..<5).map { bin in zip(counts, place).reduce(0) { $0 + ($1.1 == bin ? $1.0 : 0) } }
      }
      let fine = Self.distance(distance, a, b)
      #expect(Self.distance(distance, merged(a), merged(b)) <= fine * (1 + 1e-12) + 1e-12)
    }
  }

  @Test("The distances bound each other as theory has it")
  func between() {
    for seed in 1...300 as ClosedRange<UInt64> {
      let (a, b, _) = three(seed)
      let d = { Self.distance($0, a, b) }
      let (total, hellinger) = (d(.totalVariation), d(.hellinger))
      #expect(d(.linf) <= total + 1e-15)
      #expect(hellinger * hellinger <= total + 1e-15)
      #expect(total <= hellinger * 2.0.squareRoot() + 1e-15)
      #expect(d(.jensenShannon) * d(.jensenShannon) <= total + 1e-15)
      let both = Self.distance(.kullbackLeibler(zero: 1e-4), b, a) + d(.kullbackLeibler(zero: 1e-4))
      let psi = d(.psi(zero: 1e-4))
      // Where no share was 0, neither was cut off at 0.
      if !(a + b).contains(0) { #expect(abs(psi - both) <= 1e-12 * max(1, psi)) }
      let n = Double((a + b).reduce(0, +))
      #expect(abs(d(.chiSquare) - n * d(.cramersV) * d(.cramersV)) <= 1e-9 * n)
    }
  }

  @Test("χ² is Pearson's, from observed and expected counts")
  func pearson() {
    for seed in 1...100 as ClosedRange<UInt64> {
      let (a, b, _) = three(seed)
      let (n, m) = (Double(a.reduce(0, +)), Double(b.reduce(0, +)))
      let sum = zip(a, b).reduce(0.0) { sum, pair in
        let column = Double(pair.0 + pair.1)
        guard column > 0 else { return sum }
        let (x, y) = (n * column / (n + m), m * column / (n + m))
        let (f, g) = (Double(pair.0) - x, Double(pair.1) - y)
        return sum + f * f / x + g * g / y
      }
      #expect(abs(Self.distance(.chiSquare, a, b) - sum) <= 1e-9 * max(1, sum))
    }
  }

  @Test("What is new is infinite without a share in place of 0")
  func new() {
    #expect(Self.distance(.psi(zero: 0), [1, 1], [2, 0]) == .infinity)
    #expect(Self.distance(.kullbackLeibler(zero: 0), [1, 1], [2, 0]) == .infinity)
    #expect(Self.distance(.kullbackLeibler(zero: 0), [2, 0], [1, 1]) == Double.log(2))
    // (0.5 − 1)·ln 0.5 + (0.5 − z)·ln(0.5/z)
    let z = 0.001
    let wanted = 0.5 * Double.log(2) + (0.5 - z) * Double.log(0.5 / z)
    #expect(abs(Self.distance(.psi(zero: z), [1, 1], [2, 0]) - wanted) < 1e-15)
  }

  @Test("Small differences keep their digits")
  func small() {
    // ½·Σ (q − p)²/(8·p·ln 2)·2 for shares that differ by 1e-9.
    let million = 1_000_000_000
    let found = Self.distance(.jensenShannon, [million + 1, million - 1], [million, million])
    let gap = 1 / Double(2 * million)
    let wanted = (gap * gap / (2 * Double.log(2)) * 2 / 2).squareRoot()
    #expect(abs(found - wanted) <= 1e-6 * wanted)
  }

  @Test("The stated error holds where shares are off", arguments: all.prefix(8))
  func errors(_ distance: ShareDistance) {
    // A share in place of 0 so small that it is below every share there is.
    let distance: ShareDistance =
      switch distance {
      case .psi: .psi(zero: 1e-9)
      default: distance
      }
    if case .kullbackLeibler = distance { return }
    for seed in 1...300 as ClosedRange<UInt64> {
      let (exact, before, _) = three(seed)
      var random = SplitMix64(seed: seed)
      let total = exact.reduce(0, +)
      // Some values counted in another bin, none of them more than an error allows.
      var found = exact
      let most = 1 + total / 50
      for bin in found.indices.dropLast() {
        let moved = Int.random(in: 0...min(most / 2, found[bin]), using: &random)
        found[bin] -= moved
        found[bin + 1] += moved
      }
      let error = zip(found, exact).map { abs($0 - $1) }.max() ?? 0
      let share = Double(error) / Double(total)
      let shares = PairedShares(now: found, before: before, errors: (share * (1 + 1e-9), 0))
      guard let estimate = shares?.distance(distance) else { continue }
      let truth = Self.distance(distance, exact, before)
      #expect(abs(estimate.value - truth) <= estimate.error + 1e-9, "seed \(seed)")
    }
  }

  @Test("What no category holds counts as one, but not as the one that moved most")
  func rest() {
    let shares = PairedShares(now: [10, 10], before: [10, 30], totals: (40, 40))
    #expect(shares?.distance(.linf).value == 0.5)
    #expect(shares?.distance(.totalVariation).value == 0.5)
    #expect(shares?.categories == 3)
    #expect(PairedShares(now: [1, 0, 0], before: [0, 0, 1])?.categories == 2)
    let gone = PairedShares(now: [10], before: [40], totals: (40, 40))
    #expect(gone?.distance(.linf).value == 0.75 && gone?.distance(.totalVariation).value == 0.75)
    let rare = PairedShares(now: [0], before: [1], totals: (1_000, 1_000))
    #expect(rare?.distance(.linf).value == 0.001)
  }

  @Test("An empty side has no shares")
  func empty() {
    #expect(PairedShares(now: [0, 0], before: [1, 0]) == nil)
    #expect(PairedShares(now: [], before: []) == nil)
    #expect(PairedShares(now: [1], before: [1, 2]) == nil)
    #expect(PairedShares(now: [.max, .max], before: [.max, 1])?.distance(.psi(zero: 0)) != nil)
  }
}
