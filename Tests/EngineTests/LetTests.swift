import Engine
import Foundation
import Testing

struct LetTests {
  static let csv = "a_1,a_2,b\n1,2,x\n3,4,y\n"

  @Test("A `let` names a constant, a set, a regex, or columns")
  func kinds() async {
    let rules = """
      let limit = 3
      let twice = 2 * limit
      let names = ["x", "y"]
      let low = 0...10
      let letter = /^[a-z]$/
      let as = columns("a_*")
      columns { as: complete, in low
        b: in names, matches letter }
      rule constant { expect max(a_2) < twice and limit == 3 }
      rule loop { for each column c in as expect mean(c) >= 2 }
      rule metrics { expect in_share(b, names) == 100% and matches_share(b, letter) == 100% }
      """
    let outcomes = await outcomes(rules, over: Self.csv)
    #expect(outcomes.values.allSatisfy { $0 == "pass" }, "\(outcomes)")
    #expect(outcomes.count == 11)
  }

  @Test("A circle is one error for each name in it, used or not")
  func circular() {
    #expect(codes("let a = a\nrule r { expect row_count > a }").contains("TM220"))
    #expect(
      codes("let a = b\nlet b = c\nlet c = a\nrule r { expect row_count > a }").filter {
        $0 == "TM220"
      }.count == 3)
    #expect(codes("let a = b + 1\nlet b = 2\nrule r { expect row_count > a }") == [])
  }

  @Test("A name that nobody uses is a warning, unless it begins with `_`")
  func unused() {
    #expect(codes("let a = 1\nrule r { expect row_count > 0 }") == ["TM502"])
    #expect(codes("let _a = 1\nrule r { expect row_count > 0 }") == [])
    #expect(codes("let a = 1\nlet b = a\nrule r { expect row_count > 0 }") == ["TM502", "TM502"])
    #expect(codes("let a = 1\nlet b = a\nrule r { expect row_count > b }") == [])
    #expect(
      codes("let s = columns(\"a_*\")\ncolumns { s: complete }", schema: Schema(names: ["a_1"]))
        == [])
  }

  @Test("What is known only with the window can't have a name")
  func window() {
    #expect(codes("let m = mean(a_1)\nrule r { expect m > 0 }") == ["TM209"])
    #expect(codes("let a = 1\nlet a = 2\nrule r { expect row_count > a }") == ["TM208"])
  }

  @Test("A `let` shadows a column in rows; back-ticks name the column")
  func shadows() async {
    let csv = "limit\n5\n"
    #expect(
      await outcomes("let limit = 3\nrule r { expect share(limit == 3) == 100% }", over: csv) == [
        "r": "pass"
      ])
    #expect(
      await outcomes("let limit = 3\nrule r { expect share(`limit` > limit) == 100% }", over: csv)
        == ["r": "pass"])
  }

  @Test("A name means the same wherever it is read, and however often")
  func readings() {
    let rules = """
      derive rate = fare * 2
      let four = 4
      let eight = four + four
      metric half = 0.5 * mean(rate)
      rule r { where fare > eight expect mean(rate) > half and half + half < eight + four }
      """
    let (ruleset, diagnostics) = check(rules)
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    let text = ruleset.rules.first?.conditions.first?.term.canonical ?? ""
    #expect(text.components(separatedBy: "0.5 * mean").count == 4, "\(text)")
    #expect(text.components(separatedBy: " where ").count == 2, "\(text)")
    #expect(text.contains("12)"), "\(text)")
  }
}
