import Language
import Testing

@Suite struct MutationTests {
  /// Any text gives a tree: each diagnostic lies within the file, no two stand at one place, and
  /// no byte is lost.
  private static func expectLaws(_ bytes: [UInt8], render: Bool) {
    let source = SourceFile(path: "mutant.tide", bytes: bytes)
    let tree = Parser.parse(source)
    var isSound = true
    var places: Set<Int> = []
    for d in tree.diagnostics {
      let spans = [d.span] + d.secondary.map(\.span) + d.fixIts.map(\.span)
      isSound = isSound && spans.allSatisfy { $0.start >= 0 && $0.end <= source.bytes.count }
      if d.code != .missingEdition, d.code != .tooManyMistakes {
        isSound = places.insert(d.span.start).inserted && isSound
      }
    }
    if render, let first = tree.diagnostics.first {
      isSound = isSound && !DiagnosticRenderer(color: false).render(first).isEmpty
    }
    #expect(isSound, "\(String(decoding: bytes, as: UTF8.self))")
    LexerTests.expectRoundTrip(tree)
    if render { FormatterTests.expectLaws(tree) }
  }

  @Test(arguments: Fixture.names) func changedTokens(_ name: String) throws {
    let source = try Fixture.source(name)
    let tokens = Parser.parse(source).tokens
    let pieces = zip(tokens, [0] + tokens.map(\.span.end)).map {
      Array(source.bytes[min($1, $0.span.end)..<$0.span.end])
    }
    var random = SplitMix64(seed: 11)
    for round in 0..<3_000 {
      var changed = pieces
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<changed.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: changed.remove(at: place)
        case 1: changed.insert(changed[place], at: place)
        case 2: changed.swapAt(place, Int.random(in: 0..<changed.count, using: &random))
        default: changed.insert(pieces[Int.random(in: 0..<pieces.count, using: &random)], at: place)
        }
      }
      Self.expectLaws(Array(changed.joined()), render: round % 10 == 0)
    }
  }

  @Test(arguments: Fixture.names) func changedBytes(_ name: String) throws {
    let bytes = try Fixture.source(name).bytes
    var random = SplitMix64(seed: 13)
    for round in 0..<3_000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) where !changed.isEmpty {
        let place = Int.random(in: 0..<changed.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: changed.remove(at: place)
        case 1: changed.insert(changed[place], at: place)
        case 2: changed.swapAt(place, Int.random(in: 0..<changed.count, using: &random))
        case 3: changed[place] = UInt8.random(in: 0...255, using: &random)
        case 4:
          changed.insert(
            Array("{}()[]\"`/*%.,:;\n".utf8).randomElement(using: &random) ?? 0, at: place)
        default: changed.removeSubrange(place...)
        }
      }
      Self.expectLaws(changed, render: round % 10 == 0)
    }
  }

  @Test func noise() {
    var random = SplitMix64(seed: 17)
    let words = [
      "rule", "columns", "{", "}", "(", ")", "[", "]", ",", ":", "a", "1", "\n", "/", "\"", "not",
      "in", "for", "if", "monitor", "let", "=", "test", "override", "5%", "/*", "é", "\u{202E}",
      "expect", "tags", "capture", "'", ".", "...", "`", "edition",
    ]
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...60, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
      Self.expectLaws(Array(text.joined(separator: " ").utf8), render: true)
    }
  }
}
