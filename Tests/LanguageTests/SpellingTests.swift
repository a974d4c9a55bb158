import Language
import Testing

@Suite struct SpellingTests {
  @Test(arguments: [
    ("expct", "expect"), ("exepct", "expect"), ("ownr", "owner"), ("Severity", "severity"),
    ("mesage", "message"), ("bye", "by"),
  ]) func findsTheWordThatWasMeant(_ word: String, _ meant: String) {
    #expect(
      Spelling.nearest(to: word, among: ["expect", "owner", "severity", "message", "by"]) == meant)
  }

  @Test(arguments: ["", "x", "zebra", "on", String(repeating: "a", count: 10_000)])
  func findsNothingWhereNothingIsNear(_ word: String) {
    #expect(Spelling.nearest(to: word, among: ["expect", "by", "severity"]) == nil)
  }

  @Test func theOrderOfCandidatesDoesNotMatter() {
    let words = ["mean", "meat", "bean", "man", "mein"]
    var random = SplitMix64(seed: 3)
    let first = Spelling.nearest(to: "meam", among: words)
    for _ in 0..<20 {
      #expect(Spelling.nearest(to: "meam", among: words.shuffled(using: &random)) == first)
    }
  }
}
