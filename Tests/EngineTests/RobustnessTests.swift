import Engine
import Language
import Metrics
import Testing

/// Whatever the rules are, checking them ends, and judging them gives no crash.
struct RobustnessTests {
  static let csv = "x,n,d,b,t,s\n1.5,2,A,true,2026-01-01,k1\n,3,B,false,,k2\n2,,C,,2026-02-01,\n"
  static let schema = Schema(names: ["x", "n", "d", "b", "t", "s"])

  /// Judges whatever rules came out, mistakes or not.
  static func run(_ text: String) async {
    let tree = Parser.parse(SourceFile(path: "mutant.tide", text: text))
    let checked = RulesetChecker.check(tree, catalogue: .standard, schema: schema, known: nil)
    let rules = checked.ruleset.rules
    let plan = Plan(rules)
    let before = await gather(csv, plan.baselineRequests, given: [:], Cut())
    let given = WindowEvaluator.given(in: plan, baseline: before)
    let data = await gather(csv, plan.requests, given: given, Cut())
    let verdicts = RuleEvaluator(data: data, baseline: before, RuleEvaluator.Context(monitor: "m"))
      .verdicts(rules)
    #expect(verdicts.allSatisfy { !$0.json.text().isEmpty && !$0.message.isEmpty })
  }

  @Test("Rules with words exchanged, doubled and left out", arguments: 1...6)
  func mutants(_ seed: Int) async {
    var random = SplitMix64(UInt64(seed))
    let texts =
      DiagnosticCode.checking.flatMap { [$0.avoid, $0.prefer] } + [
        "edition 1\n" + GatheringLawTests.rules
      ]
      + Catalogue.standard.all.flatMap { $0.examples }.map {
        "edition 1\nrule r { expect \($0.expression) > 0 }"
      }
    let words = texts.flatMap { $0.split(separator: " ") }
    for _ in 0..<150 {
      var text = (texts.randomElement(using: &random) ?? "").split(
        separator: " ", omittingEmptySubsequences: false)
      for _ in 0..<Int.random(in: 1...4, using: &random) where !text.isEmpty {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(text[place], at: place)
        case 2: text[place] = words.randomElement(using: &random) ?? "x"
        default: text.swapAt(place, Int.random(in: 0..<text.count, using: &random))
        }
      }
      await Self.run(text.joined(separator: " "))
    }
  }

  @Test("Long and deep expressions")
  func deep() async {
    let sum = Array(repeating: "x", count: 300).joined(separator: " + ")
    let all = Array(repeating: "mean(x) > 0", count: 300).joined(separator: " and ")
    let nested = String(repeating: "(", count: 50) + "mean(x)" + String(repeating: ")", count: 50)
    let choices = String(repeating: "if b then 1 else ", count: 50) + "x"
    await Self.run("edition 1\nrule a { expect mean(\(sum)) > 0 }\nrule b { expect \(all) }")
    await Self.run(
      "edition 1\nrule c { expect \(nested) > 0 }\nrule d { expect mean(\(choices)) > 0 }")
    let rules = "rule a { expect mean(\(sum)) > 0 }\nrule b { expect \(all) }"
    #expect(await outcomes(rules, over: Self.csv) == ["a": "pass", "b": "pass"])
  }

  @Test("Names that double with each declaration are refused, not multiplied out")
  func doubling() {
    for (first, join) in [("1", "+"), ("true", "and")] {
      let lets = (1...60).map { "let l\($0) = l\($0 - 1) \(join) l\($0 - 1)\n" }.joined()
      let found = codes(
        "let l0 = \(first)\n\(lets)rule r { expect \(join == "and" ? "l60" : "row_count > l60") }")
      #expect(found.contains("TM225"))
    }
    let sets = (1...60).map { "let s\($0) = columns(s\($0 - 1), s\($0 - 1))\n" }.joined()
    #expect(
      codes("let s0 = columns(x)\n\(sets)columns { s60: complete }", schema: Self.schema).contains(
        "TM225"))
  }

  @Test("Names that make an expression deep without end are refused")
  func deepNames() {
    let tail = Array(repeating: "1", count: 150).joined(separator: " + ")
    let lets = (1...20).map { "let l\($0) = l\($0 - 1) + \(tail)\n" }.joined()
    let found = codes("let l0 = 1\n\(lets)rule r { expect row_count > l20 }")
    #expect(found.contains("TM225"))
  }

  @Test("What stands for too much is told once, where that is written, and only beyond the limit")
  func written() throws {
    let doubled = { (last: Int) in
      "let l0 = 1\n" + (1...last).map { "let l\($0) = l\($0 - 1) + l\($0 - 1)\n" }.joined()
        + "rule r { expect row_count > l\(last) }"
    }
    // l8 stands for 511 names, l9 for 1,023.
    #expect(codes(doubled(8)) == [])
    let found = check(doubled(12)).diagnostics.filter { $0.code.id == "TM225" }
    #expect(found.map(\.span.text) == ["l8"])
    let diagnostic = try #require(found.first)
    let line = diagnostic.span.file.position(of: diagnostic.span.start).line
    #expect(line == 11, "the line of l9")

    let derived =
      "derive d0 = x\n"
      + (1...12).map { "derive d\($0) = d\($0 - 1) + d\($0 - 1)\n" }.joined()
    let rule = check(derived + "rule r { expect mean(d12) > 0 }").diagnostics
    #expect(rule.contains { $0.code.id == "TM225" && $0.span.text == "d12" })

    // Each operator stands upon the one before: 399 of them are 400 levels.
    let sum = { (count: Int) in Array(repeating: "mean(x)", count: count).joined(separator: " + ") }
    #expect(codes("rule r { expect \(sum(300)) > 1 }") == [])
    #expect(codes("rule r { expect \(sum(500)) > 1 }") == ["TM225"])
    let all = (0..<500).map { "mean(x) > \($0)" }.joined(separator: " and ")
    #expect(codes("rule r { expect \(all) }") == ["TM225"])
    let lets = { (count: Int) in (0..<count).map { "let a\($0) = \($0)\n" }.joined() }
    let list = "let s = [\((0..<1_500).map { "a\($0)" }.joined(separator: ", "))]\n"
    #expect(
      codes(lets(1_500) + list + "rule r { expect share(x in s) > 10% }") == ["TM225"])
    let uses = (0..<3_000).map { "rule r\($0) { expect row_count > a\($0) + 1 }\n" }.joined()
    #expect(codes(lets(3_000) + uses).allSatisfy { $0 != "TM225" })
  }

  @Test("Odd names and values of data do no harm")
  func oddData() async {
    let rules = """
      columns { all columns: complete, distinct >= 0 + 1, drift <= 0.1, in [1, 2] }
      rule r { for each column c expect mean(c) > 0 and share(c matches /a|b/) < 2 * baseline(share(c == 1)) }
      """
    for csv in [
      "", "\n", "a\n", "`a`\n1\n", "a b,a.b,\"q\",é\n1,2,3,4\n", "a,a\n1,2\n",
      "x\nNaN\n1e400\n-0\n\u{0}\n",
    ] {
      let verdicts = await judge(rules, over: csv, against: "a\n1\n2\n")
      #expect(verdicts.allSatisfy { !$0.message.isEmpty })
    }
  }
}
