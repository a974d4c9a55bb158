internal import Statistics

/// Bits.
struct ArrowBooleans: WordMeaning, Equatable {
  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
    cells.values(.boolean) { $0 == 0 ? 0 : 1 }
  }

  func texts(of cells: StoredCells) -> TextCells? { nil }
}
