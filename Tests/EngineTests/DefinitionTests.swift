import Engine
import Language
import Testing

/// `define`: an expression with places to fill in.
struct DefinitionTests {
  private static let csv = "x,y,t\n1,2,a\n3,4,b\n5,,c\n7,8,d\n"

  @Test(
    "A call is its body with the arguments written in",
    arguments: [
      (
        "define k(c) = completeness(c) >= 99% and max(c) < 1_000", "k(x)",
        "completeness(x) >= 99% and max(x) < 1_000"
      ),
      ("define k(c) = completeness(c) >= 99%", "k(y)", "completeness(y) >= 99%"),
      ("define k(a, b) = mean(a) - mean(b)", "k(y, x) > 0", "mean(y) - mean(x) > 0"),
      ("define k(a, b) = mean(a) - mean(b)", "k(b: y, a: x) < 0", "mean(x) - mean(y) < 0"),
      ("define k(v, l) = v <= l", "k(max(x), 7)", "max(x) <= 7"),
      ("define k(v, l) = v <= l", "every(k(x, 6))", "every(x <= 6)"),
      ("define k(c, q) = quantile(c, q)", "k(x, 50%) > 2", "quantile(x, 50%) > 2"),
      (
        "define k(c, s) = in_share(c, s)", "k(t, [\"a\", \"b\"]) == 50%",
        "in_share(t, [\"a\", \"b\"]) == 50%"
      ),
      ("define k(c) = share(c > 2)", "k(x + y) == 100%", "share(x + y > 2) == 100%"),
      ("define k(c) = share(c * 2 > 4)", "k(x + 1) == 75%", "share((x + 1) * 2 > 4) == 75%"),
      ("define k(a) = a\ndefine g(a) = k(k(a)) + k(1)", "g(max(x)) == 8", "max(x) + 1 == 8"),
      ("define k() = row_count\nlet n = 4", "k() == n", "row_count == 4"),
      ("define twice(a) = 2 * a\nlet n = twice(2)", "row_count == n", "row_count == 4"),
      ("define near(a, b, t) = a within t of b", "near(mean(x), 4, 1)", "mean(x) within 1 of 4"),
      (
        "define k(c, w) = mean(c, where: w)", "k(x, t == \"b\") == 3",
        "mean(x, where: t == \"b\") == 3"
      ),
      ("define between(v, r) = v in r", "between(mean(x), 3...5)", "mean(x) in 3...5"),
    ])
  func calls(_ definition: String, _ call: String, _ written: String) async {
    let rules = "\(definition)\nrule called { expect \(call) }\nrule written { expect \(written) }"
    let outcomes = await outcomes(rules, over: Self.csv)
    #expect(outcomes["called"] == outcomes["written"] && outcomes["called"] != nil, "\(outcomes)")
  }

  @Test("It works in loops, under `where`, in columns and over the baseline")
  func places() async {
    let rules = """
      define plausible_rate(c) = completeness(c) >= 99% and max(c) < 1_000
      define full(c, least) = completeness(c) >= least
      define moved(c) = drift(c, method: ks)
      define still(c, way) = drift(c, method: way) <= 0.1
      columns { x: plausible_rate, full(99%), moved <= 0.1, still(ks) }
      rule loop { for each column c expect full(c, 70%) }
      rule some { where x < 5 expect full(y, 100%) }
      rule same { expect mean(x) == baseline and full(y, least: baseline(full_share(y))) }
      define full_share(c) = completeness(c)
      """
    let outcomes = await outcomes(rules, over: Self.csv, against: Self.csv)
    #expect(outcomes.values.allSatisfy { $0 == "pass" }, "\(outcomes)")
    #expect(outcomes.count == 10)
  }

