internal import Statistics

extension StoredCells {
  /// Values of one kind, and no number where one is missing.
  @inline(__always)
  func values(
    _ kind: CellKind, _ number: (UInt64) -> Double
  ) -> (kinds: [CellKind], numbers: [Double]) {
    var numbers = unsafe [Double](unsafeUninitializedCapacity: count) { room, initialized in
      unsafe words.withUnsafeBufferPointer { words in
        for row in words.indices {
          unsafe room.initializeElement(at: row, to: number(words[row]))
        }
      }
      initialized = count
    }
    var kinds = [CellKind](repeating: kind, count: count)
    if let missing {
      for row in missing.indices where missing[row] {
        (kinds[row], numbers[row]) = (.missing, .nan)
      }
    }
    return (kinds, numbers)
  }

  /// Texts of a bounded length; see `TextCells.init(count:missing:longest:write:)`.
  @inline(__always)
  func texts(longest: Int, write: (UInt64, UnsafeMutableRawPointer) -> Int) -> TextCells {
    unsafe TextCells(count: count, missing: missing, longest: longest) { row, target in
      unsafe write(words[row], target)
    }
  }

  /// Texts of any length.
  func texts(_ text: (UInt64) -> String) -> TextCells {
    var cells = TextCells()
    for row in 0..<count {
      if missing?[row] ?? false {
        cells.appendMissing()
      } else {
        cells.append(text(words[row]).utf8)
      }
    }
    return cells
  }
}
