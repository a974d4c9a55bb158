import Engine
import Language

/// What a completion proposes, by place.
struct Proposals {
  let context: CursorContext
  let catalogue: Catalogue
  let analysis: Analysis
  let isMarkdown: Bool

  func items(_ expectation: Expectation) -> [CompletionItem] {
    if let call = context.calls.first, context.expectsOperand, call.isAtStart, call.label == nil {
      let options = options(of: call)
      // Tasks and sinks take nothing without a name.
      let isNamed = context.declaration == "sink" || ModelTask.Kind(rawValue: call.name) != nil
      if isNamed { return options }
      if !options.isEmpty { return values(expectation) + options }
    }
    return values(expectation)
  }

  private func values(_ expectation: Expectation) -> [CompletionItem] {
    switch expectation {
    case .declaration: return keywords(.file)
    case .clause: return clauses
    case .words(let words):
      guard context.calls.isEmpty || context.expectsOperand else { return [] }
      return words.map { CompletionItem(label: $0, kind: .enum, rank: 0) }
    case .column: return columns
    case .columnSet: return context.expectsOperand ? lets + columnSets + columns : setOperators
    case .selector: return columns + lets + keywords(.columns)
    case .check: return checks
    case .rule: return rules
    case .sink:
      return analysis.sinks.keys.sorted().map { CompletionItem(label: $0, kind: .reference) }
    case .sinkKind:
      guard context.calls.isEmpty else { return [] }
      return SinkKindName.allCases.map {
        CompletionItem(label: $0.rawValue, kind: .function, isCall: true)
      }
    case .task:
      return ModelTask.Kind.allCases.map {
        CompletionItem(label: $0.rawValue, kind: .function, isCall: true)
      }
    case .nothing: return []
    case .row:
      guard context.expectsOperand else { return following }
      return loop + columns + derived + lets + functions + operands
    case .window:
      guard context.expectsOperand else { return following }
      return lets + metrics + history + functions + operands
    case .given:
      guard context.expectsOperand else { return following }
      return lets + columnSets + functions + operands
    }
  }

  /// Words that stand for values or come before one.
  private var operands: [CompletionItem] {
    keywords(.operand, rank: 3) + keywords(.operation, rank: 3) { Self.prefixes.contains($0) }
  }

  private var operators: [CompletionItem] {
    keywords(.operation, rank: 0) { !Self.prefixes.contains($0) }
  }

  private static let prefixes: Set = ["if", "not"]

  /// Keywords of a place, with their page.
  private func keywords(
    _ place: Keyword.Place, rank: Int = 1, where holds: (String) -> Bool = { _ in true }
  ) -> [CompletionItem] {
    Keyword.all.filter { $0.place == place && holds($0.phrase) }.map { keyword in
      var text = MarkdownText(isMarkdown: isMarkdown)
      text.add(keyword)
      return CompletionItem(
        label: keyword.phrase, kind: .keyword, detail: keyword.place.rawValue, documentation: text,
        rank: rank)
    }
  }

  private func words(_ words: [String], rank: Int = 1) -> [CompletionItem] {
    words.map { CompletionItem(label: $0, kind: .keyword, rank: rank) }
  }

  // MARK: Clauses

  private var clauses: [CompletionItem] {
    keywords(context.declaration == "monitor" ? .monitor : .rule) + keywords(.shared)
  }

  /// What may follow a value.
  private var following: [CompletionItem] {
    guard context.calls.isEmpty, context.depth == 0 else { return operators }
    switch context.declaration {
    case "rule", "override":
      let isAlert = context.words.first == "alert"
      return operators + (isAlert ? keywords(.alert, rank: 0) : words(["else"], rank: 0)) + clauses
    case "columns": return operators + keywords(.suffix, rank: 0)
    case "waive": return operators + keywords(.waive, rank: 0)
    default: return operators
    }
  }

  private var setOperators: [CompletionItem] {
    keywords(.operation, rank: 0) { $0 == "except" } + (context.calls.isEmpty ? clauses : [])
  }

  // MARK: Names of the file

  private var lets: [CompletionItem] {
    analysis.scope.lets.values.sorted { $0.name.text < $1.name.text }.map { declared($0, "let") }
  }

  private var derived: [CompletionItem] {
    analysis.scope.derived.values.sorted { $0.name.text < $1.name.text }
      .map { declared($0, "derived column") }
  }

  private func declared(_ declaration: NamedExpression, _ what: String) -> CompletionItem {
    var text = MarkdownText(isMarkdown: isMarkdown)
    text.addCode(declaration.span.text)
    text.add(declaration.documentation)
    return CompletionItem(
      label: declaration.name.text, kind: .variable, detail: what, documentation: text, rank: 0)
  }

