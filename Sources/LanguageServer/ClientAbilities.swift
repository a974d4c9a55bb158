import Engine

/// What the editor says that it can do, as far as answers depend on it.
struct ClientAbilities {
  var encoding = PositionEncoding.utf16
  var showsRelatedPlaces = false
  var showsTags = false
  var nestsSymbols = false
  var hasSnippets = false
  var hasMarkdownHover = true
  var hasMarkdownCompletion = true

  init() {}

  init(_ capabilities: JSON) {
    let offered = capabilities["general"]?["positionEncodings"]?.elements?.compactMap(\.text) ?? []
    if offered.contains(PositionEncoding.utf8.rawValue) { encoding = .utf8 }
    let document = capabilities["textDocument"]
    let diagnostics = document?["publishDiagnostics"]
    showsRelatedPlaces = diagnostics?["relatedInformation"]?.isTrue ?? false
    showsTags = diagnostics?["tagSupport"] != nil
    nestsSymbols =
      document?["documentSymbol"]?["hierarchicalDocumentSymbolSupport"]?.isTrue ?? false
    hasMarkdownHover = ClientAbilities.takesMarkdown(document?["hover"]?["contentFormat"])
    hasSnippets = document?["completion"]?["completionItem"]?["snippetSupport"]?.isTrue ?? false
    hasMarkdownCompletion = ClientAbilities.takesMarkdown(
      document?["completion"]?["completionItem"]?["documentationFormat"])
  }

  private static func takesMarkdown(_ formats: JSON?) -> Bool {
    formats?.elements?.contains(.string("markdown")) ?? false
  }
}
