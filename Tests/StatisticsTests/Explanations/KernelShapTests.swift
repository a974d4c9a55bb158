import Testing

@testable import Statistics

/// What must hold of Shapley values, whatever the game.
@Suite struct KernelShapTests {
  typealias Game = ([Bool]) -> Double

  static func values(
    _ game: Game, features: Int, samples: Int = 1 << 20, seed: UInt64 = 1
  ) -> ShapleyValues {
    let shap = KernelShap(features: features, samples: samples, seed: seed)
    return shap.values(
      none: [game([Bool](repeating: false, count: features))],
      all: [game([Bool](repeating: true, count: features))],
      answers: shap.coalitions.map { [game($0)] })[0]
  }

  /// A game whose worth of each coalition is a number of its own.
  static func wild(seed: UInt64) -> Game {
    { holds in
      var bits: UInt64 = seed
      for held in holds { bits = bits &* 2 &+ (held ? 1 : 0) }
      var random = SplitMix64(seed: bits)
      return random.unit() * 10 - 5
    }
  }

  /// A game of which every feature acts alone, in pairs and in triples.
  static func triples(seed: UInt64, features: Int) -> (game: Game, exact: [Double]) {
    var random = SplitMix64(seed: seed)
    let alone = (0..<features).map { _ in random.unit() * 2 - 1 }
    let sets = (0..<3 * features).map { index -> (members: [Int], worth: Double) in
      var members = Array(0..<features)
      members.shuffle(using: &random)
      return (Array(members.prefix(index.isMultiple(of: 2) ? 2 : 3)), random.unit() * 2 - 1)
    }
    var exact = alone
    for set in sets {
      for member in set.members { exact[member] += set.worth / Double(set.members.count) }
    }
    let game: Game = { holds in
      var worth = 7.0
      for (index, held) in holds.enumerated() where held { worth += alone[index] }
      for set in sets where set.members.allSatisfy({ holds[$0] }) { worth += set.worth }
      return worth
    }
    return (game, exact)
  }

  private func gap(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { abs($0 - $1) }.max() ?? 0
  }

  @Test(
    "The values sum up to what all features move", arguments: [1, 2, 3, 5, 9, 13, 30],
    [10, 100, 5_000])
  func efficiency(features: Int, samples: Int) {
    for seed in 0..<5 as Range<UInt64> {
      let game = Self.wild(seed: seed)
      let found = Self.values(game, features: features, samples: samples, seed: seed)
      let total =
        game([Bool](repeating: true, count: features))
        - game([Bool](repeating: false, count: features))
      #expect(abs(found.values.reduce(0, +) - total) < 1e-12)
      #expect(found.values.count == features && found.errors.count == features)
    }
  }

  @Test("Features that do the same get the same", arguments: [4, 8])
  func symmetry(features: Int) {
    for seed in 0..<5 as Range<UInt64> {
      let wild = Self.wild(seed: seed)
      let found = Self.values(
        { holds in
          let ordered = holds[0] && !holds[1] ? [false, true] + holds[2...] : holds
          return wild(ordered)
        }, features: features)
      #expect(abs(found.values[0] - found.values[1]) < 1e-12)
    }
  }

  @Test("A feature that does nothing gets nothing", arguments: [4, 8])
  func dummy(features: Int) {
    for seed in 0..<5 as Range<UInt64> {
      let wild = Self.wild(seed: seed)
      let found = Self.values({ wild(Array($0.dropFirst())) }, features: features)
      #expect(abs(found.values[0]) < 1e-12)
    }
  }

  @Test("Values of a sum of games are sums of values")
  func linearity() {
    let (a, b) = (Self.wild(seed: 3), Self.wild(seed: 4))
    for samples in [60, 5_000] {
      let first = Self.values(a, features: 9, samples: samples)
      let second = Self.values(b, features: 9, samples: samples)
      let both = Self.values({ a($0) + 2 * b($0) }, features: 9, samples: samples)
      #expect(gap(both.values, zip(first.values, second.values).map { $0 + 2 * $1 }) < 1e-11)
    }
  }

