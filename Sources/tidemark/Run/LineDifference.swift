/// What changed between two texts, as the lines that `diff -u` and `patch` know.
struct LineDifference {
  private enum Line {
    case same(Substring)
    case removed(Substring)
    case added(Substring)
  }

  private let lines: [Line]
  private static let context = 3
  /// Pairs of lines that are compared; of files that differ in more, the middle is told as a whole.
  private static let mostPairs = 25_000_000

  init(_ old: String, _ new: String) {
    let (before, after) = (LineDifference.split(old), LineDifference.split(new))
    let start = zip(before, after).prefix { $0 == $1 }.count
    let end = zip(before[start...].reversed(), after[start...].reversed()).prefix { $0 == $1 }.count
    let (removable, addable) = (
      before[start..<before.count - end], after[start..<after.count - end]
    )
    var removed = Set(removable.indices)
    var added = Set(addable.indices)
    if removable.count * addable.count <= Self.mostPairs {
      (removed, added) = ([], [])
      for change in addable.difference(from: removable) {
        switch change {
        case .remove(let offset, _, _): removed.insert(start + offset)
        case .insert(let offset, _, _): added.insert(start + offset)
        }
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      if i < before.count, removed.contains(i) {
        lines.append(.removed(before[i]))
        i += 1
      } else if j < after.count, added.contains(j) {
        lines.append(.added(after[j]))
        j += 1
      } else {
        lines.append(.same(before[i]))
        i += 1
        j += 1
      }
    }
    self.lines = lines
  }

  /// Lines with the breaks that end them: of two that differ in the break alone, one changed.
  private static func split(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    var rest = text[...]
    while !rest.isEmpty {
      // By bytes: `\r\n` is one character, which is not `\n`.
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")).map(rest.utf8.index(after:))
      lines.append(rest[..<(end ?? rest.endIndex)])
      rest = rest[(end ?? rest.endIndex)...]
    }
    return lines
  }

  /// Hunks with three lines of context; empty where nothing changed.
  func text(_ name: String) -> String {
    let changed = lines.indices.filter { if case .same = lines[$0] { false } else { true } }
    guard !changed.isEmpty else { return "" }
    var result = "--- \(name)\n+++ \(name)\n"
    var hunks: [Range<Int>] = []
    for index in changed {
      let range =
        max(0, index - Self.context)..<min(lines.count, index + Self.context + 1)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    for hunk in hunks { result += text(hunk) }
    return result
  }

  private func text(_ hunk: Range<Int>) -> String {
    let old = lines[..<hunk.lowerBound].count { if case .added = $0 { false } else { true } }
    let new = lines[..<hunk.lowerBound].count { if case .removed = $0 { false } else { true } }
    let oldCount = lines[hunk].count { if case .added = $0 { false } else { true } }
    let newCount = lines[hunk].count { if case .removed = $0 { false } else { true } }
    var result = "@@ -\(Self.range(old, oldCount)) +\(Self.range(new, newCount)) @@\n"
    for line in lines[hunk] {
      switch line {
      case .same(let text): result += " \(Self.ended(text))"
      case .removed(let text): result += "-\(Self.ended(text))"
      case .added(let text): result += "+\(Self.ended(text))"
      }
    }
    return result
  }

  /// The line with a break at its end; where it has none, `patch` is told.
  private static func ended(_ line: Substring) -> String {
    line.utf8.last == UInt8(ascii: "\n") ? String(line) : line + "\n\\ No newline at end of file\n"
  }

  /// The first line and the count; of no lines, the line before.
  private static func range(_ before: Int, _ count: Int) -> String {
    count == 0 ? "\(before),0" : "\(before + 1),\(count)"
  }
}
