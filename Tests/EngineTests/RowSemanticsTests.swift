import Engine
import Testing

/// What conditions of a row come to: how often they are true, false and null.
struct RowSemanticsTests {
  /// Numbers, text, a time, booleans and a gap in one column; then columns of one kind.
  static let csv = """
    v,a,b,t,u,s,f
    1,1,2,2026-01-01,2026-01-02T12:00:00Z,Ab,true
    2.5,2,2,2026-02-01T06:30:00Z,2026-01-01,cd,false
    x,3,0,1969-07-20T20:17:40Z,2026-01-01,  e ,true
    2026-01-01,,1,,2026-01-01,,
    true,-1.5,-1.5,2024-02-29,2024-02-29T00:00:00Z,größe,false
    ,0,,2026-12-31,,12,true

    """

  /// How many rows a condition is true, false and null for.
  static func counts(_ condition: String) async -> [Int] {
    let rows = 6
    let yes = await value(of: "count(\(condition))", over: csv).number ?? -1
    let no = await value(of: "count(not (\(condition)))", over: csv).number ?? -1
    return [Int(yes), Int(no), rows - Int(yes) - Int(no)]
  }

  @Test(
    "The literal decides as what a cell is compared; what does not convert is null",
    arguments: [
      ("v > 1", [1, 1, 4]), ("v == 1", [1, 1, 4]), ("1 < v", [1, 1, 4]), ("v == \"1\"", [1, 4, 1]),
      ("v == \"x\"", [1, 4, 1]), ("v != \"x\"", [4, 1, 1]), ("v == true", [1, 0, 5]),
      ("v != true", [0, 1, 5]),
      ("v == 2026-01-01", [1, 0, 5]), ("v > 2025-12-31", [1, 0, 5]), ("2025-12-31 < v", [1, 0, 5]),
      ("v is null", [1, 5, 0]), ("v is not null", [5, 1, 0]), ("v is integral", [1, 4, 1]),
      ("v is numeric", [2, 3, 1]), ("v is fractional", [2, 3, 1]),
      ("v is not integral", [4, 1, 1]),
      ("v is boolean", [1, 4, 1]), ("v is timestamp", [1, 4, 1]), ("v is string", [1, 4, 1]),
      ("v == null", [0, 0, 6]),
    ])
  func literals(_ condition: String, _ expected: [Int]) async {
    #expect(await Self.counts(condition) == expected)
  }

  @Test(
    "Null goes through arithmetic, functions and comparisons",
    arguments: [
      ("a + b > 0", [3, 1, 2]), ("a / b > 0", [3, 0, 3]), ("a / b is null", [3, 3, 0]),
      ("(a - b) / 0 is null", [6, 0, 0]),
      ("-a < 0", [3, 2, 1]), ("abs(a) > 1", [3, 2, 1]), ("ln(a) >= 0", [3, 0, 3]),
      ("sqrt(a) is null", [2, 4, 0]),
      ("least(a, b) == b", [3, 1, 2]), ("greatest(a, b, 3) == 3", [4, 0, 2]),
      ("clamp(a, 0, 1) == 1", [3, 2, 1]),
      ("v + 1 > 0", [2, 0, 4]), ("a within 0.5 of 1", [1, 4, 1]), ("a within 50% of 2", [3, 2, 1]),
      ("a within 10% of b", [2, 2, 2]), ("number(s) == 12", [1, 0, 5]),
      ("text(a) == \"1\"", [1, 4, 1]),
    ])
  func nulls(_ condition: String, _ expected: [Int]) async {
    #expect(await Self.counts(condition) == expected)
  }

  @Test(
    "Columns compared with each other: each pair by what both are",
    arguments: [
      ("a == b", [2, 2, 2]), ("a < b", [1, 3, 2]), ("a >= b", [3, 1, 2]), ("t < u", [2, 2, 2]),
      ("t == u", [1, 3, 2]),
      ("t != u", [3, 1, 2]), ("v == a", [1, 1, 4]), ("s == a", [0, 1, 5]), ("a > t", [0, 0, 6]),
      ("s == s", [5, 0, 1]),
      ("f == f", [5, 0, 1]),
    ])
  func pairs(_ condition: String, _ expected: [Int]) async {
    #expect(await Self.counts(condition) == expected)
  }

  @Test(
    "Sets and ranges",
    arguments: [
      ("a in 1...3", [3, 2, 1]), ("a in 1..<3", [2, 3, 1]), ("a not in 1...3", [2, 3, 1]),
      ("a in [1, 3]", [2, 3, 1]),
      ("a not in [1, 3]", [3, 2, 1]), ("a in [-1.5]", [1, 4, 1]), ("a in -2...0", [2, 3, 1]),
      ("a in b...3", [3, 1, 2]),
      ("a not in b...3", [1, 3, 2]), ("s in [\"Ab\", \"cd\"]", [2, 3, 1]),
      ("s not in [\"Ab\"]", [4, 1, 1]),
      ("v in [\"1\", \"x\"]", [2, 3, 1]), ("v in [1, 2]", [1, 1, 4]), ("f in [true]", [3, 2, 1]),
      ("f not in [true, false]", [0, 5, 1]), ("t in 2026-01-01...2026-06-30", [2, 3, 1]),
      ("t not in 2026-01-01...2026-06-30", [3, 2, 1]),
      ("t in [2026-01-01, 2024-02-29]", [2, 3, 1]),
      ("t not in [2026-01-01]", [4, 1, 1]), ("a + 1 in 2...4", [3, 2, 1]),
      ("lower(s) in [\"ab\"]", [1, 4, 1]),
      ("a in []", [0, 5, 1]),
    ])
  func sets(_ condition: String, _ expected: [Int]) async {
    #expect(await Self.counts(condition) == expected)
  }

