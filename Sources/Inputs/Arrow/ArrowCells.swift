internal import Statistics

/// Kinds and numbers of some rows, as columns take them.
struct ArrowCells {
  private(set) var kinds: [CellKind]
  private(set) var numbers: [Double]

  /// - Parameters:
  ///   - kind: of the cells that have a value.
  ///   - number: of the value in a place.
  @inline(__always)
  init(_ rows: ArrowRows, _ kind: CellKind, number: (Int) -> Double) {
    if rows.isWhole {
      kinds = [CellKind](repeating: kind, count: rows.count)
      numbers = unsafe [Double](unsafeUninitializedCapacity: rows.count) { room, initialized in
        rows.forEach { unsafe room.initializeElement(at: $0, to: number($1)) }
        initialized = rows.count
      }
      return
    }
    var kinds = [CellKind](repeating: .missing, count: rows.count)
    var numbers = [Double](repeating: .nan, count: rows.count)
    rows.forEach { row, place in
      kinds[row] = kind
      numbers[row] = number(place)
    }
    (self.kinds, self.numbers) = (kinds, numbers)
  }
}

extension TextCells {
  /// The texts of some rows; those without a value are missing.
  init(_ rows: ArrowRows, text: (Int) -> String) {
    self.init()
    var texts = [String?](repeating: nil, count: rows.count)
    rows.forEach { texts[$0] = text($1) }
    for text in texts {
      if let text { append(text.utf8) } else { appendMissing() }
    }
  }
}
