import Language

/// Durations as command lines have them: `1d`, `90 min`, `1 day`, or of ISO 8601 `PT1H`, `P1DT12H`.
package enum DurationText {
  /// Seconds, negative after a minus sign; nil for other spellings, and for months and years, which
  /// differ in length.
  package static func seconds(_ text: String) -> Double? {
    var rest = text[...]
    let sign = rest.first == "-" ? -1.0 : 1.0
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    let value = rest.first == "P" ? iso(rest.dropFirst()) : words(rest)
    guard let value, value <= 1e12 else { return nil }
    return sign * value
  }

  /// `10h`, `7d`, `15m`: the longest unit that is whole.
  package static func text(_ seconds: Double) -> String {
    for (name, length) in [("d", 86_400.0), ("h", 3_600), ("m", 60)]
    where seconds.remainder(dividingBy: length) == 0 {
      return "\(Number.text(seconds / length))\(name)"
    }
    return "\(Number.text(seconds))s"
  }

  private static func words(_ text: Substring) -> Double? {
    var rest = text
    guard let number = takeNumber(&rest) else { return nil }
    let word = rest.drop { $0 == " " }
    let milliseconds: Double
    switch (word, Unit(String(word))) {
    case ("d", _): milliseconds = 86_400_000
    case ("m", _): milliseconds = 60_000
    case ("w", _): milliseconds = 604_800_000
    case (_, .duration(let length)): milliseconds = length
    default: return nil
    }
    return number * milliseconds / 1_000
  }

  /// Source: ISO 8601-1:2019, 5.5.2, durations.
  private static func iso(_ text: Substring) -> Double? {
    var rest = text
    var units: [(name: Character, seconds: Double)] = [("W", 604_800), ("D", 86_400)]
    var seconds = 0.0
    var isTime = false
    var isEmpty = true
    while !rest.isEmpty {
      if rest.first == "T" {
        guard !isTime else { return nil }
        rest.removeFirst()
        isTime = true
        isEmpty = true
        units = [("H", 3_600), ("M", 60), ("S", 1)]
      }
      guard let number = takeNumber(&rest), let name = rest.popFirst(),
        let place = units.firstIndex(where: { $0.name == name })
      else { return nil }
      seconds += number * units[place].seconds
      units.removeFirst(place + 1)
      isEmpty = false
    }
    return isEmpty ? nil : seconds
  }

  /// Digits, and perhaps a point and more of them.
  private static func takeNumber(_ rest: inout Substring) -> Double? {
    let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
    guard let first = digits.first, first != ".", digits.last != "." else { return nil }
    rest = rest.dropFirst(digits.count)
    return Double(digits)
  }
}
