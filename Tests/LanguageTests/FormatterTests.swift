import Language
import Testing

/// Files are their tokens and comments; formatting may move them, nothing else.
struct FormatterTests {
  private static func tree(_ text: String) -> SyntaxTree {
    Parser.parse(SourceFile(path: "t.tide", text: text))
  }

  /// Tokens and comments in order, without what stands between entries.
  private static func parts(_ tree: SyntaxTree) -> [String] {
    tree.tokens.flatMap { token -> [String] in
      let comments = token.leadingTrivia.compactMap { trivia in
        switch trivia {
        case .lineComment(let span), .blockComment(let span), .documentation(let span):
          span.text.split(separator: " ").joined(separator: " ")
        case .blankLine: nil as String?
        }
      }
      let isSeparator = token.kind == .newline || token.text == ";"
      return comments + (isSeparator ? [] : [token.text])
    }
  }

  private static func expectLaws(_ text: String, _ place: SourceLocation = #_sourceLocation) {
    expectLaws(tree(text), place)
  }

  /// Of any tree: one with mistakes is not formatted, any other means the same afterwards.
  static func expectLaws(_ before: SyntaxTree, _ place: SourceLocation = #_sourceLocation) {
    let text = String(decoding: before.source.bytes, as: UTF8.self)
    guard let once = Formatter.format(before) else {
      #expect(before.diagnostics.contains { $0.severity == .error }, sourceLocation: place)
      return
    }
    let after = tree(once)
    #expect(
      parts(after).sorted() == parts(before).sorted(), "\(text)\n→\n\(once)",
      sourceLocation: place)
    #expect(
      Dump.text(after) == Dump.text(before), "\(text)\n→\n\(once)", sourceLocation: place)
    #expect(Formatter.format(after) == once, "\(text)", sourceLocation: place)
  }

  @Test("Formatting keeps the tree and the comments, and a second time changes nothing")
  func fixtures() throws {
    for text in try Fixture.all() { Self.expectLaws(text) }
  }

  @Test("Lines end with a line feed alone, and what a string says stays")
  func lineEnds() throws {
    let odd =
      "edition 1\n/* a\n   b */\ntest \"t\" {\n  given rows \"\"\"\n    a,b\n\n    1,2\n"
      + "    \"\"\"\n  then others pass\n}\n"
    for text in try Fixture.all() + [odd] {
      for end in ["\r\n", "\r\r\n"] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let before = Self.tree(lines.joined(separator: end))
        guard let once = Formatter.format(before) else { continue }
        #expect(!once.utf8.contains(13), "\(once)")
        #expect(once == Formatter.format(Self.tree(text)))
        #expect(Dump.text(Self.tree(once)) == Dump.text(before))
        #expect(Formatter.format(Self.tree(once)) == once)
      }
    }
    #expect(Formatter.format(Self.tree(odd)) == odd)
    // A carriage return that ends no line is the string's own.
    let own = "edition 1\nlet a = \"\"\"\n  x\ry\n  \"\"\"\n"
    #expect(Formatter.format(Self.tree(own))?.contains("x\ry") == true)
  }

  @Test("So it does where white space and comments are strewn in", arguments: 1...6)
  func strewn(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    for text in try Fixture.all() {
      let bytes = Array(text.utf8)
      let tokens = Self.tree(text).tokens
      var strewn = ""
      var end = 0
      for token in tokens {
        let gap = String(decoding: bytes[end..<token.span.start], as: UTF8.self)
        strewn += gap
        // Not between a number and its unit, which are one token, nor where a line must not end.
        if gap.contains(where: \.isWhitespace), token.kind != .newline {
          switch Int.random(in: 0..<12, using: &random) {
          case 0: strewn += "   "
          case 1: strewn += " /* c\(end) */ "
          case 2 where gap.contains("\n"): strewn += "// d\(end)\n"
          case 3 where gap.contains("\n"): strewn += "\n\n"
          default: break
          }
        }
        strewn += String(decoding: bytes[token.span.range], as: UTF8.self)
        end = token.span.end
      }
      Self.expectLaws(strewn)
    }
  }

  @Test(
    "The style",
    arguments: [
      (
        "edition 1\nlet a=[1,2 ,\n3,-4 , ]   // list",
        "edition 1\nlet a = [1, 2,\n  3, -4,]  // list\n"
      ),
      ("edition 1\nlet b=- 3+a/ 2 *-1", "edition 1\nlet b = -3 + a / 2 * -1\n"),
      (
        "edition 1\nmonitor m \"x\" {owner \"o\"\n baseline   \"b\" mode off }",
        "edition 1\nmonitor m \"x\" {\n  owner    \"o\"\n  baseline \"b\"\n  mode     off\n}\n"
      ),
      (
        "edition 1\ncolumns {\na:>=0;bb : in 0...3,\n  complete\nno   extra columns}",
        "edition 1\ncolumns {\n  a:  >= 0\n  bb: in 0...3,\n    complete\n  no extra columns\n}\n"
      ),
      (
        "edition 1\nrule r{expect share( x>3 , where:not(y==2) )>=10%}",
        "edition 1\nrule r { expect share(x > 3, where: not (y == 2)) >= 10% }\n"
      ),
      (
        "edition 1\nrule r {\n\n// why\nexpect a>3 else info\n// end\n\n}\n\n\n// last",
        "edition 1\nrule r {\n  // why\n  expect a > 3 else info\n  // end\n}\n\n// last\n"
      ),
    ])
  func style(_ text: String, _ expected: String) {
    #expect(Formatter.format(Self.tree(text)) == expected)
  }

  @Test(
    "A comment of several lines within an entry of columns does not end the entry",
    arguments: [
      "a: integral /* x\n y */ severity info", "a: >= 0 for at /* x\n y */ least 99%",
      "no /* x\n y */ missing columns", "a: mean within 10% /* x\n y */ of 3",
      "a: >= 0 suggested /* x\n y */ (1)", "a: /* x\n y */ integral, /* z\n */ complete",
    ])
  func commentsWithinEntries(_ entry: String) {
    Self.expectLaws("edition 1\n\ncolumns {\n  \(entry)\n  b: complete\n}\n")
  }

  @Test("A file with mistakes is not formatted")
  func mistakes() {
    #expect(Formatter.format(Self.tree("edition 1\nrule r { expect > 3 }")) == nil)
  }
}
