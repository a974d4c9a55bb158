import Language
import Statistics

/// Evaluates row terms over blocks of columns. One a thread.
///
/// Null in gives null out; what does not convert to the type that a literal wants is null as well.
final class RowEvaluator {
  /// The values of `baseline(…)` and other terms known before any record, by canonical text.
  private let given: [String: Value]
  /// Where each column stands in the blocks.
  let positions: [String: Int]
  private var matchers: [ObjectIdentifier: Pattern.Matcher] = [:]
  /// A pattern reached its limit since the last call of `evaluate(_:_:)` from outside.
  private(set) var hitPatternLimit = false
  /// By the key of the condition.
  var cellOutcomes: [String: CellOutcomes] = [:]

  init(given: [String: Value], positions: [String: Int]) {
    self.given = given
    self.positions = positions
  }

  enum Operand {
    case constant(Value)
    case column(Column)
  }

  /// The value of an expression for each row.
  func evaluate(_ expression: RowExpression, _ block: ColumnBlock) -> Column {
    hitPatternLimit = false
    if let decided = decideOnce(expression, block) { return decided }
    switch operand(expression.term, block) {
    case .column(let column): return column
    case .constant(let value): return broadcast(value, block.rows)
    }
  }

  /// A condition's outcome for each row.
  func truths(of condition: RowExpression, _ block: ColumnBlock) -> [Truth] {
    truth(.column(evaluate(condition, block)), block.rows)
  }

  private func broadcast(_ value: Value, _ rows: Int) -> Column {
    let column = Column()
    switch value {
    case .null:
      column.fill(
        kinds: .init(repeating: .missing, count: rows), numbers: .init(repeating: .nan, count: rows)
      )
    case .number(let number):
      column.fill(
        kinds: .init(repeating: .fractional, count: rows),
        numbers: .init(repeating: number, count: rows))
    case .boolean(let boolean):
      column.fill(
        kinds: .init(repeating: .boolean, count: rows),
        numbers: .init(repeating: boolean ? 1 : 0, count: rows))
    case .text(let text):
      let bytes = Array(text.utf8)
      column.fill(
        kinds: .init(repeating: .text, count: rows), numbers: .init(repeating: .nan, count: rows),
        text: TextCells(
          buffer: bytes, starts: .init(repeating: 0, count: rows),
          lengths: .init(repeating: Int32(bytes.count), count: rows)))
    }
    return column
  }

  func operand(_ term: Term, _ block: ColumnBlock) -> Operand {
    let rows = block.rows
    switch term.kind {
    case .constant(let value): return .constant(value)
    case .column(let name):
      guard let position = positions[name] else { return .constant(.null) }
      return .column(block.columns[position])
    case .baseline, .standardError, .metric:
      return .constant(given[term.canonical] ?? .null)
    case .negate(let inner):
      return numbers(numbers(operand(inner, block), rows).map { -$0 })
    case .arithmetic(let a, let op, let b): return arithmetic(a, op, b, block)
    case .not(let inner): return booleans(truth(operand(inner, block), rows).map(\.negated))
    case .and(let a, let b):
      return booleans(
        zip(truth(operand(a, block), rows), truth(operand(b, block), rows)).map(Truth.and))
    case .or(let a, let b):
      return booleans(
        zip(truth(operand(a, block), rows), truth(operand(b, block), rows)).map(Truth.or))
    case .compare(let a, let op, let b):
      return compare(operand(a, block), op, operand(b, block), CellClass(a, b), rows)
    case .member(let a, let negated, let set): return member(a, negated, set, block)
    case .within(let a, let closeness, of: let b): return within(a, closeness, b, block)
    case .matches(let a, let pattern): return matches(operand(a, block), pattern, rows)
    case .isNull(let a, let negated):
      let isMissing = kinds(operand(a, block), rows).map { $0 == .missing }
      return booleans(isMissing.map { $0 != negated ? .yes : .no })
    case .isType(let a, let negated, let type):
      return booleans(
        kinds(operand(a, block), rows).map { kind in
          guard kind != .missing else { return .unknown }
          return type.accepts(kind) != negated ? .yes : .no
        })
    case .hasFormat(let a, let format):
      let cells = column(operand(a, block), rows).cells
      return booleans(
        (0..<rows).map { row in
          guard let text = cells[row] else { return .unknown }
          return format.accepts(text) ? .yes : .no
        })
    case .conditional(let a, let b, let c): return conditional(a, b, c, block)
    case .function(let function, let arguments):
      return apply(
        function,
        arguments.map { argument in
          function == .jsonValue && argument.constant != nil
            ? operand(argument, block) : .column(column(of: argument, block))
        }, rows)
    case .set, .pattern, .columnSet, .range, .history, .invalid: return .constant(.null)
    }
  }

  // MARK: Truth

  func booleans(_ truths: [Truth]) -> Operand {
    let (yes, no, null) = (OutcomeCode.yes, OutcomeCode.no, OutcomeCode.null)
    return outcomes(of: truths.count) { row in
      switch truths[row] {
      case .yes: yes
      case .no: no
      case .unknown: null
      }
    }
  }

