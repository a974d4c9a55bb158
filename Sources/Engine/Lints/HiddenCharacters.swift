import Language

/// Characters that can't be seen, or turn the text around them, in strings, comments and names.
enum HiddenCharacters: Lint {
  static let codes = [hiddenCharacter]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.written.flatMap { findings(in: $0.source) }
  }

  private static func findings(in source: SourceFile) -> [Diagnostic] {
    let bytes = source.bytes
    var found: [Diagnostic] = []
    // All of them begin with these bytes in UTF-8.
    for place in bytes.indices where bytes[place] == 0xE2 || bytes[place] == 0xEF {
      guard place + 2 < bytes.count, found.count < 100 else { continue }
      let scalar =
        UInt32(bytes[place] & 0x0F) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
        | UInt32(bytes[place + 2] & 0x3F)
      let what: String
      switch scalar {
      case 0x202A...0x202E, 0x2066...0x2069: what = "changes the direction of text"
      case 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: what = "can't be seen"
      default: continue
      }
      let span = SourceSpan(source, place, place + 3)
      let code = "U+" + String(scalar, radix: 16, uppercase: true)
      found.append(
        Diagnostic(
          hiddenCharacter, "\(code) \(what)", at: span,
          notes: ["in a string write it as \\u{\(String(scalar, radix: 16))} where it is meant"],
          fixIts: [FixIt("remove it", replace: span, with: "")]))
    }
    return found
  }

  static let hiddenCharacter = DiagnosticCode(
    "TM505", .warning, "a character that can't be seen",
    why: "Text that reads as one thing and is another deceives whoever reviews it.",
    avoid: "edition 1\nrule r { expect share(email == \"a\u{200B}\") < 9% }\n",
    prefer: "edition 1\nrule r { expect share(email == \"a\") < 9% }\n")
}
