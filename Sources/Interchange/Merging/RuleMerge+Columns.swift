import Engine
import Language

extension RuleMerge {
  mutating func mergeColumns() {
    for key in edited.order {
      guard let before = old.entries[key]?.first, let mine = edited.entries[key] else { continue }
      if let after = new.entries[key]?.first {
        mergeEntry(before, after, mine)
      } else {
        dropEntry(before, mine)
      }
    }
    addEntries()
  }

  // MARK: Entries

  /// Removes a column that the data have no more, if nobody has touched its entry.
  private mutating func dropEntry(_ before: MergeSide.Entry, _ mine: [MergeSide.Entry]) {
    let generated = Set(before.comments.map(MergeSide.comment))
    for entry in mine {
      let isGenerated =
        edited.words(entry.entry.span) == old.words(before.entry.span) && !entry.holdsComments
        && entry.comments.allSatisfy { generated.contains(MergeSide.comment($0)) }
      if isGenerated {
        removeEntry(entry)
        removed.append(MergeSide.id(entry.key))
      } else {
        conflicts.append(
          Diagnostic(
            .goneColumnConflict,
            "the new data have no column `\(entry.key)`, and its entry was edited",
            at: entry.entry.span, label: "kept as you wrote it",
            secondary: [Diagnostic.Label(before.entry.span, "generated from the former data")],
            notes: [
              "remove the entry if the column is gone for good; until then it is required, and missing"
            ]))
      }
    }
  }

  /// With the comments before it, which are generated, and its line; or with what parts it from
  /// others on its line.
  private mutating func removeEntry(_ entry: MergeSide.Entry) {
    entry.comments.forEach { edits.removeLine($0) }
    let tree = edited.tree
    var end = entry.entry.span.end
    let next = tree.tokens[min(tree.index(of: end), tree.tokens.count - 1)]
    if next.text == "," || next.text == ";" { end = next.span.end }
    edits.removeLine(SourceSpan(tree.source, entry.entry.span.start, end))
  }

  /// Adds the columns that the former data lacked, each after the column that it follows in the data.
  private mutating func addEntries() {
    var place: Int?
    var isFirst = true
    var waiting: [MergeSide.Entry] = []
    for key in new.order {
      guard let after = new.entries[key]?.first else { continue }
      if let mine = edited.entries[key]?.last {
        if !waiting.isEmpty { insertBefore(edited.entries[key]?.first ?? mine, waiting) }
        waiting = []
        place = self.place(after: mine.entry.span)
        isFirst = false
      } else if old.entries[key] == nil {
        added.append(MergeSide.id(key))
        if let place {
          edits.insert(edits.lineEnd + text(of: after, indent: "  "), at: place, .after)
        } else {
          waiting.append(after)
        }
      }
    }
    guard isFirst, !waiting.isEmpty else { return }
    let lines = waiting.map { text(of: $0, indent: "  ") }.joined(separator: edits.lineEnd)
    if let brace = edited.blocks.first.flatMap(opening) {
      edits.insert(edits.lineEnd + lines, at: brace)
    } else {
      append("columns {" + edits.lineEnd + lines + edits.lineEnd + "}")
    }
  }

  /// The place after the `{` of a block.
  private func opening(_ block: ColumnsDeclaration) -> Int? {
    let tree = edited.tree
    return tree.tokens[tree.index(of: block.span.start)...].first { $0.text == "{" }?.span.end
  }

  private mutating func insertBefore(_ entry: MergeSide.Entry, _ new: [MergeSide.Entry]) {
    let place = entry.comments.first?.start ?? entry.entry.span.start
    let start = edits.lineStart(place)
    let lines = new.map { text(of: $0, indent: "  ") }.joined(separator: edits.lineEnd)
    if edits.isBlank(start..<place) {
      edits.insert(lines + edits.lineEnd, at: start, .before)
    } else {
      edits.insert(edits.lineEnd + lines + edits.lineEnd, at: place, .before)
    }
  }

  /// Where a line can be added after an entry: behind what else stands on its line.
  private func place(after span: SourceSpan) -> Int {
    var place = span.end
    let tree = edited.tree
    for comment in edited.trailing(span.end) { place = comment.end }
    let line = edits.end(ofLineWith: place)
    if place == span.end {
      let next = tree.tokens[min(tree.index(of: place), tree.tokens.count - 1)]
      // A comma or semicolon at the end of the line stays with the entry.
      if next.text == "," || next.text == ";", next.span.end <= line,
        edits.isBlank(next.span.end..<line)
      {
        place = next.span.end
      }
    }
    guard edits.isBlank(place..<line) else { return place }
    let bytes = tree.source.bytes
    return line > place && bytes[line - 1] == UInt8(ascii: "\r") ? line - 1 : line
  }

  private func text(of entry: MergeSide.Entry, indent: String) -> String {
    (entry.comments.map { String(MergeSide.comment($0)) } + [entry.entry.span.text])
      .map { indent + $0 }.joined(separator: edits.lineEnd)
  }
}
