import Engine
import Testing

struct ColumnOrderTests {
  @Test(
    "The columns that both have come in the baseline's order",
    arguments: [
      ("a,b,c", "pass"), ("a,c", "pass"), ("a,x,b,y,c", "pass"), ("b,a,c", "violated"),
      ("c", "pass"), ("x", "pass"), ("c,a", "violated"),
    ])
  func order(_ columns: String, _ expected: String) async {
    let csv = columns + "\n" + columns.split(separator: ",").map { _ in "1" }.joined(separator: ",")
    let found = await outcomes(
      "columns { columns in baseline order }", over: csv + "\n", against: "a,b,c\n1,2,3\n")
    #expect(found["columns.order"] == expected)
  }

  @Test("What stands where another should is shown; without a baseline nothing is known")
  func evidence() async {
    let verdict = await judge(
      "columns { columns in baseline order }", over: "b,a,c\n1,2,3\n", against: "a,b,c\n1,2,3\n"
    ).first
    #expect(verdict?.evidence.map(\.text) == ["b, not a", "a, not b"])
    let unknown = await outcomes("columns { columns in baseline order }", over: "a\n1\n")
    #expect(unknown["columns.order"] == "no baseline")
  }

  @Test(
    "So many values may be of another type",
    arguments: [
      ("x: integral except at most 1 row", "violated"),
      ("x: integral except at most 2 rows", "pass"),
      ("x: fractional except at most 1 row", "pass"),
      ("x: string except at most 2 rows", "violated"),
      ("x: string except at most 3 rows", "pass"),
    ])
  func types(_ check: String, _ expected: String) async {
    let found = await outcomes("columns { \(check) }", over: "x,y\n1,1\n2,1\n,1\n2.5,1\nA,1\n")
    #expect(found.filter { $0.key != "columns.x.required" }.values.first == expected, "\(found)")
  }
}
