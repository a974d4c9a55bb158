import RealModule

/// 2^14 registers of HyperLogLog over 64-bit hashes; see `DistinctCount`.
struct HyperLogLog: Sendable {
  private static let precision = 14
  static let size = 1 << precision
  /// The largest value of a register.
  private static let top = 64 - precision + 1
  static let standardError = 1.04 / 128

  private(set) var registers: [UInt8]

  init() { registers = [UInt8](repeating: 0, count: Self.size) }

  init(_ set: HashSet) {
    self.init()
    insert(set.slots[...])
  }

  /// Nil unless there are 2^14 registers, none above 51.
  init?(registers: [UInt8]) {
    guard registers.count == Self.size, registers.allSatisfy({ Int($0) <= Self.top }) else {
      return nil
    }
    self.registers = registers
  }

  mutating func insert(_ hashes: ArraySlice<UInt64>) {
    unsafe registers.withUnsafeMutableBufferPointer { registers in
      // 0 is no hash but a free slot of a set.
      for hash in hashes where hash != 0 {
        // Below 2^precision, which is the number of registers.
        let index = Int(truncatingIfNeeded: hash >> UInt64(64 - Self.precision))
        // The bit below stops the count of zeros at `top`.
        let rest = hash << UInt64(Self.precision) | 1 << UInt64(Self.precision - 1)
        let rank = UInt8(truncatingIfNeeded: rest.leadingZeroBitCount + 1)
        if unsafe registers[index] < rank { unsafe registers[index] = rank }
      }
    }
  }

  mutating func merge(_ other: HyperLogLog) {
    unsafe registers.withUnsafeMutableBufferPointer { registers in
      unsafe other.registers.withUnsafeBufferPointer { others in
        for index in 0..<Self.size {
          unsafe registers[index] = Swift.max(registers[index], others[index])
        }
      }
    }
  }

  /// Ertl's improved raw estimator: no tables, no switch between ranges.
  var estimate: Double {
    var histogram = [Int](repeating: 0, count: Self.top + 1)
    for register in registers { histogram[Int(register)] += 1 }
    let m = Double(Self.size)
    var z = m * Self.tau(1 - Double(histogram[Self.top]) / m)
    for value in stride(from: Self.top - 1, through: 1, by: -1) {
      z = 0.5 * (z + Double(histogram[value]))
    }
    z += m * Self.sigma(Double(histogram[0]) / m)
    guard z > 0 else { return .greatestFiniteMagnitude }
    return m * m / (2 * Double.log(2)) / z
  }

  /// x + Σ x^(2^k)·2^(k−1).
  private static func sigma(_ share: Double) -> Double {
    guard share < 1 else { return .infinity }
    var x = share
    var y = 1.0
    var z = x
    while true {
      x *= x
      let last = z
      z += x * y
      y += y
      if z == last { return z }
    }
  }

  /// (1 − x − Σ (1 − x^(2^−k))²·2^−k) / 3.
  private static func tau(_ share: Double) -> Double {
    guard share > 0, share < 1 else { return 0 }
    var x = share
    var y = 1.0
    var z = 1 - x
    while true {
      x = Double.sqrt(x)
      let last = z
      y *= 0.5
      z -= (1 - x) * (1 - x) * y
      if z == last { return z / 3 }
    }
  }
}
