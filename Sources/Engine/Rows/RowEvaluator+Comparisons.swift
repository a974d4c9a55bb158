import Language
import Statistics

extension RowEvaluator {
  func compare(
    _ a: Operand, _ op: ComparisonOperator, _ b: Operand, _ cellClass: CellClass, _ rows: Int
  ) -> Operand {
    switch (a, cellClass, b) {
    case (.column(let column), .number, .constant(.number(let number))),
      (.column(let column), .time, .constant(.number(let number))):
      return compareNumbers(column, op, number, cellClass, rows)
    case (.constant(.number), .number, .column), (.constant(.number), .time, .column):
      return compare(b, op.mirrored, a, cellClass, rows)
    case (.column(let column), .text, .constant(.text(let text))):
      return compareText(column.cells, op, Array(text.utf8), rows)
    case (.constant(.text), .text, .column): return compare(b, op.mirrored, a, cellClass, rows)
    case (_, .text, _): return compareText(column(a, rows).cells, op, column(b, rows).cells, rows)
    default: return comparePairs(column(a, rows), op, column(b, rows), cellClass, rows)
    }
  }

  private func compareNumbers(
    _ column: Column, _ op: ComparisonOperator, _ limit: Double, _ cellClass: CellClass, _ rows: Int
  ) -> Operand {
    switch op {
    case .equal: decide(column, cellClass, rows) { $0 == limit }
    case .notEqual: decide(column, cellClass, rows) { $0 != limit }
    case .less: decide(column, cellClass, rows) { $0 < limit }
    case .lessOrEqual: decide(column, cellClass, rows) { $0 <= limit }
    case .greater: decide(column, cellClass, rows) { $0 > limit }
    case .greaterOrEqual: decide(column, cellClass, rows) { $0 >= limit }
    }
  }

  /// A condition on the number of each cell that the class accepts; null for the others.
  @inline(__always)
  private func decide(
    _ column: Column, _ cellClass: CellClass, _ rows: Int, _ holds: (Double) -> Bool
  ) -> Operand {
    let kinds = column.kinds
    let numbers = column.numbers
    let (yes, no, null) = (OutcomeCode.yes, OutcomeCode.no, OutcomeCode.null)
    let accepted: CellClass? = cellClass == .time || cellClass == .boolean ? cellClass : .number
    return outcomes(of: rows) { row in
      guard CellClass(of: kinds[row]) == accepted else { return null }
      return holds(numbers[row]) ? yes : no
    }
  }

  private func comparePairs(
    _ a: Column, _ op: ComparisonOperator, _ b: Column, _ cellClass: CellClass, _ rows: Int
  ) -> Operand {
    let (aKinds, bKinds) = (a.kinds, b.kinds)
    let (aNumbers, bNumbers) = (a.numbers, b.numbers)
    var truths = [Truth](repeating: .unknown, count: rows)
    var texts: (TextCells, TextCells)?
    for row in 0..<rows {
      let (x, y) = (aKinds[row], bKinds[row])
      let isComparable: Bool
      switch cellClass {
      case .either:
        isComparable = (x.isNumber && y.isNumber) || (x == y && x != .missing)
        if isComparable, x == .text {
          let cells = texts ?? (a.cells, b.cells)
          texts = cells
          truths[row] = op.holds(TextOrder.order(cells.0, cells.1, row), 0) ? .yes : .no
          continue
        }
      default: isComparable = cellClass.accepts(x) && cellClass.accepts(y)
      }
      if isComparable { truths[row] = op.holds(aNumbers[row], bNumbers[row]) ? .yes : .no }
    }
    return booleans(truths)
  }

  private func compareText(
    _ a: TextCells, _ op: ComparisonOperator, _ b: TextCells, _ rows: Int
  ) -> Operand {
    booleans(
      (0..<rows).map { row in
        guard a.lengths[row] >= 0, b.lengths[row] >= 0 else { return .unknown }
        return op.holds(TextOrder.order(a, b, row), 0) ? .yes : .no
      })
  }

  private func compareText(
    _ a: TextCells, _ op: ComparisonOperator, _ b: [UInt8], _ rows: Int
  ) -> Operand {
    let isEquality = op == .equal || op == .notEqual
    let (yes, no, null) = (OutcomeCode.yes, OutcomeCode.no, OutcomeCode.null)
    let (same, other) = (op.holds(0, 0) ? yes : no, op.holds(1, 0) ? yes : no)
    return outcomes(of: rows) { row in
      guard a.lengths[row] >= 0 else { return null }
      if isEquality { return TextOrder.isSame(a, row, b) ? same : other }
      return op.holds(TextOrder.order(a, row, b), 0) ? yes : no
    }
  }

