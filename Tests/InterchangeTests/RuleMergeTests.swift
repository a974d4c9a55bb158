import Engine
import Interchange
import Language
import Metrics
import Testing

struct RuleMergeTests {
  static func tree(_ text: String) -> SyntaxTree {
    Parser.parse(SourceFile(path: "rules.tide", text: text))
  }

  static func merge(_ old: String, _ new: String, _ edited: String) -> RuleMerge.Result {
    RuleMerge.merge(old: tree(old), new: tree(new), edited: tree(edited))
  }

  private static let head = "// Generated from a.csv: 3 records, 2 columns.\nedition 1\n\n"

  private static func file(_ entries: String...) -> String {
    head + "columns {\n" + entries.map { "  \($0)\n" }.joined() + "}\n"
  }

  // MARK: Laws

  @Test(arguments: 0..<300) func laws(_ seed: UInt64) {
    var sample = MergeSample(seed: seed)
    let old = sample.generated()
    let new = sample.changed()
    let edited = sample.edited(old)
    #expect(Self.tree(edited).diagnostics.isEmpty, "\(edited)")

    let same = Self.merge(old, old, edited)
    #expect(same.text == edited)
    #expect(same.conflicts.isEmpty && same.added.isEmpty && same.removed.isEmpty)
    #expect(Self.merge(old, new, old).text == new)
    // Without the short cut for files that nobody touched.
    let own = "\n// mine\nrule own { expect row_count > 0 }\n"
    #expect(Self.merge(old, new, old + own).text == new + own)

    let merged = Self.merge(old, new, edited)
    let tree = Self.tree(merged.text)
    #expect(tree.diagnostics.isEmpty, "\(old)\n\(new)\n\(edited)\n\(merged.text)")
    let checked = RulesetChecker.check(
      tree, catalogue: .standard, schema: nil, known: nil
    ).diagnostics.filter { $0.severity == .error }
    #expect(checked.isEmpty, "\(checked.map(\.message))\n\(merged.text)")
    let again = Self.merge(new, new, merged.text)
    #expect(again.text == merged.text)
    let twice = Self.merge(old, new, merged.text)
    #expect(twice.text == merged.text, "\(old)\n\(new)\n\(edited)\n\(merged.text)")
    for comment in sample.comments {
      #expect(merged.text.contains(comment), "\(comment)\n\(edited)\n\(merged.text)")
    }
    for kept in sample.adopted { #expect(merged.text.contains(kept), "\(kept)\n\(merged.text)") }
    for conflict in merged.conflicts {
      #expect(conflict.span.end <= edited.utf8.count && !conflict.secondary.isEmpty)
    }
  }

  @Test(arguments: 0..<60) func lineEndsAndLayoutStay(_ seed: UInt64) {
    var sample = MergeSample(seed: seed)
    let old = sample.generated()
    let new = sample.changed()
    let crlf = { (text: String) in
      text.utf8.flatMap { $0 == 10 ? [13, 10] : [$0] }
    }
    let edited = String(decoding: crlf(sample.edited(old)), as: UTF8.self)
    let merged = Self.merge(old, new, edited).text
    let bytes = Array(merged.utf8)
    let bare = bytes.indices.filter { bytes[$0] == 10 && ($0 == 0 || bytes[$0 - 1] != 13) }
    #expect(bare.isEmpty, "\(merged.debugDescription)")
  }

  // MARK: Cases

  @Test(arguments: [
    // Adopted, changed and adopted, removed.
    ("x: integral, >= 0", "x: integral, >= 0"),
    ("x: integral, >= 5", "x: integral, >= 5"),
    ("x: integral", "x: integral"),
    // Still suggested, whatever stands beside it.
    (
      "x:   integral, >=  0  severity critical suggested( 0 ) // why",
      "x:   integral, >= -1  severity critical suggested(-1) // why"
    ),
    (
      "x: >= 0 as low suggested(0), integral, in 0...9",
      "x: >= -1 as low suggested(-1), integral, in 0...9"
    ),
    (
      "x: >= 0 suggested(0)\n  y: string\n  x: integral",
      "x: >= -1 suggested(-1)\n  y: string\n  x: integral"
    ),
  ]) func oneCheck(_ edited: String, _ expected: String) {
    let merged = Self.merge(
      Self.file("x: integral, >= 0 suggested(0)"), Self.file("x: integral, >= -1 suggested(-1)"),
      Self.file(edited))
    #expect(merged.text == Self.file(expected))
    #expect(merged.conflicts.isEmpty)
  }

  @Test func newColumnsStandWhereTheDataHaveThem() {
    let old = Self.file("a: integral", "c: string")
    let new = Self.file(
      "// codes", "z: integral", "a: integral", "b: string", "c: string", "d: string")
    let merged = Self.merge(old, new, Self.file("c: string // last", "a: integral, >= 3"))
    #expect(
      merged.text
        == Self.file(
          "c: string // last", "d: string", "// codes", "z: integral", "a: integral, >= 3",
          "b: string"))
    #expect(merged.added == ["columns.z", "columns.b", "columns.d"])
    let line = Self.merge(old, new, Self.head + "columns { a: integral; c: string, }\n")
    #expect(Self.tree(line.text).diagnostics.isEmpty, "\(line.text)")
    let none = Self.merge(old, new, Self.head + "rule r { expect row_count > 0 }")
    #expect(
      none.text.hasSuffix(
        "}\n\ncolumns {\n  // codes\n  z: integral\n  b: string\n  d: string\n}\n"))
  }

  @Test func goneColumnsGoUnlessEdited() {
    let old = Self.file("a: integral, >= 0 suggested(0)", "b: string", "c: string", "d: string")
    let new = Self.file("d: string")
    let merged = Self.merge(
      old, new, Self.file("a: integral, >= 0", "b: string", "// mine", "c: string", "d: string"))
    #expect(
      merged.text == Self.file("a: integral, >= 0", "// mine", "c: string", "d: string"))
    #expect(merged.removed == ["columns.b"])
    #expect(merged.conflicts.map(\.code.id) == ["TM762", "TM762"])
  }

  @Test func typesFollowWhereNobodyTouchedTheEntry() {
    let old = Self.file("a: integral, complete suggested(1, rows: 3)", "b: integral", "c: optional")
    let new = Self.file(
      "a: string, completeness >= 50% suggested(0.7, rows: 9)", "b: fractional",
      "c: integral, >= 0 suggested(0)")
    let merged = Self.merge(
      old, new,
      Self.file(
        "a: integral, complete suggested(1, rows: 3) severity info", "b: integral", "c: optional"))
    #expect(
      merged.text
        == Self.file(
          "a: integral, completeness >= 50% suggested(0.7, rows: 9) severity info",
          "b: fractional", "c: integral, >= 0 suggested(0)"))
    #expect(merged.conflicts.map(\.code.id) == ["TM763"])
  }

  @Test func aChangedOperatorIsAConflictUntilAdopted() {
    let old = Self.file("x: integral, >= 0 suggested(0)")
    let new = Self.file("x: integral, >= -4 suggested(-4)")
    let edited = Self.file("x: integral, <= 0 suggested(0)")
    let merged = Self.merge(old, new, edited)
    #expect(merged.text == edited)
    #expect(merged.conflicts.map(\.code.id) == ["TM761"])
    #expect(merged.conflicts[0].secondary[0].span.text == ">= -4 suggested(-4)")
    #expect(Self.merge(old, old, edited).conflicts.isEmpty)
  }

  @Test func eachConflictIsTold() {
    let names = (0..<5).map { "c\($0)" }
    let file = { (entries: [String]) in
      Self.head + "columns {\n" + entries.map { "  \($0)\n" }.joined() + "}\n"
    }
    let old = file(names.map { "\($0): integral, >= 0 suggested(0), <= 9 suggested(9)" })
    let new = file(names.map { "\($0): integral, >= -4 suggested(-4), <= 12 suggested(12)" })
    let edited = file(
      names.map {
        "\($0): integral, >= 1 suggested(0), > 2 suggested(0) as two, <= 8 suggested(9)"
      })
    let merged = Self.merge(old, new, edited)
    #expect(merged.text == edited)
    let told = merged.conflicts.compactMap { $0.message.split(separator: "`").first }
    let expected = names.flatMap { name in
      ["min", "two", "max"].map { "columns.\(name).\($0)" }
    }
    #expect(told.map(String.init) == expected)
    #expect(Self.merge(old, old, edited).conflicts.isEmpty)
  }

  @Test(arguments: DiagnosticCode.merging) func pages(_ code: DiagnosticCode) {
    let merge = { Self.merge(MergeExample.old, MergeExample.new, $0) }
    #expect(merge(code.avoid).conflicts.map(\.code.id) == [code.id])
    #expect(merge(code.prefer).conflicts.isEmpty)
    #expect(code.id.hasPrefix("TM76") && code.why.hasSuffix("."))
  }
}
