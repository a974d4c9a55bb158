import Language

extension ExpressionChecker {
  /// The nodes that one call may stand for when all definitions are written out.
  package static let expansionAtMost = 10_000
  /// Of depth: a call takes more of the stack than an operator.
  private static let levelsOfCall = 3

  /// A call of a definition: its body, with the arguments in the place of its parameters.
  ///
  /// - Parameter column: stands for the first parameter, in `columns { }`.
  mutating func expand(
    _ definition: NamedExpression, _ arguments: [Argument], _ span: SourceSpan, _ place: Place,
    column: Term? = nil
  ) -> Term {
    markUsed(definition.name.text)
    guard let fillings = fillings(definition, arguments, span, column) else { return silent(span) }
    // What is wrong with it has been told.
    guard !scope.mistakenDefinitions.contains(definition.name.text) else { return silent(span) }
    guard enter(definition.name.text, span) else { return silent(span) }
    let outer = scope
    scope.parameters = fillings
    scope.loops = [:]
    scope.left = nil
    if expansions == 0 { (expanded, isTooLarge) = (0, false) }
    expansions += 1
    depth += Self.levelsOfCall
    defer {
      scope = outer
      expansions -= 1
      depth -= Self.levelsOfCall
      openLets.removeLast()
    }
    let before = diagnostics.count
    let term = check(definition.value, place)
    if isTooLarge {
      if expansions == 1 { return tooLarge(from: before, span) }
      return silent(span)
    }
    let isMistaken = tell(from: before, definition, span)
    if isMistaken || term.isInvalid { return silent(span) }
    return term.placed(at: span)
  }

  private mutating func tooLarge(from start: Int, _ span: SourceSpan) -> Term {
    // What else was found is found again once this is mended.
    _ = takeDiagnostics(from: start)
    return invalid(
      Diagnostic(
        .namesMultiply, "this call stands for too much when all definitions are written out",
        at: span, label: "more than \(Self.expansionAtMost) names and operators, or too deep",
        notes: ["a definition that uses a parameter twice doubles what it is given"]))
  }

  /// What fails in the body for these arguments is told at the call; false where nothing is wrong.
  private mutating func tell(
    from start: Int, _ definition: NamedExpression, _ span: SourceSpan
  ) -> Bool {
    guard diagnostics.count > start else { return false }
    let found = takeDiagnostics(from: start)
    let body = definition.span
    var told: Set<String> = []
    for diagnostic in found {
      let isWithin =
        diagnostic.span.file === body.file && diagnostic.span.start >= body.start
        && diagnostic.span.end <= body.end
      let isOfNames = diagnostic.code.id == DiagnosticCode.circularLet.id
      var shown = diagnostic
      if isWithin, !isOfNames {
        guard diagnostic.severity == .error else { continue }
        let here = Diagnostic.Label(diagnostic.span, "in `\(definition.name.text)`")
        shown = Diagnostic(
          diagnostic.code, diagnostic.message, at: span, label: "with these arguments",
          secondary: [here] + diagnostic.secondary.prefix(4), notes: diagnostic.notes)
      }
      guard told.insert("\(shown.code.id) \(shown.span)").inserted else { continue }
      report(shown)
    }
    return found.contains { $0.severity == .error }
  }

  // MARK: Arguments

  private mutating func fillings(
    _ definition: NamedExpression, _ arguments: [Argument], _ span: SourceSpan, _ column: Term?
  ) -> [String: Filling]? {
    var open = definition.parameters.map(\.text)
    var result: [String: Filling] = [:]
    if let column, !open.isEmpty { result[open.removeFirst()] = .column(column) }
    let given = arguments.count + (result.isEmpty ? 0 : 1)
    guard given == definition.parameters.count else {
      let count = definition.parameters.count
      report(
        definition.mismatch(
          "takes \(count == 0 ? "no" : "\(count)") argument\(count == 1 ? "" : "s"), not \(given)",
          at: span))
      return nil
    }
    for argument in arguments {
      var position: Int? = open.isEmpty ? nil : 0
      if let label = argument.label {
        position = open.firstIndex(of: label.text)
        if position == nil {
          report(
            definition.mismatch(
              "has no parameter `\(label.text)` that is free", at: label.span,
              fixIts: FixIt.nearest(to: label.text, among: open, replace: label.span)))
          return nil
        }
      }
      guard let position else { return nil }
      result[open.remove(at: position)] = .argument(argument.value, scope, reading: openLets)
    }
    return result
  }

  // MARK: Parameters

  /// A parameter that is read in the body.
  mutating func parameter(_ filling: Filling, _ span: SourceSpan, _ place: Place) -> Term {
    switch filling {
    case .anything: return place == .row ? Term(.column("*"), .cell, .row, span) : silent(span)
    case .column(let term):
      if place == .window { return rowValue(span.text, span) }
      return term.placed(at: span)
    case .argument:
      let term = atCall(filling) { $0.check($1, place) }
      guard let term, !term.isInvalid else { return silent(span) }
      return term.placed(at: span)
    }
  }

  /// Looks at an argument where it stands: its names mean what they mean at the call.
  mutating func atCall<Result>(
    _ filling: Filling, _ body: (inout ExpressionChecker, Expression) -> Result
  ) -> Result? {
    guard case .argument(let expression, let theirs, let reading) = filling else { return nil }
    let outer = (scope, openLets)
    (scope, openLets) = (theirs, reading)
    depth += Self.levelsOfCall
    defer {
      (scope, openLets) = outer
      depth -= Self.levelsOfCall
    }
    return body(&self, expression)
  }

  /// The parameter that an expression names.
  func filling(_ expression: Expression) -> Filling? {
    guard case .call(let path, nil) = expression.kind else { return nil }
    return filling(path)
  }

  func filling(_ path: Path) -> Filling? {
    guard let name = path.single, !name.isQuoted else { return nil }
    return scope.parameters[name.text]
  }

  /// What stands for an expression at the outermost call; nil where anything may.
  func written(_ expression: Expression) -> Expression? {
    var (current, names) = (expression, scope)
    while case .call(let path, nil) = current.kind, let name = path.single, !name.isQuoted,
      let filling = names.parameters[name.text]
    {
      guard case .argument(let argument, let theirs, _) = filling else { return nil }
      (current, names) = (argument, theirs)
    }
    return current
  }
}

extension NamedExpression {
  /// As it is called: `plausible(c, limit)`.
  var callText: String { "\(name.text)(\(parameters.map(\.text).joined(separator: ", ")))" }

  func mismatch(_ what: String, at span: SourceSpan, fixIts: [FixIt] = []) -> Diagnostic {
    Diagnostic(
      .wrongArguments, "`\(name.text)` \(what)", at: span,
      secondary: [Diagnostic.Label(name.span, "defined here")],
      notes: ["it is called as \(callText)"], fixIts: fixIts)
  }
}
