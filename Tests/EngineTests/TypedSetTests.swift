import Engine
import Testing

/// Sets that ask for types where no baseline tells them: the data decide, and nothing is dropped.
struct TypedSetTests {
  static let csv = "n,s,none\n3,a,\n4,b,\n"

  @Test(
    "A set with types selects by the data",
    arguments: [
      ("columns(numeric)", ["r n": "pass", "r none": "no data"]),
      ("all columns except columns(numeric)", ["r s": "pass", "r none": "no data"]),
      ("all columns except columns(string)", ["r n": "pass", "r none": "no data"]),
      ("columns(\"n\", string)", ["r n": "pass", "r s": "pass", "r none": "no data"]),
      ("columns(timestamp) except none", ["r": "selects nothing"]),
    ])
  func loops(_ set: String, _ expected: [String: String]) async {
    let rules = "rule r { for each column c in \(set) expect completeness(c) > 0.5 }"
    #expect(await outcomes(rules, over: Self.csv) == expected)
  }

  @Test("An entry of `columns { }` whose selector is such a set")
  func entries() async {
    let rules = "let nums = columns(numeric)\ncolumns { nums: >= 3 }"
    #expect(
      await outcomes(rules, over: Self.csv) == [
        "columns.n.min": "pass", "columns.none.min": "no data",
      ])
    let times = "let times = columns(timestamp) except none\ncolumns { times: complete }"
    #expect(await outcomes(times, over: Self.csv) == ["columns.times": "selects nothing"])
  }

  @Test("Such a set lists the columns that turn out to be of its types, no others")
  func extra() async {
    let rules = "let nums = columns(numeric)\ncolumns {\nnums: >= 3\nno extra columns\n}"
    let verdicts = await judge(rules, over: Self.csv)
    let extra = verdicts.first { $0.rule == "columns.extra" }
    #expect(extra?.evidence.map(\.text) == ["s"])
  }

  @Test("A `let` with a warning is still what it says")
  func warned() async {
    let rules = """
      let set = columns(fresh, x)
      rule r { for each column c in set expect completeness(c) > 0.5 }
      """
    let outcomes = await outcomes(rules, over: "x,fresh\n1,1\n", against: "x\n1\n")
    #expect(outcomes["r x"] == "pass")
  }
}
