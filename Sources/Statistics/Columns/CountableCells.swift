/// Cells that can be counted before anybody asks what they stand for.
package enum CountableCells {
  /// - Parameter areStrings: see `Column.fill(text:areStrings:)`.
  case text(TextCells, areStrings: Bool)
  case stored(StoredCells)

  package var count: Int {
    switch self {
    case .text(let cells, _): cells.count
    case .stored(let cells): cells.count
    }
  }

  /// What makes equal cells of two blocks the same value.
  enum Sort {
    case spelled
    case strings
    case stored(any WordMeaning)

    func isSame(as other: Sort) -> Bool {
      switch (self, other) {
      case (.spelled, .spelled), (.strings, .strings): true
      case (.stored(let meaning), .stored(let other)): meaning.isSame(as: other)
      default: false
      }
    }
  }

  var sort: Sort {
    switch self {
    case .text(_, let areStrings): areStrings ? .strings : .spelled
    case .stored(let cells): .stored(cells.meaning)
    }
  }
}