  /// A condition by its `OutcomeCode` in each row.
  @inline(__always)
  func outcomes(of rows: Int, _ outcome: (Int) -> UInt8) -> Operand {
    let outcomes = unsafe [UInt8](unsafeUninitializedCapacity: rows) { buffer, count in
      for row in 0..<rows { unsafe buffer.initializeElement(at: row, to: outcome(row)) }
      count = rows
    }
    let column = Column()
    column.fill(outcomes: outcomes)
    return .column(column)
  }

  /// Cells as conditions: booleans, and numbers that are not 0.
  func truth(_ operand: Operand, _ rows: Int) -> [Truth] {
    switch operand {
    case .constant(.boolean(let value)):
      return .init(repeating: value ? .yes : .no, count: rows)
    case .constant(.number(let value)):
      return .init(repeating: value != 0 ? .yes : .no, count: rows)
    case .constant: return .init(repeating: .unknown, count: rows)
    case .column(let column):
      if let outcomes = column.filledOutcomes {
        let (yes, no) = (OutcomeCode.yes, OutcomeCode.no)
        return outcomes.map { $0 == yes ? .yes : $0 == no ? .no : .unknown }
      }
      let kinds = column.kinds
      let numbers = column.numbers
      return (0..<rows).map { row in
        switch kinds[row] {
        case .boolean, .integral, .fractional: numbers[row] != 0 ? .yes : .no
        case .missing, .text, .timestamp: .unknown
        }
      }
    }
  }

  func kinds(_ operand: Operand, _ rows: Int) -> [CellKind] {
    switch operand {
    case .column(let column): column.kinds
    case .constant(let value): broadcast(value, rows).kinds
    }
  }

  func column(_ operand: Operand, _ rows: Int) -> Column {
    switch operand {
    case .column(let column): column
    case .constant(let value): broadcast(value, rows)
    }
  }

  /// The values of a term, times as times also where they are constants.
  func column(of term: Term, _ block: ColumnBlock) -> Column {
    column(operand(term, block), of: term.type, block.rows)
  }

  func column(_ operand: Operand, of type: ValueType, _ rows: Int) -> Column {
    guard type == .time, case .constant(.number(let seconds)) = operand else {
      return column(operand, rows)
    }
    let column = Column()
    column.fill(
      kinds: .init(repeating: .timestamp, count: rows),
      numbers: .init(repeating: seconds, count: rows))
    return column
  }

  private func conditional(_ a: Term, _ b: Term, _ c: Term, _ block: ColumnBlock) -> Operand {
    let tests = truth(operand(a, block), block.rows)
    let yes = column(of: b, block)
    let no = column(of: c, block)
    let (yesKinds, yesNumbers) = (yes.kinds, yes.numbers)
    let (noKinds, noNumbers) = (no.kinds, no.numbers)
    var kinds = [CellKind](repeating: .missing, count: block.rows)
    var numbers = [Double](repeating: .nan, count: block.rows)
    for row in 0..<block.rows {
      switch tests[row] {
      case .yes: (kinds[row], numbers[row]) = (yesKinds[row], yesNumbers[row])
      case .no: (kinds[row], numbers[row]) = (noKinds[row], noNumbers[row])
      case .unknown: continue
      }
    }
    let result = Column()
    guard kinds.contains(.text) else {
      result.fill(kinds: kinds, numbers: numbers)
      return .column(result)
    }
    // Values are spelled as they would be in a block without text, and keep their kinds.
    let values = TextCells(kinds: kinds.map { $0 == .text ? .missing : $0 }, numbers: numbers)
    let (yesCells, noCells) = (yes.cells, no.cells)
    var text = TextCells()
    for row in 0..<block.rows {
      let source = kinds[row] != .text ? values : tests[row] == .yes ? yesCells : noCells
      if let cell = source[row] { text.append(cell) } else { text.appendMissing() }
    }
    result.fill(kinds: kinds, numbers: numbers, text: text)
    return .column(result)
  }

  // MARK: Patterns

  private func matches(_ operand: Operand, _ pattern: Pattern, _ rows: Int) -> Operand {
    guard let matcher = matcher(pattern) else { return .constant(.null) }
    let cells = column(operand, rows).cells
    var truths = [Truth](repeating: .unknown, count: rows)
    unsafe cells.buffer.withUnsafeBufferPointer { bytes in
      for row in 0..<rows where cells.lengths[row] >= 0 {
        let start = Int(cells.starts[row])
        let cell = unsafe UnsafeBufferPointer(
          rebasing: bytes[start..<start + Int(cells.lengths[row])])
        switch unsafe matcher.find(in: cell) {
        case .match: truths[row] = .yes
        case .noMatch: truths[row] = .no
        case .limit: hitPatternLimit = true
        }
      }
    }
    return booleans(truths)
  }

  private func matcher(_ pattern: Pattern) -> Pattern.Matcher? {
    let id = ObjectIdentifier(pattern)
    if let known = matchers[id] { return known }
    let made = pattern.makeMatcher()
    matchers[id] = made
    return made
  }
}
