/// Which coalitions of features a model is asked about, and how much each counts.
///
/// All of them where they fit into the budget. Otherwise coalitions come in pairs, each with its
/// complement (Covert and Lee, "Improving KernelSHAP: Practical Shapley Value Estimation via Linear
/// Regression", 2021): the smallest and the largest are all taken while the budget lasts, as the
/// kernel gives them most weight, and of the others pairs are drawn by the kernel's weight of their
/// size. Pairs alone make the estimate exact for every model whose features act together at most two
/// at a time.
///
/// - Complexity: O(coalitions · features)
struct CoalitionPlan: Sendable {
  /// Of a pair, the half that is asked first; the other holds what this one lacks.
  struct Pair: Sendable {
    let holds: [Bool]
    /// How often it was drawn; 0 where it is there with all of its size.
    var drawn: Int
    var weight: Double
  }

  let features: Int
  /// All coalitions but the empty and the full one: the values are exact.
  let isExact: Bool
  /// Empty where all are asked.
  private(set) var pairs: [Pair] = []

  /// Features of which all coalitions can be asked at most.
  private static let mostExact = 20

  init(features: Int, samples: Int, seed: UInt64) {
    self.features = features
    // Two coalitions a feature are the least that tells features apart.
    let samples = max(samples, 2 * features)
    isExact = features <= Self.mostExact && samples >= (1 << features) - 2
    if !isExact { choose(samples / 2, seed) }
  }

  /// The coalitions in the order in which the model is asked, each as which features it holds.
  var coalitions: [[Bool]] {
    guard !isExact else {
      guard features > 0 else { return [] }
      return (1..<(1 << features)).dropLast().map { mask in
        (0..<features).map { mask >> $0 & 1 == 1 }
      }
    }
    return pairs.flatMap { [$0.holds, $0.holds.map { !$0 }] }
  }

  private mutating func choose(_ budget: Int, _ seed: UInt64) {
    let largest = features / 2
    // The kernel's weight of a size and its complement, all subsets together.
    var weights = (0...largest).map { size -> Double in
      guard size > 0 else { return 0 }
      let weight = Double(features - 1) / (Double(size) * Double(features - size))
      return 2 * size == features ? weight : 2 * weight
    }
    let total = weights.reduce(0, +)
    weights = weights.map { $0 / total }
    var rest = budget
    var first = 1
    while first <= largest {
      let count = pairCount(first)
      let left = weights[first...].reduce(0, +)
      guard first == 1 || Double(rest) * weights[first] / left >= count else { break }
      guard count <= Double(rest) else { break }
      enumerate(first, weight: weights[first] / count)
      rest -= Int(count)
      first += 1
    }
    if first <= largest, rest > 0 { draw(rest, weights, from: first, seed) }
  }

  /// Pairs of which one half has so many features.
  private func pairCount(_ size: Int) -> Double {
    var count = 1.0
    for index in 0..<size { count *= Double(features - index) / Double(index + 1) }
    return (2 * size == features ? count / 2 : count).rounded()
  }

  private mutating func enumerate(_ size: Int, weight: Double) {
    var chosen = Array(0..<size)
    while true {
      // Of two halves of one size, the one with the first feature stands for both.
      if 2 * size != features || chosen[0] == 0 {
        pairs.append(Pair(holds: mask(chosen), drawn: 0, weight: weight))
      }
      guard let place = chosen.indices.last(where: { chosen[$0] < features - size + $0 }) else {
        return
      }
      chosen[place] += 1
      for next in chosen.indices where next > place { chosen[next] = chosen[next - 1] + 1 }
    }
  }

  private mutating func draw(_ budget: Int, _ weights: [Double], from first: Int, _ seed: UInt64) {
    let left = weights[first...].reduce(0, +)
    var random = SeededBits(seed: seed)
    var places: [[Bool]: Int] = [:]
    var order = Array(0..<features)
    var draws = 0
    // A pair may be drawn again, which costs no question; to draw for ever would.
    while places.count < budget, draws < budget * 4 {
      draws += 1
      var point = random.unit() * left
      var size = first
      while size < weights.count - 1, point >= weights[size] {
        point -= weights[size]
        size += 1
      }
      for index in 0..<size { order.swapAt(index, index + random.below(features - index)) }
      var holds = mask(Array(order[..<size]))
      if 2 * size == features, !holds[0] { holds = holds.map { !$0 } }
      if let place = places[holds] {
        pairs[place].drawn += 1
      } else {
        places[holds] = pairs.count
        pairs.append(Pair(holds: holds, drawn: 1, weight: 0))
      }
    }
    for place in pairs.indices where pairs[place].drawn > 0 {
      pairs[place].weight = left * Double(pairs[place].drawn) / Double(draws)
    }
  }

  private func mask(_ chosen: [Int]) -> [Bool] {
    var holds = [Bool](repeating: false, count: features)
    for feature in chosen { holds[feature] = true }
    return holds
  }
}
