import Engine

/// The TextMate grammar of rule files, as JSON.
enum TextMateGrammar {
  static let text =
    JSON.object([
      "$schema": .string(
        "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json"),
      "name": .string("Tide"), "scopeName": .string("source.tide"),
      "fileTypes": .array([.string("tide")]),
      "patterns": .array(patterns),
    ]).text(.pretty) + "\n"

  private static let patterns: [JSON] = [
    match("comment.line.documentation.tide", "///.*$"),
    match("comment.line.double-slash.tide", "//.*$"),
    comment,
    block(
      "string.quoted.triple.tide", "\"\"\"", "\"\"\"",
      [match("constant.character.escape.tide", escape)]),
    block(
      "string.quoted.double.tide", "\"", "\"|$",
      [
        match("constant.character.escape.tide", escape),
        match("variable.other.placeholder.tide", "\\{\\{|\\{\\w+\\}"),
      ]),
    match("variable.other.quoted.tide", "`[^`\\n]*`"),
    regex("(?<=matches|[(\\[,:={])(\\s*)"), regex("^(\\s*)"),
    match("constant.numeric.date.tide", "\\b\\d{4}-\\d{2}-\\d{2}(T[0-9:.]+(Z|[+-]\\d{2}:\\d{2}))?"),
    match(
      "constant.numeric.tide",
      "\\b\\d[\\d_]*(\\.\\d[\\d_]*)?([eE][+-]?\\d+)?(%|\\s?(ms|s|sec|seconds?|min|minutes?|h|hours?|days?|weeks?|[KMGT]i?B|B)\\b(?!\\s*[(:]))?"
    ),
    .object([
      "match": .string(
        "^\\s*\(words(EditorWords.declarations))\\s+([\\p{L}_][\\p{L}\\d_]*)(?=\\s*[\"{=(])"),
      "captures": .object([
        "1": .object(["name": .string("keyword.declaration.tide")]),
        "2": .object(["name": .string("entity.name.type.tide")]),
      ]),
    ]),
    match(
      "keyword.declaration.tide",
      "^\\s*\(words(EditorWords.declarations))(?=\\s+[\\w\"{`]|\\s*\\{)"),
    match("keyword.operator.word.tide", "\\b\(words(EditorWords.operators))\\b(?!\\s*:)"),
    match("constant.language.tide", "\\b\(words(EditorWords.constants))\\b(?!\\s*[:(])"),
    match("support.function.tide", "\\b\(words(EditorWords.functions))\\b(?=\\s*\\()"),
    match("keyword.control.tide", "\\b\(words(EditorWords.clauses))\\b(?!\\s*[:.=])"),
    match("storage.type.tide", "\\b\(words(EditorWords.types))\\b(?!\\s*[:(])"),
    match("support.function.tide", "\\b\(words(EditorWords.functions))\\b(?!\\s*:)"),
    match("keyword.operator.tide", "\\.\\.\\.|\\.\\.<|[=!<>]=|[<>=+*/-]"),
  ]

  private static let escape = "\\\\([nt\"\\\\]|u\\{[0-9A-Fa-f]+\\})"

  private static func words(_ words: [String]) -> String {
    "(\(words.joined(separator: "|").replacing(".", with: "\\.")))"
  }

  private static func match(_ name: String, _ pattern: String) -> JSON {
    .object(["name": .string(name), "match": .string(pattern)])
  }

  private static func block(
    _ name: String, _ begin: String, _ end: String, _ patterns: [JSON]
  ) -> JSON {
    .object([
      "name": .string(name), "begin": .string(begin), "end": .string(end),
      "patterns": .array(patterns),
    ])
  }

  /// Comments nest.
  private static let comment = JSON.object([
    "name": .string("comment.block.tide"), "begin": .string("/\\*"), "end": .string("\\*/"),
    "patterns": .array([
      .object([
        "name": .string("comment.block.tide"), "begin": .string("/\\*"), "end": .string("\\*/"),
      ])
    ]),
  ])

  private static func regex(_ before: String) -> JSON {
    .object([
      "match": .string(
        before + "(/(?![/*])(?:[^/\\\\\\[\\n]|\\\\.|\\[(?:[^\\]\\\\\\n]|\\\\.)*\\])+/[imsxu]*)"),
      "captures": .object(["2": .object(["name": .string("string.regexp.tide")])]),
    ])
  }
}
