import Language
import Testing

@Suite struct DiagnosticRendererTests {
  static func file(_ text: String, path: String = "rules/taxi.tide") -> SourceFile {
    SourceFile(path: path, text: text)
  }

  static func span(_ file: SourceFile, _ text: String) -> SourceSpan {
    let bytes = file.bytes
    let wanted = Array(text.utf8)
    for start in bytes.indices where bytes[start...].starts(with: wanted) {
      return SourceSpan(file, start, start + wanted.count)
    }
    return SourceSpan(file, 0, 0)
  }

  static func render(_ d: Diagnostic) -> String { DiagnosticRenderer(color: false).render(d) }

  @Test func showsTheLineAndTheMark() {
    let lines = String(repeating: "\n", count: 20) + "  alert when drift(c) > 1.2\n"
    let file = Self.file(lines)
    let code = DiagnosticCode(
      "TM304", .error, "a rule that can never fire", why: "", avoid: "", prefer: "")
    let span = Self.span(file, "drift(c) > 1.2")
    let d = Diagnostic(
      code, "this rule can never fire", at: span, label: "drift() lies in 0…1",
      fixIts: [FixIt("did you mean 12%?", replace: span, with: "12%")])
    #expect(
      Self.render(d) == """
        error[TM304]: this rule can never fire
          ┌─ rules/taxi.tide:21:14
        21│   alert when drift(c) > 1.2
          │              ^^^^^^^^^^^^^^ drift() lies in 0…1
          = help: did you mean 12%?
        """)
  }

  @Test func showsFurtherPlacesAndFiles() {
    let file = Self.file("let a = 1\n\n\nlet a = 2\n")
    let other = Self.file("let a = 3", path: "other.tide")
    let d = Diagnostic(
      .givenTwice, "twice", at: SourceSpan(file, 16, 17), severity: .warning, label: "again",
      secondary: [
        .init(SourceSpan(file, 4, 5), "first"), .init(SourceSpan(other, 4, 5), "here too"),
        .init(SourceSpan(file, 20, 21), "its value"),
      ], notes: ["why", "help: how"])
    #expect(
      Self.render(d) == """
        warning[TM136]: twice
         ┌─ rules/taxi.tide:4:5
        1│ let a = 1
         │     - first
         ·
        4│ let a = 2
         │     ^ again
         │         - its value
         ┌─ other.tide:1:5
        1│ let a = 3
         │     - here too
         = note: why
         = help: how
        """)
  }

  @Test func marksStandUnderWhatIsShown() {
    let file = Self.file("\tlet 漢字 = e\u{301}\u{1B}[31m x\n")
    let wide = Diagnostic(.unexpectedToken, "m", at: Self.span(file, "漢字"))
    #expect(
      Self.render(wide) == """
        error[TM101]: m
         ┌─ rules/taxi.tide:1:6
        1│     let 漢字 = e\u{301}␛[31m x
         │         ^^^^
        """)
    let after = Diagnostic(.unexpectedToken, "m\u{1B}[0m", at: Self.span(file, "x"))
    #expect(
      Self.render(after) == """
        error[TM101]: m␛[0m
         ┌─ rules/taxi.tide:1:19
        1│     let 漢字 = e\u{301}␛[31m x
         │                       ^
        """)
  }

  @Test func longLinesAreClippedAroundTheMark() {
    let file = Self.file(
      String(repeating: "a", count: 5_000) + "!" + String(repeating: "b", count: 5_000))
    let text = Self.render(Diagnostic(.unexpectedToken, "m", at: Self.span(file, "!")))
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 110 })
    #expect(lines[2].hasPrefix("1│ …aaa") && lines[2].hasSuffix("bb…"))
    let column = lines[3].firstIndex(of: "^").map {
      lines[3].distance(from: lines[3].startIndex, to: $0)
    }
    let mark = lines[2].firstIndex(of: "!").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    #expect(column == mark)
  }

  @Test func theEndOfTheFileCanBeMarked() {
    let file = Self.file("a\n")
    for offset in [1, 2, 99] {
      let text = Self.render(
        Diagnostic(.unexpectedToken, "m", at: SourceSpan(file, offset, offset)))
      #expect(text.contains("^"))
    }
    let empty = Self.file("")
    #expect(
      Self.render(Diagnostic(.unexpectedToken, "m", at: SourceSpan(empty, 0, 0))).hasSuffix("│ ^"))
  }

  @Test func colorsAreOptional() {
    let file = Self.file("let a = 1")
    let d = Diagnostic(.unexpectedToken, "m", at: SourceSpan(file, 4, 5), notes: ["n"])
    let colored = DiagnosticRenderer(color: true).render(d)
    #expect(colored.contains("\u{1B}[1;31merror[TM101]\u{1B}[0m"))
    #expect(!Self.render(d).contains("\u{1B}"))
    var plain = ""
    var rest = colored[...]
    while let escape = rest.firstIndex(of: "\u{1B}") {
      plain += rest[..<escape]
      rest = rest[escape...].drop { $0 != "m" }.dropFirst()
    }
    #expect(plain + rest == Self.render(d))
  }
}
