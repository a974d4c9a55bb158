import Engine
import Testing

struct DeriveTests {
  @Test("A derived column is its expression, wherever a column stands")
  func meaning() async {
    let verdicts = await judge(
      """
      derive rate = tip / fare
      derive doubled = 2 * rate
      columns { rate: <= 30% for at least 60%, mean < 1 }
      rule a { expect mean(doubled) == 2 * mean(tip / fare) }
      rule b { where rate > 10% expect row_count == 2 }
      rule c { by rate at most 9 expect row_count == 1 }
      """, over: "tip,fare\n1,10\n2,10\n4,10\n", against: "tip,fare\n1,10\n")
    #expect(verdicts.filter { $0.state != .pass }.map(\.message) == [])
    // Not «required»: the data need not hold it.
    #expect(!verdicts.contains { $0.rule == "columns.rate.required" })
  }

  @Test(
    "Mistakes",
    arguments: [
      ("derive a = a + 1\n", ["TM220"]), ("derive a = b\nderive b = a\n", ["TM220", "TM220"]),
      ("derive a = mean(x)\n", ["TM204"]), ("derive a = q + 1\n", ["TM201"]),
      ("derive a = x\nderive a = x\n", ["TM208"]), ("derive x = x + 1\n", ["TM503", "TM220"]),
      ("let a = 3\nderive a = x\nrule s { expect max(x) > a }\n", ["TM208"]),
    ])
  func mistakes(_ text: String, _ expected: [String]) {
    let rules = text + "rule r { expect row_count > 0 }"
    #expect(codes(rules, schema: Schema(names: ["x"]), known: ["x"]) == expected)
  }

  @Test("What multiplies is refused, not run out")
  func multiplies() {
    var text = "derive a0 = x\n"
    for index in 1...40 { text += "derive a\(index) = a\(index - 1) + a\(index - 1)\n" }
    let found = codes(
      text + "rule r { expect mean(a40) > 0 }", schema: Schema(names: ["x"]), known: ["x"])
    #expect(found.contains("TM225"))
  }
}
