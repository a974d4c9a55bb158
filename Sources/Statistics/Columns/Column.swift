/// The cells of one column for the rows of a block.
///
/// A column is filled as text by readers of text sources, or as values by readers of typed sources
/// and by row expressions. The other form is made the first time that a statistic asks for it: a
/// column whose completeness alone is wanted never has a number parsed.
package final class Column {
  /// Number of cells.
  package private(set) var rows = 0

  private var form = Form.values
  /// `outcomes` are those of a condition, of which kinds and numbers are made when asked for.
  private enum Form { case text, values, both, outcomes }
  /// Whether kinds and numbers follow from the text.
  private var isSpelled = false

  private var storedCells = TextCells()
  private var storedKinds: [CellKind] = []
  private var storedNumbers: [Double] = []
  private var storedFinite: FiniteNumbers?
  /// Whether texts are texts, or timestamps, whatever they spell.
  private var areStrings = false
  /// Makes the texts of values that have other ones than the canonical.
  private var spelling: (() -> TextCells)?
  private var storedOutcomes: [UInt8]?
  private var storedOutcomeRows: OutcomeRows?
  private var storedHashes: [UInt64]?
  private var storedGroups: CellGroups?
  /// Which of the different cells each row has, where somebody numbered them.
  package private(set) var codes: CellCodes?

  package init() {}

  /// Takes cells as text; kinds and numbers follow when asked for.
  ///
  /// - Parameter areStrings: whether a cell is text, or a timestamp, even where it spells a number.
  package func fill(text cells: TextCells, areStrings: Bool = false) {
    rows = cells.count
    forgetFindings()
    storedCells = cells
    form = .text
    self.areStrings = areStrings
    spelling = nil
    isSpelled = !areStrings
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
    forgetFindings()
    self.spelling = spelling
    storedKinds = kinds
    storedNumbers = numbers
    isSpelled = false
    if let text {
      storedCells = text
      form = .both
    } else {
      form = .values
    }
  }

  /// Takes what a condition came to in each row: true, false or missing, as `OutcomeCode` has them.
  package func fill(outcomes: [UInt8]) {
    rows = outcomes.count
    forgetFindings()
    storedOutcomes = outcomes
    form = .outcomes
    spelling = nil
    isSpelled = false
  }

  /// Takes what a counter of its cells found.
  package func code(_ codes: CellCodes) {
    precondition(codes.places.count == rows, "a code for each cell")
    self.codes = codes
  }

  /// Lends the text buffers back to the reader, so that it fills them again without allocating.
  package func takeText() -> TextCells {
    let cells = storedCells
    storedCells = TextCells()
    rows = 0
    // No text is what kinds and numbers follow from; until then their memory stays as it is.
    form = .text
    areStrings = false
    spelling = nil
    isSpelled = true
    forgetFindings()
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

  /// The `OutcomeCode` of each row, found once for all statistics that ask.
  package var outcomes: [UInt8] {
    if let storedOutcomes { return storedOutcomes }
    let found = outcomeCodes()
    storedOutcomes = found
    return found
  }

  /// The outcomes, where the column is that of a condition and holds nothing else.
  package var filledOutcomes: [UInt8]? { form == .outcomes ? storedOutcomes : nil }

  /// The rows of each outcome, found once for all statistics that ask.
  var outcomeRows: OutcomeRows {
    if let storedOutcomeRows { return storedOutcomeRows }
    let found = OutcomeRows(outcomes)
    storedOutcomeRows = found
    return found
  }

  /// A hash of the value of each row, 0 for a missing one, found once for all statistics that ask.
  var hashes: [UInt64] {
    if let storedHashes { return storedHashes }
    let found = cellHashes()
    storedHashes = found
    return found
  }

  /// The different values, found once for all statistics that ask.
  var groups: CellGroups {
    if let storedGroups { return storedGroups }
    let found = CellGroups(hashes)
    storedGroups = found
    return found
  }

  private func forgetFindings() {
    (storedFinite, storedHashes, storedGroups) = (nil, nil, nil)
    (storedOutcomes, storedOutcomeRows, codes) = (nil, nil, nil)
  }

  /// The text of each cell: as spelled in text sources, canonical in typed ones.
  package var cells: TextCells {
    if form == .outcomes { classify() }
    if form == .values {
      storedCells = spelling?() ?? TextCells(kinds: storedKinds, numbers: storedNumbers)
      spelling = nil
      form = .both
    }
    return storedCells
  }

  /// The text of each cell where that alone says what it is; nil in columns of typed values.
  package var spelledCells: TextCells? { isSpelled ? storedCells : nil }

  /// Kinds and numbers where they were found already and follow from the text.
  var knownNumbers: (kinds: [CellKind], numbers: [Double])? {
    isSpelled && form == .both ? (storedKinds, storedNumbers) : nil
  }

  /// Whether a cell is missing, without classifying the column.
  package func countMissing() -> Int {
    switch form {
    case .values: storedKinds.count { $0 == .missing }
    case .outcomes: outcomes.count { $0 == OutcomeCode.null }
    case .text, .both: storedCells.countMissing()
    }
  }

  /// The column reduced to some of its rows, in the order given.
  package func selecting(_ indices: [Int32]) -> Column {
    let result = Column()
    if form == .outcomes {
      let outcomes = self.outcomes
      result.fill(outcomes: indices.map { outcomes[Int($0)] })
      return result
    }
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
    if form == .outcomes {
      let outcomes = self.outcomes
      storedKinds = outcomes.map { $0 == OutcomeCode.null ? .missing : .boolean }
      storedNumbers = outcomes.map {
        $0 == OutcomeCode.null ? .nan : $0 == OutcomeCode.yes ? 1 : 0
      }
      form = .values
    }
    guard form == .text else { return }
    CellParser.parse(storedCells, kinds: &storedKinds, numbers: &storedNumbers)
    if areStrings {
      for row in storedKinds.indices { CellParser.keepText(&storedKinds[row], &storedNumbers[row]) }
    }
    form = .both
  }
}