  @Test(
    "Constants stand where columns do",
    arguments: [
      ("5 in 0...3", [0, 6, 0]), ("2 in 0...3", [6, 0, 0]), ("5 not in 0...3", [6, 0, 0]),
      ("5 in [5, 6]", [6, 0, 0]),
      ("\"a\" in [\"a\"]", [6, 0, 0]), ("true in [false]", [0, 6, 0]), ("1 < 2", [6, 0, 0]),
      ("null is null", [6, 0, 0]),
      ("\"abc\" matches /b/", [6, 0, 0]), ("1 / 0 is null", [6, 0, 0]),
      ("year(2026-05-01) == 2026", [6, 0, 0]),
      ("if true then false else true", [0, 6, 0]),
      ("2026-01-01 in 2025-01-01...2027-01-01", [6, 0, 0]),
    ])
  func constants(_ condition: String, _ expected: [Int]) async {
    #expect(await Self.counts(condition) == expected)
  }

  @Test(
    "Text, patterns and choices",
    arguments: [
      ("s matches /^[a-z]+$/", [1, 4, 1]), ("s matches /^[a-z]+$/i", [2, 3, 1]),
      ("s matches /ö/", [1, 4, 1]),
      ("s matches /^\\w+$/u", [4, 1, 1]), ("length(s) == 5", [1, 4, 1]),
      ("length(trim(s)) == 1", [1, 4, 1]),
      ("lower(s) == \"ab\"", [1, 4, 1]), ("upper(s) == \"GRÖSSE\"", [1, 4, 1]),
      ("starts_with(s, \"A\")", [1, 4, 1]),
      ("ends_with(s, \"e\")", [1, 4, 1]), ("contains(s, \"rö\")", [1, 4, 1]),
      ("contains(s, \"\")", [5, 0, 1]),
      ("starts_with(s, \"a much longer text\")", [0, 5, 1]), ("f", [3, 2, 1]),
      ("not f", [2, 3, 1]), ("a", [4, 1, 1]),
      ("(if f then a else b) > 0", [3, 2, 1]),
      ("(if a > 1 then \"big\" else \"small\") == \"big\"", [2, 3, 1]),
      ("if s == \"Ab\" then a == 1 else f", [3, 2, 1]), ("round(a) == -2", [1, 4, 1]),
      ("floor(a) == -2", [1, 4, 1]),
      ("ceil(a) == -1", [1, 4, 1]), ("exp(a) > 1", [3, 2, 1]), ("log10(a + 9) == 1", [1, 4, 1]),
    ])
  func texts(_ condition: String, _ expected: [Int]) async {
    #expect(await Self.counts(condition) == expected)
  }

  @Test(
    "Times: parts, differences and sums with durations",
    arguments: [
      ("year(t) == 2026", [3, 2, 1]), ("month(t) == 2", [2, 3, 1]), ("day(t) == 29", [1, 4, 1]),
      ("hour(t) == 20", [1, 4, 1]),
      ("weekday(t) == 4", [3, 2, 1]), ("year(a) is null", [6, 0, 0]), ("u - t > 1 day", [2, 2, 2]),
      ("t + 1 day < u", [2, 2, 2]), ("t < u - 36 hours", [1, 3, 2]),
      ("t + 1 day > 2026-02-01", [2, 3, 1]),
      ("year(t + 1 day) == 2027", [1, 4, 1]), ("t - 2026-01-01 < 1 hour", [3, 2, 1]),
      ("2026-02-01 - t >= 0", [3, 2, 1]),
    ])
  func times(_ condition: String, _ expected: [Int]) async {
    #expect(await Self.counts(condition) == expected)
  }

  @Test("`share` leaves null out; `where` keeps true only")
  func shareAndWhere() async {
    #expect(await value(of: "share(v > 1)", over: Self.csv).number == 0.5)
    #expect(await value(of: "row_count(where: v > 1)", over: Self.csv).number == 1)
    #expect(await value(of: "row_count(where: not v > 1)", over: Self.csv).number == 1)
    #expect(await value(of: "mean(a, where: f)", over: Self.csv).number == 4.0 / 3)
    #expect(await value(of: "sum(a / b)", over: Self.csv).number == 2.5)
    #expect(await value(of: "completeness(a / b)", over: Self.csv).number == 0.5)
  }
}
