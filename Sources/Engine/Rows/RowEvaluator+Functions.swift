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
      return numbers(numbers(arguments[0], rows).map { function.apply([$0]) })
    case .clamp, .least, .greatest:
      let columns = arguments.map { numbers($0, rows) }
      return numbers((0..<rows).map { row in function.apply(columns.map { $0[row] }) })
    case .number:
      let column = column(arguments[0], rows)
      return numbers(zip(column.kinds, column.numbers).map { $0.isNumber ? $1 : .nan })
    case .text: return text(arguments[0], rows) { $0 }
    case .lower: return text(arguments[0], rows) { $0.lowercased() }
    case .upper: return text(arguments[0], rows) { $0.uppercased() }
    case .trim: return text(arguments[0], rows) { Scalars.trim($0) }
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
    case .year, .month, .day, .hour, .weekday:
      let column = column(arguments[0], rows)
      return numbers(
        zip(column.kinds, column.numbers).map { $0 == .timestamp ? function.apply([$1]) : .nan })
    }
  }

  private func text(
    _ operand: Operand, _ rows: Int, _ change: (String) -> String
  ) -> Operand {
    let cells = column(operand, rows).cells
    var result = TextCells()
    for row in 0..<rows {
      if let cell = cells[row] {
        result.append(Array(change(String(decoding: cell, as: UTF8.self)).utf8))
      } else {
        result.appendMissing()
      }
    }
    let column = Column()
    column.fill(
      kinds: result.lengths.map { $0 < 0 ? .missing : .text },
      numbers: .init(repeating: .nan, count: rows), text: result)
    return .column(column)
  }
}

extension TextCells {
  /// Cells of which some are text and others values.
  func merging(kinds: [CellKind], numbers: [Double]) -> TextCells {
    let values = TextCells(
      kinds: kinds.map { $0 == .text ? .missing : $0 }, numbers: numbers)
    var result = TextCells()
    for row in 0..<count {
      if let cell = kinds[row] == .text ? self[row] : values[row] {
        result.append(cell)
      } else {
        result.appendMissing()
      }
    }
    return result
  }
}

extension ArithmeticOperator {
  /// A division by zero is NaN: rows make it null, windows `undefined` or infinite.
  package func apply(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    }
  }
}
