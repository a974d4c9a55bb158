/// A line of a formatted file, before neighbours are put in line.
struct FormattedLine {
  var indent: Int
  /// What stands before the place where neighbours are put in line; all of it where there is none.
  var head = ""
  /// What stands there.
  var tail: String?
  /// Lines of one group are put in line.
  var group: Int?
  var isBlank: Bool { head.isEmpty && tail == nil }

  mutating func append(_ text: String) {
    if tail == nil { head += text } else { tail? += text }
  }

  var isEmpty: Bool { head.isEmpty && tail == nil }
  var lastIsSpace: Bool { (tail ?? head).last == " " }

  /// Columns of the head, a character each.
  var headWidth: Int { head.count }

  /// Further apart than this, neighbours are left as they are.
  private static let widestGap = 20

  /// The text of all lines, neighbours of a group in line.
  static func text(_ lines: [FormattedLine]) -> String {
    var result = ""
    var start = 0
    while start < lines.count {
      var end = start + 1
      if let group = lines[start].group {
        while end < lines.count, lines[end].group == group { end += 1 }
      }
      result += aligned(lines[start..<end])
      start = end
    }
    return result
  }

  private static func aligned(_ lines: ArraySlice<FormattedLine>) -> String {
    let widths = lines.filter { $0.tail != nil }.map(\.headWidth)
    let widest = widths.max() ?? 0
    let isNear = widest - (widths.min() ?? 0) <= widestGap
    return lines.map { line in
      guard !line.isBlank else { return "\n" }
      var text = String(repeating: " ", count: line.indent) + line.head
      if let tail = line.tail {
        let gap = isNear ? widest - line.headWidth : 0
        text += String(repeating: " ", count: gap + 1) + tail
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }
}
