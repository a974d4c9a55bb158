import Engine

/// A request about an open document that the server answers.
enum Feature: String {
  case formatting = "textDocument/formatting"
  case codeAction = "textDocument/codeAction"
  case hover = "textDocument/hover"
  case completion = "textDocument/completion"
  case definition = "textDocument/definition"
  case documentSymbol = "textDocument/documentSymbol"
  case references = "textDocument/references"
  case prepareRename = "textDocument/prepareRename"
  case rename = "textDocument/rename"
  case semanticTokens = "textDocument/semanticTokens/full"

  var needsPosition: Bool {
    switch self {
    case .formatting, .codeAction, .documentSymbol, .semanticTokens: false
    case .hover, .completion, .definition, .references, .prepareRename, .rename: true
    }
  }
}

extension EditorSession {
  var initializeResult: JSON {
    .object([
      "capabilities": .object([
        "positionEncoding": .string(client.encoding.rawValue),
        "textDocumentSync": .object([
          "openClose": .boolean(true), "change": .integer(2),
          "save": .object(["includeText": .boolean(false)]),
        ]),
        "documentFormattingProvider": .boolean(true),
        "codeActionProvider": .object(["codeActionKinds": .array([.string("quickfix")])]),
        "hoverProvider": .boolean(true),
        "completionProvider": .object([
          "triggerCharacters": .array([".", "(", "`"].map { .string($0) })
        ]),
        "workspace": .object([
          "workspaceFolders": .object([
            "supported": .boolean(true), "changeNotifications": .boolean(true),
          ])
        ]),
        "definitionProvider": .boolean(true),
        "documentSymbolProvider": .boolean(true),
        "referencesProvider": .boolean(true),
        "semanticTokensProvider": .object([
          "legend": SemanticRole.legend, "full": .boolean(true),
        ]),
        "renameProvider": .object(["prepareProvider": .boolean(true)]),
      ]),
      "serverInfo": .object(["name": .string("tidemark"), "version": .string(version)]),
    ])
  }
}
