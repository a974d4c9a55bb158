extension Parser {
  /// Words that need back-ticks to be names.
  static let operandWords = ["not", "if", "true", "false", "null", "baseline", "columns"]

  mutating func operand() -> Expression {
    let next = current
    switch next.kind {
    case .number: return literal(next) { .number($0) }
    case .ratio: return literal(next) { .ratio($0) }
    case .duration: return literal(next) { .duration(seconds: $0) }
    case .size: return literal(next) { .size(bytes: $0) }
    case .date: return literal(next) { .date(epochSeconds: $0) }
    case .string:
      advance()
      return Expression(.string(text(of: next)), next.span)
    case .regex:
      advance()
      return Expression(regex(of: next), next.span)
    case .quoted: return call()
    case .word: return wordOperand(next)
    case .sign where next.text == "(": return group()
    case .sign where next.text == "[": return list()
    default: return missing()
    }
  }

  private mutating func literal(
    _ lexeme: Lexeme, _ kind: (Double) -> Expression.Kind
  ) -> Expression {
    advance()
    return Expression(kind(value(of: lexeme)), lexeme.span)
  }

  private mutating func wordOperand(_ word: Lexeme) -> Expression {
    switch word.text {
    case "true", "false":
      advance()
      return Expression(.boolean(word.text == "true"), word.span)
    case "null":
      advance()
      return Expression(.null, word.span)
    case "baseline":
      advance()
      guard isSign("(") else { return Expression(.baseline(nil), word.span) }
      let opening = current.span
      advance()
      let value = inner()
      close(")", opening, "`baseline(`")
      return Expression(.baseline(value), span(from: word.span.start))
    case "columns":
      guard isSign("(", 1) else { return missing() }
      advance()
      let arguments = arguments()
      return Expression(.columns(arguments), span(from: word.span.start))
    case "not", "if":
      return missing()
    case "all" where isWord("columns", 1) && !isSign("(", 2):
      advance()
      advance()
      return Expression(.allColumns, span(from: word.span.start))
    default: return call()
    }
  }

  /// Reports that a value is wanted here, and stands for it.
  mutating func missing() -> Expression {
    let place = SourceSpan(source, lastEnd, lastEnd)
    guard !isRecovering else { return Expression(.missing, place) }
    let next = current
    if next.kind == .word, Self.operandWords.contains(next.text) {
      let isOperator = next.text == "not" || next.text == "if"
      reportExpected(
        "a value", .missingOperand,
        notes: isOperator
          ? ["put `\(next.text) …` in parentheses to use it as an operand"] : [],
        fixIts: [backTicks(next)])
    } else {
      reportExpected("a value", .missingOperand)
    }
    return Expression(.missing, place)
  }

  func backTicks(_ word: Lexeme) -> FixIt {
    FixIt(
      "a column of this name is written `` `\(word.text)` ``", replace: word.span,
      with: "`\(word.text)`")
  }

  private mutating func group() -> Expression {
    let opening = current.span
    advance()
    let value = inner()
    close(")", opening, "`(`")
    return Expression(.group(value), span(from: opening.start))
  }

  private mutating func list() -> Expression {
    let opening = current.span
    advance()
    var items: [Expression] = []
    while !isSign("]"), !isRecovering {
      items.append(inner())
      guard takeComma(before: "]") else { break }
    }
    close("]", opening, "`[`")
    return Expression(.list(items), span(from: opening.start))
  }

  /// A name, or a call of one.
  mutating func call() -> Expression {
    let start = current.span.start
    guard let path = path("a name") else {
      return Expression(.missing, SourceSpan(source, lastEnd, lastEnd))
    }
    let arguments = isSign("(") ? arguments() : nil
    if let file = arguments?.namedSet, path.text == "set" { setFiles.append(file) }
    return Expression(.call(path, arguments), span(from: start))
  }

  /// `a`, `bias.dpl`, `` `trip distance` ``, `f[0]`.
  mutating func path(_ what: String) -> Path? {
    let start = current.span.start
    guard let first = name(what) else { return nil }
    var components = [Path.Component.name(first)]
    while true {
      if takeSign(".") {
        let next = current
        guard next.kind == .word || next.kind == .quoted else {
          reportExpected("a name after `.`")
          break
        }
        advance()
        components.append(.name(Name(next.text, next.span, isQuoted: next.kind == .quoted)))
      } else if isSign("[") {
        let opening = current.span
        advance()
        guard let number = number("an index") else { break }
        if let index = Int(exactly: number.value), index <= Int(Int32.max) {
          components.append(.index(index, number.span))
        } else {
          note(Diagnostic(.unexpectedToken, "an index is a whole number", at: number.span))
        }
        close("]", opening, "`[`")
      } else {
        break
      }
    }
    return Path(components, span(from: start))
  }

  /// A name that may stand alone; `not`, `baseline` and the like need back-ticks for that.
  mutating func name(_ what: String) -> Name? {
    let next = current
    switch next.kind {
    case .quoted: break
    case .word where !Self.operandWords.contains(next.text): break
    case .word:
      reportExpected(what, .needsBackTicks, fixIts: [backTicks(next)])
      return nil
    default:
      reportExpected(what)
      return nil
    }
    advance()
    return Name(next.text, next.span, isQuoted: next.kind == .quoted)
  }

  /// `(value, label: value)`; stands on the `(`.
  mutating func arguments() -> [Argument] {
    let opening = current.span
    advance()
    var result: [Argument] = []
    while !isSign(")"), !isRecovering {
      result.append(argument())
      guard takeComma(before: ")") else { break }
    }
    close(")", opening, "`(`")
    return result
  }

  private mutating func argument() -> Argument {
    let word = current
    guard word.kind == .word, isSign(":", 1) || isSign("=", 1) else {
      return Argument(label: nil, value: inner())
    }
    advance()
    let sign = current.span
    if isSign("=") {
      // A colon stands right behind its word.
      let isApart = sign.file.bytes[word.span.end..<sign.start].allSatisfy { $0 == 0x20 }
      let colon = isApart ? SourceSpan(sign.file, word.span.end, sign.end) : sign
      note(
        Diagnostic(
          .assignmentInComparison, "`=` neither compares nor names an option", at: sign,
          fixIts: [
            FixIt("name an option with `:`", replace: colon, with: ":"),
            FixIt("compare with `==`", replace: sign, with: "=="),
          ]))
    }
    advance()
    return Argument(label: Name(word.text, word.span), value: inner())
  }
}
