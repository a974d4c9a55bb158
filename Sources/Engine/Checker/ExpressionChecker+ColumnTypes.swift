import Language

extension ExpressionChecker {
  /// Tells where a plain column is said to hold nothing that is read of it; false after an error.
  ///
  /// Such a value is never known while the data are as said, so that is an error. A column that rules
  /// call `string` may hold texts that are spelled like numbers, and a number has a spelling: these are
  /// warnings. A column of unknown or of mixed type says nothing.
  ///
  /// - Parameters:
  ///   - reader: what reads the cells: "`mean` works on".
  ///   - other: what the column is compared with.
  mutating func holds(
    _ use: CellUse, _ term: Term, for reader: String, at span: SourceSpan, beside other: Term? = nil
  ) -> Bool {
    guard case .column(let name) = term.kind, let type = scope.facts.types[name],
      let source = scope.facts.typeSources[name]
    else { return true }
    let isSpelled = use == .texts && type.isNumeric
    guard isSpelled || !use.reads(type) else { return true }
    var maySpell = isSpelled
    if type == .string, case .declared = source { maySpell = true }
    report(
      Diagnostic(
        maySpell ? .spellingRead : .typeNeverRead,
        "`\(name)` holds \(type.noun), and \(reader) \(use.noun)", at: span,
        secondary: place(of: source),
        notes: [reason(use, name, type, source), advice(use, name, type, other)].compactMap(\.self),
        fixIts: fixIts(type, use, other)))
    return maySpell
  }

  /// The same of two sides of a comparison.
  mutating func holdTogether(_ left: Term, _ right: Term, _ span: SourceSpan) -> Bool {
    if case .column(let a) = left.kind, case .column(let b) = right.kind {
      return columnsHoldTogether(a, b, span)
    }
    for (side, other) in [(left, right), (right, left)] {
      let type: ValueType
      switch other.kind {
      case .set(let set): type = set.elementType
      case .range(let low, let high, _): type = low.type == .cell ? high.type : low.type
      default: type = other.type
      }
      guard let use = CellUse(beside: type) else { continue }
      guard holds(use, side, for: "is compared here with", at: span, beside: other) else {
        return false
      }
    }
    return true
  }

  private mutating func columnsHoldTogether(
    _ a: String, _ b: String, _ span: SourceSpan
  ) -> Bool {
    guard let x = scope.facts.types[a], let y = scope.facts.types[b],
      let source = scope.facts.typeSources[a], let other = scope.facts.typeSources[b],
      x != y, !(x.isNumeric && y.isNumeric)
    else { return true }
    var isDeclaredText = false
    for (type, source) in [(x, source), (y, other)] where type == .string {
      if case .declared = source { isDeclaredText = true }
    }
    report(
      Diagnostic(
        isDeclaredText ? .spellingRead : .typeNeverRead,
        "`\(a)` holds \(x.noun), and `\(b)` holds \(y.noun)", at: span,
        secondary: place(of: source) + place(of: other),
        notes: [
          "values of two types are neither equal nor in an order: such a record is left out",
          "compare both as texts: text(\(Quoting.name(a))) == text(\(Quoting.name(b)))",
        ]))
    return isDeclaredText
  }

  private func place(of source: TypeSource) -> [Diagnostic.Label] {
    if case .declared(let span) = source {
      return [Diagnostic.Label(span, "the column's type is said here")]
    }
    return []
  }

  private func reason(
    _ use: CellUse, _ name: String, _ type: ColumnType, _ source: TypeSource
  ) -> String {
    var seen = "the baseline says so"
    if case .declared = source { seen = "`columns { }` says so" }
    if use == .texts {
      return seen + "; a number is compared by its spelling then: 3.0 is not \"3\", "
        + "and \"10\" comes before \"9\""
    }
    if type == .string, case .declared = source {
      return seen + "; only what is spelled so would count, and all else is left out"
    }
    return seen + "; every other value is left out, so that nothing would be left"
  }

  private func advice(
    _ use: CellUse, _ name: String, _ type: ColumnType, _ other: Term?
  ) -> String? {
    let column = Quoting.name(name)
    guard other == nil else {
      if case .set(.range)? = other?.kind, type == .string {
        return "bound the length of a text, or its form: length(\(column)) in 1...20, "
          + "\(column) matches /^[0-9]+$/"
      }
      return nil
    }
    switch type {
    case .string:
      return "of texts there are distinct(\(column)), length_mean(\(column)) and "
        + "share(\(column) == \"…\"); what is spelled like a number is number(\(column))"
    case .boolean: return "of true and false there is share(\(column) == true)"
    case .timestamp:
      return "of times there are min(\(column)), max(\(column)) and freshness(\(column))"
    case .integral, .fractional:
      return use == .times ? "a time is spelled as 2026-01-31 or 2026-01-31T10:00:00Z" : nil
    }
  }

  /// The constant as the column would have it, where it is written in full.
  private func fixIts(_ type: ColumnType, _ use: CellUse, _ other: Term?) -> [FixIt] {
    guard let other else { return [] }
    var replacement: String?
    switch (other.kind, type) {
    case (.constant(.number(let number)), .string) where other.span.text == Number.text(number):
      replacement = Quoting.string(other.span.text)
    case (.constant(.number(let number)), .boolean) where number == 0 || number == 1:
      replacement = number == 1 ? "true" : "false"
    case (.constant(.boolean(let value)), .integral): replacement = value ? "1" : "0"
    case (.constant(.text(let text)), .integral), (.constant(.text(let text)), .fractional):
      if let number = Double(text), number >= 0, Number.text(number) == text { replacement = text }
    case (.set(.values(let values)), .string):
      replacement = list(values.map { value in value.number.map { Value.text(Number.text($0)) } })
    case (.set(.values(let values)), .integral), (.set(.values(let values)), .fractional):
      replacement = list(
        values.map { value in
          value.text.flatMap { text in
            Double(text).flatMap { Number.text($0) == text ? Value.number($0) : nil }
          }
        })
    default: break
    }
    guard let replacement,
      other.span.text.first.map({ !$0.isLetter }) == true
        || other.constant?.boolean != nil && ["true", "false"].contains(other.span.text)
    else { return [] }
    return [FixIt("did you mean `\(replacement)`?", replace: other.span, with: replacement)]
  }

  private func list(_ values: [Value?]) -> String? {
    let known = values.compactMap(\.self)
    guard known.count == values.count, known.count <= 20 else { return nil }
    return ValueSet.values(known).description
  }
}
