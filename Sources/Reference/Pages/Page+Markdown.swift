extension Page {
  /// The page as Markdown.
  ///
  /// - Parameters:
  ///   - level: of its heading, from 1.
  ///   - title: of its heading; the name by default.
  package func markdown(level: Int = 1, title: String? = nil) -> String {
    var blocks = ["\(String(repeating: "#", count: level)) \(title ?? self.title)", summary]
    for part in parts { blocks += part.markdown(level: level + 1) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The heading: a code with what it is about, else the name.
  package var title: String { kind == .code ? "\(name): \(summary)" : "`\(name)`" }
}

extension Page.Part {
  fileprivate func markdown(level: Int) -> [String] {
    // Single lines need no heading of their own.
    let strong = "**\(heading)**"
    switch content {
    case .text(let text): return ["\(strong): \(text)"]
    case .line(let line): return ["\(strong): `\(line)`"]
    case .rules(let rules): return ["\(strong):", Markdown.fence(rules, "tide")]
    case .list(let items): return ["\(strong):", items.map { "- \($0)" }.joined(separator: "\n")]
    case .table(let headings, let rows): return ["\(strong):", Markdown.table(headings, rows)]
    }
  }
}

/// Blocks of Markdown.
package enum Markdown {
  package static func fence(_ text: String, _ language: String) -> String {
    let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
    return "```\(language)\n\(body)\n```"
  }

  package static func table(_ headings: [String], _ rows: [[String]]) -> String {
    let line = { (cells: [String]) in
      "| " + cells.map(cell).joined(separator: " | ") + " |"
    }
    return
      ([line(headings), "|" + String(repeating: "---|", count: headings.count)]
      + rows.map(line)).joined(separator: "\n")
  }

  /// The anchor that a heading has: lower case, spaces as hyphens, without signs.
  package static func anchor(_ heading: String) -> String {
    var result = ""
    for character in heading.lowercased() {
      if character == " " { result.append("-") }
      if character.isLetter || character.isNumber || character == "_" || character == "-" {
        result.append(character)
      }
    }
    return result
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "<br>")
  }
}
