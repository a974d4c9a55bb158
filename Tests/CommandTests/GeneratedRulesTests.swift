import Foundation
import Testing

@testable import tidemark

/// Laws of rules that `baseline` writes: lint-clean, and true of the data that they came from.
@Suite struct GeneratedRulesTests {
  private static let names = [
    "Int'l Plan_yes", "Account Length", "rule", "not", "columns", "größe", "a.b.c", "if", "true",
    "baseline", "null", "fare", "missing", "drift", "required", "9lives", "50%", "a,b",
    "say \"hi\"",
    " led", "x/y", "/re/", "\\d", "{c}", "*", "taxi*", "🚕", "日本", "no", "all", "monitor",
    "tab\there",
    "in", "e\u{301}", "a:b", "optional", "integral", "_", "-", "// x", "/* x", "edition", "mean(x)",
    "back`tick",
    "new\nline", "\u{1}", "zero\u{200B}width", "\u{202E}rtl", " ", "end ", "\\", "\u{2028}",
    "nbsp\u{A0}x", "\r", "a\rb",
    "café",
  ]

  /// What a column of a random table holds.
  private enum Kind: CaseIterable {
    case integers, codes, fractions, negatives, huge, words, manyWords, keys, booleans, times,
      constant
    case constantText, missing, oneValue, mixed, oddText
    case spellings, longTexts
  }

  private static func cell(_ kind: Kind, row: Int, _ random: inout SplitMix64) -> String {
    switch kind {
    case .integers: "\(Int.random(in: 0...10_000, using: &random))"
    case .codes: "\(Int.random(in: 1...3, using: &random))"
    case .fractions: "\(Double.random(in: 0...1, using: &random))"
    case .negatives: "\(Double.random(in: -1e3...1e3, using: &random))"
    case .huge: "\(Double.random(in: -1...1, using: &random) * 1e300)"
    case .words: ["a", "B c", "größe", "\"q\"", "1 2", "\\"][Int.random(in: 0..<6, using: &random)]
    case .manyWords: "word \(Int.random(in: 0..<60, using: &random))"
    case .keys: "key-\(row)"
    case .booleans: Bool.random(using: &random) ? "true" : "false"
    case .times: "2026-01-\(10 + row % 20)T00:00:0\(row % 10)Z"
    case .constant: "7.5"
    case .constantText: "same"
    case .missing: ""
    case .oneValue: row == 0 ? "3" : ""
    case .mixed: ["1", "x", "", "true", "2.5"][Int.random(in: 0..<5, using: &random)]
    case .spellings: ["1.0", "abc", "2e0", "-0.0"][row % 4]
    case .longTexts: String(repeating: "long ", count: 190 + 10 * (row % 5))
    case .oddText: ["NaN", "-", "line\nbreak", "\u{202E}x", "{v}", "/*"][row % 6]
    }
  }

  private static func table(_ seed: UInt64) -> (header: [String], csv: String) {
    var random = SplitMix64(seed)
    let rows = [1, 2, 3, 5, 8, 9, 10, 21, 60, 250].randomElement(using: &random) ?? 1
    let header = Array(names.shuffled(using: &random).prefix(Int.random(in: 1...9, using: &random)))
    let kinds = header.map { _ in Kind.allCases.randomElement(using: &random) ?? .integers }
    let missing = header.map { _ in Int.random(in: 0..<3, using: &random) == 0 }
    let records = (0..<rows).map { row in
      zip(kinds, missing).map { kind, mayMiss in
        mayMiss && Int.random(in: 0..<4, using: &random) == 0
          ? "" : cell(kind, row: row, &random)
      }
    }
    return (header, CSVText.write(header, records))
  }

  private static func enforce(_ rules: String) -> String {
    rules.replacing("mode observe", with: "mode enforce")
  }

