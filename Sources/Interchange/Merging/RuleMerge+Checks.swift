import Engine
import Language

extension RuleMerge {
  /// What becomes of the checks of one column.
  struct CheckChanges {
    let key: String
    let mine: [MergeSide.Entry]
    /// Whether the entry says what was generated, however it is laid out.
    let isUntouched: Bool
    /// Places of checks that go.
    var removals: Set<Int> = []
    /// New checks, and the check that each follows.
    var additions: [(text: String, after: ColumnCheck?)] = []

    func stays(_ check: ColumnCheck) -> Bool { !removals.contains(check.span.start) }
  }

  mutating func mergeEntry(
    _ before: MergeSide.Entry, _ after: MergeSide.Entry, _ mine: [MergeSide.Entry]
  ) {
    var changes = CheckChanges(
      key: before.key, mine: mine,
      isUntouched: mine.count == 1
        && edited.words(mine[0].entry.span) == old.words(before.entry.span))
    let olds = Dictionary(before.slots, uniquingKeysWith: { first, _ in first })
    let news = Dictionary(after.slots, uniquingKeysWith: { first, _ in first })
    let found = pair(before, mine)
    for (slot, check) in before.slots {
      guard let own = found[slot] else { continue }
      merge(slot, check, news[slot], own, &changes)
    }
    tellFurther(mine, beside: found, olds, news, before.key)
    let own = Dictionary(mine.flatMap(\.slots), uniquingKeysWith: { first, _ in first })
    var previous: ColumnCheck?
    for (slot, check) in after.slots {
      if let known = found[slot] ?? own[slot] {
        if changes.stays(known) { previous = known }
      } else if olds[slot] == nil {
        changes.additions.append((check.span.text, after: previous))
        added.append(MergeSide.id(before.key, slot))
      }
    }
    write(changes)
    if changes.isUntouched || mine.contains(where: { $0.slots.contains { $0.1.suggested != nil } })
    {
      mergeComments(
        old: before.comments, new: after.comments, edited: mine.flatMap(\.comments),
        place: mine[0].entry.span.start)
    }
  }

  /// The check of the edited entries that each generated one has become.
  private func pair(
    _ before: MergeSide.Entry, _ mine: [MergeSide.Entry]
  ) -> [String: ColumnCheck] {
    let own = mine.flatMap(\.slots)
    var found: [String: ColumnCheck] = [:]
    for (slot, check) in own {
      // Of two on the same, that which nobody has adopted.
      if found[slot] == nil || (found[slot]?.suggested == nil && check.suggested != nil) {
        found[slot] = check
      }
    }
    let known = Set(before.slots.map(\.0))
    // A changed operator makes a check of something else; what was observed shows where it is from.
    for (slot, check) in before.slots where found[slot] == nil {
      guard let suggested = check.suggested else { continue }
      let words = old.words(suggested.span)
      found[slot] =
        own.first { other, mine in
          !known.contains(other) && mine.suggested.map { edited.words($0.span) } == words
        }?.1
    }
    return found
  }

  private mutating func merge(
    _ slot: String, _ before: ColumnCheck, _ after: ColumnCheck?, _ mine: ColumnCheck,
    _ changes: inout CheckChanges
  ) {
    guard old.words(before.span) != after.map({ new.words($0.span) }) else { return }
    if before.suggested == nil {
      mergeType(slot, before, after, mine, &changes)
    } else if mine.suggested != nil {
      mergeBound(slot, before, after, mine, &changes)
    }
  }

  /// A check that never bears `suggested`: the type, or `optional`. It changes where nobody has touched
  /// the entry.
  private mutating func mergeType(
    _ slot: String, _ before: ColumnCheck, _ after: ColumnCheck?, _ mine: ColumnCheck,
    _ changes: inout CheckChanges
  ) {
    if changes.isUntouched {
      if let after {
        edits.replace(mine.span, with: after.span.text)
        renewed.append(MergeSide.id(changes.key, slot))
      } else {
        changes.removals.insert(mine.span.start)
      }
    } else if slot == "type", edited.words(mine.span) == old.words(before.span) {
      conflicts.append(typeConflict(changes.key, before, after, mine))
    }
  }

  private mutating func mergeBound(
    _ slot: String, _ before: ColumnCheck, _ after: ColumnCheck?, _ mine: ColumnCheck,
    _ changes: inout CheckChanges
  ) {
    guard let suggested = mine.suggested else { return }
    let id = MergeSide.id(changes.key, slot)
    let condition = edited.wordsAndComments(mine.condition)
    let isGenerated = condition == old.words(before.condition)
    guard let after else {
      if edited.wordsAndComments(mine.span) == old.words(before.span) {
        changes.removals.insert(mine.span.start)
        removed.append(id)
      } else {
        conflicts.append(boundConflict(id, before, nil, mine))
      }
      return
    }
    let wanted = new.words(after.condition)
    // A tolerance of one's own fits a new bound of the same kind only.
    guard isGenerated || condition == wanted,
      mine.tolerance == nil || old.kind(before) == new.kind(after)
    else { return conflicts.append(boundConflict(id, before, after, mine)) }
    let provenance = edited.wordsAndComments(suggested.span)
    let isProvenanceNew =
      after.suggested.map { provenance != new.words($0.span) } ?? false
      && provenance == edited.words(suggested.span)
    if condition != wanted { edits.replace(mine.condition, with: after.condition.text) }
    if isProvenanceNew, let now = after.suggested {
      edits.replace(suggested.span, with: now.span.text)
    }
    if condition != wanted || isProvenanceNew { renewed.append(id) }
  }

