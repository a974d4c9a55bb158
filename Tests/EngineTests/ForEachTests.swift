import Engine
import Testing

struct ForEachTests {
  static let schema = Schema([
    .init("h_1", .integral), .init("h_2", .fractional), .init("code", .integral),
    .init("name", .string),
    .init("at", .timestamp), .init("ok", .boolean),
  ])

  /// The columns that `for each LOOP` gives a rule for.
  static func columns(_ loop: String, before: String = "", schema: Schema = schema) -> [String] {
    let checked = check(
      before + "\nrule r { for each \(loop) expect completeness(c) > 0.5 }", schema: schema,
      known: Set(schema.names))
    #expect(
      !checked.diagnostics.contains { $0.severity == .error },
      "\(checked.diagnostics.map(\.message))")
    return checked.ruleset.rules.filter { $0.id == "r" }.compactMap(\.column)
  }

  @Test(
    "Sets of columns: globs, regexes, types, names, unions, all, except",
    arguments: [
      ("column c", ["h_1", "h_2", "code", "name", "at", "ok"]),
      ("column c in all columns", ["h_1", "h_2", "code", "name", "at", "ok"]),
      ("numeric column c", ["h_1", "h_2", "code"]), ("integral column c", ["h_1", "code"]),
      ("string column c", ["name"]),
      ("timestamp column c", ["at"]), ("boolean column c", ["ok"]),
      ("column c in columns(\"h_*\")", ["h_1", "h_2"]),
      ("column c in columns(/^.o/)", ["code"]),
      ("column c in columns(numeric)", ["h_1", "h_2", "code"]),
      ("column c in columns(\"h_*\", name, boolean)", ["h_1", "h_2", "name", "ok"]),
      ("column c in all columns except columns(numeric)", ["name", "at", "ok"]),
      ("integral column c in columns(\"h_*\")", ["h_1"]),
      ("column c in all columns except \"h_*\"", ["code", "name", "at", "ok"]),
      ("column c in columns(\"h_*\") except h_2", ["h_1"]),
    ])
  func sets(_ loop: String, _ expected: [String]) {
    #expect(Self.columns(loop) == expected)
  }

  @Test("A column flagged `categorical` is no number")
  func categorical() {
    let flag = "columns { code: categorical }"
    #expect(Self.columns("numeric column c", before: flag) == ["h_1", "h_2"])
    #expect(Self.columns("categorical column c", before: flag) == ["code"])
    let untyped = Schema(names: Self.schema.names)
    #expect(!Self.columns("numeric column c", before: flag, schema: untyped).contains("code"))
    #expect(Self.columns("categorical column c", before: flag, schema: untyped) == ["code"])
  }

  @Test("Without types in the schema the data decide")
  func typesFromData() async {
    let csv = "n,f,s,t,b,none,code\n1,1.5,x,2026-01-01,true,,1\n2,2.5,y,2026-01-02,false,,2\n"
    let rules = """
      columns { code: categorical }
      rule number { for each numeric column c expect completeness(c) > 0.5 }
      rule whole { for each integral column c expect completeness(c) > 0.5 }
      rule time { for each timestamp column c expect completeness(c) > 0.5 }
      rule text { for each string column c expect completeness(c) > 0.5 }
      rule truth { for each boolean column c expect completeness(c) > 0.5 }
      rule category { for each categorical column c expect completeness(c) > 0.5 }
      """
    let outcomes = await outcomes(rules, over: csv)
    #expect(
      Set(outcomes.keys.filter { !$0.hasPrefix("columns.") }) == [
        "number n", "number f", "whole n", "whole code", "time t", "text s", "truth b",
        "category code", "number none", "whole none", "time none", "text none", "truth none",
      ])
    #expect(outcomes["number none"] == "no data")
  }

  @Test("A set that selects nothing is a warning where a schema is known")
  func nothing() {
    let rules = "rule r { for each column c in columns(\"zzz*\") expect completeness(c) > 0.5 }"
    #expect(codes(rules, schema: Self.schema) == ["TM217"])
    #expect(codes(rules) == [])
    #expect(
      codes(
        "rule r { for each column c in columns(nope) expect completeness(c) > 0.5 }",
        schema: Self.schema, known: ["a"]) == ["TM201"])
  }

  @Test("The loop's variable is each column in turn, in conditions, filters and messages")
  func variable() async {
    let verdicts = await judge(
      """
      rule r { for each column c where c > 1 expect max(c) < 3 message "{c} reached {value}, not below {limit}" }
      """, over: "a,b\n1,1\n2,2\n1,3\n")
    #expect(verdicts.map(\.column) == ["a", "b"])
    #expect(verdicts.map(\.outcome) == ["pass", "violated"])
    #expect(verdicts.map(\.records) == [1, 2])
    #expect(verdicts.last?.message == "b reached 3, not below 3")
  }
}
