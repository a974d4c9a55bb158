import RealModule

/// Count, sum, mean, variance and range of the integral and fractional cells of one column.
///
/// The sum and the sum of squared distances from the mean are kept as pairs of doubles and merged
/// after Chan, Golub and LeVeque ("Updating formulae and a pairwise algorithm for computing sample
/// variances", 1979), which adds only terms that are not negative: nothing cancels. Before they are
/// rounded to a double, `sum` is off by less than 1e-24 of the sum of the magnitudes and `variance`
/// by less than 1e-23·(1 + |mean| / standardDeviation) of itself, for up to 2^32 values; order and
/// splits change no more than that. These are worst cases: errors add up like a random walk, to
/// about 1e-29. Sums beyond 1.8e308 and spreads beyond 1e154 become infinite or NaN.
package struct Moments: Statistic {
  package static let kind = "moments"

  /// Values that entered: number cells that are finite.
  package private(set) var count = 0
  /// Number cells that are NaN or infinite, which typed sources can hold; they enter nothing else.
  package private(set) var nonFinite = 0
  private var total = DoubleDouble.zero
  private var squares = DoubleDouble.zero
  private var lowest = Double.infinity
  private var highest = -Double.infinity

  package init(_ parameters: NoParameters = NoParameters()) {}

  private init(_ block: BlockMoments) {
    count = block.count
    total = block.total
    squares = block.squares
    lowest = block.lowest
    highest = block.highest
  }

  /// The sum, 0 when empty.
  package var sum: Double { total.value }
  package var mean: Double? { count == 0 ? nil : (total / Double(count)).value }
  /// Of the population: Σ(x − mean)² / count.
  package var variance: Double? {
    count == 0 ? nil : Swift.max(0, (squares / Double(count)).value)
  }
  package var standardDeviation: Double? { variance.map { Double.sqrt($0) } }
  package var minimum: Double? { count == 0 ? nil : lowest }
  package var maximum: Double? { count == 0 ? nil : highest }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    let numbers = column.finiteNumbers
    nonFinite.tally(numbers.nonFinite)
    // Short runs: the squares are taken about a mean of their own.
    let values = numbers.values
    var start = 0
    while start < values.count {
      let end = Swift.min(start + 65_536, values.count)
      merge(Moments(BlockMoments(values[start..<end])))
      start = end
    }
  }

  package mutating func merge(_ other: Moments) {
    nonFinite.tally(other.nonFinite)
    guard other.count > 0 else { return }
    guard count > 0 else {
      let apart = nonFinite
      self = other
      nonFinite = apart
      return
    }
    let (n, m) = (Double(count), Double(other.count))
    let gap = total / n - other.total / m
    squares = squares + other.squares + (gap * gap) * (DoubleDouble(product: n, m) / (n + m))
    total = total + other.total
    count.tally(other.count)
    lowest = Swift.min(lowest, other.lowest)
    highest = Swift.max(highest, other.highest)
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.writeTally(count)
    bytes.writeTally(nonFinite)
    for value in [total.high, total.low, squares.high, squares.low, lowest, highest] {
      bytes.write(value)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    count = try bytes.readTally()
    nonFinite = try bytes.readTally()
    total.high = try bytes.readDouble()
    total.low = try bytes.readDouble()
    squares.high = try bytes.readDouble()
    squares.low = try bytes.readDouble()
    lowest = try bytes.readDouble()
    highest = try bytes.readDouble()
    let isRange =
      count == 0
      ? lowest == .infinity && highest == -.infinity && total == .zero && squares == .zero
      : lowest <= highest && lowest.isFinite && highest.isFinite
    guard isRange, total.low.isFinite, squares.low.isFinite, !(squares.high < 0) else {
      throw bytes.damaged("moments that can't be")
    }
  }

  package static func memory(_ parameters: NoParameters) -> Int { MemoryLayout<Moments>.size }
}
