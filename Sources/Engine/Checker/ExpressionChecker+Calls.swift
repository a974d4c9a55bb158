import Language

extension ExpressionChecker {
  mutating func call(
    _ path: Path, _ arguments: [Argument], _ span: SourceSpan, _ place: Place
  ) -> Term {
    let text = path.text
    if let definition = scope.definitions[text] {
      return expand(definition, arguments, span, place)
    }
    if text == "set" { return fileSet(arguments, span) }
    if let function = historyFunction(text, arguments) {
      return history(function, arguments, span, place)
    }
    if let function = ScalarFunction(rawValue: text) {
      return scalar(function, arguments, span, place)
    }
    if let type = scope.catalogue[text] {
      if place == .row {
        return invalid(
          Diagnostic(
            .windowValue,
            "`\(text)` is a value of the whole window; here a value for each record is wanted",
            at: span,
            notes: ["baseline(\(span.text)) is known before any record and may stand here"]))
      }
      return metric(type, arguments, span)
    }
    return unknownMetric(path)
  }

  mutating func unknownMetric(_ path: Path) -> Term {
    let text = path.text
    if let definition = scope.definitions[text] {
      return invalid(definition.mismatch("is called with its arguments", at: path.span))
    }
    if HistoryFunction(rawValue: text) != nil { return historyName(text, path.span) }
    if let metric = scope.catalogue.all.first(where: { $0.signature.words.contains(text) }) {
      let name = metric.signature.name
      return invalid(
        Diagnostic(
          .unknownMetric, "no metric is called `\(text)`: it is an option of `\(name)`",
          at: path.span, notes: ["\(name) is called as \(metric.signature)"]))
    }
    let known = scope.catalogue.names + ScalarFunction.allCases.map(\.rawValue)
    return invalid(
      Diagnostic(
        .unknownMetric, "no metric is called `\(text)`", at: path.span,
        notes: ["a column stands inside an aggregate: mean(\(text)), share(\(text) > 0), …"],
        fixIts: readsAnother
          ? []
          : FixIt.nearest(to: text, among: known + scope.declaredNames, replace: path.span)
      ))
  }

  private mutating func scalar(
    _ function: ScalarFunction, _ arguments: [Argument], _ span: SourceSpan, _ place: Place
  ) -> Term {
    let wanted = function.parameters
    let fits =
      function.isVariadic ? arguments.count >= wanted.count : arguments.count == wanted.count
    guard fits else {
      return invalid(
        Diagnostic(
          .wrongArguments,
          "`\(function.rawValue)` takes \(wanted.count)\(function.isVariadic ? " or more" : "")"
            + " argument\(wanted.count == 1 ? "" : "s"), not \(arguments.count)",
          at: span))
    }
    guard function != .age || place == .row else {
      return invalid(
        Diagnostic(
          .rowValue, "`age` is of a record; here a value of the whole window is wanted", at: span,
          notes: [
            "freshness(t) is the age of the newest; aggregate it: max(age(t)), share(age(t) > 1 hour)"
          ]))
    }
    var terms: [Term] = []
    for (index, argument) in arguments.enumerated() {
      let term = check(argument.value, place)
      guard !term.isInvalid else { return silent(span) }
      let type = wanted[min(index, wanted.count - 1)]
      let isValue = ![.set, .range, .columnSet, .regex].contains(term.type)
      let accepts =
        isValue && type == .cell || term.type == .cell || term.type == type
        || (type == .number && term.type.isNumeric)
      guard accepts else {
        return invalid(
          Diagnostic(
            .wrongType,
            "`\(function.rawValue)` wants a \(type == .cell ? "value" : type.rawValue) here",
            at: term.span,
            label: "a \(term.type.rawValue)"))
      }
      let use: CellUse = type == .number ? .numbersOrTimes : type == .time ? .times : .any
      guard holds(use, term, for: "`\(function.rawValue)` works on", at: term.span) else {
        return silent(span)
      }
      terms.append(term)
    }
    switch function {
    case .age: return age(terms[0], span)
    case .jsonValue:
      guard isPath(terms[1]) else { return silent(span) }
    default: break
    }
    return Term(
      .function(function, terms), function.result, terms.map(\.stage).max() ?? .given, span,
      interval: Interval(of: function, terms.map(\.interval)))
  }

  /// From a time to that of its record, by which windows are cut: the same whenever it is asked.
  private mutating func age(_ time: Term, _ span: SourceSpan) -> Term {
    guard let record = scope.facts.recordTime else {
      return invalid(
        Diagnostic(
          .windowColumnWanted, "`age` is reckoned up to the time of the record, and none is named",
          at: span, notes: ["write `window … on COLUMN` in the monitor"]))
    }
    return Term(.arithmetic(record.term, .subtract, time), .duration, .row, span)
  }

