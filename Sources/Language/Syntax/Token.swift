/// A word or sign of a rule file, with what stands before it.
package struct Token: Sendable {
  package enum Kind: Sendable, Equatable {
    /// A letter or `_`, then letters, digits, `_`.
    case word
    /// A name in back-ticks.
    case quoted
    case number, ratio, duration, size, date, string, regex
    /// `{ } ( ) [ ] , : ; . = + - * / < <= > >= == != ... ..<`
    case sign
    /// A line break that ends an entry of `columns { }`.
    case newline
    /// Bytes that belong to no token; a diagnostic has been given.
    case invalid
    case end
  }

  package let span: SourceSpan
  package let leadingTrivia: [Trivia]
  package let kind: Kind

  package init(_ kind: Kind, _ span: SourceSpan, leadingTrivia: [Trivia]) {
    self.kind = kind
    self.span = span
    self.leadingTrivia = leadingTrivia
  }

  package var text: String { span.text }
}

/// A comment or a blank line before a token.
package enum Trivia: Sendable {
  /// `// …`
  case lineComment(SourceSpan)
  /// `/* … */`, nested ones included.
  case blockComment(SourceSpan)
  /// `/// …`: documents the declaration that follows.
  case documentation(SourceSpan)
  /// One or more blank lines.
  case blankLine
}
