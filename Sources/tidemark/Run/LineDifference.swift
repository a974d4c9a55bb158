/// What changed between two texts, as the lines that `diff -u` and `patch` know.
struct LineDifference {
  private enum Line {
    case same(Substring)
    case removed(Substring)
    case added(Substring)
  }

  private let lines: [Line]
  private static let context = 3

  init(_ old: String, _ new: String) {
    let (before, after) = (LineDifference.split(old), LineDifference.split(new))
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
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

  private static func split(_ text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
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
      case .same(let text): result += " \(text)\n"
      case .removed(let text): result += "-\(text)\n"
      case .added(let text): result += "+\(text)\n"
      }
    }
    return result
  }

  /// The first line and the count; of no lines, the line before.
  private static func range(_ before: Int, _ count: Int) -> String {
    count == 0 ? "\(before),0" : "\(before + 1),\(count)"
  }
}
