/// Moments of one run of finite values, taken eight lanes at a time.
struct BlockMoments {
  let count: Int
  /// Whether `total` is of values times `shrink`, and `squares` of their squares.
  private(set) var isScaled = false
  private(set) var total = DoubleDouble.zero
  /// Σ(x − mean)².
  private(set) var squares = DoubleDouble.zero
  private(set) var lowest = Double.infinity
  private(set) var highest = -Double.infinity

  private typealias Lanes = SIMD4<Double>

  /// From here on values are scaled, so that 2^56 squares can't overflow. Such values are at least
  /// 2^347 apart: no square underflows either.
  static let largest = 0x1p400
  static let shrink = 0x1p-600

  init(_ values: ArraySlice<Double>) {
    count = values.count
    guard count > 0 else { return }
    unsafe values.withUnsafeBufferPointer { values in
      unsafe findRange(values)
      if Swift.max(lowest.magnitude, highest.magnitude) < Self.largest {
        unsafe sum(values)
        unsafe sumSquares(values)
      } else {
        isScaled = true
        let scaled = unsafe values.map { $0 * Self.shrink }
        unsafe scaled.withUnsafeBufferPointer { scaled in
          unsafe sum(scaled)
          unsafe sumSquares(scaled)
        }
      }
    }
  }

  /// Values that each stand for several.
  init(_ values: [(value: Double, count: Int)]) {
    var count = 0
    for (value, times) in values {
      count.tally(times)
      lowest = Swift.min(lowest, value)
      highest = Swift.max(highest, value)
    }
    self.count = count
    guard count > 0 else { return }
    isScaled = Swift.max(lowest.magnitude, highest.magnitude) >= Self.largest
    let scale = isScaled ? Self.shrink : 1
    for (value, times) in values {
      total = total + DoubleDouble(product: value * scale, Double(times))
    }
    let center = (total / Double(count)).value
    for (value, times) in values {
      let distance = DoubleDouble(sum: value * scale, -center)
      squares = squares + distance * distance * DoubleDouble(Double(times))
    }
    takeBack(center)
  }

  private mutating func findRange(_ values: UnsafeBufferPointer<Double>) {
    var low = Lanes(repeating: .infinity)
    var high = -low
    var position = 0
    while position + 4 <= values.count {
      let a = unsafe Self.load(values, position)
      low.replace(with: a, where: a .< low)
      high.replace(with: a, where: a .> high)
      position += 4
    }
    lowest = low.min()
    highest = high.max()
    while position < values.count {
      lowest = unsafe Swift.min(lowest, values[position])
      highest = unsafe Swift.max(highest, values[position])
      position += 1
    }
  }

  private mutating func sum(_ values: UnsafeBufferPointer<Double>) {
    var high = (Lanes.zero, Lanes.zero)
    var low = (Lanes.zero, Lanes.zero)
    var position = 0
    while position + 8 <= values.count {
      let a = unsafe Self.load(values, position)
      let b = unsafe Self.load(values, position + 4)
      Self.add(a, &high.0, &low.0)
      Self.add(b, &high.1, &low.1)
      position += 8
    }
    total = Self.fold(high, low)
    while position < values.count {
      unsafe total = total + DoubleDouble(values[position])
      position += 1
    }
  }

  private mutating func sumSquares(_ values: UnsafeBufferPointer<Double>) {
    let center = (total / Double(count)).value
    let centers = Lanes(repeating: center)
    var high = (Lanes.zero, Lanes.zero)
    var low = (Lanes.zero, Lanes.zero)
    var position = 0
    while position + 8 <= values.count {
      let a = unsafe Self.load(values, position)
      let b = unsafe Self.load(values, position + 4)
      Self.addSquare(a, centers, &high.0, &low.0)
      Self.addSquare(b, centers, &high.1, &low.1)
      position += 8
    }
    squares = Self.fold(high, low)
    while position < values.count {
      let distance = unsafe DoubleDouble(sum: values[position], -center)
      squares = squares + distance * distance
      position += 1
    }
    takeBack(center)
  }

  /// The center is the mean up to rounding; what it lacks is taken back.
  private mutating func takeBack(_ center: Double) {
    let shift = total - DoubleDouble(product: center, Double(count))
    squares = squares - (shift * shift) / Double(count)
    if squares.high < 0 { squares = .zero }
  }

  @inline(__always)
  private static func load(_ values: UnsafeBufferPointer<Double>, _ position: Int) -> Lanes {
    unsafe Lanes(
      values[position], values[position + 1], values[position + 2], values[position + 3])
  }

  /// Knuth's TwoSum in each lane; the errors add up apart.
  @inline(__always)
  private static func add(_ value: Lanes, _ high: inout Lanes, _ low: inout Lanes) {
    let sum = high + value
    let part = sum - high
    low += (high - (sum - part)) + (value - part)
    high = sum
  }

  /// Adds (value − center)² with its error: of the difference by TwoSum, of the square by Dekker.
  @inline(__always)
  private static func addSquare(
    _ value: Lanes, _ center: Lanes, _ high: inout Lanes, _ low: inout Lanes
  ) {
    let difference = value - center
    let part = difference - value
    let rest = (value - (difference - part)) - (center + part)
    let square = difference * difference
    let scaled = 134_217_729.0 * difference
    let upper = scaled - (scaled - difference)
    let lower = difference - upper
    let error = ((upper * upper - square) + 2.0 * upper * lower) + lower * lower
    low += error + 2.0 * difference * rest
    add(square, &high, &low)
  }

  private static func fold(_ high: (Lanes, Lanes), _ low: (Lanes, Lanes)) -> DoubleDouble {
    var result = DoubleDouble.zero
    for lane in 0..<4 {
      result = result + DoubleDouble(sum: high.0[lane], low.0[lane])
      result = result + DoubleDouble(sum: high.1[lane], low.1[lane])
    }
    return result
  }
}
