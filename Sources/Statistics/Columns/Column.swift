/// The cells of one column for the rows of a block.
///
/// A column is filled as text by readers of text sources, or as values by readers of typed sources
/// and by row expressions. The other form is made the first time that a statistic asks for it: a
/// column whose completeness alone is wanted never has a number parsed.
package final class Column {
  /// Number of cells.
  package private(set) var rows = 0

  private var form = Form.values
  private enum Form { case text, values, both }

  private var storedCells = TextCells()
  private var storedKinds: [CellKind] = []
  private var storedNumbers: [Double] = []
  private var storedFinite: FiniteNumbers?
  /// Whether texts are texts, or timestamps, whatever they spell.
  private var areStrings = false
  /// Makes the texts of values that have other ones than the canonical.
  private var spelling: (() -> TextCells)?

  package init() {}

  /// Takes cells as text; kinds and numbers follow when asked for.
  ///
  /// - Parameter areStrings: whether a cell is text, or a timestamp, even where it spells a number.
  package func fill(text cells: TextCells, areStrings: Bool = false) {
    rows = cells.count
    storedFinite = nil
    storedCells = cells
    form = .text
    self.areStrings = areStrings
    spelling = nil
  }

  /// Takes cells as values: a number for integral, fractional, boolean (0 or 1) and timestamp cells
  /// (seconds since 1970-01-01T00:00:00Z), NaN for a missing one. Cells of kind `text` need `text`.
  ///
  /// - Parameter spelling: makes the text of each cell when it is asked for, where that is not the
  ///   canonical one.
  package func fill(
    kinds: [CellKind], numbers: [Double], text: TextCells? = nil,
    spelling: (() -> TextCells)? = nil
  ) {
    precondition(kinds.count == numbers.count, "a number for each kind")
    rows = kinds.count
    storedFinite = nil
    self.spelling = spelling
    storedKinds = kinds
    storedNumbers = numbers
    if let text {
      storedCells = text
      form = .both
    } else {
      form = .values
    }
  }

  /// Lends the text buffers back to the reader, so that it fills them again without allocating.
  package func takeText() -> TextCells {
    let cells = storedCells
    storedCells = TextCells()
    rows = 0
    // No text is what kinds and numbers follow from; until then their memory stays as it is.
    form = .text
    storedFinite = nil
    areStrings = false
    spelling = nil
    return cells
  }

  /// The kind of each cell.
  package var kinds: [CellKind] {
    classify()
    return storedKinds
  }

  /// The number of each integral, fractional, boolean or timestamp cell; NaN for the others.
  package var numbers: [Double] {
    classify()
    return storedNumbers
  }

  /// The numbers of the integral and fractional cells in the order of rows, found once for all
  /// statistics that ask.
  package var finiteNumbers: FiniteNumbers {
    if let storedFinite { return storedFinite }
    classify()
    let found = FiniteNumbers(kinds: storedKinds, numbers: storedNumbers)
    storedFinite = found
    return found
  }

  /// The text of each cell: as spelled in text sources, canonical in typed ones.
  package var cells: TextCells {
    if form == .values {
      storedCells = spelling?() ?? TextCells(kinds: storedKinds, numbers: storedNumbers)
      spelling = nil
      form = .both
    }
    return storedCells
  }

  /// Whether a cell is missing, without classifying the column.
  package func countMissing() -> Int {
    form == .values ? storedKinds.count { $0 == .missing } : storedCells.countMissing()
  }

  /// The column reduced to some of its rows, in the order given.
  package func selecting(_ indices: [Int32]) -> Column {
    let result = Column()
    let text = form == .values ? nil : storedCells.selecting(indices)
    if form == .text, let text {
      result.fill(text: text, areStrings: areStrings)
    } else {
      result.fill(
        kinds: indices.map { storedKinds[Int($0)] },
        numbers: indices.map { storedNumbers[Int($0)] },
        text: text,
        spelling: spelling.map { spelling in { spelling().selecting(indices) } })
    }
    return result
  }

  private func classify() {
    guard form == .text else { return }
    CellParser.parse(storedCells, kinds: &storedKinds, numbers: &storedNumbers)
    if areStrings {
      for row in storedKinds.indices { CellParser.keepText(&storedKinds[row], &storedNumbers[row]) }
    }
    form = .both
  }
}
