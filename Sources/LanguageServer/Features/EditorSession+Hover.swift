import Engine
import Language

extension EditorSession {
  /// What the name at a place means.
  mutating func hover(_ document: Document, at offset: Int) -> JSON {
    let analysis = analysis(document)
    let tree = analysis.tree
    guard let name = NameAtCursor(at: offset, in: tree) else { return .null }
    let context = CursorContext(at: name.range.lowerBound, in: tree)
    guard !context.isInText else { return .null }
    var text = MarkdownText(isMarkdown: client.hasMarkdownHover)
    describe(name, context, analysis, &text)
    if text.isEmpty, !name.isQuoted, let keyword = context.keyword(name, in: tree) {
      text.add(keyword)
    }
    guard !text.isEmpty else { return .null }
    return .object([
      "contents": .object(["kind": .string(text.kind), "value": .string(text.text)]),
      "range": document.range(name.range),
    ])
  }

  private func describe(
    _ name: NameAtCursor, _ context: CursorContext, _ analysis: Analysis,
    _ text: inout MarkdownText
  ) {
    let tokens = analysis.tree.tokens
    let next = name.tokens.upperBound < tokens.count ? tokens[name.tokens.upperBound] : nil
    let place = context.expectation(catalogue)
    let isCall = next?.isSign("(") ?? false
    if let call = context.calls.first, next?.isSign(":") == true, call.isAtStart {
      return describe(option: name.text, of: call, &text)
    }
    switch place {
    case .rule:
      if let rule = analysis.rule(named: name.text) { text.addCode(rule) }
      return
    case .sink, .sinkKind:
      if let sink = analysis.sinks[name.text] { text.addCode(sink.span.text) }
      return
    case .words, .nothing: return
    default: break
    }
    if !name.isQuoted {
      if name.text == context.loopVariable {
        return describe(loop: name, analysis, &text)
      }
      let scope = analysis.scope
      if let declared = scope.lets[name.text] ?? scope.derived[name.text]
        ?? scope.definitions[name.text]
      {
        text.addCode(declared.span.text)
        text.add(declared.documentation)
        return
      }
    }
    let isMetricPlace = place == .window || place == .check || isCall
    if isMetricPlace, !name.isQuoted, let metric = catalogue[name.text] {
      text.add(metric)
      addBaselineValue(of: name, analysis, &text)
    } else if isCall, let function = ScalarFunction(rawValue: name.text) {
      text.add(function)
    } else if let gathered = analysis.gathered, gathered.schema[name.text] != nil, !isCall {
      text.addCode(Quoting.name(name.text))
      text.add(column: name.text, of: gathered)
    }
  }

  private func describe(
    option: String, of call: CursorContext.Call, _ text: inout MarkdownText
  ) {
    guard let signature = catalogue[call.name]?.signature else { return }
    text.addCode(signature.description)
    if option == "where" {
      text.add("`where:` counts only the records for which a condition is true.")
    } else if let parameter = signature.parameters.first(where: { $0.name == option }),
      case .word(let words) = parameter.kind
    {
      text.add(option, words.joined(separator: ", "))
    }
  }

  private func describe(
    loop name: NameAtCursor, _ analysis: Analysis, _ text: inout MarkdownText
  ) {
    guard let gathered = analysis.gathered else {
      return text.add("\(text.code(name.text)) stands for each column of the loop.")
    }
    let baseline = BaselineValue(analysis: analysis, gathered: gathered)
    guard let loop = baseline.rule(at: name.range.lowerBound)?.loop else { return }
    let columns = baseline.columns(of: loop)
    text.add("\(text.code(name.text)) stands for each of \(columns.count) columns:")
    let most = 20
    var lines = columns.prefix(most).map { text.code($0) }
    if columns.count > most { lines.append("… and \(columns.count - most) more") }
    text.addList(lines)
  }

  /// The value of the call at the cursor over the baseline, where there is one.
  private func addBaselineValue(
    of name: NameAtCursor, _ analysis: Analysis, _ text: inout MarkdownText
  ) {
    guard let loaded = analysis.baseline else { return }
    guard let gathered = loaded.gathered else {
      return text.add("Baseline", "\(loaded.path) is not there or can't be read")
    }
    let call = analysis.tree.call(of: name)
    let baseline = BaselineValue(analysis: analysis, gathered: gathered)
    let values = baseline.values(of: call, at: name.range.lowerBound)
    let line = call.split(whereSeparator: \.isNewline).joined(separator: " ")
    let isThere = values.contains { $0.value != .unknown(.noBaseline) }
    if !values.isEmpty, !isThere {
      return text.add(
        "In the baseline",
        "no statistic of this; `tidemark baseline DATA --rules FILE` stores what the rules ask of it"
      )
    }
    if values.count == 1, let only = values.first {
      let of = only.column.map { " of \(text.code($0))" } ?? ""
      text.add("In the baseline", "\(text.code(line))\(of) = \(only.value.brief)")
    } else if !values.isEmpty {
      text.add("In the baseline", text.code(line))
      text.addList(
        values.map { column, value in "\(column.map(text.code) ?? "") \(value.brief)" })
    }
  }
}

extension SyntaxTree {
  /// The text of the call whose name stands at a place, arguments included.
  func call(of name: NameAtCursor) -> String {
    var end = name.tokens.upperBound
    guard end < tokens.count, tokens[end].isSign("(") else { return source.text(name.range) }
    var level = 0
    while end < tokens.count {
      let token = tokens[end]
      if ["(", "[", "{"].contains(where: token.isSign) { level += 1 }
      if [")", "]", "}"].contains(where: token.isSign) { level -= 1 }
      if level == 0 { return source.text(name.range.lowerBound..<token.span.end) }
      end += 1
    }
    return source.text(name.range)
  }
}

extension Analysis {
  /// The text of a rule or a check, by its id.
  func rule(named id: String) -> String? {
    for case .rule(let rule) in program.declarations where rule.name.text == id {
      return rule.span.text
    }
    return ruleset.rules.first { $0.id == id }?.span.text
  }

  var sinks: [String: NamedExpression] {
    var found: [String: NamedExpression] = [:]
    for case .sink(let sink) in program.declarations { found[sink.name.text] = sink }
    return found
  }
}
