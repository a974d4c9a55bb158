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
  private enum Form { case stored, text, values, both, outcomes }
  /// What the column was filled with.
  private var origin = Origin.values
  private enum Origin {
    case spelled
    /// Texts are texts, or timestamps, whatever they spell.
    case strings
    case values
    case stored(StoredCells)
  }

  private var storedCells = TextCells()
  private var storedKinds: [CellKind] = []
  private var storedNumbers: [Double] = []
  private var storedFinite: FiniteNumbers?
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
    origin = areStrings ? .strings : .spelled
    spelling = nil
  }

  /// Takes cells of a typed source as they are stored.
  package func fill(stored cells: StoredCells) {
    rows = cells.count
    forgetFindings()
    form = .stored
    origin = .stored(cells)
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
    forgetFindings()
    self.spelling = spelling
    storedKinds = kinds
    storedNumbers = numbers
    origin = .values
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
    origin = .values
    spelling = nil
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
    origin = .spelled
    spelling = nil
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
    if form == .stored || form == .outcomes { classify() }
    if form == .values {
      storedCells = texts ?? TextCells(kinds: storedKinds, numbers: storedNumbers)
      spelling = nil
      form = .both
    }
    return storedCells
  }

  /// Texts of values that are not the canonical ones.
  private var texts: TextCells? {
    if case .stored(let cells) = origin { return cells.meaning.texts(of: cells) }
    return spelling?()
  }

  private var isSpelled: Bool { if case .spelled = origin { true } else { false } }

  /// The cells as they came, where equal ones can be counted before anybody knows what they stand for.
  package var countable: CountableCells? {
    switch origin {
    case .spelled: .text(storedCells, areStrings: false)
    case .strings: .text(storedCells, areStrings: true)
    case .stored(let cells): .stored(cells)
    case .values: nil
    }
  }

  /// Kinds and numbers where they were found already and the text says the same.
  var knownNumbers: (kinds: [CellKind], numbers: [Double])? {
    guard form == .both else { return nil }
    switch origin {
    case .spelled: return (storedKinds, storedNumbers)
    // A text may spell a number.
    case .stored where !storedKinds.contains(.text): return (storedKinds, storedNumbers)
    case .stored, .strings, .values: return nil
    }
  }

  /// Whether a cell is missing, without classifying the column.
  package func countMissing() -> Int {
    if case .stored(let cells) = origin { return cells.missing?.count { $0 } ?? 0 }
    switch form {
    case .stored, .values: return storedKinds.count { $0 == .missing }
    case .outcomes: return outcomes.count { $0 == OutcomeCode.null }
    case .text, .both: return storedCells.countMissing()
    }
  }

  /// The column reduced to some of its rows, in the order given.
  package func selecting(_ indices: [Int32]) -> Column {
    let result = Column()
    if case .stored(let cells) = origin {
      result.fill(stored: cells.selecting(indices))
      return result
    }
    if form == .outcomes {
      let outcomes = self.outcomes
      result.fill(outcomes: indices.map { outcomes[Int($0)] })
      return result
    }
    let text = form == .values ? nil : storedCells.selecting(indices)
    if form == .text, let text {
      result.fill(text: text, areStrings: !isSpelled)
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
    if form == .stored, case .stored(let cells) = origin {
      (storedKinds, storedNumbers) = cells.meaning.values(of: cells)
      form = .values
    }
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
    if !isSpelled {
      for row in storedKinds.indices { CellParser.keepText(&storedKinds[row], &storedNumbers[row]) }
    }
    form = .both
  }
}
