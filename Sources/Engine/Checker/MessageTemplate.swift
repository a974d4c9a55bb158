import Language

/// The text of a `message`, with places for values: `{c} moved by {value} (limit {limit})`.
package struct MessageTemplate: Sendable, Equatable {
  package enum Part: Sendable, Equatable {
    case text(String)
    case name(String)
  }

  package let parts: [Part]

  /// Names that every message can use.
  package static let names = [
    "value", "limit", "baseline", "column", "records", "rule", "severity", "monitor",
  ]

  /// - Parameter variables: loop variables of the rule.
  /// - Returns: the template and the names in it that nothing defines.
  package static func parse(
    _ literal: StringLiteral, variables: [String]
  ) -> (template: MessageTemplate, problems: [Diagnostic]) {
    parse(literal, names: variables + names, of: "a message")
  }

  /// - Parameters:
  ///   - names: what may stand in braces.
  ///   - what: what the text is, for diagnostics.
  static func parse(
    _ literal: StringLiteral, names: [String], of what: String
  ) -> (template: MessageTemplate, problems: [Diagnostic]) {
    var parts: [Part] = []
    var problems: [Diagnostic] = []
    var text = ""
    var rest = literal.text[...]
    // Beyond the last one, none need be looked for.
    let lastEnd = literal.text.lastIndex(of: "}") ?? literal.text.startIndex
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == "{", rest.first == "{" {
        rest = rest.dropFirst()
        text.append("{")
      } else if character == "}", rest.first == "}" {
        rest = rest.dropFirst()
        text.append("}")
      } else if character == "{", rest.startIndex <= lastEnd, let end = rest.firstIndex(of: "}") {
        let name = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.name(name))
        if !names.contains(name) {
          let near = Spelling.nearest(to: name, among: names)
          let known = names.map { "{\($0)}" }.joined(separator: ", ")
          problems.append(
            Diagnostic(
              .unknownPlaceholder, "\(what) has no `{\(name)}`", at: literal.span,
              notes: (near.map { ["help: did you mean `{\($0)}`?"] } ?? [])
                + ["it may use \(known); a brace is written {{"]))
        }
      } else {
        text.append(character)
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    return (MessageTemplate(parts: parts), problems)
  }

  package func text(_ values: [String: String]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .name(let name): values[name] ?? "{\(name)}"
      }
    }.joined()
  }
}