  @Test(arguments: 1...40)
  func areCleanAndHoldOfTheirOwnData(_ seed: Int) async throws {
    let folder = try Folder()
    let (header, csv) = Self.table(UInt64(seed))
    let data = try folder.write("data.csv", csv)
    let output = folder.path + "/b"
    await Run("baseline", data, "-o", output).expect(0)
    let text = try folder.read("b/rules.tide")
    let rules = output + "/rules.tide"

    let lint = await Run("lint", rules, "--deny", "warnings")
    lint.expect(0, says: "0 errors, 0 warnings")
    // Rules are read without the baseline as well.
    try folder.write("alone.tide", text)
    await Run("lint", folder.path + "/alone.tide", "--deny", "warnings").expect(0)

    try folder.write("b/enforced.tide", Self.enforce(text))
    let run = await Run(
      "check", output + "/enforced.tide", "--data", data, "--format", "json", "--quiet")
    run.expect(0)
    let verdicts = try run.verdicts()
    for (rule, verdict) in verdicts where verdict.state != "pass" {
      Issue.record("\(rule) is \(verdict) of its own data:\n\(text)")
    }
    for name in header where !text.contains("`\(name)` ") {
      #expect(
        verdicts.keys.contains { $0.hasPrefix("columns.\(name).") } || text.contains(": optional")
          || text.contains("can't be named"),
        "\(name) has no rule:\n\(text)")
    }

