import Engine
import Testing

struct WaiverTests {
  private static let rule = "rule r { for each column c expect completeness(c) > 60% }\n"
  private static let csv = "a,b\n1,\n,2\n"

  private func firing(_ waiver: String) async -> [String] {
    await judge(Self.rule + waiver, over: Self.csv).filter(\.firing).compactMap(\.column)
  }

  @Test("A waived violation is shown and does not fire")
  func waives() async {
    let verdicts = await judge(
      Self.rule + "waive r until 2026-02-01 because \"move\" owner \"ana\"", over: Self.csv)
    #expect(verdicts.map(\.state) == [.violated, .violated])
    #expect(verdicts.allSatisfy { !$0.firing && $0.waiver?.owner == "ana" })
  }

  @Test(
    "`for` picks",
    arguments: [
      ("for c == \"a\"", ["b"]), ("for c in [\"a\", \"b\"]", []), ("for c != \"a\"", ["a"]),
      ("for c matches /^a/ or c == \"q\"", ["b"]), ("for c == \"q\"", ["a", "b"]),
    ])
  func picks(_ condition: String, _ left: [String]) async {
    #expect(
      await firing("waive r \(condition) until 2026-02-01 because \"move\" owner \"ana\"") == left)
  }

  @Test("Of many waivers each finds its rule, and each without one is told")
  func many() {
    let rules = (0..<3_000).map { "rule r\($0) { expect row_count > \($0) }\n" }.joined()
    let waivers = (0..<3_150).map {
      "waive r\($0) until 2026-02-01 because \"m\" owner \"a\"\n"
    }.joined()
    let (ruleset, diagnostics) = check(rules + waivers, schema: Schema(names: ["x"]))
    #expect(ruleset.rules.allSatisfy { $0.waivers.count == 1 })
    let unknown = diagnostics.filter { $0.message.hasPrefix("no rule is called") }
    #expect(unknown.map(\.span.text) == (3_000..<3_150).map { "r\($0)" })
    #expect(unknown.first?.fixIts.isEmpty == false && unknown.last?.fixIts.isEmpty == true)
  }

  @Test("It ends on its day")
  func ends() async {
    #expect(await firing("waive r until 2025-12-30 because \"m\" owner \"a\"") == ["a", "b"])
    // A window that ends with the day before is covered.
    #expect(await firing("waive r until 2025-12-31 because \"m\" owner \"a\"") == [])
  }

  @Test("Segments and checks of columns are waived too")
  func segments() async {
    let verdicts = await judge(
      """
      columns { x: <= 3 }
      rule s { by g at most 3 expect mean(x) < 3 }
      waive s for g == 1 until 2026-02-01 because "m" owner "a"
      waive columns.x.max until 2026-02-01 because "m" owner "a"
      """, over: "g,x\n1,5\n2,6\n")
    #expect(verdicts.filter(\.firing).map { $0.segment.map(\.value) } == [["2"]])
    #expect(verdicts.count { $0.waiver != nil } == 2)
  }

  @Test(
    "Mistakes",
    arguments: [
      ("waive q until 2026-02-01 because \"m\" owner \"a\"", ["TM702"]),
      ("waive columns.a.max until 2026-02-01 because \"m\" owner \"a\"", ["TM702"]),
      ("waive r for d == 1 until 2026-02-01 because \"m\" owner \"a\"", ["TM201"]),
      ("waive r until 2026-02-01 because \"\" owner \" \"", ["TM704", "TM704"]),
      ("waive r until 2026-13-01 because \"m\" owner \"a\"", ["TM121"]),
      ("waive r until 2025-01-01 because \"m\" owner \"a\"", ["TM701"]),
      ("waive r until 2027-01-01 because \"m\" owner \"a\"", ["TM703"]),
    ])
  func mistakes(_ waiver: String, _ expected: [String]) {
    #expect(codes(Self.rule + waiver, schema: Schema(names: ["a", "b"])) == expected)
  }

  @Test(
    "Half a waiver is a mistake at its place",
    arguments: [
      "waive", "waive r", "waive r until", "waive r until 3", "waive r until 2026-02-01",
      "waive r until 2026-02-01 because \"m\"", "waive columns. until 2026-02-01",
    ])
  func halves(_ waiver: String) {
    let found = check(Self.rule + waiver).diagnostics.filter { $0.severity == .error }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.span.start <= $0.span.file.bytes.count })
  }
}