  @Test("Names of the body mean what they mean where it is declared")
  func hygiene() async {
    let rules = """
      define above(v) = share(v > x) == 25%
      define biggest(c) = max(c) == limit
      let limit = 7
      rule loop { for each column x in columns(y) expect above(y) }
      rule shadow { for each column limit in columns(x) expect biggest(limit) }
      rule swapped { expect minus(b: mean(x), a: mean(y)) > 0 }
      define minus(a, b) = a - b
      define outer(b, a) = minus(b, a)
      rule passed { expect outer(mean(y), mean(x)) > 0 }
      """
    let csv = "x,y\n1,2\n3,2\n5,2\n7,8\n"
    let outcomes = await outcomes(rules, over: csv)
    #expect(outcomes["loop y"] == "violated", "`x` of the body is the column, not the loop's")
    #expect(outcomes["shadow x"] == "pass")
    #expect(outcomes["swapped"] == "violated" && outcomes["passed"] == "violated", "\(outcomes)")
  }

  @Test("The bare word `baseline` of a body repeats nothing of the call")
  func baseline() {
    let found = check("define k(v) = v <= 1.1 * baseline\nrule r { expect k(mean(x)) }").diagnostics
    #expect(found.isEmpty, "\(found.map(\.message))")
    #expect(codes("define k(v) = v * baseline\nrule r { expect mean(x) > k(2) }") == ["TM215"])
  }

  @Test("A circle is told where it closes, whether it is called or not")
  func circles() {
    #expect(codes("define k(x) = k(x)\nrule r { expect row_count > 1 }") == ["TM220", "TM502"])
    let mutual = "define k(x) = g(x) + 1\ndefine g(x) = k(x) + 1\n"
    #expect(codes(mutual + "rule r { expect k(row_count) > 1 }") == ["TM220"])
    let byArgument = "define k(x) = x\ndefine g(y) = k(g(y))\n"
    #expect(codes(byArgument + "rule r { expect g(row_count) > 1 }") == ["TM220"])
    #expect(codes("define k(x) = x > 0\nrule r { expect k(k(1)) }").contains("TM220") == false)
    let throughLet = "let a = k(1)\ndefine k(x) = x + a\nrule r { expect row_count > a }"
    #expect(Set(codes(throughLet)) == ["TM220"])
  }

