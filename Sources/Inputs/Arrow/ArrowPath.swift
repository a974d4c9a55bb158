/// The way from the rows of a batch to the values of a column.
struct ArrowPath {
  private struct Step {
    let step: ArrowColumn.Step
    let validity: ArrowValidity
    /// Of a list of no fixed length.
    let offsets: ArrowBuffer?
    /// Values of the field, and of the one that the step leads to.
    let count: Int
    let childCount: Int
  }

  private let steps: [Step]
  private let count: Int
  private let offset: Int
  /// Values in lists that no column holds, under the name of the first of them.
  private(set) var rest: (name: String, values: Int)?

  init(_ column: ArrowColumn, in batch: ArrowBatch) throws(ArrowDamage) {
    let fields = column.fields
    var steps: [Step] = []
    for (number, step) in column.path.enumerated() {
      let count = batch.count(step.field)
      let first = try batch.layout.range(of: step.field).lowerBound
      var offsets: ArrowBuffer?
      if case .list(let bytes) = step.field.type, count > 0 {
        let needed = (count + 1) * bytes
        offsets = try batch.buffer(first + 1, atMost: needed)
          .holding(needed, "the offsets of a list")
      }
      steps.append(
        Step(
          step: step, validity: try ArrowValidity(batch, first, count: count), offsets: offsets,
          count: count, childCount: batch.count(fields[number + 1])))
    }
    self.steps = steps
    count = batch.count(column.field)
    offset = batch.offset
    guard batch.layout.rows <= batch.count(fields[0]) else {
      throw ArrowDamage("a column of a batch has fewer values than the batch rows", at: offset)
    }
  }

  /// The places of the values of some rows.
  mutating func rows(_ range: Range<Int>) throws(ArrowDamage) -> ArrowRows {
    var rows = ArrowRows(range)
    for step in steps {
      guard rows.range.upperBound <= step.count else { throw short }
      rows = step.validity.applied(to: rows)
      guard case .element(let element, let field, let restName) = step.step else { continue }
      if case .fixedList(let count) = field.type {
        rows = rows.mapped { $0 * count + element }
        continue
      }
      guard case .list(let bytes) = field.type else { throw short }
      var isDamaged = false
      var more = 0
      rows = rows.mapped { place in
        guard let offsets = step.offsets else { return -1 }
        let start = ArrowPath.offset(offsets, place, bytes)
        let end = ArrowPath.offset(offsets, place + 1, bytes)
        guard start >= 0, start <= end, end <= step.childCount else {
          isDamaged = true
          return -1
        }
        if restName != nil { more += max(0, end - start - element - 1) }
        return start + element < end ? start + element : -1
      }
      if isDamaged { throw short }
      if let restName, more > 0 { rest = (restName, (rest?.values ?? 0) + more) }
    }
    guard rows.range.upperBound <= count else { throw short }
    return rows
  }

  private var short: ArrowDamage {
    ArrowDamage("a list of a batch leads beyond its values", at: offset)
  }

  private static func offset(_ offsets: ArrowBuffer, _ place: Int, _ bytes: Int) -> Int {
    bytes == 8
      ? Int(offsets.value(place, as: Int64.self)) : Int(offsets.value(place, as: Int32.self))
  }

  /// Elements of the longest of a field's lists; 0 where that can't be told.
  static func longest(_ field: ArrowField, in batch: ArrowBatch) -> Int {
    guard case .list(let bytes) = field.type, case let count = batch.count(field), count > 0,
      let first = try? batch.layout.range(of: field).lowerBound,
      let offsets = try? batch.buffer(first + 1, atMost: (count + 1) * bytes),
      offsets.count >= (count + 1) * bytes
    else { return 0 }
    var longest = 0
    for place in 0..<count {
      let (start, end) = (offset(offsets, place, bytes), offset(offsets, place + 1, bytes))
      if start >= 0, end > start { longest = max(longest, end - start) }
    }
    return longest
  }
}
