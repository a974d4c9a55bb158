/// Numbers as people read and write them.
package enum Number {
  /// The shortest text that reads back as the same double; whole numbers without `.0`, ∞ for infinity.
  package static func text(_ value: Double) -> String {
    if value.isInfinite { return value < 0 ? "-∞" : "∞" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A ratio as a percentage that reads back as the same double: the decimal point of its shortest
  /// text is shifted, nothing is multiplied.
  package static func percent(_ ratio: Double) -> String {
    guard ratio.isFinite else { return Number.text(ratio) + "%" }
    let text = "\(ratio)"
    if let e = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: e)...]) {
      return "\(text[..<e])e\(exponent + 2)%"
    }
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    var digits = String(parts[0])
    var fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
    while fraction.count < 2 { fraction += "0" }
    digits += fraction.prefix(2)
    fraction = String(fraction.dropFirst(2))
    digits = String(digits.drop { $0 == "0" })
    if digits.isEmpty { digits = "0" }
    return (isNegative ? "-" : "") + digits + (fraction.isEmpty ? "" : "." + fraction) + "%"
  }

  /// A few significant digits, for tables: 0.1043, 12.5, 1,235, 1.2e-07.
  package static func brief(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite, value != 0 else { return text(value) }
    let magnitude = abs(value)
    if magnitude >= 1e15 || magnitude < 1e-4 { return scientific(value, digits: digits) }
    var scale = 1.0
    var places = 0
    while magnitude * scale < 1000, places < digits + 3, (value * scale).rounded() != value * scale
    {
      scale *= 10
      places += 1
    }
    let rounded = (value * scale).rounded() / scale
    return grouped(text(rounded))
  }

  private static func scientific(_ value: Double, digits: Int) -> String {
    let text = text(value)
    guard let exponent = text.firstIndex(of: "e"), let mantissa = Double(text[..<exponent]) else {
      return grouped(text)
    }
    var scale = 1.0
    for _ in 1..<digits { scale *= 10 }
    return Number.text((mantissa * scale).rounded() / scale) + text[exponent...]
  }

  /// A whole number with commas between thousands.
  package static func grouped(_ value: Int) -> String { grouped(String(value)) }

  private static func grouped(_ text: String) -> String {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, whole.allSatisfy(\.isNumber), whole.count > 3 else {
      return text
    }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return (isNegative ? "-" : "") + result + (parts.count > 1 ? "." + parts[1] : "")
  }
}
