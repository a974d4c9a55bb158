/// How often each class was predicted for each actual class.
///
/// Column 0 of the block holds the labels, column 1 the predictions; rows where either is missing
/// are left out and counted. Classes are compared by value (`1`, `1.0` and `01` are one class).
///
/// Exact up to `classes` distinct classes and 100 times as many distinct pairs. Beyond, the pairs
/// are given up as a whole (`isOverfull`): which of many classes to keep would depend on order. What
/// is counted apart from them stays exact, so that order and splits never change a byte.
package struct PairCounts: Statistic {
  package static let kind = "class-pairs"

  package struct Parameters: Hashable, Sendable {
    /// Distinct classes at most, 2 up to 10,000.
    package let classes: Int

    package init(classes: Int = 1_000) { self.classes = Swift.min(Swift.max(classes, 2), 10_000) }
  }

  let limit: Int
  package internal(set) var records = 0
  /// Records with a label.
  package internal(set) var labelled = 0
  /// Records with a label and a prediction.
  package internal(set) var pairs = 0
  /// Pairs of one and the same class.
  package internal(set) var agreeing = 0
  /// There are more classes, or pairs of classes, than are held.
  package internal(set) var isOverfull = false
  var table = KeyTable()
  /// By entries of the actual and the predicted class.
  var counts: [UInt64: Int] = [:]

  package init(_ parameters: Parameters = Parameters()) { limit = parameters.classes }

  var mostCells: Int { 100 * limit }

  static func cell(_ actual: Int, _ predicted: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: actual)) << 32 | UInt64(UInt32(truncatingIfNeeded: predicted))
  }

  static func entries(_ cell: UInt64) -> (actual: Int, predicted: Int) {
    (Int(cell >> 32), Int(cell & 0xffff_ffff))
  }

  /// The classes by bytes, and the pairs that occur by the classes' places; nil where overfull.
  /// - Complexity: O(n log n) in the pairs.
  package var matrix: (classes: [[UInt8]], cells: [(actual: Int, predicted: Int, count: Int)])? {
    guard !isOverfull else { return nil }
    let order = (0..<table.count).sorted {
      table.key($0).lexicographicallyPrecedes(table.key($1))
    }
    var places = [Int](repeating: 0, count: order.count)
    for (place, entry) in order.enumerated() { places[entry] = place }
    let cells = counts.map { cell, count in
      let (actual, predicted) = Self.entries(cell)
      return (actual: places[actual], predicted: places[predicted], count: count)
    }
    return (
      order.map { Array(table.key($0)) },
      cells.sorted { ($0.actual, $0.predicted) < ($1.actual, $1.predicted) }
    )
  }

  package mutating func update(_ block: ColumnBlock) {
    guard block.columns.count > 1 else { return }
    let labels = ClassCells(block.columns[0])
    let predictions = ClassCells(block.columns[1])
    records.tally(block.rows)
    var last: (cell: UInt64, count: Int)?
    for row in 0..<block.rows where !labels.isMissing(row) {
      labelled.tally(1)
      if predictions.isMissing(row) { continue }
      pairs.tally(1)
      guard !isOverfull else {
        if labels.key(row) == predictions.key(row) { agreeing.tally(1) }
        continue
      }
      let actual = unsafe labels.withKey(row) { unsafe table.entry(of: $0) }
      let predicted = unsafe predictions.withKey(row) { unsafe table.entry(of: $0) }
      if actual == predicted { agreeing.tally(1) }
      let cell = Self.cell(actual, predicted)
      if last?.cell == cell {
        last?.count += 1
      } else {
        if let last { add(last.cell, last.count) }
        last = (cell, 1)
      }
      if table.count > limit { giveUp() }
    }
    if let last { add(last.cell, last.count) }
  }

  private mutating func add(_ cell: UInt64, _ count: Int) {
    guard !isOverfull else { return }
    counts[cell, default: 0].tally(count)
    if counts.count > mostCells { giveUp() }
  }

  private mutating func giveUp() {
    isOverfull = true
    table = KeyTable()
    counts = [:]
  }

  package mutating func merge(_ other: PairCounts) {
    records.tally(other.records)
    labelled.tally(other.labelled)
    pairs.tally(other.pairs)
    agreeing.tally(other.agreeing)
    if other.isOverfull { giveUp() }
    guard !isOverfull else { return }
    let entries = (0..<other.table.count).map { entry in
      unsafe other.table.key(entry).withUnsafeBytes { unsafe table.entry(of: $0) }
    }
    if table.count > limit { giveUp() }
    for (cell, count) in other.counts {
      let (actual, predicted) = Self.entries(cell)
      add(Self.cell(entries[actual], entries[predicted]), count)
    }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    // Dictionaries may have twice the room that they need, and a copy is there while they grow.
    MemoryLayout<PairCounts>.size + parameters.classes * (3 * CategoryKey.longest + 64)
      + 100 * parameters.classes * 17 * 4
  }
}
