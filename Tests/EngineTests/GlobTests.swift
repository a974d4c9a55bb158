@testable import Engine
import Testing

struct GlobTests {
  @Test(
    "`*` stands for any characters, `?` for one, all else for itself",
    arguments: [
      ("history_1slots", "history_*", true), ("history", "history_*", false), ("", "", true),
      ("", "*", true),
      ("a", "", false), ("abc", "a?c", true), ("ac", "a?c", false), ("größe", "gr??e", true),
      ("abcabc", "*abc", true),
      ("abcabd", "*abc", false), ("a.b", "a.b", true), ("axb", "a.b", false), ("x", "[x]", false),
      ("[x]", "[x]", true),
      ("aXbXc", "a*X*c", true), ("ABC", "abc", false), ("anything", "**", true), ("ab", "*?", true),
      ("", "?", false),
    ])
  func matches(_ name: String, _ glob: String, _ expected: Bool) {
    #expect(Glob.matches(name, glob) == expected)
  }

  /// By definition, in exponential time.
  static func oracle(_ name: Substring, _ glob: Substring) -> Bool {
    guard let first = glob.first else { return name.isEmpty }
    if first == "*" {
      return oracle(name, glob.dropFirst()) || (!name.isEmpty && oracle(name.dropFirst(), glob))
    }
    guard let character = name.first, first == "?" || first == character else { return false }
    return oracle(name.dropFirst(), glob.dropFirst())
  }

  @Test("Globs match as their definition says")
  func oracle() {
    var random = SplitMix64(5)
    for _ in 0..<5_000 {
      let name = String(
        (0..<Int.random(in: 0...7, using: &random)).map { _ in
          "ab".randomElement(using: &random) ?? "a"
        })
      let glob = String(
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          "ab*?".randomElement(using: &random) ?? "*"
        })
      #expect(Glob.matches(name, glob) == Self.oracle(name[...], glob[...]), "\(name) ~ \(glob)")
    }
  }

  @Test("Many stars do not take long")
  func hard() {
    let name = String(repeating: "a", count: 5_000)
    #expect(!Glob.matches(name, String(repeating: "*a", count: 30) + "b"))
  }
}