  @Test("A linear model is had exactly from two coalitions a feature", arguments: [3, 13, 60])
  func linear(features: Int) {
    let weights = (0..<features).map { Double($0 * $0 % 7) - 3 }
    let found = Self.values(
      { holds in
        zip(weights, holds).reduce(1) { $0 + ($1.1 ? $1.0 : 0) }
      }, features: features, samples: 0)
    #expect(gap(found.values, weights) < 1e-10)
    #expect(gap(found.errors, weights.map { _ in 0 }) < 1e-10)
  }

  @Test("Several outputs are explained as each by itself")
  func outputs() {
    let games = [Self.wild(seed: 8), Self.wild(seed: 9)]
    let shap = KernelShap(features: 12, samples: 100, seed: 5)
    let none = games.map { $0([Bool](repeating: false, count: 12)) }
    let all = games.map { $0([Bool](repeating: true, count: 12)) }
    let together = shap.values(
      none: none, all: all, answers: shap.coalitions.map { holds in games.map { $0(holds) } })
    for (index, game) in games.enumerated() {
      #expect(together[index] == Self.values(game, features: 12, samples: 100, seed: 5))
    }
  }

  @Test("A game of three: 16.5, 12 and 7.5")
  func threePlayers() {
    let worth = [0, 9, 6, 24, 3, 18, 12, 36.0]
    let found = Self.values(
      { holds in
        worth[holds.enumerated().reduce(0) { $0 + ($1.element ? 1 << $1.offset : 0) }]
      }, features: 3)
    #expect(gap(found.values, [16.5, 12, 7.5]) < 1e-12)
    #expect(found.errors == [0, 0, 0])
  }

  @Test("Sampled values come closer with every coalition, and their errors say how close")
  func sampling() {
    var last = Double.infinity
    for samples in [100, 400, 1_600] {
      var (squares, stated, count) = (0.0, 0.0, 0.0)
      for seed in 0..<10 as Range<UInt64> {
        let (game, exact) = Self.triples(seed: seed, features: 16)
        let found = Self.values(game, features: 16, samples: samples, seed: seed)
        for (index, value) in found.values.enumerated() {
          squares += (value - exact[index]) * (value - exact[index])
          stated += found.errors[index] * found.errors[index]
          count += 1
        }
      }
      let error = (squares / count).squareRoot()
      let claimed = (stated / count).squareRoot()
      #expect(error < last)
      #expect(claimed > error / 2 && claimed < error * 2, "\(samples): \(error), said \(claimed)")
      last = error
    }
  }

  @Test("Coalitions stay within the budget, differ, and follow from the seed alone")
  func coalitions() {
    for (features, samples) in [(13, 100), (20, 501), (8, 253), (6, 62), (40, 10)] {
      let shap = KernelShap(features: features, samples: samples, seed: 4)
      #expect(shap.coalitions.count <= max(samples, 2 * features))
      #expect(Set(shap.coalitions).count == shap.coalitions.count)
      let again = KernelShap(features: features, samples: samples, seed: 4)
      #expect(again.coalitions == shap.coalitions)
      #expect(shap.isExact == (samples >= 1 << features - 2))
    }
    let others = KernelShap(features: 20, samples: 500, seed: 5).coalitions
    #expect(others != KernelShap(features: 20, samples: 500, seed: 6).coalitions)
  }

  @Test("Values that are no numbers stay where they are: nothing crashes")
  func bad() {
    for worth in [Double.nan, .infinity, -.infinity, 1e308] {
      let found = Self.values({ $0[0] ? worth : -worth }, features: 12, samples: 60)
      #expect(found.values.count == 12)
    }
    #expect(Self.values({ _ in 1 }, features: 0, samples: 5).values.isEmpty)
  }
}