  private mutating func isPath(_ term: Term) -> Bool {
    guard case .text(let text)? = term.constant else {
      report(Diagnostic(.constantWanted, "the path of `json_value` is a constant", at: term.span))
      return false
    }
    if JSONPath(text) != nil { return true }
    report(
      Diagnostic(
        .wrongArguments, "this is no path into JSON", at: term.span,
        notes: ["a path is written \"a.b\", \"items[0].price\" or \"a[\\\"b c\\\"]\""]))
    return false
  }

  // MARK: Metrics

  /// A metric's call; a column that was left out (in `columns { }`) is put in by the caller.
  package mutating func metric(
    _ type: any Metric.Type, _ arguments: [Argument], _ span: SourceSpan, column: Term? = nil
  ) -> Term {
    let signature = type.signature
    var values: [String: CheckedArguments.Argument] = [:]
    var texts: [String] = []
    var filter = scope.filter
    var open = signature.parameters
    var columns: [String] = []
    guard hasTask(for: signature, span), hasAttributions(for: signature, span) else {
      return silent(span)
    }
    if let column,
      let index = open.firstIndex(where: { $0.kind == .column || $0.kind == .columns })
    {
      let isRead = holds(
        open[index].cells, column, for: "`\(signature.name)` works on", at: span)
      guard isRead else { return silent(span) }
      let expression = RowExpression(column)
      values[open[index].name] =
        open[index].kind == .columns ? .columns([expression]) : .column(expression)
      columns = expression.columns
      texts.append("\(open[index].name): \(expression.key)")
      open.remove(at: index)
    }
    let outer = scope.left
    scope.left = nil
    defer { scope.left = outer }
    let defaults = scope.defaults[signature.name] ?? []
    var takesDefaults = false
    for (position, argument) in (arguments + defaults).enumerated() {
      if position >= arguments.count {
        let isOpen = open.contains { $0.name == argument.label?.text }
        if position == arguments.count { takesDefaults = isOpen }
        guard takesDefaults, isOpen else { continue }
      }
      if argument.label?.text == "where" {
        guard let condition = predicate(argument.value) else { return silent(span) }
        filter = RowExpression.and(filter, condition)
        continue
      }
      guard let index = parameter(for: argument, among: open, signature) else {
        return silent(span)
      }
      let parameter = open[index]
      guard let value = value(of: argument, for: parameter, signature) else { return silent(span) }
      if parameter.kind == .columns, case .column(let expression) = value.argument {
        // It stays open: more columns may follow.
        let before = (try? CheckedArguments(values).columns(parameter.name)) ?? []
        values[parameter.name] = .columns(before + [expression])
      } else {
        open.remove(at: index)
        values[parameter.name] = value.argument
      }
      texts.append("\(parameter.name): \(value.text)")
      for name in value.columns where !columns.contains(name) { columns.append(name) }
    }
    if let lacking = open.first(where: { !$0.isOptional && values[$0.name] == nil }) {
      return invalid(
        Diagnostic(
          .wrongArguments, "`\(signature.name)` lacks its argument `\(lacking.name)`", at: span,
          notes: ["it is called as \(signature)"]))
    }
    for name in filter?.columns ?? [] where !columns.contains(name) { columns.append(name) }
    let checked = CheckedArguments(
      values, filter: filter, facts: scope.facts,
      task: signature.taskUse == .none ? nil : scope.task,
      attributions: signature.asksAttributions ? scope.attributions : nil)
    do {
      let metric = try type.init(checked)
      if signature.taskUse != .none {
        let read = metric.reads.flatMap(\.columns).flatMap(\.columns)
        for name in read where !columns.contains(name) { columns.append(name) }
      }
      let call = MetricCall(
        metric: metric, signature: signature,
        key: "\(signature.name)(\(texts.joined(separator: ", ")))"
          + (filter.map { " where " + $0.key } ?? ""),
        columns: columns, arguments: checked)
      return Term(
        .metric(call), checked.valueType(of: signature), .window, span,
        interval: metric.range.map(Interval.init))
    } catch {
      let place = arguments.first { $0.label?.text == error.parameter }?.value.span ?? span
      return invalid(Diagnostic(.wrongArguments, error.message, at: place))
    }
  }

