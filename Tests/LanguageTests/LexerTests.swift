import Language
import Testing

@Suite struct LexerTests {
  /// Law: tokens and comments in order account for every byte that is not white space.
  static func expectRoundTrip(_ tree: SyntaxTree, _ comment: Comment? = nil) {
    let bytes = tree.source.bytes
    var place = 0
    var gaps = true
    func take(_ span: SourceSpan) {
      gaps = gaps && span.start >= place && span.end <= bytes.count
      guard gaps else { return }
      while place < span.start, bytes[place] == 32 || (9...13).contains(bytes[place]) { place += 1 }
      gaps = place == span.start
      place = span.end
    }
    for token in tree.tokens {
      for trivia in token.leadingTrivia {
        switch trivia {
        case .lineComment(let span), .blockComment(let span), .documentation(let span): take(span)
        case .blankLine: break
        }
      }
      take(token.span)
    }
    #expect(gaps && place == bytes.count, comment)
    #expect(tree.tokens.last?.kind == .end, comment)
  }

  @Test(arguments: Fixture.names) func tokensKeepEveryByte(_ name: String) throws {
    Self.expectRoundTrip(Parser.parse(try Fixture.source(name)))
  }

  static func expression(_ text: String) -> (dump: String, codes: [String]) {
    let (expression, diagnostics) = Parser.parseExpression(SourceFile(path: "e", text: text))
    return (Dump.text(expression), diagnostics.map(\.code.id))
  }

  /// What is wrong alone: writing a long chain out would take much of a small stack.
  static func codes(_ text: String) -> [String] {
    Parser.parseExpression(SourceFile(path: "e", text: text)).diagnostics.map(\.code.id)
  }

