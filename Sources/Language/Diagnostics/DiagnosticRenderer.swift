/// Shows diagnostics as text for a terminal: the place, the line, a mark under it, and help.
///
/// Fix-its become `= help:` lines; so do notes that begin with `help: `, and all others become
/// `= note:` lines. The text has no line break at its end.
package struct DiagnosticRenderer: Sendable {
  package let color: Bool

  package init(color: Bool) {
    self.color = color
  }

  private enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case note = "1;36"
    case gutter = "34"
    case bold = "1"
  }

  private struct Mark {
    let span: SourceSpan
    let text: String
    let isPrimary: Bool
    let line: Int
  }

  package func render(_ diagnostic: Diagnostic) -> String {
    let d = diagnostic.holdsSecrets ? diagnostic.masked : diagnostic
    let style: Style = d.severity == .error ? .error : d.severity == .warning ? .warning : .note
    var marks = [mark(d.span, d.label, isPrimary: true)]
    marks += d.secondary.map { mark($0.span, $0.text, isPrimary: false) }
    let gutter = String(marks.map(\.line).max() ?? 1).count
    let space = String(repeating: " ", count: gutter)

    let title = "\(d.severity.rawValue)[\(d.code.id)]"
    var lines = [paint(title, style) + paint(": " + VisibleText.safe(d.message), .bold)]
    var files: [SourceFile] = []
    for mark in marks where !files.contains(where: { $0 === mark.span.file }) {
      files.append(mark.span.file)
    }
    for file in files {
      lines += section(marks.filter { $0.span.file === file }, gutter: gutter, style)
    }
    for note in d.notes {
      let (kind, text) =
        note.hasPrefix("help: ") ? ("help", note.dropFirst(6)) : ("note", note[...])
      lines += [foot(kind, String(text), space)]
    }
    for fixIt in d.fixIts { lines.append(foot("help", fixIt.message, space)) }
    return lines.joined(separator: "\n")
  }

  private func mark(_ span: SourceSpan, _ text: String, isPrimary: Bool) -> Mark {
    Mark(
      span: span, text: text, isPrimary: isPrimary, line: span.file.position(of: span.start).line)
  }

  private func foot(_ kind: String, _ text: String, _ space: String) -> String {
    "\(space)\(paint("=", .gutter)) \(paint(kind + ":", .bold)) \(VisibleText.safe(text))"
  }

  /// The marked lines of one file, in order.
  private func section(_ marks: [Mark], gutter: Int, _ style: Style) -> [String] {
    let space = String(repeating: " ", count: gutter)
    let first = marks[0]
    var lines = [
      space + paint("┌─", .gutter) + " " + VisibleText.safe(first.span.description)
    ]
    var previous: Int?
    let ordered = marks.enumerated().sorted {
      ($0.element.line, $0.element.isPrimary ? 0 : 1, $0.offset)
        < ($1.element.line, $1.element.isPrimary ? 0 : 1, $1.offset)
    }
    var shown: DisplayLine?
    for mark in ordered.map(\.element) {
      if let previous, mark.line > previous + 1 { lines.append(space + paint("·", .gutter)) }
      let display: DisplayLine
      if let shown, mark.line == previous, shown.shows(mark.span.start) {
        display = shown
      } else {
        display = DisplayLine(mark.span.file, line: mark.line, around: mark.span.start)
        let number = String(mark.line)
        let padding = String(repeating: " ", count: gutter - number.count)
        lines.append(paint(padding + number + "│", .gutter) + " " + display.text)
      }
      shown = display
      previous = mark.line
      let columns = display.columns(of: mark.span.range)
      let sign = String(repeating: mark.isPrimary ? "^" : "-", count: columns.count)
      let text = mark.text.isEmpty ? "" : " " + VisibleText.safe(mark.text)
      lines.append(
        space + paint("│", .gutter) + String(repeating: " ", count: columns.lowerBound + 1)
          + paint(sign + text, mark.isPrimary ? style : .gutter))
    }
    return lines
  }

  private func paint(_ text: String, _ style: Style) -> String {
    color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
