import Engine
import Foundation
import Language
import LanguageServer
import Testing

/// What each word of a text is.
@Suite struct SemanticTokenTests {
  private struct Piece: Equatable {
    let line: Int
    let character: Int
    let length: Int
    let kind: String
    let modifiers: Int
  }

  /// The pieces of a text, with the kinds of the legend.
  private func pieces(_ text: String, _ capabilities: String = "{}") throws -> [Piece] {
    let editor = Editor()
    let hello = editor.ask(
      "initialize", try JSON(parsing: Array(#"{"capabilities": \#(capabilities)}"#.utf8)))
    let legend = hello["capabilities"]?["semanticTokensProvider"]?["legend"]?["tokenTypes"]
    let kinds = (legend?.elements ?? []).compactMap(\.text)
    editor.open(text)
    let result = editor.ask(
      "textDocument/semanticTokens/full",
      .object(["textDocument": .object(["uri": .string(Editor.uri)])]))
    let data = try #require(result["data"]?.elements).map { $0.whole ?? -1 }
    try #require(data.count % 5 == 0)
    var (line, character) = (0, 0)
    return try stride(from: 0, to: data.count, by: 5).map { at in
      if data[at] > 0 { character = 0 }
      line += data[at]
      character += data[at + 1]
      try #require(kinds.indices.contains(data[at + 3]))
      return Piece(
        line: line, character: character, length: data[at + 2], kind: kinds[data[at + 3]],
        modifiers: data[at + 4])
    }
  }

  /// They are sorted, none overlaps another, and all lie within their lines.
  private func expectLawful(_ text: String) throws {
    let lines = PositionMap(Array(text.utf8), .utf16)
    var last = (line: 0, end: 0)
    for piece in try pieces(text) {
      let start = Position(line: piece.line, character: piece.character)
      let end = Position(line: piece.line, character: piece.character + piece.length)
      #expect(piece.length > 0)
      #expect(piece.line > last.line || piece.character >= last.end, "\(piece) in \(text)")
      #expect(lines.position(of: lines.offset(of: start)) == start, "\(piece) in \(text)")
      #expect(lines.position(of: lines.offset(of: end)) == end, "\(piece) in \(text)")
      last = (piece.line, piece.character + piece.length)
    }
  }

  private static let text = """
    edition 1
    /// What is borne.
    let limit = 10% // 😀 x
    define near(c, d) = max(c) < d
    monitor m "A" { task regression(prediction: p, label: y) window 1 day on t tags { team: "a" } }
    columns {
      fare: integral, complete, mean <= 3, near(3) as small
      "h_*": matches /a+/i for at least 99%
    }
    rule r { for each numeric column c in columns("x*", text) except fare
      where tip is text expect mean(c) + 1 > limit and drift(c, method: ks) < 1 and mae < f1 else critical
      notify log }
    sink log = stdout(format: text) /* two
      lines */
    waive columns.fare.mean until 2026-02-01 because "…" owner "o"
    test "t" { given rows \"""
      a
      1
      \""" then r violated }

    """

  @Test(
    "Names are what they mean where they stand",
    arguments: [
      ("edition", "keyword"), ("/// What is borne.", "comment"), ("limit", "variable"),
      ("10%", "number"), ("// 😀 x", "comment"), ("near", "function"), ("c", "parameter"),
      ("max", "function"), ("<", "operator"), ("m", "namespace"), ("task", "keyword"),
      ("regression", "function"), ("prediction", "parameter"), ("p", "property"),
      ("1 day", "number"), ("t", "property"), ("team", "property"), ("\"A\"", "string"),
      ("integral", "type"), ("complete", "keyword"), ("mean", "function"), ("small", "property"),
      ("/a+/i", "regexp"), ("r", "function"), ("numeric", "type"), ("tip", "property"),
      ("ks", "enumMember"), ("mae", "function"), ("f1", "function"), ("critical", "keyword"),
      ("log", "variable"), ("stdout", "function"), ("/* two", "comment"),
      ("  lines */", "comment"), ("2026-02-01", "number"), ("violated", "keyword"),
      ("fare", "property"), ("waive", "keyword"), ("for", "keyword"),
    ])
  func kinds(word: String, kind: String) throws {
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Array($0.utf16)
    }
    let found = try pieces(Self.text).filter { piece in
      let units = lines[piece.line][piece.character..<piece.character + piece.length]
      return String(decoding: units, as: UTF16.self) == word
    }
    #expect(found.first?.kind == kind, "\(found)")
  }

  @Test("Every word of a good file is something")
  func words() throws {
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Array($0.utf16)
    }
    var rest = lines
    for piece in try pieces(Self.text) {
      for unit in piece.character..<piece.character + piece.length { rest[piece.line][unit] = 32 }
    }
    let left = Set(rest.flatMap { String(decoding: $0, as: UTF16.self) })
    #expect(left.subtracting(" {}()[],:;.").isEmpty, "\(left)")
  }

  @Test("Pieces are sorted, apart and within the file, in whatever text")
  func laws() throws {
    try expectLawful(Self.text)
    try expectLawful("\u{FEFF}" + Self.text.replacing("\n", with: "\r\n"))
    var random = SplitMix64(20)
    let bytes = Array(Self.text.utf8)
    for _ in 0..<200 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let at = Int.random(in: 0..<changed.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: changed.remove(at: at)
        case 1:
          changed.insert(
            Array("{}()\"/`\n*😀".utf8).randomElement(using: &random) ?? 0, at: at)
        default: changed.removeSubrange(at..<min(changed.count, at + 9))
        }
      }
      try expectLawful(String(decoding: changed, as: UTF8.self))
    }
  }

  @Test("An empty file has none, and files in bytes count bytes")
  func edges() throws {
    #expect(try pieces("") == [])
    let wide = try pieces(
      "// 😀\nlet größe = 1\n", #"{"general": {"positionEncodings": ["utf-8"]}}"#)
    #expect(wide.map(\.length) == [7, 3, 7, 1, 1])
  }
}
