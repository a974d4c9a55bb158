/// Cells as a typed source stores them: a word each.
///
/// What words stand for is worked out when somebody asks, and once for each different word where
/// cells are counted.
package struct StoredCells: Sendable {
  /// What a missing cell has here counts for nothing.
  package let words: [UInt64]
  /// Which cells are missing; nil where none is.
  package let missing: [Bool]?
  package let meaning: any WordMeaning

  package init(words: [UInt64], missing: [Bool]?, meaning: any WordMeaning) {
    precondition(missing.map { $0.count == words.count } ?? true, "a mark for each word")
    self.words = words
    self.missing = missing
    self.meaning = meaning
  }

  package var count: Int { words.count }

  func selecting(_ indices: [Int32]) -> StoredCells {
    StoredCells(
      words: indices.map { words[Int($0)] },
      missing: missing.map { missing in indices.map { missing[Int($0)] } }, meaning: meaning)
  }
}

/// What the words of a column stand for: values, none of which is a missing one.
package protocol WordMeaning: Sendable {
  /// The kind of each cell and its number, as `Column.fill` takes them.
  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double])

  /// The text of each cell; nil where it is the canonical one.
  func texts(of cells: StoredCells) -> TextCells?

  /// Whether all words stand for the same.
  func isSame(as other: any WordMeaning) -> Bool
}

extension WordMeaning where Self: Equatable {
  package func isSame(as other: any WordMeaning) -> Bool { (other as? Self) == self }
}
