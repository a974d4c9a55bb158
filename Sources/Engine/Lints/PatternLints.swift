import Language

/// Patterns that cost too much, or match more than they seem to.
enum PatternLints: Lint {
  static let codes = [slowPattern, unanchored, loosePoint, matchesAnything]

  static func findings(in rules: LintedRules) -> [Diagnostic] {
    let checked = checkedPatterns(rules)
    var found: [Diagnostic] = []
    var compiled = 0
    for written in rules.written.lazy.map(\.tokens).joined() where written.kind == .regex {
      guard let end = written.text.lastIndex(of: "/"), end > written.text.startIndex else {
        continue
      }
      let text = String(written.text[written.text.index(after: written.text.startIndex)..<end])
      let flags = String(written.text[written.text.index(after: end)...])
      let isChecked = checked.contains(written.span)
      let point = loosePoint(in: text)
      let isSuspect = PatternAttack.isSuspect(text)
      guard isChecked || isSuspect || point != nil, compiled < 2_000,
        let pattern = try? Pattern(text, flags: flags)
      else { continue }
      compiled += 1
      if isSuspect, let attack = PatternAttack.find(against: pattern) {
        found.append(
          Diagnostic(
            slowPattern, "this pattern can take time without end", at: written.span,
            label: "tried on \(attack)",
            notes: [
              "a repeat within a repeat has many ways to fail: write it so that each text fits in one"
                + " way, or make it possessive: `(…)++`",
              "a search that is given up makes the verdict unknown (pattern limit)",
            ]))
      } else if isChecked, PatternAttack.matchesAnything(pattern, text) {
        found.append(
          Diagnostic(
            matchesAnything, "this pattern is found in every text", at: written.span,
            notes: ["it may match nothing at all: anchor it with `^` and `$`, or write `+` for `*`"]
          ))
      } else if isChecked, isUnanchored(text) {
        found.append(
          Diagnostic(
            unanchored, "this pattern is looked for anywhere in a value", at: written.span,
            notes: ["anchor it to ask for the whole value"],
            fixIts: [
              FixIt(
                "did you mean `/^\(text)$/`?",
                replace: SourceSpan(
                  written.span.file, written.span.start + 1,
                  written.span.start + 1 + text.utf8.count), with: "^\(text)$")
            ]))
      }
      if let point {
        let place = written.span.start + 1 + point
        let span = SourceSpan(written.span.file, place, place + 1)
        found.append(
          Diagnostic(
            loosePoint, "`.` stands for any character here", at: span,
            fixIts: [FixIt("a point is written `\\.`", replace: span, with: "\\.")]))
      }
    }
    return found
  }

  /// Patterns that values are checked by: `matches /…/` as a check of a column.
  private static func checkedPatterns(_ rules: LintedRules) -> Set<SourceSpan> {
    var spans: Set<SourceSpan> = []
    for case .columns(let block) in rules.program.declarations {
      for case .checks(_, let checks) in block.entries.map(\.kind) {
        for check in checks {
          if check.subject == nil, case .matches(let pattern)? = check.bound?.kind {
            spans.insert(pattern.span)
          }
        }
      }
    }
    return spans
  }

  /// Whether a pattern that begins like one of a whole value has no anchor: classes and repeats, not
  /// a word that is looked for.
  private static func isUnanchored(_ text: String) -> Bool {
    let anchors = ["^", "$", "\\A", "\\z", "\\Z", "\\b", "\\B", "(?"]
    guard !anchors.contains(where: text.contains), !text.contains("|"),
      text.contains(where: { "+*{".contains($0) })
    else { return false }
    return text.hasPrefix("[") || text.hasPrefix("\\d") || text.hasPrefix("\\w")
  }

  /// The byte of a `.` between digits, or before the end of a host or file name.
  private static func loosePoint(in text: String) -> Int? {
    let bytes = Array(text.utf8)
    var isEscaped = false
    var isInClass = false
    for (place, byte) in bytes.enumerated() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: ".") where !isInClass && isPoint(bytes, place): return place
      default: break
      }
    }
    return nil
  }

  private static func isPoint(_ bytes: [UInt8], _ place: Int) -> Bool {
    let before = String(decoding: bytes[..<place], as: UTF8.self)
    let after = String(decoding: bytes[(place + 1)...], as: UTF8.self)
    let isNumber =
      ["\\d", "\\d+", "[0-9]", "[0-9]+"].contains(where: before.hasSuffix)
      && (after.hasPrefix("\\d") || after.hasPrefix("[0-9]"))
    let endings = ["com", "org", "net", "csv", "json", "parquet", "txt"]
    let isName =
      (bytes[..<place].last.map { Character(Unicode.Scalar($0)).isLetter } ?? false)
      && endings.contains { after == $0 || after == $0 + "$" }
    return isNumber || isName
  }

  static let slowPattern = DiagnosticCode(
    "TM320", .warning, "a pattern that backtracks badly",
    why:
      "On some texts it tries ways without number before it fails; the search is then given up, and "
      + "the verdict is unknown.",
    avoid: "edition 1\ncolumns { email: matches /^(a+)+$/ }\n",
    prefer: "edition 1\ncolumns { email: matches /^a+$/ }\n")
  static let unanchored = DiagnosticCode(
    "TM321", .warning, "a pattern without anchors",
    why: "`matches` looks for the pattern anywhere: `/[a-z]+/` is found in `!!a!!` too.",
    avoid: "edition 1\ncolumns { email: matches /[a-z]+@[a-z]+/ }\n",
    prefer: "edition 1\ncolumns { email: matches /^[a-z]+@[a-z]+$/ }\n")
  static let loosePoint = DiagnosticCode(
    "TM322", .warning, "a point that stands for any character",
    why: "`.` in a pattern is any character: `/^\\d+.\\d+$/` takes `1x5`, and 105.",
    avoid: "edition 1\ncolumns { email: matches /^\\d+.\\d+$/ }\n",
    prefer: "edition 1\ncolumns { email: matches /^\\d+\\.\\d+$/ }\n")
  static let matchesAnything = DiagnosticCode(
    "TM323", .warning, "a pattern that is found in every text",
    why: "A check by it is never violated.",
    avoid: "edition 1\ncolumns { email: matches /[a-z]*/ }\n",
    prefer: "edition 1\ncolumns { email: matches /^[a-z]*$/ }\n")
}
