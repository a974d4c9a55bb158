import Engine

/// A proposal at the cursor.
struct CompletionItem {
  /// Numbers as the protocol has them.
  enum Kind: Int {
    case function = 3
    case field = 5
    case variable = 6
    case property = 10
    case value = 12
    case `enum` = 13
    case keyword = 14
    case reference = 18
  }

  let label: String
  let kind: Kind
  var detail: String?
  var documentation: MarkdownText?
  /// What is written in place of the word at the cursor, where it is not the label.
  var text: String?
  /// Arguments follow in brackets.
  var isCall = false
  /// Lower comes first.
  var rank = 1

  /// - Parameters:
  ///   - prefix: what stands before the cursor and is replaced.
  ///   - snippets: the editor can put the cursor between brackets.
  func json(replacing range: JSON, _ prefix: String, at index: Int, snippets: Bool) -> JSON {
    var sort = String(rank * 100_000 + index)
    while sort.count < 8 { sort = "0" + sort }
    let plain = text ?? label
    let isSnippet = isCall && snippets
    return .object([
      "label": .string(label),
      "kind": .integer(kind.rawValue),
      "detail": detail.map { .string($0) },
      "documentation": documentation.map {
        .object(["kind": .string($0.kind), "value": .string($0.text)])
      },
      "sortText": .string(sort),
      "filterText": .string(prefix.hasPrefix("`") ? plain : label),
      "insertTextFormat": .integer(isSnippet ? 2 : 1),
      "textEdit": .object([
        "range": range, "newText": .string(isSnippet ? plain + "($0)" : plain),
      ]),
    ])
  }
}