  private mutating func parameter(
    for argument: Argument, among open: [Signature.Parameter], _ signature: Signature
  ) -> Int? {
    if let label = argument.label {
      if let index = open.firstIndex(where: { $0.name == label.text }) { return index }
      let names = signature.parameters.map(\.name) + ["where"]
      report(
        Diagnostic(
          .wrongArguments, "`\(signature.name)` has no option `\(label.text)`", at: label.span,
          notes: ["it is called as \(signature)"],
          fixIts: FixIt.nearest(to: label.text, among: names, replace: label.span)))
      return nil
    }
    if !open.isEmpty { return 0 }
    report(
      Diagnostic(
        .wrongArguments, "`\(signature.name)` takes fewer arguments", at: argument.value.span,
        notes: ["it is called as \(signature)"]))
    return nil
  }

  private typealias Checked = (argument: CheckedArguments.Argument, text: String, columns: [String])

  private mutating func value(
    of argument: Argument, for parameter: Signature.Parameter, _ signature: Signature
  ) -> Checked? {
    let span = argument.value.span
    switch parameter.kind {
    case .column, .columns:
      let term = check(argument.value, .row)
      guard !term.isInvalid else { return nil }
      guard ![.set, .range, .regex, .columnSet].contains(term.type) else {
        report(Diagnostic(.wrongType, "`\(signature.name)` wants a column here", at: span))
        return nil
      }
      guard holds(parameter.cells, term, for: "`\(signature.name)` works on", at: span) else {
        return nil
      }
      let expression = RowExpression(term)
      return (.column(expression), expression.key, expression.columns)
    case .columnSet:
      guard let set = columnSetMember(argument.value) else { return nil }
      let selected = SelectedColumns(set, of: scope.schema, scope.facts)
      if scope.schema != nil, selected.candidates.isEmpty {
        report(Diagnostic(.selectsNothing, "this selects none of the columns", at: span))
      }
      let names = selected.candidates.map { Quoting.name($0.name) }
      return (.columnSet(selected), "columns(\(names.joined(separator: ", ")))", [])
    case .predicate:
      guard let expression = predicate(argument.value) else { return nil }
      return (.predicate(expression), expression.key, expression.columns)
    case .number:
      let term = check(argument.value, .window)
      guard numeric(term, "`\(parameter.name)`") else { return nil }
      guard let number = term.constant?.number else {
        report(Diagnostic(.constantWanted, "`\(parameter.name)` must be a constant", at: span))
        return nil
      }
      return (.number(number), Number.text(number), [])
    case .numbers:
      let term = check(argument.value, .window)
      guard !term.isInvalid else { return nil }
      guard case .set(.values(let values)) = term.kind,
        case let numbers = values.compactMap(\.number), numbers.count == values.count
      else {
        report(
          Diagnostic(.wrongType, "`\(parameter.name)` wants a list of numbers", at: span))
        return nil
      }
      return (.numbers(numbers), "[\(numbers.map(Number.text).joined(separator: ", "))]", [])
    case .value:
      let term = check(argument.value, .window)
      guard !term.isInvalid else { return nil }
      guard let value = term.constant ?? negatedConstant(term), value != .null else {
        report(Diagnostic(.constantWanted, "`\(parameter.name)` must be a constant", at: span))
        return nil
      }
      return (.value(value), ValueSet.values([value]).description, [])
    case .members:
      guard let set = members(argument.value, "`\(parameter.name)`") else { return nil }
      return (.set(set), set.description, [])
    case .columnList:
      guard let list = columnList(argument.value, "`\(parameter.name)`") else { return nil }
      return (
        .columns(list), "[\(list.map(\.key).joined(separator: ", "))]", list.flatMap(\.columns)
      )
    case .word(let words):
      guard let written = written(argument.value) else { return nil }
      guard case .call(let path, nil) = written.kind, words.contains(path.text) else {
        report(
          Diagnostic(
            .wrongArguments, "`\(parameter.name)` is one of \(words.joined(separator: ", "))",
            at: span, fixIts: FixIt.nearest(to: span.text, among: words, replace: span)))
        return nil
      }
      return (.word(path.text), path.text, [])
    case .set:
      let term = check(argument.value, .window)
      guard !term.isInvalid else { return nil }
      guard case .set(let set) = term.kind else {
        report(
          Diagnostic(
            .wrongType, "`\(parameter.name)` wants a list or a range of constants", at: span))
        return nil
      }
      return (.set(set), set.description, [])
    case .pattern:
      let term = check(argument.value, .window)
      guard !term.isInvalid else { return nil }
      guard case .pattern(let pattern) = term.kind else {
        report(Diagnostic(.wrongType, "`\(parameter.name)` wants a regex", at: span))
        return nil
      }
      return (.pattern(pattern), pattern.description, [])
    }
  }

  /// A condition on a record.
  package mutating func predicate(_ expression: Expression) -> RowExpression? {
    let term = check(expression, .row)
    guard condition(term) else { return nil }
    return RowExpression(term)
  }
}