    await Run("baseline", data, "-o", folder.path + "/again/b").expect(0)
    for file in [
      "rules.tide", "suggested.tide", "statistics.json", "constraints.json", "baseline.tidestate",
    ] {
      #expect(try folder.bytes("b/\(file)") == folder.bytes("again/b/\(file)"), "\(file)")
    }
  }

  @Test func driftIsNotGeneratedWhereItCouldNotFire() async throws {
    // 1 − 1.8·√(2/n) ≤ 0.1 up to eight values.
    for rows in 1...12 {
      let folder = try Folder()
      let data = try folder.write("d.csv", "x\n" + (0..<rows).map { "\($0 % 3)\n" }.joined())
      await Run("baseline", data, "-o", folder.path).expect(0)
      let rules = try folder.read("rules.tide")
      #expect(rules.contains("drift <= 0.1") == (rows > 8), "\(rows) rows:\n\(rules)")
    }
  }

  @Test func keysAndTimesHaveNoDriftRule() async throws {
    let folder = try Folder()
    let rows = (0..<60).map { "k\($0),\(1_000 + $0),2026-02-01T00:00:\(10 + $0 % 50)Z,\($0).5\n" }
    let data = try folder.write("d.csv", "key,id,at,x\n" + rows.joined())
    await Run("baseline", data, "-o", folder.path).expect(0)
    let lines = try folder.read("rules.tide").split(separator: "\n").map { $0.drop { $0 == " " } }
    for (column, drifts) in [("key", false), ("id", false), ("at", false), ("x", true)] {
      let line = try #require(lines.first { $0.hasPrefix("\(column):") })
      #expect(line.contains("drift") == drifts, "\(line)")
    }
  }

  @Test func setsHoldSpellings() async throws {
    for (cells, hasSet) in [
      (["1.0", "abc"], false), (["1", "abc"], true), (["1.5", "1", "abc"], true),
      (["1", "1.0", "abc"], false), (["a", String(repeating: "x", count: 1_025)], false),
    ] {
      let folder = try Folder()
      let data = try folder.write("d.csv", "x,n\n" + cells.map { "\($0),1\n" }.joined())
      await Run("baseline", data, "-o", folder.path).expect(0)
      let rules = try folder.read("rules.tide")
      #expect(rules.contains("in [") == hasSet, "\(rules)")
      #expect(try folder.read("constraints.json").contains("domains") == hasSet)
      try folder.write("enforced.tide", Self.enforce(rules))
      await Run("check", folder.path + "/enforced.tide", "--data", data).expect(0)
    }
  }

  @Test func aBoundOfNothingIsLeftOut() async throws {
    let folder = try Folder()
    let rows = (0..<20_000).map { $0 == 7 ? "3,1,1\n" : $0 == 8 ? ",2,true\n" : ",3,\n" }
    let data = try folder.write("d.csv", "x,y,z\n" + rows.joined())
    await Run("baseline", data, "-o", folder.path).expect(0)
    #expect(try !folder.read("rules.tide").contains(">= 0%"))
    await Run("lint", folder.path + "/rules.tide", "--deny", "warnings").expect(0)
  }

  @Test func manyRandomNumbersAreNoKey() async throws {
    let folder = try Folder()
    var random = SplitMix64(3)
    let rows = (0..<50_000).map { row in
      "\(Int.random(in: 0...1_000_000, using: &random)),\(row % 4_000)\n"
    }
    let data = try folder.write("d.csv", "x,y\n" + rows.joined())
    await Run("baseline", data, "-o", folder.path).expect(0)
    #expect(try !folder.read("rules.tide").contains("as in a key"))
  }

  @Test func commentsShowWhatCannotBeSeen() async throws {
    let folder = try Folder()
    let data = try folder.write("d.csv", "\"back`tick\u{2028}\u{85}\"\n1\n")
    await Run("baseline", data, "-o", folder.path).expect(0)
    let rules = try folder.read("rules.tide")
    #expect(rules.contains("tick\\u{2028}\\u{85}"), "\(rules)")
    await Run("lint", folder.path + "/rules.tide").expect(0)
  }

  @Test func editedRulesAreKeptUntilToldOtherwise() async throws {
    let folder = try Folder()
    let data = try folder.write("d.csv", "x\n1\n2\n")
    let output = folder.path + "/b"
    await Run("baseline", data, "-o", output).expect(0, says: "rules to review")
    let first = try folder.read("b/rules.tide")

    try folder.write("d.csv", "x\n-1\n2\n3\n")
    await Run("baseline", data, "-o", output).expect(0, says: "rules to review")
    let second = try folder.read("b/rules.tide")
    #expect(first != second, "rules that nobody edited follow the data")

    let edited = Self.enforce(second)
    try folder.write("b/rules.tide", edited)
    try folder.write("d.csv", "x\n-1\n2\n3\n4\n")
    await Run("baseline", data, "-o", output)
      .expect(0, says: "was edited and is kept", "suggested.tide", "--update", "--overwrite")
    #expect(try folder.read("b/rules.tide") == edited)
    #expect(try folder.read("b/suggested.tide") == second, "what the edits were made to")

    await Run("baseline", data, "-o", output)
      .expect(0, says: "kept")
    #expect(try folder.read("b/rules.tide") == edited, "nor at the second time")

    await Run("baseline", data, "-o", output, "--overwrite").expect(0)
    #expect(try folder.read("b/rules.tide") == folder.read("b/suggested.tide"))
  }

  @Test func theNameOfAFileStaysInItsComment() async throws {
    let folder = try Folder()
    let data = try folder.write("a\nrule r { expect row_count < 0 }\n.csv", "x\n1\n")
    await Run("baseline", data, "-o", folder.path + "/b").expect(0)
    await Run("lint", folder.path + "/b/rules.tide").expect(0)
    #expect(try !folder.read("b/rules.tide").contains("\nrule r"))
  }

  @Test(arguments: ["9 lives", "größe", "a.b-c", "...", "monitor", "x y\"z", "-"])
  func anyFolderGivesTheMonitorAName(_ name: String) async throws {
    let folder = try Folder()
    let data = try folder.write("d.csv", "x\n1\n")
    await Run("baseline", data, "-o", folder.path + "/m/" + name).expect(0)
    await Run("lint", folder.path + "/m/\(name)/rules.tide", "--deny", "warnings").expect(0)
  }

  @Test func aRuleFileWithoutItsSuggestionsCountsAsEdited() async throws {
    let folder = try Folder()
    let data = try folder.write("d.csv", "x\n1\n2\n")
    try folder.write("rules.tide", "edition 1\n")
    await Run("baseline", data, "-o", folder.path).expect(0, says: "kept")
    #expect(try folder.read("rules.tide") == "edition 1\n")
  }

  @Test func theyObserveUntilEnforced() async throws {
    let folder = try Folder()
    let data = try folder.write("d.csv", "x,y\n1,a\n2,b\n")
    let other = try folder.write("other.csv", "x,z\n-1.5,\n,\n")
    await Run("baseline", data, "-o", folder.path).expect(0)
    await Run("check", folder.path + "/rules.tide", "--data", other)
      .expect(0, says: "WOULD FIRE", "0 fire", "exit 0")
    try folder.write("enforced.tide", Self.enforce(try folder.read("rules.tide")))
    await Run("check", folder.path + "/enforced.tide", "--data", other).expect(1, says: "FIRES")
  }
}
