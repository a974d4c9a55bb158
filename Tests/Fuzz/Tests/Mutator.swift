import FuzzLaws
import Language

/// Changes bytes and, of rule files, tokens: takes out, doubles, exchanges, cuts off.
struct Mutator {
  private var random: SplitMix64
  private let kind: HostileInput
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]

  init(_ kind: HostileInput, seeds: [[UInt8]], seed: UInt64) {
    self.kind = kind
    self.seeds = seeds
    words = kind.words.map { Array($0.utf8) }
    random = SplitMix64(seed)
  }

  mutating func next() -> [UInt8] {
    let chosen = seeds.randomElement(using: &random) ?? []
    let isByTokens = kind == .rules && Bool.random(using: &random)
    var pieces = isByTokens ? Mutator.tokens(chosen) : chosen.map { [$0] }
    for _ in 0..<Int.random(in: 1...6, using: &random) where !pieces.isEmpty {
      // The first bytes of states hold counts and parameters, where damage matters most.
      let near =
        kind == .states && Bool.random(using: &random) ? min(64, pieces.count) : pieces.count
      let place = Int.random(in: 0..<near, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: pieces.remove(at: place)
      case 1: pieces.insert(pieces[place], at: place)
      case 2: pieces.swapAt(place, Int.random(in: 0..<pieces.count, using: &random))
      case 3: pieces[place] = [UInt8.random(in: 0...255, using: &random)]
      case 4: pieces[place] = [[0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0]
      case 5: pieces.insert(words.randomElement(using: &random) ?? [], at: place)
      case 6:
        let end = min(pieces.count, place + Int.random(in: 1...40, using: &random))
        pieces.insert(contentsOf: pieces[place..<end], at: place)
      default:
        pieces.removeSubrange(
          place..<min(pieces.count, place + Int.random(in: 1...200, using: &random)))
      }
    }
    return Array(pieces.joined())
  }

  /// The tokens of a rule file, each with what stands before it.
  static func tokens(_ bytes: [UInt8]) -> [[UInt8]] {
    let tree = Parser.parse(SourceFile(path: "seed.tide", bytes: bytes))
    let text = tree.source.bytes
    var start = 0
    return tree.tokens.map { token in
      defer { start = token.span.end }
      return Array(text[min(start, token.span.end)..<token.span.end])
    }
  }
}
