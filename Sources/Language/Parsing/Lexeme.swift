/// A token as the parser reads it.
struct Lexeme {
  let token: Token
  /// The token's kind, or what a mistaken spelling stands for: `&&` reads as the word `and`.
  let kind: Token.Kind
  /// The word, sign or name; empty for literals, whose text is the token's.
  let text: String

  var span: SourceSpan { token.span }

  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
  func isWord(_ word: String) -> Bool { kind == .word && text == word }
}