  // MARK: Sets and ranges

  func member(_ a: Term, _ negated: Bool, _ set: Term, _ block: ColumnBlock) -> Operand {
    let rows = block.rows
    switch set.kind {
    case .set(let set): return member(column(of: a, block), negated, set, .number, rows)
    case .range(let low, let high, let closed):
      let left = operand(a, block)
      let cellClass = CellClass(a, low.type == .cell ? high : low)
      let above = compare(left, .greaterOrEqual, operand(low, block), cellClass, rows)
      let below = compare(
        left, closed ? .lessOrEqual : .less, operand(high, block), cellClass, rows)
      let inside = zip(truth(above, rows), truth(below, rows)).map(Truth.and)
      return booleans(negated ? inside.map(\.negated) : inside)
    default: return .constant(.null)
    }
  }

  private func member(
    _ column: Column, _ negated: Bool, _ set: ValueSet, _ cellClass: CellClass, _ rows: Int
  ) -> Operand {
    switch set {
    case .times(let times): return member(column, negated, times, .time, rows)
    case .values(let values): return memberOfList(column, negated, values, cellClass, rows)
    case .range(let low, let high, let closed):
      if closed { return decide(column, cellClass, rows) { ($0 >= low && $0 <= high) != negated } }
      return decide(column, cellClass, rows) { ($0 >= low && $0 < high) != negated }
    }
  }

  private func memberOfList(
    _ column: Column, _ negated: Bool, _ values: [Value], _ cellClass: CellClass, _ rows: Int
  ) -> Operand {
    let numbers = values.compactMap(\.number)
    if numbers.count > 16 {
      let set = Set(numbers)
      return decide(column, cellClass, rows) { set.contains($0) != negated }
    }
    if !numbers.isEmpty {
      return decide(column, cellClass, rows) { number in
        var found = false
        for value in numbers where value == number { found = true }
        return found != negated
      }
    }
    let booleanValues = values.compactMap { value in value.boolean.map { $0 ? 1.0 : 0.0 } }
    if !booleanValues.isEmpty {
      return decide(column, .boolean, rows) { booleanValues.contains($0) != negated }
    }
    let texts = TextList(values.compactMap(\.text).map { Array($0.utf8) })
    let cells = column.cells
    let (yes, no, null) = (OutcomeCode.yes, OutcomeCode.no, OutcomeCode.null)
    return outcomes(of: rows) { row in
      guard cells.lengths[row] >= 0 else { return null }
      return texts.contains(cells, row) != negated ? yes : no
    }
  }

  func within(
    _ a: Term, _ closeness: Term.Closeness, _ b: Term, _ block: ColumnBlock
  ) -> Operand {
    let rows = block.rows
    let (left, right) = (column(of: a, block), column(of: b, block))
    let (leftKinds, rightKinds) = (left.kinds, right.kinds)
    let (leftNumbers, rightNumbers) = (left.numbers, right.numbers)
    let tolerance: [Double]
    let isRelative: Bool
    switch closeness {
    case .relative(let term): (tolerance, isRelative) = (numbers(operand(term, block), rows), true)
    case .absolute(let term): (tolerance, isRelative) = (numbers(operand(term, block), rows), false)
    }
    return booleans(
      (0..<rows).map { row in
        let (x, y) = (leftKinds[row], rightKinds[row])
        guard (x.isNumber && y.isNumber) || (x == .timestamp && y == .timestamp) else {
          return .unknown
        }
        let allowed = isRelative ? tolerance[row] * abs(rightNumbers[row]) : tolerance[row]
        let distance = abs(leftNumbers[row] - rightNumbers[row])
        return distance.isNaN || allowed.isNaN ? .unknown : distance <= allowed ? .yes : .no
      })
  }

  /// The number of each cell; NaN for what is none.
  func numbers(_ operand: Operand, _ rows: Int) -> [Double] {
    let column = column(operand, rows)
    return zip(column.kinds, column.numbers).map { $0.isNumber ? $1 : .nan }
  }
}

extension ComparisonOperator {
  /// The operator with its sides exchanged.
  package var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  package func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}
