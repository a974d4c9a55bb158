/// Count, variances and covariance of two columns, over the rows in which both hold a finite number.
///
/// Σ(x − x̄)², Σ(y − ȳ)² and Σ(x − x̄)(y − ȳ) are kept as pairs of doubles: over short runs about
/// means of their own, merged after Pébay, "Formulas for robust, one-pass parallel computation of
/// covariances and arbitrary-order statistical moments" (2008), (3.9). `covariance` is off by less
/// than 1e-22 of the product of the standard deviations before it is rounded, where these are not
/// below 1e-10 of the means; order and splits change no more. Spreads beyond 1e149 or below 1e-150
/// have none.
package struct CoMoments: Statistic {
  package static let kind = "comoments"

  /// One of the two columns.
  private struct Side: Equatable {
    var total = DoubleDouble.zero
    var squares = DoubleDouble.zero
    var lowest = Double.infinity
    var highest = -Double.infinity

    var isConstant: Bool { !(lowest < highest) }

    mutating func merge(_ other: Side, _ between: DoubleDouble) {
      squares = squares + other.squares + between
      total = total + other.total
      lowest = Swift.min(lowest, other.lowest)
      highest = Swift.max(highest, other.highest)
    }
  }

  /// Rows in which both are finite numbers.
  package private(set) var count = 0
  private var x = Side()
  private var y = Side()
  private var products = DoubleDouble.zero

  package init(_ parameters: NoParameters = NoParameters()) {}

  /// Of the population: Σ(x − x̄)(y − ȳ) / n; nil where there is no pair or no double holds it.
  package var covariance: Double? {
    guard count > 0 else { return nil }
    if x.isConstant || y.isConstant { return 0 }
    let value = (products / Double(count)).value
    return value.isFinite ? value : nil
  }

  /// Pearson's, −1 to 1; nil where either column is constant or its spread no double holds.
  package var correlation: Double? {
    guard count > 0, !x.isConstant, !y.isConstant else { return nil }
    let square = x.squares * y.squares
    let value: Double
    if square.high > 1e-280, square.high.isFinite {
      let root = square.squareRoot
      let quotient = products.high / root.high
      // What one step of a division leaves, so that columns on a line have 1.
      let rest = products - root * DoubleDouble(quotient)
      value = quotient + rest.value / root.high
    } else {
      value = products.value / x.squares.value.squareRoot() / y.squares.value.squareRoot()
    }
    return value.isFinite ? Swift.min(1, Swift.max(-1, value)) : nil
  }

  package mutating func update(_ block: ColumnBlock) {
    guard block.columns.count == 2 else { return }
    let (a, b) = (block.columns[0], block.columns[1])
    let (aKinds, bKinds) = (a.kinds, b.kinds)
    let (aNumbers, bNumbers) = (a.numbers, b.numbers)
    var pairs: [SIMD2<Double>] = []
    pairs.reserveCapacity(Swift.min(block.rows, 65_536))
    for row in aKinds.indices where aKinds[row].isNumber && bKinds[row].isNumber {
      guard aNumbers[row].isFinite, bNumbers[row].isFinite else { continue }
      pairs.append(SIMD2(aNumbers[row], bNumbers[row]))
      if pairs.count == 65_536 {
        merge(CoMoments(pairs))
        pairs.removeAll(keepingCapacity: true)
      }
    }
    merge(CoMoments(pairs))
  }

  private init(_ pairs: [SIMD2<Double>]) {
    count = pairs.count
    guard count > 0 else { return }
    let n = Double(count)
    for pair in pairs {
      x.total = x.total + DoubleDouble(pair.x)
      y.total = y.total + DoubleDouble(pair.y)
      x.lowest = Swift.min(x.lowest, pair.x)
      x.highest = Swift.max(x.highest, pair.x)
      y.lowest = Swift.min(y.lowest, pair.y)
      y.highest = Swift.max(y.highest, pair.y)
    }
    let centers = ((x.total / n).value, (y.total / n).value)
    var (restX, restY) = (DoubleDouble.zero, DoubleDouble.zero)
    for pair in pairs {
      let dx = DoubleDouble(sum: pair.x, -centers.0)
      let dy = DoubleDouble(sum: pair.y, -centers.1)
      restX = restX + dx
      restY = restY + dy
      x.squares = x.squares + dx * dx
      y.squares = y.squares + dy * dy
      products = products + dx * dy
    }
    // The centers are the means up to rounding; what they lack is taken back.
    x.squares = x.squares - restX * restX / n
    y.squares = y.squares - restY * restY / n
    products = products - restX * restY / n
  }

  package mutating func merge(_ other: CoMoments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let (a, b) = (Double(count), Double(other.count))
    let weight = DoubleDouble(product: a, b) / (a + b)
    let gapX = other.x.total / b - x.total / a
    let gapY = other.y.total / b - y.total / a
    products = products + other.products + gapX * gapY * weight
    x.merge(other.x, gapX * gapX * weight)
    y.merge(other.y, gapY * gapY * weight)
    count.tally(other.count)
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.writeTally(count)
    for sum in [x.total, x.squares, y.total, y.squares, products] {
      bytes.write(sum.high)
      bytes.write(sum.low)
    }
    for value in [x.lowest, x.highest, y.lowest, y.highest] { bytes.write(value) }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    count = try bytes.readTally()
    for sum in [\CoMoments.x.total, \.x.squares, \.y.total, \.y.squares, \.products] {
      self[keyPath: sum] = try bytes.readDoubleDouble()
    }
    for value in [\CoMoments.x.lowest, \.x.highest, \.y.lowest, \.y.highest] {
      self[keyPath: value] = try bytes.readDouble()
    }
    let isEmpty = x == Side() && y == Side() && products == .zero
    let isRange = [x, y].allSatisfy { side in
      side.lowest <= side.highest && side.lowest.isFinite && side.highest.isFinite
        && !(side.squares.high < 0)
    }
    guard count == 0 ? isEmpty : isRange else { throw bytes.damaged("moments that can't be") }
  }

  package static func memory(_ parameters: NoParameters) -> Int { MemoryLayout<CoMoments>.size }
}

extension ByteReader {
  /// Two doubles whose sum is meant.
  mutating func readDoubleDouble() throws(DamagedState) -> DoubleDouble {
    var value = DoubleDouble(try readDouble())
    value.low = try readDouble()
    guard value.low.isFinite else { throw damaged("a sum that can't be") }
    return value
  }
}
