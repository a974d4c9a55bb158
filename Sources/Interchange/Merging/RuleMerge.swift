import Engine
import Language

/// Three-way merge of generated rules: what was generated last time, what is generated now, and what
/// a person has made of it.
///
/// What still stands as it was generated follows the new data; what a person wrote, changed or
/// removed stays so, byte for byte. Where both changed, the person's text stays and a diagnostic
/// shows both places. All three files parse without errors.
///
/// - Complexity: O(tokens)
package struct RuleMerge {
  /// What a merge made.
  package struct Result {
    /// The edited text with what follows the new data.
    package let text: String
    /// What changed on both sides, at its place in the edited file.
    package let conflicts: [Diagnostic]
    /// `columns.x` or `columns.x.min`: new in the text.
    package let added: [String]
    /// No longer suggested, and gone from the text.
    package let removed: [String]
    /// Rewritten, with the same meaning or another bound.
    package let renewed: [String]
  }

  let old: MergeSide
  let new: MergeSide
  let edited: MergeSide
  var edits: TextEdits
  var conflicts: [Diagnostic] = []
  var added: [String] = []
  var removed: [String] = []
  var renewed: [String] = []

  package static func merge(old: SyntaxTree, new: SyntaxTree, edited: SyntaxTree) -> Result {
    var merge = RuleMerge(old: old, new: new, edited: edited)
    // Whatever the order of its columns: a file that nobody touched is generated anew.
    if old.source.bytes == edited.source.bytes {
      merge.edits = TextEdits(new.source)
      merge.countUntouched()
      return merge.result
    }
    merge.mergeHeader()
    merge.mergeDeclarations()
    merge.mergeColumns()
    return merge.result
  }

  private init(old: SyntaxTree, new: SyntaxTree, edited: SyntaxTree) {
    self.old = MergeSide(old)
    self.new = MergeSide(new)
    self.edited = MergeSide(edited)
    edits = TextEdits(edited.source)
  }

  private var result: Result {
    Result(
      text: edits.applied,
      conflicts: conflicts.sorted { ($0.span.start, $0.code.id) < ($1.span.start, $1.code.id) },
      added: added, removed: removed, renewed: renewed)
  }

  /// What to tell of a file that is replaced as a whole.
  private mutating func countUntouched() {
    for key in new.order {
      guard let before = old.entries[key]?.first, let after = new.entries[key]?.first else {
        added.append(MergeSide.id(key))
        continue
      }
      let slots = Dictionary(before.slots, uniquingKeysWith: { first, _ in first })
      for (slot, check) in after.slots {
        guard let former = slots[slot] else {
          added.append(MergeSide.id(key, slot))
          continue
        }
        if old.words(former.span) != new.words(check.span) {
          renewed.append(MergeSide.id(key, slot))
        }
      }
      let kept = Set(after.slots.map(\.0))
      for (slot, _) in before.slots where !kept.contains(slot) {
        removed.append(MergeSide.id(key, slot))
      }
    }
    removed += old.order.filter { new.entries[$0] == nil }.map { MergeSide.id($0) }
  }

  /// The comments at the top of the file.
  private mutating func mergeHeader() {
    mergeComments(
      old: MergeSide.comments(old.tree.tokens[0]), new: MergeSide.comments(new.tree.tokens[0]),
      edited: MergeSide.comments(edited.tree.tokens[0]),
      place: edited.tree.tokens[0].span.start)
  }

  /// Comments that were generated and stand as they were follow the new ones; all others are the
  /// person's.
  ///
  /// - Parameter place: where that begins which they stand before.
  mutating func mergeComments(
    old olds: [SourceSpan], new news: [SourceSpan], edited editeds: [SourceSpan], place: Int
  ) {
    var standing: [Substring: SourceSpan] = [:]
    for span in editeds { standing[MergeSide.comment(span)] = span }
    let pairs = MergeSide.paired(olds.map(MergeSide.comment), news.map(MergeSide.comment))
    var anchors: [SourceSpan?] = []
    for (index, span) in news.enumerated() {
      let text = MergeSide.comment(span)
      if let former = pairs[index] {
        let place = standing[MergeSide.comment(olds[former])]
        if let place, MergeSide.comment(place) != text { edits.replace(place, with: String(text)) }
        anchors.append(place)
      } else {
        anchors.append(standing[text])
        guard standing[text] == nil else { continue }
        let following = news.indices[(index + 1)...].lazy.compactMap { later in
          pairs[later].flatMap { standing[MergeSide.comment(olds[$0])] }
        }.first
        edits.insertLine(String(text), before: following?.start ?? place)
      }
    }
    let dropped = Set(olds.indices).subtracting(pairs.compactMap { $0 })
    let staying = Set(news.map(MergeSide.comment))
    for index in dropped {
      let text = MergeSide.comment(olds[index])
      if let span = standing[text], !staying.contains(text) { edits.removeLine(span) }
    }
  }
}
