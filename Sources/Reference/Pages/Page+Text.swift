extension Page {
  /// The page for a terminal, lines of 80 characters where the words allow.
  package var text: String {
    var lines = ["\(name)  (\(kind.rawValue))"]
    lines += PlainText.wrapped(summary, indent: "  ")
    for part in parts {
      lines.append("")
      switch part.content {
      case .text(let text) where part.heading.count + text.count < 70:
        lines.append("\(part.heading): \(text)")
      case .text(let text):
        lines.append(part.heading + ":")
        lines += PlainText.wrapped(text, indent: "  ")
      case .line(let line): lines.append("\(part.heading): \(line)")
      case .rules(let rules):
        lines.append(part.heading + ":")
        lines += PlainText.indented(rules, "    ")
      case .list(let items):
        lines.append(part.heading + ":")
        for item in items {
          lines += PlainText.wrapped(item, indent: "    ", first: "  - ")
        }
      case .table(let headings, let rows):
        lines.append(part.heading + ":")
        for row in rows {
          let cells = zip(headings, row).dropFirst().filter { !$1.isEmpty }
          lines.append("  " + row[0])
          for (heading, cell) in cells {
            let label = "    \(heading.lowercased()): "
            if cell.contains("\n") {
              lines.append("    \(heading.lowercased()):")
              lines += PlainText.indented(cell, "      ")
            } else {
              lines += PlainText.wrapped(cell, indent: "      ", first: label)
            }
          }
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Text in lines of a terminal's width.
enum PlainText {
  static func indented(_ text: String, _ indent: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : indent + $0 }
  }

  /// - Parameter first: what stands before the first line in place of the indentation.
  static func wrapped(
    _ text: String, indent: String, first: String? = nil, width: Int = 80
  ) -> [String] {
    var lines: [String] = []
    var line = first ?? indent
    var isEmpty = true
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
