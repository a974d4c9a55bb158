/// Third and fourth moments of the integral and fractional cells of one column.
///
/// Σ(x − mean)ᵏ for k = 2, 3, 4 are kept as pairs of doubles: over short runs about a mean of their
/// own, merged after Pébay, "Formulas for robust, one-pass parallel computation of covariances and
/// arbitrary-order statistical moments" (2008), (2.1) to (2.3). `skewness` is off by less than 1e-20
/// of Σ|x − mean|³ / Σ(x − mean)^(3/2), `kurtosis` by less than 1e-20 of itself before they are
/// rounded; order and splits change no more. Spreads beyond 1e74 or below 1e-75 have neither.
package struct HigherMoments: Statistic {
  package static let kind = "higher_moments"

  /// Number cells that are finite.
  package private(set) var count = 0
  private var total = DoubleDouble.zero
  private var squares = DoubleDouble.zero
  private var cubes = DoubleDouble.zero
  private var fourths = DoubleDouble.zero
  private var lowest = Double.infinity
  private var highest = -Double.infinity

  package init(_ parameters: NoParameters = NoParameters()) {}

  /// Of the population: (Σ(x − mean)³ / n) / (Σ(x − mean)² / n)^(3/2). Nil for values that are all
  /// equal or whose spread no double holds.
  package var skewness: Double? {
    guard let variance else { return nil }
    let value = (cubes / Double(count)).value / (variance * variance.squareRoot())
    return value.isFinite ? value : nil
  }

  /// Of the population, in excess of the normal distribution's: (Σ(x − mean)⁴ / n) / (Σ(x − mean)² /
  /// n)² − 3. Nil like `skewness`.
  package var excessKurtosis: Double? {
    guard let variance else { return nil }
    let value = (fourths / Double(count)).value / (variance * variance) - 3
    return value.isFinite ? value : nil
  }

  private var variance: Double? {
    guard count > 0, lowest < highest else { return nil }
    let variance = (squares / Double(count)).value
    return variance > 0 && variance.isFinite ? variance : nil
  }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    let values = column.finiteNumbers.values
    var start = 0
    while start < values.count {
      let end = Swift.min(start + 65_536, values.count)
      merge(HigherMoments(values[start..<end]))
      start = end
    }
  }

  private init(_ values: ArraySlice<Double>) {
    count = values.count
    guard count > 0 else { return }
    let n = Double(count)
    var sum = DoubleDouble.zero
    for value in values {
      sum = sum + DoubleDouble(value)
      lowest = Swift.min(lowest, value)
      highest = Swift.max(highest, value)
    }
    let center = (sum / n).value
    var rest = DoubleDouble.zero
    for value in values {
      let distance = DoubleDouble(sum: value, -center)
      let square = distance * distance
      rest = rest + distance
      squares = squares + square
      cubes = cubes + square * distance
      fourths = fourths + square * square
    }
    total = DoubleDouble(product: center, n) + rest
    // The center is the mean up to rounding; what it lacks is taken back.
    let shift = rest / n
    let shiftSquare = shift * shift
    let count = DoubleDouble(n)
    fourths =
      fourths - shift * cubes * DoubleDouble(4) + shiftSquare * squares * DoubleDouble(6)
      - shiftSquare * shiftSquare * count * DoubleDouble(3)
    cubes =
      cubes - shift * squares * DoubleDouble(3) + shiftSquare * shift * count * DoubleDouble(2)
    squares = squares - shiftSquare * count
  }

  package mutating func merge(_ other: HigherMoments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let (a, b) = (Double(count), Double(other.count))
    let n = a + b
    let (na, nb) = (DoubleDouble(a), DoubleDouble(b))
    let gap = other.total / b - total / a
    let step = gap / n
    // δ²·a·b / n
    let square = gap * step * na * nb
    let (aa, ab, bb) = (na * na, na * nb, nb * nb)
    fourths =
      fourths + other.fourths + square * step * step * (aa - ab + bb)
      + step * step * (aa * other.squares + bb * squares) * DoubleDouble(6)
      + step * (na * other.cubes - nb * cubes) * DoubleDouble(4)
    cubes =
      cubes + other.cubes + square * step * (na - nb)
      + step * (na * other.squares - nb * squares) * DoubleDouble(3)
    squares = squares + other.squares + square
    total = total + other.total
    count.tally(other.count)
    lowest = Swift.min(lowest, other.lowest)
    highest = Swift.max(highest, other.highest)
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.writeTally(count)
    for sum in [total, squares, cubes, fourths] {
      bytes.write(sum.high)
      bytes.write(sum.low)
    }
    bytes.write(lowest)
    bytes.write(highest)
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    count = try bytes.readTally()
    for sum in [\HigherMoments.total, \.squares, \.cubes, \.fourths] {
      self[keyPath: sum] = try bytes.readDoubleDouble()
    }
    lowest = try bytes.readDouble()
    highest = try bytes.readDouble()
    let isRange =
      count == 0
      ? lowest == .infinity && highest == -.infinity && total == .zero && squares == .zero
        && cubes == .zero && fourths == .zero
      : lowest <= highest && lowest.isFinite && highest.isFinite
    guard isRange, !(squares.high < 0), !(fourths.high < 0) else {
      throw bytes.damaged("moments that can't be")
    }
  }

  package static func memory(_ parameters: NoParameters) -> Int { MemoryLayout<HigherMoments>.size }
}