  private var loop: [CompletionItem] {
    guard let variable = context.loopVariable else { return [] }
    return [CompletionItem(label: variable, kind: .variable, detail: "each column", rank: 0)]
  }

  private var rules: [CompletionItem] {
    var names: [String] = []
    for case .rule(let rule) in analysis.program.declarations { names.append(rule.name.text) }
    let ids = analysis.ruleset.rules.map(\.id).filter { $0.hasPrefix("columns.") }
    var seen: Set<String> = []
    return (names + ids).filter { seen.insert($0).inserted }.map {
      CompletionItem(label: $0, kind: .reference, text: Self.written($0))
    }
  }

  /// `columns.trip distance.max` with the back-ticks that it needs.
  private static func written(_ id: String) -> String {
    let parts = id.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3, parts[0] == "columns", let check = parts.last else { return id }
    let column = parts[1..<parts.count - 1].joined(separator: ".")
    return "columns.\(Quoting.name(column)).\(check)"
  }

  // MARK: Columns

  private var columns: [CompletionItem] {
    guard let gathered = analysis.gathered else { return [] }
    // Each with a page of its own costs time and room; a wide table shows types only.
    let most = 300
    return gathered.schema.columns.enumerated().map { index, column in
      var text = MarkdownText(isMarkdown: isMarkdown)
      if index < most { text.add(column: column.name, of: gathered) }
      return CompletionItem(
        label: column.name, kind: .field, detail: column.type?.rawValue,
        documentation: text.isEmpty ? nil : text, text: Quoting.name(column.name))
    }
  }

  private var columnSets: [CompletionItem] {
    let types =
      context.calls.first?.name == "columns"
      ? TypeName.allCases.map { CompletionItem(label: $0.rawValue, kind: .enum) } : []
    return types + [
      CompletionItem(label: "columns", kind: .function, isCall: true),
      CompletionItem(label: "all columns", kind: .keyword),
    ]
  }

  private var checks: [CompletionItem] {
    keywords(.type, rank: 0) + keywords(.check, rank: 0) + words(["in", "matches", "length"])
      + catalogue.all.filter { $0.signature.takesColumnFirst }.map { metric($0, isCheck: true) }
  }

  // MARK: Metrics

  private var metrics: [CompletionItem] { catalogue.all.map { metric($0) } }

  private func metric(_ type: any Metric.Type, isCheck: Bool = false) -> CompletionItem {
    let signature = type.signature
    var text = MarkdownText(isMarkdown: isMarkdown)
    text.add(type)
    let wanted = signature.parameters.contains { !$0.isOptional } && !isCheck
    return CompletionItem(
      label: signature.name, kind: .function, detail: signature.description, documentation: text,
      isCall: wanted)
  }

  /// Functions of earlier windows.
  private var history: [CompletionItem] {
    HistoryFunction.allCases.filter { catalogue[$0.rawValue] == nil }.map {
      CompletionItem(
        label: $0.rawValue, kind: .function, detail: "function of earlier windows", isCall: true)
    }
  }

  private var functions: [CompletionItem] {
    ScalarFunction.allCases.map { function in
      var text = MarkdownText(isMarkdown: isMarkdown)
      text.add(function)
      return CompletionItem(
        label: function.rawValue, kind: .function, detail: "function of values",
        documentation: text, isCall: true, rank: 2)
    }
  }

  /// Options of a call that it does not have yet.
  private func options(of call: CursorContext.Call) -> [CompletionItem] {
    if let kind = SinkKindName(rawValue: call.name), context.declaration == "sink" {
      return option(kind.options, of: call)
    }
    if let task = ModelTask.Kind(rawValue: call.name) {
      let roles = (task.roles.wanted + task.roles.optional).map(\.rawValue)
      return option(roles + (task == .binary ? ["threshold", "positive"] : []), of: call)
    }
    if let function = HistoryFunction(rawValue: call.name), catalogue[call.name] == nil {
      return function.isOfPrevious ? [] : option(["last", "every"], of: call)
    }
    guard let signature = catalogue[call.name]?.signature else { return [] }
    let named = signature.parameters.filter(\.isOptional).map(\.name)
    return option(named + ["where"], of: call, detail: signature.description)
  }

  private func option(
    _ names: [String], of call: CursorContext.Call, detail: String? = nil
  ) -> [CompletionItem] {
    names.filter { !call.labels.contains($0) }.map {
      CompletionItem(label: $0 + ":", kind: .property, detail: detail, text: $0 + ": ", rank: 0)
    }
  }
}

extension Signature {
  /// Whether it can be a check of `columns { }`, its column left out.
  var takesColumnFirst: Bool {
    guard let first = parameters.first else { return false }
    return first.kind == .column || first.kind == .columns
  }
}