  // MARK: Writing

  private mutating func write(_ changes: CheckChanges) {
    for entry in changes.mine {
      let checks = entry.slots.map(\.1)
      let keeps = checks.contains(where: changes.stays)
      for (index, check) in checks.enumerated() where !changes.stays(check) {
        if !keeps, index == 0 {
          // An entry is never empty.
          let new = entry.key == changes.mine[0].key ? changes.additions.map(\.text) : []
          edits.replace(check.span, with: new.isEmpty ? "optional" : new.joined(separator: ", "))
        } else {
          remove(index, of: checks, changes)
        }
      }
    }
    guard let first = changes.mine.flatMap(\.slots).map(\.1).first(where: changes.stays) else {
      return
    }
    for (text, previous) in changes.additions {
      if let previous {
        edits.insert(", " + text, at: previous.span.end)
      } else {
        edits.insert(text + ", ", at: first.span.start)
      }
    }
  }

  /// Removes a check and one comma beside it; comments between stay.
  private mutating func remove(_ index: Int, of checks: [ColumnCheck], _ changes: CheckChanges) {
    let check = checks[index]
    edits.remove(check.span.range)
    let staysLater = checks[(index + 1)...].contains(where: changes.stays)
    let gap =
      staysLater
      ? check.span.end..<checks[index + 1].span.start
      : checks[index - 1].span.end..<check.span.start
    let tree = edited.tree
    let comma = tree.tokens[tree.index(of: gap.lowerBound)]
    guard comma.text == ",", gap.contains(comma.span.start) else { return }
    let blank = comma.span.end..<gap.upperBound
    edits.remove(comma.span.start..<(edits.isBlank(blank) ? gap.upperBound : comma.span.end))
  }

  // MARK: Conflicts

  /// Further checks on the same that still bear `suggested(…)`: one follows the data, all others would
  /// be left behind in silence.
  private mutating func tellFurther(
    _ mine: [MergeSide.Entry], beside found: [String: ColumnCheck], _ olds: [String: ColumnCheck],
    _ news: [String: ColumnCheck], _ key: String
  ) {
    for (slot, check) in mine.flatMap(\.slots) where check.suggested != nil {
      guard let before = olds[slot], let paired = found[slot],
        paired.span.start != check.span.start,
        old.words(before.span) != news[slot].map({ new.words($0.span) })
      else { continue }
      let id = MergeSide.id(key, check.alias?.text ?? slot)
      conflicts.append(boundConflict(id, before, news[slot], check))
    }
  }

  private func boundConflict(
    _ id: String, _ before: ColumnCheck, _ after: ColumnCheck?, _ mine: ColumnCheck
  ) -> Diagnostic {
    Diagnostic(
      .boundConflict,
      after == nil
        ? "`\(id)` was changed, still bears `suggested(…)`, and is no longer suggested"
        : "`\(id)` was changed, still bears `suggested(…)`, and another bound is suggested now",
      at: mine.span, label: "kept as you wrote it",
      secondary: [
        after.map { Diagnostic.Label($0.span, "suggested by the new data") }
          ?? Diagnostic.Label(before.span, "suggested by the former data")
      ],
      notes: ["what bears `suggested(…)` follows the data, what does not is yours"],
      fixIts: mine.suggested.map {
        [FixIt("delete `suggested(…)` to adopt your bound", replace: $0.span, with: "")]
      } ?? [])
  }

  private func typeConflict(
    _ key: String, _ before: ColumnCheck, _ after: ColumnCheck?, _ mine: ColumnCheck
  ) -> Diagnostic {
    Diagnostic(
      .typeConflict,
      after.map { "`\(key)` is \($0.condition.text) in the new data, and its entry was edited" }
        ?? "`\(key)` is of no one type in the new data, and its entry was edited",
      at: mine.span, label: "kept",
      secondary: [
        after.map { Diagnostic.Label($0.span, "read off the new data") }
          ?? Diagnostic.Label(before.span, "read off the former data")
      ],
      notes: ["take the new type if the data are right; its other bounds may want a look too"])
  }
}

extension MergeSide {
  /// What a check says without its bound: `completeness >=`, `in`.
  fileprivate func kind(_ check: ColumnCheck) -> [String] {
    (check.subject.map { words($0.span) } ?? [])
      + (check.bound.flatMap { words($0.span).first }.map { [$0] } ?? [])
  }
}

extension ColumnCheck {
  /// Its subject and bound, without suffixes.
  fileprivate var condition: SourceSpan {
    let start = subject?.span.start ?? bound?.span.start ?? span.start
    let end = bound?.span.end ?? subject?.span.end ?? span.end
    return SourceSpan(span.file, start, end)
  }
}
