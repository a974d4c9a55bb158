/// Looks for a text on which a pattern takes more steps than any text should need.
enum PatternAttack {
  /// Whether a repeat stands behind a group or class that is itself repeated: others are not tried.
  static func isSuspect(_ pattern: String) -> Bool {
    var repeats = 0
    var isEscaped = false
    for byte in pattern.utf8 {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"): repeats += 1
      default: break
      }
    }
    return repeats >= 2
  }

  /// A text of some dozen characters, as it is shown, for which a search is given up.
  static func find(against pattern: Pattern) -> String? {
    guard let matcher = pattern.makeMatcher() else { return nil }
    for piece in pieces(of: pattern.source) {
      for end in ["!", "\u{1}", ""] {
        let text = Array((String(repeating: piece, count: 40) + end).utf8)
        let outcome = unsafe text.withUnsafeBufferPointer { unsafe matcher.find(in: $0) }
        if outcome == .limit {
          let shown = Quoting.string(piece)
          return "\(shown), repeated 40 times"
        }
      }
    }
    return nil
  }

  /// Texts that the pattern may repeat: its own letters, one of each class, and two of them.
  private static func pieces(of pattern: String) -> [String] {
    var found: [String] = []
    func add(_ text: String) {
      if !found.contains(text), found.count < 8 { found.append(text) }
    }
    var isEscaped = false
    for character in pattern {
      if isEscaped {
        isEscaped = false
        switch character {
        case "d": add("1")
        case "w": add("a")
        case "s": add(" ")
        case "S", "D", "W": add("-")
        default: add(String(character))
        }
        continue
      }
      if character == "\\" {
        isEscaped = true
        continue
      }
      if character.isLetter || character.isNumber { add(String(character)) }
      if character == "." { add("a") }
    }
    if found.isEmpty { found = ["a"] }
    if found.count > 1 { found.append(found.prefix(3).joined()) }
    return found
  }

  private static let samples = ["", "a", "0", " ", "\u{1}", "Zebra 12", "ß€", "\n", "!?"]

  /// Whether the pattern is found wherever it is looked for: it matches the empty text, without an
  /// anchor or a look-around that depends on what is there.
  static func matchesAnything(_ pattern: Pattern, _ text: String) -> Bool {
    let depends = ["^", "$", "\\", "(?"].contains(where: text.contains)
    return !depends && samples.allSatisfy(pattern.matches)
  }
}
