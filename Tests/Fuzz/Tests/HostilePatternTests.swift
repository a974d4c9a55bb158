import Engine
import FuzzLaws
import Testing

/// A pattern can't be used against the program: every search ends in a bounded number of steps, and
/// never in a wrong answer.
struct HostilePatternTests {
  private static func find(_ pattern: Pattern, in text: some Collection<UInt8>) -> Pattern.Outcome {
    let bytes = Array(text)
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe pattern.makeMatcher()?.find(in: bytes) ?? .limit
    }
  }

  @Test func everyPairEndsWithTheTruthOrTheLimit() throws {
    #expect(HostilePattern.all.count >= 1_000)
    var decided = 0
    for pair in HostilePattern.all {
      let outcome = Self.find(try Pattern(pair.pattern, flags: pair.flags), in: pair.subject)
      let wrong: Pattern.Outcome = pair.matches ? .noMatch : .match
      #expect(outcome != wrong, "/\(pair.pattern)/\(pair.flags) in \(pair.subject.count) bytes")
      decided += outcome == .limit ? 0 : 1
    }
    #expect(decided > 200 && decided < HostilePattern.all.count)
  }

  /// What takes steps in proportion to the text is decided, however long the text is.
  @Test(arguments: [
    ("foo", false), ("^[^@\\s]+@[^@\\s]+$", false), ("\\d{4}-\\d\\d", false), ("[a-z]+\\d", false),
    ("(?i)QUICK", true), ("^(?:[a-z]+ )+$", true), ("\\bdog\\b", true),
  ])
  func longTextsAreDecided(_ pattern: String, _ matches: Bool) throws {
    let text = Array(repeating: "the quick brown fox sees a lazy dog ", count: 20_000).joined()
    let outcome = Self.find(try Pattern(pattern), in: text.utf8.prefix(matches ? 36_000 : 720_000))
    #expect(outcome == (matches ? .match : .noMatch))
  }

  /// Repeats of one character, which PCRE2's own limit does not count.
  @Test(arguments: ["a*[xy]", "a*a*[xy]", "[ab]{30000}[xy]", "(?=(a+))\\1[xy]", "(a+)\\1[xy]"])
  func plainRepeatsAreLimited(_ pattern: String) throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    #expect(Self.find(try Pattern(pattern), in: text) == .limit)
  }

  @Test(arguments: [
    "(((a{1,1000}){1,1000}){1,1000})", "((a{1,100}){1,100}){1,100}", "(?:\\p{L}|\\p{N}){1,60000}",
    String(repeating: "a?", count: 10_000), String(repeating: "(", count: 2_000),
  ])
  func patternsThatWouldTakeLongToCompileAreRefused(_ pattern: String) {
    #expect(throws: Pattern.Invalid.self) { try Pattern(pattern) }
  }
}
