import Foundation
import Testing

@testable import Language

struct KeywordTests {
  @Test("Every example parses without a finding and is as the formatter prints it")
  func examples() {
    for keyword in Keyword.all {
      let tree = Parser.parse(SourceFile(path: "example.tide", text: keyword.example))
      #expect(tree.diagnostics.isEmpty, "\(keyword.phrase): \(tree.diagnostics.map(\.message))")
      #expect(Formatter.format(tree) == keyword.example, "\(keyword.phrase)")
    }
  }

  @Test("The example of a keyword holds it, as words of the language")
  func examplesShowTheirKeyword() {
    for keyword in Keyword.all {
      let tree = Parser.parse(SourceFile(path: "example.tide", text: keyword.example))
      let words = tree.tokens.filter { $0.kind == .word }.map(\.text)
      for word in keyword.phrase.split(separator: " ") {
        #expect(words.contains(String(word)), "\(keyword.phrase)")
      }
      #expect(
        Set(keyword.phrase.split(separator: " ").map(String.init)).isSubset(of: keyword.words),
        "the syntax of \(keyword.phrase) shows it")
    }
  }

  @Test("No keyword stands twice in one place, and each says what it means")
  func unique() {
    let names = Keyword.all.map { "\($0.phrase) \($0.place)" }
    #expect(Set(names).count == names.count)
    for keyword in Keyword.all { #expect(keyword.meaning.hasSuffix("."), "\(keyword.phrase)") }
  }

  @Test("Every declaration and clause that the parser reads has an entry; the others are refused")
  func declarationsAndClauses() {
    let first = { (place: [Keyword.Place]) in
      Set(
        Keyword.all.filter { place.contains($0.place) }.map {
          String($0.phrase.prefix { $0 != " " })
        })
    }
    #expect(first([.file]) == Set(Parser.declarations + ["edition", "import"]))
    #expect(first([.monitor, .shared]) == Set(Parser.monitorClauses))
    #expect(first([.rule, .shared]) == Set(Parser.ruleClauses))
    for word in Parser.operandWords { #expect(first([.operand, .operation]).contains(word)) }
  }

  @Test("Every word that the parser's sources ask for is a word of some entry")
  func words() throws {
    let known = Keyword.all.reduce(into: Set<String>()) { $0.formUnion($1.words) }
    let asked = try Self.askedWords()
    #expect(asked.count > 50)
    for word in asked.subtracting(known).sorted() {
      // The singular of what may be written so.
      #expect(
        Self.beside.contains(word) || known.contains(word + "s"), "`\(word)` has no entry")
    }
  }

  /// Words of the parser that are no part of what it reads: reserved ones, and what mistakes are
  /// compared with.
  private static let beside: Set = ["confidence", "fdr", "unless", "firing", "import"]

  /// The words in calls of `isWord`, `takeWord`, `expectWords` and the like.
  private static func askedWords() throws -> Set<String> {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Language/Parsing")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    var words: Set<String> = []
    for file in files where file.lastPathComponent.hasPrefix("Parser") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for call in text.matches(of: /(?:isWords?|takeWord|expectWords)\(([^()]*)\)/) {
        for word in String(call.1).matches(of: /"([a-z]+)"/) { words.insert(String(word.1)) }
      }
    }
    return words
  }

  @Test(
    "A name finds its keyword in any letter case, by its first word, or by a word of its syntax")
  func lookup() {
    #expect(Keyword.named("WHERE").map(\.phrase) == ["where"])
    #expect(Set(Keyword.named("for").map(\.phrase)) == ["for", "for each", "for at least"])
    #expect(Keyword.named("lateness").map(\.phrase) == ["window"])
    #expect(Keyword.named("baseline").map(\.place) == [.monitor, .operand])
    #expect(Keyword.named("nothing like it").isEmpty)
  }
}
