import RealModule

/// Quantiles and ranks of the integral and fractional cells of one column: the service's sketch.
///
/// KLL after Karnin, Lang and Liberty, "Optimal quantile approximation in streams" (2016), in the
/// variant of Deequ's `QuantileNonSample`, with which it agrees item for item: no randomness, the
/// first of each pair survives a compaction, then from the second on alternately the other one.
/// Level 0 holds values in the order of rows; an item of level i stands for 2^i values. Up to a
/// total of 2·(⌈k/2⌉+1) values (2,050 for k = 2,048) nothing is compacted and all answers are
/// exact.
///
/// A deterministic sketch has no guarantee against an adversary. Over sorted, reversed, shuffled,
/// skewed, periodic and few-valued streams, ranks were never off by more than `rankError`.
package struct QuantileSketch: Statistic {
  package static let kind = "kll"

  package struct Parameters: Hashable, Sendable, CustomStringConvertible {
    /// Items that the top level holds, about; 1 up to 65,536.
    package let k: Int
    /// How much smaller each lower level is; above 0, up to 1.
    package let c: Double

    package init(k: Int = 2048, c: Double = 0.64) {
      self.k = Swift.min(Swift.max(k, 1), 65_536)
      self.c = c > 0 && c <= 1 ? c : 0.64
    }

    /// Part of the key that stored statistics are found by.
    package var description: String { "Parameters(k: \(k), c: \(c))" }
  }

  /// Levels at most: enough for 2^48 values.
  package static let mostLevels = 48

  package let parameters: Parameters
  /// Items by level, the lowest first; each stands for 2^level values. At least one level.
  package internal(set) var levels: [[Double]] = [[]]
  /// Compactions of each level so far; parity decides which items survive.
  var compactions: [Int] = [0]
  private var capacities: [Int] = []
  private var capacity = 0
  private var items = 0

  package init(_ parameters: Parameters = Parameters()) {
    self.parameters = parameters
    measure()
  }

  /// A sketch from the levels of a `statistics.json`. NaN and infinite items are left out, as are
  /// levels above the 48th.
  package init(levels: [[Double]], k: Int = 2048, c: Double = 0.64) {
    self.init(Parameters(k: k, c: c))
    let kept = levels.prefix(Self.mostLevels).map { $0.filter(\.isFinite) }
    if !kept.isEmpty { self.levels = kept }
    compactions = [Int](repeating: 0, count: self.levels.count)
    measure()
  }

  init(
    parameters: Parameters, levels: [[Double]], compactions: [Int]
  ) {
    self.parameters = parameters
    self.levels = levels
    self.compactions = compactions
    measure()
  }

  /// Values that entered; compaction keeps it.
  package var count: Int {
    var sum = 0
    for (level, items) in levels.enumerated() {
      let (weight, overflow) = items.count.multipliedReportingOverflow(by: 1 << level)
      sum.tally(overflow ? .max : weight)
    }
    return sum
  }

  /// Whether every value is still held.
  package var isExact: Bool { levels.count == 1 }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    insert(column.finiteNumbers.values)
  }

  /// Takes finite values in order.
  mutating func insert(_ values: [Double]) {
    var position = 0
    while position < values.count {
      // The value that goes beyond the capacity triggers the compaction.
      let room = Swift.max(capacity - items + 1, 1)
      let end = Swift.min(position + room, values.count)
      levels[0].append(contentsOf: values[position..<end])
      items += end - position
      position = end
      if items > capacity { _ = compactLowest() }
    }
  }

  package static var counting: Counting { .inLongInputs }

  /// Takes each number at once with all that hold it: as items of the levels whose weights add up to
  /// its count, up to the level that so many values fill.
  package mutating func update(_ cells: CountedCells) {
    let values = cells.finiteNumbers
    var count = 0
    for value in values { count.tally(value.count) }
    var top = 0
    while count >> top > parameters.k, top < Self.mostLevels - 1 { top += 1 }
    while levels.count <= top { expand() }
    for level in 0..<top {
      // Taken out of `levels`, so that it is changed in place.
      var items: [Double] = []
      swap(&items, &levels[level])
      for (value, count) in values where count >> level & 1 == 1 { items.append(value) }
      swap(&items, &levels[level])
    }
    for (value, count) in values {
      levels[top].append(contentsOf: repeatElement(value, count: count >> top))
    }
    items = levels.reduce(0) { $0 + $1.count }
    while items > capacity, compactLowest() {}
  }

  package mutating func merge(_ other: QuantileSketch) {
    if other.items == 0 { return }
    if items == 0, parameters == other.parameters {
      self = other
      return
    }
    while levels.count < other.levels.count { expand() }
    for (level, added) in other.levels.enumerated() { levels[level].append(contentsOf: added) }
    measure()
    while items >= capacity, compactLowest() {}
  }

  /// Halves the lowest level that is full; false where none can be.
  private mutating func compactLowest() -> Bool {
    for level in levels.indices where levels[level].count >= capacities[level] {
      if level + 1 == levels.count {
        guard levels.count < Self.mostLevels else { return false }
        expand()
      }
      compact(level)
      return true
    }
    return false
  }

  private mutating func compact(_ level: Int) {
    let even = levels[level].count & ~1
    // Toggled before the 2nd, 4th, 6th … compaction: 0, 1, 1, 0, 0, 1, 1, …
    let offset = ((compactions[level] + 1) >> 1) & 1
    // Taken out of `levels`, so that they are changed in place.
    var lower: [Double] = []
    var upper: [Double] = []
    swap(&lower, &levels[level])
    swap(&upper, &levels[level + 1])
    StableSort.sort(&lower, count: even)
    var survivor = offset
    while survivor < even {
      upper.append(lower[survivor])
      survivor += 2
    }
    lower.removeFirst(even)
    swap(&lower, &levels[level])
    swap(&upper, &levels[level + 1])
    compactions[level] = (compactions[level] + 1) & 0xff_ffff
    items -= even / 2
  }

  private mutating func expand() {
    levels.append([])
    compactions.append(0)
    measure()
  }

  private mutating func measure() {
    let height = levels.count
    capacities = (0..<height).map { Self.capacity(parameters, depth: height - 1 - $0) }
    capacity = capacities.reduce(0, +)
    items = levels.reduce(0) { $0 + $1.count }
  }

  /// Items that a level holds, `depth` levels below the top: 2·(⌈k·c^depth/2⌉+1).
  static func capacity(_ parameters: Parameters, depth: Int) -> Int {
    let share = Double(parameters.k) * Double.pow(parameters.c, Double(depth))
    return 2 * (Int((share / 2).rounded(.up)) + 1)
  }

  package static func memory(_ parameters: Parameters) -> Int {
    let items = (0..<mostLevels).reduce(0) { $0 + capacity(parameters, depth: $1) }
    return MemoryLayout<QuantileSketch>.size + (items + 1) * MemoryLayout<Double>.size * 2
  }
}
