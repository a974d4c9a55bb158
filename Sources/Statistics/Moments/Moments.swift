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
  /// What another tool printed, where the values themselves were not seen.
  private var printed: Printed?

  private struct Printed: Sendable {
    let mean: Double
    let standardDeviation: Double
  }

  package init(_ parameters: NoParameters = NoParameters()) {}

  /// What another tool printed of `count` values: each is given back as it is. What it did not print is
  /// NaN. Merged with others, they count as rounded as they are.
  package init(
    count: Int, mean: Double?, sum: Double?, standardDeviation: Double?, minimum: Double?,
    maximum: Double?
  ) {
    guard count > 0 else { return }
    self.count = Swift.min(count, Int.largestTally)
    let deviation = standardDeviation ?? .nan
    total = DoubleDouble(sum ?? .nan)
    squares = DoubleDouble(deviation * deviation * Double(self.count))
    lowest = minimum ?? .nan
    highest = maximum ?? .nan
    printed = Printed(mean: mean ?? .nan, standardDeviation: deviation)
  }

  private init(_ block: BlockMoments) {
    count = block.count
    total = block.total
    squares = block.squares
    lowest = block.lowest
    highest = block.highest
  }

  /// The sum, 0 when empty.
  package var sum: Double { total.value }
  package var mean: Double? {
    count == 0 ? nil : printed?.mean ?? (total / Double(count)).value
  }
  /// Of the population: Σ(x − mean)² / count.
  package var variance: Double? {
    count == 0 ? nil : Swift.max(0, (squares / Double(count)).value)
  }
  package var standardDeviation: Double? {
    printed?.standardDeviation ?? variance.map { Double.sqrt($0) }
  }
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
    printed = nil
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
    // No sum of squares is negative: -1 marks what another tool printed.
    var (sum, spread) = (total, squares)
    if let printed {
      sum.low = printed.mean
      spread.high = -1
      spread.low = printed.standardDeviation
    }
    for value in [sum.high, sum.low, spread.high, spread.low, lowest, highest] {
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
    if squares.high == -1, count > 0 {
      let apart = nonFinite
      self = Moments(
        count: count, mean: total.low, sum: total.high, standardDeviation: squares.low,
        minimum: lowest, maximum: highest)
      nonFinite = apart
      return
    }
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
