internal import Statistics

/// Lengths of time, as seconds.
struct ArrowDurations: WordMeaning, Equatable {
  let perSecond: Int64

  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
    cells.values(perSecond == 1 ? .integral : .fractional) { [perSecond] word in
      Double(Int64(bitPattern: word)) / Double(perSecond)
    }
  }

  func texts(of cells: StoredCells) -> TextCells? { nil }
}
