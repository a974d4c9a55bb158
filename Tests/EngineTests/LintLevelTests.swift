import Engine
import Language
import Metrics
import Testing

/// `lint { … }` and the flags: what is told, and how loudly.
struct LintLevelTests {
  private static let style = DiagnosticCode(
    "TM599", .note, group: .style, "taste", why: "", avoid: "", prefer: "")

  private func told(
    _ block: String = "", _ flags: [(String, LintLevel)] = [], styled: Bool = false
  ) -> [String] {
    let text = "edition 1\nmonitor m { \(block) }\nlet a = 1\n"
    let tree = Parser.parse(SourceFile(path: "a.tide", text: text))
    var levels = LintLevels()
    for (name, level) in flags {
      guard let selector = LintLevels.Selector(name) else { return ["\(name)?"] }
      levels.set(selector, level)
    }
    if styled {
      let found = Diagnostic(Self.style, "m", at: SourceSpan(tree.source, 0, 1))
      return levels.applied(to: [found]).map { "\($0.code.id) \($0.severity)" }
    }
    return RulesetChecker.check(
      tree, catalogue: .standard, schema: nil, known: nil, levels: levels
    ).diagnostics.map { "\($0.code.id) \($0.severity)" }
  }

  @Test("Style is off until it is asked for")
  func style() {
    #expect(told(styled: true) == [])
    #expect(told("", [("style", .on)], styled: true) == ["TM599 note"])
    #expect(told("", [("style", .warning)], styled: true) == ["TM599 warning"])
    #expect(told("", [("bug", .error)], styled: true) == [])
    #expect(told("", [("TM5xx", .on)], styled: true) == ["TM599 note"])
  }

  @Test("A code wins over its family, that over its group; a flag over the block")
  func precedence() {
    #expect(told() == ["TM502 warning"])
    #expect(told("lint { TM502 off }") == [])
    #expect(told("lint { TM502 note, TM5xx off bug error }") == ["TM502 note"])
    #expect(told("lint { TM5xx off }") == [])
    #expect(told("lint { bug off }", [("bug", .warning)]) == ["TM502 warning"])
    #expect(told("lint { TM502 off }", [("TM502", .error)]) == ["TM502 error"])
    #expect(!told("lint { TM502 off }", [("TM5xx", .error)]).contains("TM502 error"))
    #expect(told("lint { style on }").contains("TM502 warning"))
  }

  @Test("Mistakes in the block are told")
  func mistakes() {
    #expect(codes("monitor m { lint { TM5O2 off } }") == ["TM720"])
    #expect(codes("monitor m { lint { TM201 off } }") == ["TM721"])
    #expect(codes("monitor m { lint { TM502 off TM502 on } }") == ["TM136"])
    #expect(codes("monitor m { lint { } lint { } }") == ["TM221"])
    #expect(codes("monitor m { lint { TM502 of } owner \"a\" }") == ["TM101"])
    #expect(codes("monitor m { lint { TM502 } owner \"a\" }") == ["TM101"])
    #expect(codes("monitor m { lint { 5 off } owner \"a\" }") == ["TM101"])
    #expect(codes("monitor m { lint TM502 off owner \"a\" }") == ["TM101"])
    #expect(codes("monitor m { lint { TM502 off\n}\nlet _a = 1\n") == ["TM102"])
  }

  @Test("Errors of the language stay, whatever is asked")
  func errorsStay() {
    let tree = Parser.parse(
      SourceFile(path: "a.tide", text: "edition 1\nrule r { expect meen > 1 }\n"))
    var levels = LintLevels()
    for name in ["bug", "TM2xx", "TM202"] {
      if let selector = LintLevels.Selector(name) { levels.set(selector, .off) }
    }
    let found = RulesetChecker.check(
      tree, catalogue: .standard, schema: nil, known: nil, levels: levels)
    #expect(found.diagnostics.map(\.code.id) == ["TM202"])
  }

  @Test("Every code, family and group can be written, and nothing else")
  func names() {
    #expect(LintLevels.Selector.names.allSatisfy { LintLevels.Selector($0) != nil })
    for name in ["", "TM", "TM5", "TM50x", "TM9xx", "tm502", "TM999"] {
      #expect(LintLevels.Selector(name) == nil)
    }
  }
}