  @Test("Wrong arguments are told at the call, with the definition")
  func arguments() throws {
    for call in ["k()", "k(x)", "k(x, 1, 2)", "k(x, limt: 1)", "k(x, c: 1)"] {
      let found = check("define k(c, limit) = max(c) < limit\nrule r { expect \(call) }")
        .diagnostics
      #expect(found.map(\.code.id) == ["TM206"], "\(call)")
      #expect(found.first?.secondary.map(\.span.description) == ["test.tide:2:8"])
      #expect(
        found.first?.span.text
          == (call.contains(":")
            ? String(call.split(separator: " ")[1].split(separator: ":")[0]) : call))
    }
    let bare = check("define k(c) = max(c) < 1\nrule r { expect k }").diagnostics
    #expect(bare.contains { $0.code.id == "TM206" && $0.notes == ["it is called as k(c)"] })
    #expect(codes("define k(c) = max(c) < 1\nrule r { expect g(x) and k(x) }") == ["TM202"])
  }

  @Test("A mistake in a body is told once, there, however often it is called")
  func bodies() throws {
    let calls = (0..<5).map { "rule r\($0) { expect k(x) and k(y) }\n" }.joined()
    for (body, code) in [
      ("completness(c) > 0.5", "TM202"), ("mean(c) > \"a\"", "TM205"), ("quantile(c) > 1", "TM206"),
      ("mean(c, methd: ks) > 1", "TM206"), ("share(c matches /(a/) > 1", "TM210"),
    ] {
      let found = check("define k(c) = \(body)\n" + calls).diagnostics
      #expect(found.map(\.code.id) == [code], "\(body)")
      #expect(found.first?.span.description.hasPrefix("test.tide:2:") == true)
    }
  }

  @Test("What fails for the arguments alone is told at the call, with the body")
  func types() throws {
    let rules =
      "define k(v, l) = v > l\nrule ok { expect k(mean(x), 3) }\nrule r { expect k(mean(x), \"a\") }"
    let found = check(rules).diagnostics
    #expect(found.map(\.code.id) == ["TM205"])
    let first = try #require(found.first)
    #expect(first.span.text == "k(mean(x), \"a\")")
    #expect(first.secondary.first?.span.description == "test.tide:2:22")
    let nested = check("define g(v) = k(v, \"a\")\n" + rules + "\nrule n { expect g(mean(x)) }")
      .diagnostics
    #expect(nested.count == 2)
    let unknown = check(
      "define k(c) = mean(c) > 3 and max(c) > 3\nrule r { expect k(z) }",
      schema: Schema(names: ["x"]), known: ["x"]
    ).diagnostics
    #expect(unknown.map { "\($0.code.id) \($0.span.text)" } == ["TM201 z"])
  }

  @Test("What doubles with each definition is refused, and soon")
  func doubling() {
    let sums = (1...60).map { "define d\($0)(x) = d\($0 - 1)(x) + d\($0 - 1)(x)\n" }.joined()
    #expect(
      codes("define d0(x) = x\n\(sums)rule r { expect d60(row_count) > 1 }").contains("TM225"))
    let nested = (0..<30).reduce("row_count") { text, _ in "d(\(text))" }
    #expect(codes("define d(x) = x + x\nrule r { expect \(nested) > 1 }").contains("TM225"))
    let wide = Array(repeating: "x", count: 380).joined(separator: " + ")
    #expect(
      codes("define w(x) = \(wide)\nrule r { expect w(w(w(w(row_count)))) > 1 }").contains("TM225"))
    #expect(codes("define w(x) = \(wide)\nrule r { expect w(row_count) > 1 }") == [])
    let arguments = (1...40).map { "define e\($0)(x) = e\($0 - 1)(x * x)\n" }.joined()
    #expect(
      codes("define e0(x) = x\n\(arguments)rule r { expect e40(row_count) > 1 }").contains("TM225"))
  }

  @Test("Names that hide or repeat others")
  func names() {
    let schema = Schema(names: ["fare"])
    #expect(
      codes(
        "define k(fare) = max(fare) > 1\nrule r { expect k(fare) }", schema: schema, known: ["fare"]
      ) == ["TM503"])
    #expect(
      codes("let c = 1\ndefine k(c) = max(c) > 1\nrule r { expect k(x) and row_count > c }") == [
        "TM503"
      ])
    #expect(codes("define mean(c) = max(c)\nrule r { expect mean(x) > 1 }") == ["TM208"])
    #expect(
      codes("define abs(c) = c\nrule r { expect abs(-1) > 0 and row_count > 0 }").contains("TM208"))
    #expect(codes("define k(c) = c\nlet k = 2\nrule r { expect row_count > k(1) }") == ["TM208"])
    #expect(
      codes("define k(c) = c\ndefine k(d) = d\nrule r { expect k(row_count) > 1 }") == ["TM208"])
    #expect(codes("define k(c) = max(c)\nrule r { expect row_count > 1 }") == ["TM502"])
    #expect(codes("define k(c, d) = max(c) > 1\nrule r { expect k(x, 1) }") == ["TM541"])
    #expect(codes("define k(c, _d) = max(c) > 1\nrule r { expect k(x, 1) }") == [])
    #expect(codes("define _k(c) = max(c)\nrule r { expect row_count > 1 }") == [])
  }

  @Test("What a body reads outside of its parameters is checked where it stands")
  func columns() {
    let found = check(
      "define k(v) = share(fere > v)\nrule r { expect k(1) > 0 and k(2) > 0 }",
      schema: Schema(names: ["fare"]), known: ["fare"]
    ).diagnostics
    #expect(found.map { "\($0.code.id) \($0.span)" } == ["TM201 test.tide:2:21"])
    #expect(codes("define adult(a) = a >= 18\nrule r { expect every(adult(age)) }") == [])
  }
}
