import Engine
import Testing

struct ColumnEntryTests {
  @Test("No check hides behind the name of the one that asks for the column")
  func required() {
    let schema = Schema(names: ["x", "xy"])
    #expect(codes("columns { x: >= 3 as required }", schema: schema) == ["TM218"])
    #expect(codes("columns {\nx: >= 3\nx: complete\n}", schema: schema) == [])
    #expect(codes("columns {\nx: optional, >= 3 as required\n}", schema: schema) == [])
  }

  @Test("`optional` belongs to the column, whichever entry says it")
  func optional() async {
    let rules = "columns {\ndept: optional, string\n\"*\": complete\ndept: >= 3\n}"
    let outcomes = await outcomes(rules, over: "x\n1\n", against: "x,dept\n1,A\n")
    #expect(outcomes == ["columns.x.complete": "pass"])
  }

  @Test("A named column's type beats that of a set")
  func types() async {
    let rules = "columns {\n\"x*\": integral\nx: fractional\n}"
    let outcomes = await outcomes(rules, over: "x,xy\n1.5,1\n")
    #expect(
      outcomes == [
        "columns.x.required": "pass", "columns.x.fractional": "pass", "columns.xy.integral": "pass",
      ])
  }

  @Test("A share of failures is compared as such, so that none is lost to rounding")
  func exact() async {
    for percent in 1..<100 {
      let csv = "x\n" + (0..<100).map { $0 < percent ? "-1\n" : "1\n" }.joined()
      let outcomes = await outcomes(
        "columns { x: >= 0 except at most \(percent)% }", over: csv)
      #expect(outcomes["columns.x.min"] == "pass", "\(percent)")
    }
  }

  @Test(
    "Nothing is known of no records, but that there are none",
    arguments: [
      "missing(x) == 0", "distinct(x) == 0", "inferred_type(x) == \"Unknown\"",
      "completeness(x) == 1", "share(x > 1) == 0",
    ])
  func noRecords(_ condition: String) async {
    #expect(await outcome(condition, over: "x\n") == "no data")
    let rules = "columns { x: >= 0 except at most 3 rows }"
    #expect(await outcomes(rules, over: "x\n")["columns.x.min"] == "no data")
    #expect(await outcome("row_count == 0 and count(x > 1) == 0", over: "x\n") == "pass")
  }
}
