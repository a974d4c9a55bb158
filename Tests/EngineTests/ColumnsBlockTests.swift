import Engine
import Testing

struct ColumnsBlockTests {
  static let csv =
    "x,y,d,at\n1,0.5,A,2026-01-01\n2,,B,2026-01-02\n30,1,Z,2026-01-03\n-4,2,A,2026-01-04\n"

  @Test(
    "Ids and outcomes of checks",
    arguments: [
      ("x: integral", "columns.x.integral", "pass"),
      ("y: fractional", "columns.y.fractional", "pass"),
      ("y: integral", "columns.y.integral", "violated"), ("d: string", "columns.d.string", "pass"),
      ("at: timestamp", "columns.at.timestamp", "pass"),
      ("x: boolean", "columns.x.boolean", "violated"),
      ("d: numeric", "columns.d.numeric", "violated"),
      ("x: string", "columns.x.string", "violated"),
      ("x: complete", "columns.x.complete", "pass"),
      ("y: complete", "columns.y.complete", "violated"),
      ("y: complete for at least 75%", "columns.y.complete", "pass"),
      ("y: complete except at most 1 rows", "columns.y.complete", "pass"),
      ("y: complete except at most 20%", "columns.y.complete", "violated"),
      ("y: completeness >= 75%", "columns.y.completeness", "pass"),
      ("x: >= 0", "columns.x.min", "violated"), ("x: > -5", "columns.x.min", "pass"),
      ("x: <= 30", "columns.x.max", "pass"),
      ("x: < 30", "columns.x.max", "violated"), ("x: in -4...30", "columns.x.in", "pass"),
      ("d: in [\"A\", \"B\"]", "columns.d.in", "violated"),
      ("d: in [\"A\", \"B\"] for at least 75%", "columns.d.in", "pass"),
      ("d: in [\"A\", \"B\"] except at most 1 rows", "columns.d.in", "pass"),
      ("d: in [\"A\"] except at most 1 rows", "columns.d.in", "violated"),
      ("x: != 30", "columns.x.not", "violated"),
      ("d: not in [\"Q\"]", "columns.d.not", "pass"),
      ("d: matches /^[A-Z]$/", "columns.d.matches", "pass"),
      ("d: == \"A\"", "columns.d.in", "violated"),
      ("d: length in 1...1", "columns.d.length", "pass"),
      ("x: mean > 7", "columns.x.mean", "pass"),
      ("x: quantile(0.5) < 2", "columns.x.quantile", "pass"),
      ("x: distinct <= 3", "columns.x.distinct", "violated"),
      ("x: drift <= 0.1", "columns.x.drift", "no baseline"),
      ("x: >= 0 as mostly for at least 75%", "columns.x.mostly", "pass"),
      ("x: within 100 of 0", "columns.x.within", "pass"),
      ("x: is not null", "columns.x.complete", "pass"),
      ("at: >= 2026-01-01", "columns.at.min", "pass"),
      ("at: in 2026-01-01...2026-01-03", "columns.at.in", "violated"),
      ("gone: >= 0", "columns.gone.min", "column absent"),
      ("gone: complete", "columns.gone.required", "violated"),
      ("x: complete", "columns.x.required", "pass"),
      ("no missing columns", "columns.missing", "no baseline"),
      ("no extra columns", "columns.extra", "no baseline"),
    ])
  func checks(_ entry: String, _ id: String, _ expected: String) async {
    let suffixFirst = entry.replacing(
      " as mostly for at least 75%", with: " for at least 75% as mostly")
    let outcomes = await outcomes("columns { \(suffixFirst) }", over: Self.csv)
    #expect(outcomes[id] == expected, "\(outcomes)")
  }

