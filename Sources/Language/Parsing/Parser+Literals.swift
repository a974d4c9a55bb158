extension Parser {
  /// A number without a unit, where the grammar wants one.
  mutating func number(_ what: String) -> NumberLiteral? {
    let literal = current
    guard literal.kind == .number else {
      reportExpected(what)
      return nil
    }
    advance()
    return NumberLiteral(value(of: literal), literal.span)
  }

  /// A ratio such as `99%`, where the grammar wants one.
  mutating func ratio(_ what: String) -> NumberLiteral? {
    let literal = current
    guard literal.kind == .ratio else {
      let isNumber = literal.kind == .number
      reportExpected(
        what,
        fixIts: isNumber
          ? [
            FixIt(
              "did you mean `\(literal.token.text)%`?",
              replace: SourceSpan(source, literal.span.end, literal.span.end), with: "%")
          ] : [])
      return nil
    }
    advance()
    return NumberLiteral(value(of: literal), literal.span)
  }

  /// A duration in seconds.
  mutating func duration(_ what: String) -> Double? {
    let literal = current
    guard literal.kind == .duration else {
      reportExpected(what)
      return nil
    }
    advance()
    return value(of: literal)
  }

  mutating func string(_ what: String) -> StringLiteral? {
    let literal = current
    guard literal.kind == .string else {
      reportExpected(what)
      return nil
    }
    advance()
    return StringLiteral(text(of: literal), literal.span)
  }

  mutating func optionalString() -> StringLiteral? {
    current.kind == .string ? string("a string") : nil
  }

  /// The value of a literal that is a quantity: seconds, bytes, or the number itself.
  mutating func value(of literal: Lexeme) -> Double {
    let span = literal.span
    var result: Double?
    switch literal.kind {
    case .ratio: result = NumberText.value(source.bytes[span.range], shiftingPointBy: -2)
    case .duration, .size:
      let (digits, unit) = NumberText.split(span.text)
      switch unit {
      case .duration(let milliseconds):
        result = NumberText.value(digits.utf8).map { $0 * milliseconds / 1_000 }
      case .size(let bytes): result = NumberText.value(digits.utf8).map { $0 * bytes }
      case nil: result = nil
      }
    case .date:
      do throws(TimeText.Problem) {
        return try TimeText.epochSeconds(span.text)
      } catch {
        note(
          Diagnostic(
            .invalidDate, "`\(span.text)` is no date", at: span, label: error.message,
            fixIts: error.suffix.map {
              [
                FixIt(
                  "write `\(span.text)\($0)`", replace: SourceSpan(source, span.end, span.end),
                  with: $0)
              ]
            } ?? []))
        return 0
      }
    default: result = NumberText.value(source.bytes[span.range])
    }
    if let result, result.isFinite { return result }
    note(Diagnostic(.numberTooLarge, "this number is too large", at: span))
    return 0
  }

  /// The text of a string literal, its escapes resolved; mistakes in it are reported.
  mutating func text(of literal: Lexeme) -> String {
    let string = StringText(source.bytes, literal.span.range)
    for problem in string.problems {
      let span = SourceSpan(source, problem.range.lowerBound, problem.range.upperBound)
      note(
        Diagnostic(
          problem.isIndentation ? .stringIndentation : .invalidEscape, problem.message, at: span,
          notes: problem.isIndentation
            ? [] : ["escapes are `\\n`, `\\t`, `\\\"`, `\\\\` and `\\u{…}`"]))
    }
    return string.text
  }

  /// The pattern and the flags of a regex literal.
  mutating func regex(of literal: Lexeme) -> Expression.Kind {
    let bytes = source.bytes
    let range = literal.span.range
    var end = range.upperBound
    while end > range.lowerBound + 1, bytes[end - 1] != UInt8(ascii: "/") { end -= 1 }
    guard end > range.lowerBound + 1 else {
      // Never closed: all of it is the pattern.
      return .regex(pattern: source.text(range.lowerBound + 1..<range.upperBound), flags: "")
    }
    let flags = source.text(end..<range.upperBound)
    if let unknown = flags.first(where: { !"imsxu".contains($0) }) {
      note(
        Diagnostic(
          .unknownRegexFlag, "there is no flag `\(unknown)`",
          at: SourceSpan(source, end, range.upperBound), label: "flags are `i m s x u`"))
    }
    return .regex(pattern: source.text(range.lowerBound + 1..<end - 1), flags: flags)
  }
}
