internal import Statistics

/// Numbers with so many digits behind the point, stored as whole numbers of up to 256 bits.
struct ArrowDecimals: ArrowValues {
  private let values: ArrowBuffer
  private let bytes: Int
  private let scale: Int
  private let validity: ArrowValidity

  init(_ values: ArrowBuffer, bytes: Int, scale: Int, _ validity: ArrowValidity) {
    self.values = values
    self.bytes = bytes
    self.scale = scale
    self.validity = validity
  }

  func fill(_ column: Column, _ rows: ArrowRows, repaired: inout [Int]) {
    let rows = validity.applied(to: rows)
    let cells = ArrowCells(rows, scale > 0 ? .fractional : .integral) { place in
      if let small = small(place) {
        // Both are exact, so that the quotient is the nearest double.
        return Double(small) / ArrowDecimals.powers[scale]
      }
      return Double(text(place)) ?? .nan
    }
    column.fill(kinds: cells.kinds, numbers: cells.numbers) { TextCells(rows) { text($0) } }
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The whole number in a place where it is below 2^53 and the power of ten is a double.
  private func small(_ place: Int) -> Int64? {
    guard ArrowDecimals.powers.indices.contains(scale) else { return nil }
    if bytes == 4 { return Int64(values.value(place, as: Int32.self)) }
    let words = bytes / 8
    let low = values.value(place * words, as: Int64.self)
    guard low.magnitude < 1 << 53 else { return nil }
    for word in 1..<max(words, 1) {
      guard values.value(place * words + word, as: Int64.self) == low >> 63 else { return nil }
    }
    return low
  }

  /// All its digits, those behind the point too.
  private func text(_ place: Int) -> String {
    var limbs: [UInt32] = []
    for limb in 0..<bytes / 4 {
      limbs.append(values.value(place * (bytes / 4) + limb, as: UInt32.self))
    }
    let isNegative = (limbs.last ?? 0) >> 31 == 1
    if isNegative {
      var carry = true
      for limb in limbs.indices {
        limbs[limb] = ~limbs[limb] &+ (carry ? 1 : 0)
        carry = carry && limbs[limb] == 0
      }
    }
    var digits = ArrowDecimals.digits(limbs)
    if scale < 0, digits != "0" { digits += String(repeating: "0", count: -scale) }
    if scale > 0 {
      if digits.count <= scale {
        digits = String(repeating: "0", count: scale + 1 - digits.count) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return isNegative ? "-" + digits : digits
  }

  /// The decimal digits of a number, given with the lowest limb first.
  private static func digits(_ number: [UInt32]) -> String {
    var number = number
    var groups: [String] = []
    while let last = number.last {
      if last == 0 {
        number.removeLast()
        continue
      }
      var rest: UInt64 = 0
      for limb in number.indices.reversed() {
        let value = rest << 32 | UInt64(number[limb])
        number[limb] = UInt32(value / 1_000_000_000)
        rest = value % 1_000_000_000
      }
      groups.append("\(rest)")
    }
    guard let first = groups.last else { return "0" }
    return groups.dropLast().reversed().reduce(into: first) { text, group in
      text += String(repeating: "0", count: 9 - group.count) + group
    }
  }
}
