/// Reads the digits of a literal.
enum NumberText {
  /// The value of a number as written, its decimal point shifted first; nil where a double can't
  /// hold it.
  ///
  /// The point moves in the text, so that `97.84946236559139%` is the double nearest to
  /// 0.9784946236559139, and not a quotient that was rounded twice.
  static func value(_ text: some Sequence<UInt8>, shiftingPointBy shift: Int = 0) -> Double? {
    var mantissa = ""
    var exponent = ""
    var inExponent = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"),
        UInt8(ascii: "-"):
        let character = Character(Unicode.Scalar(byte))
        if inExponent { exponent.append(character) } else { mantissa.append(character) }
      case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
      default: break
      }
    }
    if mantissa.hasPrefix(".") { mantissa = "0" + mantissa }
    if mantissa.hasSuffix(".") { mantissa += "0" }
    let isZero = !mantissa.contains { $0 != "0" && $0 != "." }
    if isZero { return 0 }
    guard let power = exponent.isEmpty ? 0 : Int(exponent), abs(power) < 100_000 else {
      return exponent.hasPrefix("-") ? 0 : nil
    }
    guard let value = Double("\(mantissa)e\(power + shift)"), value.isFinite else { return nil }
    return value
  }

  /// Splits `15 min` into its number and its unit.
  static func split(_ text: String) -> (number: Substring, unit: Unit?) {
    let word = text.reversed().prefix { $0.isLetter }.reversed()
    let unit = String(word)
    return (text.dropLast(unit.count), Unit(unit))
  }
}
