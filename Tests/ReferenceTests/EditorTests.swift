import Engine
import Foundation
import Language
import Metrics
import Testing

struct EditorTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples/editors")

  @Test(
    "The files of the editors are what the tables make; RECORD=1 writes them anew",
    arguments: [
      ("vscode/syntaxes/tide.tmLanguage.json", TextMateGrammar.text),
      ("neovim/syntax/tide.vim", VimSyntax.text),
    ])
  func files(_ path: String, _ text: String) throws {
    let url = Self.folder.appending(path: path)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: url, encoding: .utf8) == text)
  }

  @Test("Every keyword has a word in colour, and so has every metric and function")
  func complete() {
    let words = Set(
      EditorWords.declarations + EditorWords.clauses + EditorWords.operators
        + EditorWords.constants + EditorWords.types + EditorWords.functions)
    for keyword in Keyword.all {
      let first = String(keyword.phrase.prefix { $0 != " " })
      #expect(words.contains(first), "\(keyword.phrase)")
    }
    #expect(words.isSuperset(of: Catalogue.standard.names))
  }

  @Test("The patterns of the grammar are regular expressions, and the JSON files are JSON")
  func patterns() throws {
    for name in [
      "vscode/package.json", "vscode/language-configuration.json",
      "vscode/syntaxes/tide.tmLanguage.json",
    ] {
      let data = try Data(contentsOf: Self.folder.appending(path: name))
      let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(!json.isEmpty)
      for pattern in Self.strings(json, keys: ["match", "begin", "end"]) {
        #expect(throws: Never.self, "\(pattern)") { try NSRegularExpression(pattern: pattern) }
      }
    }
  }

  @Test(
    "The first pattern that begins earliest colours what it should",
    arguments: [
      ("rule fares {", "rule fares", "keyword.declaration.tide"),
      ("  expect mean(fare) <= 10%", "expect", "keyword.control.tide"),
      ("mean(fare) <= 10%", "mean", "support.function.tide"),
      ("10% of baseline", "10%", "constant.numeric.tide"),
      ("7 days of history", "7 days", "constant.numeric.tide"),
      ("2027-03-01 because", "2027-03-01", "constant.numeric.date.tide"),
      ("// rule", "// rule", "comment.line.double-slash.tide"),
      ("/// rule", "/// rule", "comment.line.documentation.tide"),
      ("a in [1]", "in", "keyword.operator.word.tide"),
      ("`trip distance`", "`trip distance`", "variable.other.quoted.tide"),
      ("warning: 3", ":", nil),
    ])
  func colours(_ line: String, _ text: String, _ scope: String?) throws {
    let data = try Data(
      contentsOf: Self.folder.appending(path: "vscode/syntaxes/tide.tmLanguage.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let patterns = try #require(json["patterns"] as? [[String: Any]])
    var best: (place: Int, text: String, scope: String)?
    let whole = NSRange(line.startIndex..., in: line)
    for pattern in patterns {
      guard let match = pattern["match"] as? String ?? pattern["begin"] as? String,
        let found = try NSRegularExpression(pattern: match).firstMatch(in: line, range: whole),
        let range = Range(found.range, in: line)
      else { continue }
      if let best, best.place <= found.range.location { continue }
      let captures = pattern["captures"] as? [String: [String: String]]
      best = (
        found.range.location, line[range].trimmingCharacters(in: .whitespaces),
        pattern["name"] as? String ?? captures?["1"]?["name"] ?? captures?["2"]?["name"] ?? ""
      )
    }
    guard let scope else {
      #expect(best?.scope != "constant.language.tide")
      return
    }
    #expect(best?.text == text && best?.scope == scope, "\(String(describing: best))")
  }

  private static func strings(_ json: Any, keys: Set<String>) -> [String] {
    if let object = json as? [String: Any] {
      return object.flatMap { key, value in
        (keys.contains(key) ? [value as? String].compactMap(\.self) : [])
          + strings(value, keys: keys)
      }
    }
    return (json as? [Any] ?? []).flatMap { strings($0, keys: keys) }
  }
}
