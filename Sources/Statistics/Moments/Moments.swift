import RealModule

/// Count, sum, mean, variance and range of the integral and fractional cells of one column.
///
/// The sum and the sum of squared distances from the mean are kept as pairs of doubles and merged
/// after Chan, Golub and LeVeque ("Updating formulae and a pairwise algorithm for computing sample
/// variances", 1979), which adds only terms that are not negative: nothing cancels. Before they are
/// rounded to a double, `sum` is off by less than 1e-24 of the sum of the magnitudes and `variance`
/// by less than 1e-23·(1 + |mean| / standardDeviation) of itself, for up to 2^32 values; order and
/// splits change no more than that. These are worst cases: errors add up like a random walk, to
/// about 1e-29. A sum or variance beyond 1.8e308 is infinite; mean and standard deviation of finite
/// values are finite. Spreads below 1e-154 come to 0.
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
  /// Whether `total` and `squares` are of values times `BlockMoments.shrink`.
  private var isScaled = false

  private struct Printed: Sendable {
    let sum: Double
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
    lowest = minimum ?? .nan
    highest = maximum ?? .nan
    isScaled = Self.isLarge(lowest, highest) || deviation >= BlockMoments.largest
    let shrink = isScaled ? BlockMoments.shrink : 1
    total = DoubleDouble((sum ?? .nan) * shrink)
    squares = DoubleDouble(deviation * shrink * (deviation * shrink) * Double(self.count))
    printed = Printed(
      sum: sum ?? .nan, mean: mean ?? .nan, standardDeviation: deviation)
  }

  private init(_ block: BlockMoments) {
    count = block.count
    total = block.total
    squares = block.squares
    lowest = block.lowest
    highest = block.highest
    isScaled = block.isScaled
  }

  private static func isLarge(_ lowest: Double, _ highest: Double) -> Bool {
    lowest.magnitude >= BlockMoments.largest || highest.magnitude >= BlockMoments.largest
  }

  /// By what a scaled value is multiplied to be the value.
  private var stretch: Double { isScaled ? 1 / BlockMoments.shrink : 1 }

  /// The sum, 0 when empty.
  package var sum: Double { printed?.sum ?? total.value * stretch }
  package var mean: Double? {
    count == 0 ? nil : printed?.mean ?? (total / Double(count)).value * stretch
  }
  /// Of the population: Σ(x − mean)² / count.
  package var variance: Double? { count == 0 ? nil : scaledVariance * stretch * stretch }
  package var standardDeviation: Double? {
    count == 0 ? nil : printed?.standardDeviation ?? Double.sqrt(scaledVariance) * stretch
  }
  private var scaledVariance: Double { Swift.max(0, (squares / Double(count)).value) }
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

  package static var counting: Counting { .alongside }

  package mutating func update(_ cells: CountedCells) {
    let (kinds, numbers) = (cells.column.kinds, cells.column.numbers)
    for (index, count) in cells.counts.enumerated()
    where kinds[index].isNumber && !numbers[index].isFinite { nonFinite.tally(count) }
    let values = cells.finiteNumbers
    if !values.isEmpty { merge(Moments(BlockMoments(values))) }
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
    var other = other
    if other.isScaled { scale() } else if isScaled { other.scale() }
    let (n, m) = (Double(count), Double(other.count))
    let gap = total / n - other.total / m
    squares = squares + other.squares + (gap * gap) * (DoubleDouble(product: n, m) / (n + m))
    total = total + other.total
    count.tally(other.count)
    lowest = Swift.min(lowest, other.lowest)
    highest = Swift.max(highest, other.highest)
  }

  private mutating func scale() {
    guard !isScaled else { return }
    isScaled = true
    let shrink = BlockMoments.shrink
    total.high *= shrink
    total.low *= shrink
    // The square of `shrink` is no double.
    squares.high = squares.high * shrink * shrink
    squares.low = squares.low * shrink * shrink
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.writeTally(count)
    bytes.writeTally(nonFinite)
    // No sum of squares is negative, but where it rounds to nothing the last digits may be; -1 marks
    // what another tool printed.
    var (sum, spread) = (total, squares.high < 0 ? .zero : squares)
    if let printed {
      sum.high = printed.sum
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
    // What another tool did not print is NaN.
    let isRange =
      count == 0
      ? lowest == .infinity && highest == -.infinity && total == .zero && squares == .zero
      : !(lowest > highest) && !lowest.isInfinite && !highest.isInfinite
    guard isRange else { throw bytes.damaged("a range that can't be") }
    if squares.high == -1, count > 0 {
      let apart = nonFinite
      self = Moments(
        count: count, mean: total.low, sum: total.high, standardDeviation: squares.low,
        minimum: lowest, maximum: highest)
      nonFinite = apart
      return
    }
    isScaled = count > 0 && Self.isLarge(lowest, highest)
    guard total.low.isFinite, squares.low.isFinite, !(squares.high < 0) else {
      throw bytes.damaged("moments that can't be")
    }
  }

  package static func memory(_ parameters: NoParameters) -> Int { MemoryLayout<Moments>.size }
}
