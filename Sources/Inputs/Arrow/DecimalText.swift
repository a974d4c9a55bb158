/// Spellings of whole numbers of any size with a point among their digits.
enum DecimalText {
  /// All its digits, those behind the point too.
  ///
  /// - Parameter limbs: of the number in two's complement, the lowest first.
  static func text(_ limbs: [UInt32], scale: Int) -> String {
    var limbs = limbs
    let isNegative = (limbs.last ?? 0) >> 31 == 1
    if isNegative {
      var carry = true
      for limb in limbs.indices {
        limbs[limb] = ~limbs[limb] &+ (carry ? 1 : 0)
        carry = carry && limbs[limb] == 0
      }
    }
    var digits = DecimalText.digits(limbs)
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
