import Engine
import Language

/// A declaration in the outline of a document.
struct OutlineSymbol {
  /// Numbers as the protocol has them.
  enum Kind: Int {
    case module = 2
    case method = 6
    case field = 8
    case function = 12
    case variable = 13
    case constant = 14
    case `struct` = 23
    case event = 24
  }

  let name: String
  let kind: Kind
  let detail: String?
  let span: SourceSpan
  let nameSpan: SourceSpan
  var children: [OutlineSymbol] = []
}

extension EditorSession {
  /// The outline of a document.
  func symbols(_ document: Document) -> JSON {
    let symbols = document.tree.declarations.compactMap(OutlineSymbol.init)
    guard !client.nestsSymbols else { return .array(symbols.map { json($0, document) }) }
    return .array(
      symbols.flatMap { [$0] + $0.children }.map { symbol in
        .object([
          "name": .string(symbol.name), "kind": .integer(symbol.kind.rawValue),
          "location": location(symbol.span, document),
        ])
      })
  }

  private func json(_ symbol: OutlineSymbol, _ document: Document) -> JSON {
    .object([
      "name": .string(symbol.name),
      "detail": symbol.detail.map { .string($0) },
      "kind": .integer(symbol.kind.rawValue),
      "range": document.range(symbol.span.range),
      "selectionRange": document.range(symbol.nameSpan.range),
      "children": symbol.children.isEmpty
        ? nil : .array(symbol.children.map { json($0, document) }),
    ])
  }
}

extension OutlineSymbol {
  /// Nil for declarations that have no name of their own.
  init?(_ declaration: Declaration) {
    switch declaration {
    case .monitor(let monitor):
      self.init(
        name: monitor.name.text, kind: .module, detail: monitor.title?.text, span: monitor.span,
        nameSpan: monitor.name.span)
    case .rule(let rule):
      self.init(
        name: rule.name.text, kind: .function, detail: rule.title?.text, span: rule.span,
        nameSpan: rule.name.span)
    case .overrideRule(let rule):
      self.init(
        name: "override " + rule.name.text, kind: .function, detail: nil, span: rule.span,
        nameSpan: rule.name.span)
    case .let(let declared): self.init(declared, .constant, "let")
    case .define(let declared): self.init(declared, .function, "define")
    case .derive(let declared): self.init(declared, .variable, "derive")
    case .metric(let declared): self.init(declared, .variable, "metric")
    case .sink(let declared): self.init(declared, .event, "sink")
    case .waive(let waiver):
      self.init(
        name: "waive " + waiver.rule.text, kind: .event, detail: waiver.because.text,
        span: waiver.span, nameSpan: waiver.rule.span)
    case .plugin(let plugin):
      self.init(
        name: "plugin " + plugin.name.text, kind: .module, detail: nil, span: plugin.span,
        nameSpan: plugin.name.span)
    case .test(let test):
      self.init(
        name: test.title.text, kind: .method, detail: "test", span: test.span,
        nameSpan: test.title.span)
    case .columns(let block), .overrideColumns(let block):
      self.init(
        name: "columns", kind: .struct, detail: nil, span: block.span, nameSpan: block.span,
        children: block.entries.compactMap(OutlineSymbol.init))
    }
  }

  private init(_ declared: NamedExpression, _ kind: Kind, _ what: String) {
    self.init(
      name: declared.name.text, kind: kind, detail: what, span: declared.span,
      nameSpan: declared.name.span)
  }

  private init?(_ entry: ColumnsEntry) {
    guard case .checks(let selector, _) = entry.kind else { return nil }
    self.init(
      name: selector.span.text, kind: .field, detail: nil, span: entry.span,
      nameSpan: selector.span)
  }
}
