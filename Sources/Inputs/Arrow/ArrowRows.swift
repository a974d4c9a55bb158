/// Which values of a field some rows have: those that follow each other, or any.
struct ArrowRows {
  let count: Int
  private let first: Int
  /// Where they do not follow each other; -1 for a row that has none.
  private let indices: [Int]?

  init(_ range: Range<Int>) {
    first = range.lowerBound
    count = range.count
    indices = nil
  }

  init(_ indices: [Int]) {
    first = 0
    count = indices.count
    self.indices = indices
  }

  /// Whether all rows have values, which follow each other.
  var isWhole: Bool { indices == nil }

  /// The place of a row's value; -1 where it has none.
  @inline(__always)
  func place(of row: Int) -> Int { indices.map { $0[row] } ?? first &+ row }

  /// The values that all are among; empty where no row has one.
  var range: Range<Int> {
    guard let indices else { return first..<first + count }
    var (least, most) = (Int.max, -1)
    for index in indices where index >= 0 {
      least = min(least, index)
      most = max(most, index)
    }
    return most < 0 ? 0..<0 : least..<most + 1
  }

  /// Calls with each row that has a value, and the value's place.
  @inline(__always)
  func forEach(_ body: (Int, Int) -> Void) {
    if let indices {
      for row in 0..<count where indices[row] >= 0 { body(row, indices[row]) }
    } else {
      for row in 0..<count { body(row, first &+ row) }
    }
  }

  /// The rows with other places for their values; -1 for none.
  func mapped(_ place: (Int) -> Int) -> ArrowRows {
    var places = [Int](repeating: -1, count: count)
    forEach { places[$0] = place($1) }
    return ArrowRows(places)
  }
}
