import Engine

/// A pattern, and a text made to have it go back as often as can be; what the right answer is, is
/// known by construction.
package struct HostilePattern: Sendable {
  package let pattern: String
  package let flags: String
  package let subject: [UInt8]
  package let matches: Bool

  /// Patterns whose last item nothing in a text of letters satisfies; `L` stands for the letter.
  private static let failing = [
    "(L+)+[xy]", "(L*)*[xy]", "(L|L)*[xy]", "(L|LL)+[xy]", "(?:L?){30}L{30}[xy]", "L*L*[xy]",
    "L*L*L*[xy]", "(?:L*?)*?[xy]", "(?=(L+))\\1[xy]", "(L+)\\1[xy]", "(L+)(\\1+)[xy]",
    "(?=L*[xy])z|L*[xy]", "L{0,500}L{0,500}[xy]", "(?:L{1,50}){1,50}[xy]", "(L(?1)?L)[xy]",
    "(?>L+)L*L*[xy]", "(L++)+L*[xy]", "\\bL+\\b.*[xy]", "(?<=L)L*L*[xy]", "(?:L+L+)+[xy]",
    "^(?:(?:L)+.)+[xy]", "(?:L{100})*[xy]", "\\X*\\X*[xy]", "(L*)*\\1[xy]", "L{300}[xy]",
    "(?:L|\\w|.)+[xy]", "(?:(?:(?:L+)+)+)+[xy]", "(?!.*[xy].*[xy])L+L+[xy]",
  ]
  private static let succeeding = [
    "(L+)+$", "(L|LL)+$", "^(L*)*$", "(?:L?){20}L{20}", "(L+)\\1", "L*L*L*$", "^(L(?1)?)$",
    "(?=(L+))\\1$",
  ]
  private static let letters: [(item: String, flags: String, text: String)] = [
    ("a", "", "a"), ("\\w", "u", "é"), ("[a-d]", "i", "A"), (".", "s", "日"),
  ]
  private static let lengths = [16, 31, 100, 400, 1_500, 6_000, 20_000, 100_000]
  /// Others than the first are for what must not match.
  private static let frames = ["@", "^(?:@)", "(?:@)$"]

  /// A thousand pairs and more.
  package static let all: [HostilePattern] = {
    var result: [HostilePattern] = []
    for (number, letter) in letters.enumerated() {
      for length in lengths {
        let text = Array(
          String(repeating: letter.text, count: length / letter.text.utf8.count).utf8)
        for (index, core) in failing.enumerated() {
          let frame = frames[(index + number) % frames.count]
          result.append(
            HostilePattern(
              pattern: filled(filled(frame, "@", core), "L", letter.item), flags: letter.flags,
              subject: text + [UInt8(ascii: "!")], matches: false))
        }
        for core in succeeding where length >= 100 {
          result.append(
            HostilePattern(
              pattern: filled(core, "L", letter.item), flags: letter.flags, subject: text,
              matches: true))
        }
      }
    }
    return result
  }()

  private static func filled(_ text: String, _ place: Character, _ with: String) -> String {
    text.map { $0 == place ? with : String($0) }.joined()
  }
}
