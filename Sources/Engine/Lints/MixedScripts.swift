import Language

/// Names whose letters come from alphabets that look alike.
enum MixedScripts: Lint {
  static let codes = [mixedScripts]

  private enum Script { case latin, cyrillic, greek }

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    rules.written.flatMap { tree in
      tree.tokens.compactMap { token in
        guard token.kind == .word || token.kind == .quoted,
          tree.source.bytes[token.span.range].contains(where: { $0 >= 0x80 })
        else { return nil }
        var scripts: Set<Script> = []
        for scalar in token.text.unicodeScalars {
          script(of: scalar).map { _ = scripts.insert($0) }
        }
        guard scripts.count > 1 else { return nil }
        return Diagnostic(
          mixedScripts, "`\(token.text)` mixes letters of alphabets that look alike",
          at: token.span,
          label: token.text.unicodeScalars.filter { $0.value >= 0x80 }
            .map { "U+0" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " "))
      }
    }
  }

  private static func script(of scalar: Unicode.Scalar) -> Script? {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A: .latin
    case 0x400...0x52F: .cyrillic
    case 0x370...0x3FF: .greek
    default: nil
    }
  }

  static let mixedScripts = DiagnosticCode(
    "TM506", .warning, "a name of several alphabets",
    why: "A Cyrillic `а` looks like a Latin `a`: two names that read the same are two names.",
    avoid: "edition 1\nlet m\u{430}x_fare = 3\nrule r { expect row_count > m\u{430}x_fare }\n",
    prefer: "edition 1\nlet max_fare = 3\nrule r { expect row_count > max_fare }\n")
}
