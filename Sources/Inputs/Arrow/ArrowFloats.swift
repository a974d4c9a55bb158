internal import Statistics

/// Numbers with a point, of 2, 4 or 8 bytes; NaN and infinities are numbers too.
struct ArrowFloats: WordMeaning, Equatable {
  let bytes: Int

  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
    switch bytes {
    case 2:
      cells.values(.fractional) { word in
        let float = Float16(bitPattern: UInt16(truncatingIfNeeded: word))
        return float.isFinite ? Double(float.description) ?? .nan : Double(float)
      }
    case 4:
      cells.values(.fractional) { word in
        ShortestDouble.of(Float(bitPattern: UInt32(truncatingIfNeeded: word)))
      }
    default: cells.values(.fractional) { Double(bitPattern: $0) }
    }
  }

  func texts(of cells: StoredCells) -> TextCells? { nil }
}