  @Test("An optional column may be absent; a listed one is required")
  func optional() async {
    let rules = """
      columns {
        gone: optional, complete, drift <= 0.1
        lost: complete
        x: optional, >= -4
      }
      """
    #expect(
      await outcomes(rules, over: Self.csv) == [
        "columns.lost.required": "violated", "columns.lost.complete": "column absent",
        "columns.x.min": "pass",
      ])
  }

  @Test("Columns of the data against those of the baseline and the list")
  func schema() async {
    let rules = """
      columns {
        at: timestamp
        no missing columns
        no extra columns
      }
      """
    let outcomes = await outcomes(rules, over: Self.csv, against: "x,old\n1,1\n")
    #expect(outcomes["columns.missing"] == "violated")
    #expect(outcomes["columns.extra"] == "violated")
    let verdicts = await judge(rules, over: Self.csv, against: "x,old\n1,1\n")
    #expect(verdicts.first { $0.rule == "columns.missing" }?.evidence.map(\.text) == ["old"])
    #expect(verdicts.first { $0.rule == "columns.extra" }?.evidence.map(\.text) == ["y", "d"])
  }

  @Test(
    "An exact name beats a set for the same check, in either order; the set's other checks stand")
  func exactBeatsSet() async {
    for entries in [
      ["\"*\": >= 0, complete", "x: >= -10"], ["x: >= -10", "\"*\": >= 0, complete"],
    ] {
      let outcomes = await outcomes(
        "columns {\n\(entries.joined(separator: "\n"))\n}", over: Self.csv)
      #expect(outcomes["columns.x.min"] == "pass")
      #expect(outcomes["columns.x.complete"] == "pass")
      #expect(outcomes["columns.y.complete"] == "violated")
      #expect(outcomes["columns.x.required"] == "pass")
      #expect(outcomes["columns.y.required"] == nil)
    }
  }

  @Test(
    "Selectors",
    arguments: [
      ("\"[xy]\": complete", []), ("\"?\": complete", ["x", "y", "d"]), ("/^a/: complete", ["at"]),
      ("all columns: complete", ["x", "y", "d", "at"]), ("`x`: complete", ["x"]),
      ("numeric_ones: complete", ["x", "y"]),
    ])
  func selectors(_ entry: String, _ expected: [String]) {
    let schema = Schema([
      .init("x", .integral), .init("y", .fractional), .init("d", .string), .init("at", .timestamp),
    ])
    let rules = check("let numeric_ones = columns(numeric)\ncolumns { \(entry) }", schema: schema)
      .ruleset.rules
    #expect(rules.filter { $0.id.hasSuffix(".complete") }.compactMap(\.column) == expected)
  }

  @Test(
    "Mistakes",
    arguments: [
      ("x: >= 0, > 1", ["TM218"]), ("x: >= 0\nx: >= 1", ["TM218"]),
      ("\"x*\": complete\n/x/: complete", ["TM218"]),
      ("x: >= 0, > 1 as more", ["TM308"]), ("x: complete\nx: >= 0", []),
      ("x: mean > 1, mean < 9", ["TM218"]),
      ("x: nope", ["TM219"]), ("x: nope > 3", ["TM219"]),
      ("x: mean > 0 for at least 90%", ["TM206"]),
      ("x: completeness >= 95", ["TM305"]), ("x: drift <= 5", ["TM304"]),
      ("x: in 3...1", ["TM306"]), ("x: unique > 3", ["TM219"]),
      ("x: mean", ["TM211"]), ("x: within 10% of baseline", ["TM215"]),
      ("x: mean within 10% of baseline", []),
      ("x: >= mean(y)", ["TM204"]), ("x: >= baseline(min(x))", []), ("x: matches /(/", ["TM210"]),
      ("x: length", ["TM202", "TM219"]),
      ("x: >= 0 suggested(1)", ["TM501"]), ("columns in baseline order", []),
      ("x: complete for at least 99%", []),
    ])
  func mistakes(_ entries: String, _ expected: [String]) {
    let found = codes("columns {\n\(entries)\n}", schema: Schema(names: ["x", "y"]))
    #expect(
      found == expected || (expected.count > 1 && found.count == 1 && expected.contains(found[0])))
  }

  @Test("Offending values are evidence, but not of sensitive columns")
  func evidence() async {
    let shown = await judge("columns { d: in [\"A\", \"B\"] }", over: Self.csv)
    #expect(shown.last?.evidence == [Evidence("Z", count: 1)])
    let rules = """
      columns { d: sensitive, in ["A", "B"], unseen_share <= 0 , drift(method: linf) <= 0 }
      rule r { expect share(d == "A") >= 90% }
      rule s { for each column c in columns("d") expect matches_share(c, /A/) > 90% }
      rule t { expect share(x > 0 and d == "A") > 90% }
      """
    let hidden = await judge(rules, over: Self.csv, against: "d,x\nA,1\nA,2\n")
    #expect(hidden.filter { $0.state == .violated }.count == 6)
    for verdict in hidden {
      #expect(verdict.evidence.isEmpty, "\(verdict.rule)")
      #expect(!verdict.json.text().contains("Z"), "\(verdict.rule)")
    }
  }
}