  @Test(arguments: [
    ("12", "12.0"), ("1_000", "1000.0"), ("0.1", "0.1"), ("1e-3", "0.001"), ("2E+3", "2000.0"),
    ("95%", "(ratio 0.95)"), ("150%", "(ratio 1.5)"), ("0.1%", "(ratio 0.001)"),
    ("97.84946236559139%", "(ratio 0.9784946236559139)"), ("1e1%", "(ratio 0.1)"),
    ("250 ms", "(seconds 0.25)"), ("15 min", "(seconds 900.0)"), ("1 hour", "(seconds 3600.0)"),
    ("5h", "(seconds 18000.0)"), ("2 s", "(seconds 2.0)"), ("7 days", "(seconds 604800.0)"),
    ("2 weeks", "(seconds 1209600.0)"), ("1 second", "(seconds 1.0)"),
    ("100 MB", "(bytes 100000000.0)"), ("4 GiB", "(bytes 4294967296.0)"), ("9 B", "(bytes 9.0)"),
    ("1970-01-01", "(epoch 0)"), ("2027-03-01", "(epoch 1803859200)"),
    ("2027-03-01T10:00:00Z", "(epoch 1803895200)"),
    ("2027-03-01T10:00:00+01:30", "(epoch 1803889800)"), ("0001-01-01", "(epoch -62135596800)"),
    ("2000-02-29", "(epoch 951782400)"),
    (#""a\n\t\"\\\u{e9}""#, "\"a\n\t\"\\é\""), ("größe", "größe"),
    ("`trip distance`", "`trip distance`"),
    ("x matches /a[/]\\/b/imsxu", "(matches x /a[/]\\/b/imsxu)"),
    ("(/a/)", "(group /a/)"), ("a / b / c", "(/ (/ a b) c)"), ("[/a/, /b/]", "[/a/ /b/]"),
    ("f(x: /a/)", "(f x:/a/)"), ("5...10", "(... 5.0 10.0)"), ("5..<10", "(..< 5.0 10.0)"),
    ("-0.1...0.1", "(... (neg 0.1) 0.1)"), ("a / /* c */ b", "(/ a b)"),
  ]) func literals(_ text: String, _ dump: String) {
    let result = Self.expression(text)
    #expect(result.dump == dump)
    #expect(result.codes == [])
  }

  @Test func aPrintedRatioReadsBackAsItWas() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      let value = Double.random(in: 0...2, using: &random)
      // The decimal text of the value with its point moved to the right by hand.
      let digits = Array("\(value)")
      guard !digits.contains("e"), let point = digits.firstIndex(of: ".") else { continue }
      var moved = digits
      moved.remove(at: point)
      while moved.count < point + 3 { moved.append("0") }
      moved.insert(".", at: point + 2)
      #expect(Self.expression(String(moved) + "%").dump == "(ratio \(value))")
    }
  }

  @Test(arguments: [
    (".5", "0.5", "TM118"), ("5.", "5.0", "TM118"), ("1e999", "0.0", "TM119"),
    ("95 %", "(ratio 0.95)", "TM120"), ("2027-02-30", "(epoch 0)", "TM121"),
    ("2027-13-01", "(epoch 0)", "TM121"), ("2027-03-01T10:00:00", "(epoch 0)", "TM121"),
    ("2027-03-01T25:00:00Z", "(epoch 0)", "TM121"), ("2027-03-011", "(epoch 0)", "TM121"),
    ("\"abc", "\"abc\"", "TM112"), ("\"\"\"abc", "\"abc\"", "TM112"), ("'abc'", "\"abc\"", "TM122"),
    ("`abc", "`abc`", "TM115"), (#""\d""#, "\"\\d\"", "TM116"),
    (#""\u{d800}""#, #""\u{d800}""#, "TM116"),
    ("a /* b", "a", "TM113"), ("x matches /a[/", "(matches x /a[/)", "TM114"),
    ("(/a/gi)", "(group /a/gi)", "TM123"), ("a ≥ 3", "(>= a 3.0)", "TM122"),
    ("a && b", "(and a b)", "TM122"), ("a || b", "(or a b)", "TM122"), ("!a", "(not a)", "TM122"),
    ("a <> b", "(!= a b)", "TM122"), ("a @ + b", "(+ a b)", "TM109"),
    ("a\u{A0}+ b", "(+ a b)", "TM109"),
    ("a \u{202E}+ b", "(+ a b)", "TM110"), ("a = b", "(== a b)", "TM131"),
  ]) func mistakesAreOneDiagnosticEach(_ text: String, _ dump: String, _ code: String) {
    let result = Self.expression(text)
    #expect(result.dump == dump)
    #expect(result.codes == [code])
  }

  @Test func stringsOfSeveralLines() {
    let text = "\"\"\"\n    a \"b\"\n\n      c\\n\n    \"\"\""
    #expect(Self.expression(text).dump == "\"a \"b\"\n\n  c\n\"")
    #expect(
      Self.expression(
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
      ).dump == "\"a \"b\"\n\n  c\n\"")
    #expect(Self.expression("\"\"\"one \"line\" \"\"\"").dump == "\"one \"line\" \"")
  }

  @Test func bidirectionalControlsMayStandInStringsAndComments() {
    #expect(Self.expression("\"\u{202E}\" // \u{2066}").codes == [])
  }

  @Test func triviaTellsCommentsFromDocumentation() {
    let tree = Parser.parse(
      SourceFile(path: "t", text: "edition 1\n\n\n// a\n/// b\n/* c /* d */ */ let x = 1\n"))
    let trivia = tree.tokens[2].leadingTrivia.map { trivia in
      switch trivia {
      case .lineComment(let span): "line " + span.text
      case .blockComment(let span): "block " + span.text
      case .documentation(let span): "doc " + span.text
      case .blankLine: "blank"
      }
    }
    #expect(trivia == ["blank", "line // a", "doc /// b", "block /* c /* d */ */"])
  }

  @Test func bytesThatAreNotUTF8AreOneLocatedMistake() {
    let bytes = Array("edition 1\nlet gr".utf8) + [0xF6, 0xDF] + Array("e = 1\n".utf8)
    let tree = Parser.parse(SourceFile(path: "latin1", bytes: bytes))
    #expect(tree.diagnostics.map(\.code) == [.notUTF8])
    #expect(tree.diagnostics.first?.span.start == 16)
    #expect(tree.declarations.count == 1)
  }
}
