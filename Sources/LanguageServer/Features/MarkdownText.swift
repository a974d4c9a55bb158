/// Text of hovers and completions, in Markdown or, for editors without it, plain.
struct MarkdownText {
  private var parts: [String] = []
  private let isMarkdown: Bool

  init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

  var isEmpty: Bool { parts.isEmpty }
  var text: String { parts.joined(separator: "\n\n") }
  /// As the protocol calls it.
  var kind: String { isMarkdown ? "markdown" : "plaintext" }

  /// Text of rule files.
  mutating func addCode(_ code: String) {
    parts.append(isMarkdown ? "```tide\n\(code)\n```" : code)
  }

  mutating func add(_ text: String) {
    if !text.isEmpty { parts.append(text) }
  }

  /// A line each, as a list.
  mutating func addList(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    parts.append(lines.map { "- " + $0 }.joined(separator: "\n"))
  }

  /// A name and what it is.
  mutating func add(_ name: String, _ text: String) {
    guard !text.isEmpty else { return }
    add(isMarkdown ? "**\(name):** \(text)" : "\(name): \(text)")
  }

  /// A name or a value from data: back-ticks in it are no markup.
  func code(_ text: String) -> String {
    guard isMarkdown else { return text }
    return text.contains("`") ? "`` \(text) ``" : "`\(text)`"
  }
}
