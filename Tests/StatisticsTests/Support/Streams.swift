import RealModule

/// Streams of values by name, in the shapes for which bounds of sketches are stated.
enum Streams {
  static let names = [
    "sorted", "reversed", "uniform", "lognormal", "few distinct", "sawtooth", "zoomed in",
    "constant", "two runs",
  ]

  static func make(_ name: String, _ count: Int, seed: UInt64 = 1) -> [Double] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { index in
      switch name {
      case "sorted": Double(index)
      case "reversed": Double(count - index)
      case "uniform": random.unit()
      case "lognormal":
        Double.exp(
          2 * Double.sqrt(-2 * Double.log(1 - random.unit())) * Double.cos(2 * .pi * random.unit()))
      case "few distinct": Double(Int(random.unit() * random.unit() * 12))
      case "sawtooth": Double(index % 997)
      // Each value between all before it.
      case "zoomed in": Double(index % 2 == 0 ? index : -index)
      case "constant": 7
      default: Double(index < count / 2 ? index : count - index)
      }
    }
  }
}
