import Engine
import Testing

/// Where bias metrics have no value, and why.
struct BiasEdgeTests {
  private let task = "monitor m { task binary(prediction: p, label: y, positive: 1) }\n"

  private func message(_ call: String, over csv: String) async -> String {
    let verdicts = await judge(task + "rule r { expect \(call) <= 0.9 }", over: csv)
    guard let verdict = verdicts.first, case .unknown = verdict.state else { return "known" }
    return verdict.message
  }

  @Test(
    "What is missing is said",
    arguments: [
      (
        "bias.dpl(facet: s == \"z\")", "s,y,p\na,1,1\nb,0,0\n",
        "no record with a label is in the facet"
      ),
      ("bias.ci(facet: s == \"z\")", "s,y,p\na,1,1\n", "no record is in the facet"),
      (
        "bias.di(facet: s in [\"a\", \"b\"])", "s,y,p\na,1,1\nb,0,0\n",
        "every record with a prediction is in the facet"
      ),
      (
        "bias.ad(facet: s == 2)", "s,y,p\na,1,1\nb,0,0\n",
        "the facet can't be told for any of 2 records"
      ),
      (
        "bias.rd(facet: s == \"a\")", "s,y,p\na,1,1\n,0,0\n",
        "every record with label and prediction is in the facet; left out: 1 without facet"
      ),
      (
        "bias.cddl(facet: s == \"a\", group: g)", "s,y,p,g\na,1,1,u\nb,1,0,v\n",
        "every record is positive, so that none was rejected"
      ),
      (
        "bias.cddpl(facet: s == \"a\", group: g)", "s,y,p,g\na,1,0,u\nb,1,0,v\n",
        "no record is positive, so that every one was rejected"
      ),
      (
        "bias.cddl(facet: s == \"a\", group: g, method: smclarify)",
        "s,y,p,g\na,1,0,u\nb,0,0,\n", "1 records have no group, which the library refuses"
      ),
      (
        "bias.ge(facet: s == \"a\")", "s,y,p\na,1,0\nb,1,0\n",
        "every prediction is a false negative"
      ),
      (
        "bias.kl(facet: s == \"a\", method: smclarify)", "s,y,p\na,1,0\nb,0,0\n",
        "with `method: smclarify`, the sides share no label"
      ),
      (
        "bias.ft(facet: s == \"a\", features: [x])", "s,y,p,x\na,1,0,big\nb,0,0,small\n",
        "none of 2 records has a number in every feature"
      ),
      ("bias.dca(facet: s == \"a\")", "s,y,p\na,0,0\nb,0,0\n", "nothing is predicted positive"),
      (
        "bias.cddl(facet: s == \"a\", group: g)", "s,y,p,g\n,1,0,u\n,0,0,v\n",
        "no data (no record has facet, outcome and group)"
      ),
    ])
  func reasons(_ call: String, _ csv: String, _ words: String) async {
    let message = await message(call, over: csv)
    #expect(message.contains(words), "\(message)")
  }

  @Test("0/0 and ∞ − ∞ have no value, and are 0 as the library has it")
  func undefined() async {
    let task = "binary(prediction: p, label: y, positive: 1)"
    let none = "s,y,p\na,0,0\nd,0,0\n"
    let errors = "s,y,p\na,1,0\nd,1,0\na,0,0\n"
    for (name, csv) in [("di", none), ("rd", none), ("dar", none), ("te", none), ("te", errors)] {
      let call = { (option: String) in "bias.\(name)(facet: s == \"d\"\(option))" }
      #expect(await value(of: call(""), over: csv, task: task) == .unknown(.undefined), "\(name)")
      let library = await value(of: call(", method: smclarify"), over: csv, task: task)
      #expect(library.number == 0, "\(name)")
    }
  }

  @Test("x/0 is infinite")
  func infinite() async {
    let task = "binary(prediction: p, label: y, positive: 1)"
    let csv = "s,y,p\na,0,0\nd,1,1\nd,1,0\n"
    #expect(
      await value(of: "bias.di(facet: s == \"d\")", over: csv, task: task).number == .infinity)
    let label = "s,y,p\na,0,0\na,1,1\nd,0,1\n"
    #expect(
      await value(of: "bias.kl(facet: s == \"d\")", over: label, task: task).number == .infinity)
  }

  @Test("Without records, or without labels, it says which")
  func empty() async {
    let task = "binary(prediction: p, label: y, positive: 1)"
    let call = "bias.rd(facet: s == \"d\")"
    #expect(await value(of: call, over: "s,y,p\n", task: task) == .unknown(.noData))
    #expect(
      await value(of: call, over: "s,y,p\na,,1\nd,,0\n", task: task) == .unknown(.noLabelsYet))
    #expect(await value(of: call, over: "s,y,p\na,1,\nd,1,\n", task: task) == .unknown(.noData))
    #expect(
      await value(of: "bias.dpl(facet: z == 1)", over: "s,y,p,z\na,,1,1\n", task: task)
        == .unknown(.noLabelsYet))
  }

  @Test(
    "What is left out and has no default is a mistake",
    arguments: [
      "bias.dpl(facet: s == 1)", "bias.dpl(facet: s == 1, label: y)",
      "bias.di(facet: s == 1, positive: 1)", "bias.cddl(facet: s == 1, label: y, positive: 1)",
      "bias.ft(facet: s == 1, features: s, prediction: p, positive: 1)",
      "bias.ft(facet: s == 1, features: [], prediction: p, positive: 1)",
      "bias.ft(facet: s == 1, features: [s, s], prediction: p, positive: 1)",
      "bias.ci(s == 1, method: library)", "bias.nothing(facet: s == 1)",
    ])
  func mistakes(_ call: String) {
    let found = check("rule r { expect \(call) <= 0.9 }", schema: Schema(names: ["s", "y", "p"]))
    #expect(found.diagnostics.contains { $0.severity == .error }, "\(call)")
  }

  @Test("A task whose prediction is a column says what is positive")
  func taskOfOneCondition() {
    let rules = "monitor m { task binary(prediction: p, label: y == 1) }\n"
    let found = check(rules, schema: Schema(names: ["y", "p"]))
    #expect(found.diagnostics.contains { $0.message.contains("`binary` lacks `positive:`") })
  }

  @Test("Several facets, segments and a filter in one rule file")
  func together() async {
    let csv = BiasValueTests.csv(BiasValueTests.rows(800, seed: 3, hasNull: false))
    let rules = """
      rule sides { expect bias.dpl(facet: s == "d") in -0.99...0.99 }
      rule groups { by g at most 5 expect bias.dpl(facet: s == "d") in -0.99...0.99 }
      rule some { where g == "u" expect bias.rd(facet: s in ["d"]) in -0.99...0.99 }
      """
    let outcomes = await outcomes(task + rules, over: csv)
    #expect(outcomes.keys.sorted() == ["groups", "sides", "some"])
    #expect(outcomes["groups"] == "pass, pass")
    #expect(outcomes["sides"] == "pass" && outcomes["some"] == "pass")
  }
}
