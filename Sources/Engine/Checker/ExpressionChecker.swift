import Language

/// Turns expressions into terms: resolves names, checks types, stages and arguments.
///
/// Every mistake becomes a diagnostic and an `.invalid` term, which later checks pass over in
/// silence.
package struct ExpressionChecker {
  package var scope: Scope
  package private(set) var diagnostics: [Diagnostic] = []
  /// Where earlier windows are asked for.
  package internal(set) var historyUses: [SourceSpan] = []
  /// Names of `let` declarations that were read.
  package private(set) var usedLets: Set<String> = []
  /// Names that are being read.
  var openLets: [String] = []
  /// Reads of `let` names within the one that stands in the rule, and how many are borne.
  private var nestedReads = 0
  package static let nestedReadsAtMost = 1_000
  /// Levels of the expression with all names written out.
  var depth = 0
  package static let depthAtMost = 400
  /// That the outermost expression is too deep has been told.
  private var isTooDeep = false
  /// The `let` whose own declaration is being checked.
  private var declaring: String?
  /// What names came to, nothing where their declaration has a mistake of its own: names of names take
  /// no more time than they have letters.
  var readings: [Place: [String: Reading]] = [:]
  /// How often the bare word `baseline` was read, whose meaning depends on what stands left of it.
  private var leftReads = 0
  /// The deepest level since the outermost name that is being read.
  private var deepest = 0

  struct Reading {
    let term: Term
    /// Names that it stands for, itself included.
    let names: Int
    /// Levels with all of them written out.
    let height: Int
  }
  /// Calls of definitions that are being written out, one in the other, and what came of the outermost.
  var expansions = 0
  var expanded = 0
  /// The outermost call stands for more than is borne.
  var isTooLarge = false

  package init(_ scope: Scope) { self.scope = scope }

  package mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func markUsed(_ name: String) { usedLets.insert(name) }

  /// Takes back what was reported since there were so many.
  mutating func takeDiagnostics(from start: Int) -> [Diagnostic] {
    defer { diagnostics.removeSubrange(start...) }
    return Array(diagnostics[start...])
  }

  mutating func invalid(_ diagnostic: Diagnostic) -> Term {
    report(diagnostic)
    return Term(.invalid, .cell, .given, diagnostic.span)
  }

  func silent(_ span: SourceSpan) -> Term { Term(.invalid, .cell, .given, span) }

  /// The term of an expression at a place.
  package mutating func check(_ expression: Expression, _ place: Place) -> Term {
    let span = expression.span
    depth += 1
    deepest = max(deepest, depth)
    defer { depth -= 1 }
    if depth == 1 { isTooDeep = false }
    guard depth <= Self.depthAtMost else {
      if expansions > 0 {
        isTooLarge = true
        return silent(span)
      }
      // Of one expression many parts lie too deep.
      if isTooDeep { return silent(span) }
      isTooDeep = true
      return invalid(
        Diagnostic(
          .namesMultiply, "this is more than \(Self.depthAtMost) levels deep, names written out",
          at: span, notes: ["a value among many is compared with `in [ … ]`"]))
    }
    if expansions > 0 {
      expanded += 1
      guard expanded <= Self.expansionAtMost, !isTooLarge else {
        isTooLarge = true
        return silent(span)
      }
    }
    switch expression.kind {
    case .number(let value): return constant(value, .number, span)
    case .ratio(let value): return constant(value, .number, span)
    case .duration(let seconds): return constant(seconds, .duration, span)
    case .size(let bytes): return constant(bytes, .bytes, span)
    case .date(let seconds): return constant(seconds, .time, span)
    case .string(let text): return Term(.constant(.text(text)), .string, .given, span)
    case .boolean(let value): return Term(.constant(.boolean(value)), .boolean, .given, span)
    case .null: return Term(.constant(.null), .cell, .given, span)
    case .regex(let pattern, let flags): return regex(pattern, flags, span)
    case .list(let elements): return list(elements, span)
    case .group(let inner):
      let term = check(inner, place)
      return term.placed(at: span)
    case .allColumns: return Term(.columnSet(.all), .columnSet, .given, span)
    case .columns(let arguments): return columnSet(arguments, span)
    case .except(let set, let out): return except(set, out, span)
    case .baseline(let inner): return baseline(inner, span)
    case .call(let path, nil): return name(path, place)
    case .call(let path, let arguments?): return call(path, arguments, span, place)
    case .negate(let inner): return negate(inner, span, place)
    case .not(let inner): return not(inner, span, place)
    case .arithmetic(let a, let op, let b): return arithmetic(a, op, b, span, place)
    case .and(let a, let b): return logic(a, b, span, place) { .and($0, $1) }
    case .or(let a, let b): return logic(a, b, span, place) { .or($0, $1) }
    case .range(let low, let high, let closed): return range(low, high, closed, span, place)
    case .bounded(let left, let bound): return bounded(check(left, place), bound, span, place)
    case .conditional(let a, let b, let c): return conditional(a, b, c, span, place)
    case .missing: return silent(span)
    }
  }

  /// The term of a `let` where it is declared: the only place where its mistakes are told.
  mutating func check(_ declaration: NamedExpression, _ place: Place = .window) -> Term {
    declaring = declaration.name.text
    openLets = [declaration.name.text]
    nestedReads = 0
    let outer = scope
    for parameter in declaration.parameters { scope.parameters[parameter.text] = .anything }
    defer { (declaring, openLets, scope) = (nil, [], outer) }
    return check(declaration.value, place)
  }

  func constant(_ value: Double, _ type: ValueType, _ span: SourceSpan) -> Term {
    Term(.constant(.number(value)), type, .given, span, interval: Interval(value, value))
  }

  private mutating func regex(_ pattern: String, _ flags: String, _ span: SourceSpan) -> Term {
    do {
      return Term(.pattern(try Pattern(pattern, flags: flags)), .regex, .given, span)
    } catch {
      let place = min(span.start + 1 + error.offset, max(span.start, span.end - 1))
      return invalid(
        Diagnostic(
          .invalidRegex, "this regex is not valid: \(error.message)",
          at: SourceSpan(span.file, place, place + 1)))
    }
  }

  private mutating func list(_ elements: [Expression], _ span: SourceSpan) -> Term {
    var values: [Value] = []
    var type: ValueType?
    for element in elements {
      let term = check(element, .window)
      guard !term.isInvalid else { return silent(span) }
      guard let value = term.constant ?? negatedConstant(term) else {
        return invalid(Diagnostic(.constantWanted, "a list holds constants", at: element.span))
      }
      if let type, type != term.type {
        return invalid(
          Diagnostic(
            .wrongType, "a list holds values of one type, here \(type.rawValue)s",
            at: element.span, label: "a \(term.type.rawValue)"))
      }
      type = term.type
      values.append(value)
    }
    let set = ValueSet.values(values)
    return Term(.set(type == .time ? .times(set) : set), .set, .given, span)
  }

  /// `-1` is an operator and a number; in lists it is a constant.
  func negatedConstant(_ term: Term) -> Value? {
    if case .negate(let inner) = term.kind, let value = inner.constant?.number {
      return .number(-value)
    }
    return nil
  }

  private mutating func baseline(_ inner: Expression?, _ span: SourceSpan) -> Term {
    if let inner {
      let outer = scope.left
      scope.left = nil
      defer { scope.left = outer }
      let term = check(inner, .window)
      if term.isInvalid { return term }
      if hasHistory(term, span) { return silent(span) }
      return Term(.baseline(term), term.type, .given, span, interval: term.interval)
    }
    leftReads += 1
    guard let left = scope.left else {
      return invalid(
        Diagnostic(
          .bareBaseline,
          "the bare word `baseline` repeats the left side of a comparison, and none stands here",
          at: span, notes: ["write baseline(E), such as baseline(mean(x))"]))
    }
    if left.isInvalid || hasHistory(left, span) { return silent(span) }
    return Term(.baseline(left), left.type, .given, span, interval: left.interval)
  }

  // MARK: Names

  private mutating func name(_ path: Path, _ place: Place) -> Term {
    let text = path.text
    if let single = path.single, !single.isQuoted {
      if let filling = scope.parameters[text] { return parameter(filling, path.span, place) }
      if let loop = scope.loops[text] { return loopColumn(loop, text, path.span, place) }
      if scope.lets[text] != nil { return letValue(text, path.span, place) }
    }
    switch place {
    case .row: return column(text, path.span)
    case .window: return metricName(path)
    }
  }

  private mutating func loopColumn(
    _ loop: Scope.LoopColumn, _ variable: String, _ span: SourceSpan, _ place: Place
  ) -> Term {
    if place == .window { return rowValue(variable, span) }
    switch loop {
    case .column(let name): return Term(.column(name), .cell, .row, span)
    case .anyColumn: return Term(.column(variable), .cell, .row, span)
    }
  }

  private mutating func letValue(_ name: String, _ span: SourceSpan, _ place: Place) -> Term {
    guard let declaration = scope.lets[name] else { return silent(span) }
    usedLets.insert(name)
    let before = diagnostics.count
    let term = value(of: declaration, span, place)
    if scope.multipliedLets.contains(name) {
      // That it stands for too much has been told.
      let others = diagnostics[before...].filter { $0.code != .namesMultiply }
      diagnostics.replaceSubrange(before..., with: others)
    }
    return term
  }

  /// Whether what is read belongs to another declaration, where its mistakes are told: what was
  /// probably meant is not looked for at each place that reads it.
  var readsAnother: Bool { openLets.count > (declaring == nil ? 0 : 1) }

  /// Begins to read a declared name; false after a report that it never ends.
  mutating func enter(_ name: String, _ span: SourceSpan) -> Bool {
    if openLets.contains(name) {
      // Each name of a circle is told once, where it is declared.
      guard name == declaring else { return false }
      let circle = (openLets + [name]).joined(separator: " → ")
      report(Diagnostic(.circularLet, "`\(name)` is defined by itself: \(circle)", at: span))
      return false
    }
    if openLets.isEmpty, expansions == 0 { nestedReads = 0 }
    nestedReads += 1
    guard nestedReads <= Self.nestedReadsAtMost else {
      if expansions > 0 { isTooLarge = true }
      guard nestedReads == Self.nestedReadsAtMost + 1, expansions == 0 else { return false }
      report(
        Diagnostic(
          .namesMultiply,
          "this stands for more than \(Self.nestedReadsAtMost) names when written out",
          at: span))
      return false
    }
    openLets.append(name)
    return true
  }

  /// The value of a declared name where it is read.
  mutating func value(
    of declaration: NamedExpression, _ span: SourceSpan, _ place: Place
  ) -> Term {
    let namesBefore = openLets.isEmpty && expansions == 0 ? 0 : nestedReads
    if expansions == 0, let known = readings[place]?[declaration.name.text],
      depth + known.height <= Self.depthAtMost,
      namesBefore + known.names <= Self.nestedReadsAtMost
    {
      nestedReads = namesBefore + known.names
      deepest = max(deepest, depth + known.height)
      return known.term.placed(at: span)
    }
    guard enter(declaration.name.text, span) else { return silent(span) }
    let outer = (scope.parameters, scope.loops, deepest)
    (scope.parameters, scope.loops, deepest) = ([:], [:], depth)
    defer {
      openLets.removeLast()
      (scope.parameters, scope.loops) = (outer.0, outer.1)
      deepest = max(deepest, outer.2)
    }
    let before = diagnostics.count
    let leftReadsBefore = leftReads
    let term = check(declaration.value, place)
    let isAlways = leftReads == leftReadsBefore
    if diagnostics.count > before {
      let isMistaken = diagnostics[before...].contains { $0.severity == .error }
      // The declaration is checked on its own; once is enough. A circle shows from its start only,
      // and so does what multiplies.
      let kept = diagnostics[before...].compactMap { diagnostic -> Diagnostic? in
        switch diagnostic.code.id {
        case DiagnosticCode.namesMultiply.id: diagnostic.read(declaration.name, at: span)
        case DiagnosticCode.circularLet.id: diagnostic
        default: nil
        }
      }
      diagnostics.replaceSubrange(before..., with: kept)
      if isMistaken {
        if kept.isEmpty, isAlways, expansions == 0 {
          readings[place, default: [:]][declaration.name.text] = Reading(
            term: silent(span), names: 0, height: 0)
        }
        return silent(span)
      }
    }
    if isAlways, diagnostics.count == before, expansions == 0 {
      readings[place, default: [:]][declaration.name.text] = Reading(
        term: term, names: nestedReads - namesBefore, height: deepest - depth)
    }
    return term.placed(at: span)
  }

  mutating func column(_ written: String, _ span: SourceSpan) -> Term {
    let name = scope.bareName(written)
    if let derived = scope.derived[name] { return value(of: derived, span, .row) }
    if let known = scope.knownColumns, !known.contains(name) {
      return invalid(
        Diagnostic(
          .unknownColumn, "no column is called `\(name)`", at: span,
          label: "not among the \(known.count) column\(known.count == 1 ? "" : "s")",
          fixIts: readsAnother
            ? []
            : FixIt.nearest(to: name, among: known.sorted(), replace: span, Quoting.name)))
    }
    if scope.knownColumns != nil, let schema = scope.schema, schema[name] == nil {
      report(
        Diagnostic(
          .notInBaseline, "the baseline has no column `\(name)`", at: span,
          notes: ["what asks the baseline for it is unknown (no baseline)"]))
    }
    return Term(.column(name), .cell, .row, span)
  }

  private mutating func metricName(_ path: Path) -> Term {
    let text = path.text
    if path.single?.isQuoted == false, let declaration = scope.metrics[text] {
      return metricValue(of: declaration, path.span)
    }
    if let type = scope.catalogue[text] {
      return metric(type, [], path.span)
    }
    if scope.schema?[text] != nil { return rowValue(text, path.span) }
    return unknownMetric(path)
  }

  mutating func rowValue(_ name: String, _ span: SourceSpan) -> Term {
    invalid(
      Diagnostic(
        .rowValue,
        "`\(name)` has a value for each record; here a value of the whole window is wanted",
        at: span,
        notes: ["aggregate it: mean(\(name)), max(\(name)), share(\(name) > 0), every(\(name) > 0)"]
      ))
  }
}

extension Diagnostic {
  /// What is told of the expression that a name stands for, at the place where the name is written.
  fileprivate func read(_ name: Name, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code, message, at: span, label: label,
      secondary: [Label(name.span, "what it stands for is declared here")], notes: notes)
  }

  /// Something of the language that this version does not have.
  static func notYet(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.notYetEvaluated, "not yet: \(what) is not supported by this version", at: span)
  }
}
