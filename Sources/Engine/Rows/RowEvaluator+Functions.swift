import Language
import Statistics

extension RowEvaluator {
  /// Numbers with numbers; a time less a time is seconds, a time and a duration a time. All else is
  /// null, and so is what is not finite.
  func arithmetic(
    _ a: Term, _ op: ArithmeticOperator, _ b: Term, _ block: ColumnBlock
  ) -> Operand {
    let rows = block.rows
    let (x, y) = (operand(a, block), operand(b, block))
    if case .constant(let x) = x, case .constant(let y) = y {
      guard let x = x.number, let y = y.number else { return .constant(.null) }
      let value = op.apply(x, y)
      return .constant(value.isFinite ? .number(value) : .null)
    }
    let (left, right) = (column(x, of: a.type, rows), column(y, of: b.type, rows))
    let (leftKinds, rightKinds) = (left.kinds, right.kinds)
    let (leftNumbers, rightNumbers) = (left.numbers, right.numbers)
    var kinds = [CellKind](repeating: .missing, count: rows)
    var numbers = [Double](repeating: .nan, count: rows)
    for row in 0..<rows {
      let kind: CellKind
      switch (leftKinds[row], rightKinds[row]) {
      case (.integral, .integral), (.integral, .fractional), (.fractional, .integral),
        (.fractional, .fractional):
        kind = .fractional
      case (.timestamp, .timestamp) where op == .subtract: kind = .fractional
      case (.timestamp, .integral), (.timestamp, .fractional):
        guard b.type == .duration, op == .add || op == .subtract else { continue }
        kind = .timestamp
      case (.integral, .timestamp), (.fractional, .timestamp):
        guard a.type == .duration, op == .add else { continue }
        kind = .timestamp
      default: continue
      }
      let value = op.apply(leftNumbers[row], rightNumbers[row])
      guard value.isFinite else { continue }
      (kinds[row], numbers[row]) = (kind, value)
    }
    let result = Column()
    result.fill(kinds: kinds, numbers: numbers)
    return .column(result)
  }

  /// A column of numbers; what is not finite is null (a division by zero, a logarithm of none).
  func numbers(_ values: [Double]) -> Operand {
    let result = Column()
    result.fill(kinds: values.map { $0.isFinite ? .fractional : .missing }, numbers: values)
    return .column(result)
  }

  func apply(_ function: ScalarFunction, _ arguments: [Operand], _ rows: Int) -> Operand {
    switch function {
    case .abs, .ln, .log10, .exp, .sqrt, .round, .floor, .ceil:
      guard let change = function.unary else { return .constant(.null) }
      return numbers(numbers(arguments[0], rows).map(change))
    case .clamp:
      let values = numbers(arguments[0], rows)
      let (low, high) = (numbers(arguments[1], rows), numbers(arguments[2], rows))
      return numbers(
        (0..<rows).map { ScalarFunction.clamp(values[$0], low[$0], high[$0]) })
    case .least, .greatest:
      guard let choose = function.binary else { return .constant(.null) }
      var result = numbers(arguments[0], rows)
      for argument in arguments.dropFirst() {
        let others = numbers(argument, rows)
        for row in 0..<rows { result[row] = choose(result[row], others[row]) }
      }
      return numbers(result)
    case .number:
      let column = column(arguments[0], rows)
      return numbers(zip(column.kinds, column.numbers).map { $0.isNumber ? $1 : .nan })
    case .text: return text(column(arguments[0], rows).cells)
    case .lower, .upper, .trim: return text(function.changed(column(arguments[0], rows).cells))
    case .length:
      let cells = column(arguments[0], rows).cells
      return numbers((0..<rows).map { row in cells[row].map(Scalars.count) ?? .nan })
    case .startsWith, .endsWith, .contains:
      let a = column(arguments[0], rows).cells
      let b = column(arguments[1], rows).cells
      return booleans(
        (0..<rows).map { row in
          guard let subject = a[row], let part = b[row] else { return .unknown }
          return function.holds(subject, part) ? .yes : .no
        })
    case .jsonValue:
      guard case .constant(.text(let text)) = arguments[1], let path = JSONPath(text) else {
        return .constant(.null)
      }
      return .column(JSONCells.column(column(arguments[0], rows).cells, path))
    // Written out where it is checked.
    case .age: return .constant(.null)
    case .year, .month, .day, .hour, .weekday:
      let column = column(arguments[0], rows)
      guard let part = function.unary else { return .constant(.null) }
      return numbers(
        zip(column.kinds, column.numbers).map { $0 == .timestamp ? part($1) : .nan })
    }
  }

  private func text(_ cells: TextCells) -> Operand {
    let column = Column()
    column.fill(
      kinds: cells.lengths.map { $0 < 0 ? .missing : .text },
      numbers: .init(repeating: .nan, count: cells.count), text: cells)
    return .column(column)
  }
}

extension ArithmeticOperator {
  /// A division by zero, of whatever sign that is, is NaN or infinite: rows make it null, windows
  /// `undefined` or infinite.
  package func apply(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / (b + 0)  // -0 + 0 is 0
    }
  }
}
