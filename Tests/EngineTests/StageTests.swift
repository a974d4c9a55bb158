import Engine
import Language
import Testing

/// What may stand where: stages, types, arguments.
struct StageTests {
  static let schema = Schema([
    .init("fare", .fractional), .init("tip", .fractional), .init("zone", .integral),
    .init("name", .string),
    .init("at", .timestamp), .init("ok", .boolean), .init("max", .integral),
  ])

  @Test(
    "Conditions of a rule, and the code of what is wrong with them",
    arguments: [
      ("mean(fare) > 0", nil), ("fare > 0", "TM203"), ("mean(fare) > tip", "TM203"),
      ("every(fare > 0)", nil),
      ("share(fare > mean(fare)) > 0", "TM204"), ("share(fare > baseline(mean(fare))) > 0", nil),
      ("share(fare > 3 * baseline(quantile(fare, 99%))) <= 0.1%", nil),
      ("abs(mean(fare)) <= abs(baseline)", nil),
      ("max(max) > 0", nil), ("share(max > 0) > 0", nil), ("max > 0", "TM206"),
      ("row_count > 0", nil),
      ("row_count() > 0", nil), ("mean(fare)", "TM211"), ("every(ok)", nil), ("every(fare)", nil),
      ("mean(fare) > \"12\"", "TM205"), ("mean(fare) > 2026-01-01", "TM205"),
      ("mean(fare) > 1 hour", nil),
      ("share(at > 2026-01-01) > 0", nil), ("share(at > 1 hour) > 0", nil),
      ("1 hour > 2026-01-01", "TM205"),
      ("inferred_type(fare) == \"Integral\"", nil), ("inferred_type(fare) == 1", "TM205"),
      ("inferred_type(fare) matches /^I/", nil), ("inferred_type(fare) matches \"I\"", "TM205"),
      ("mean(fare) in [1, \"a\"]", "TM205"), ("mean(fare) in [mean(tip)]", "TM209"),
      ("mean(fare) in 3", "TM205"), ("mean(fare) in [\"a\"]", "TM205"),
      ("share(at in [2026-01-01]) > 0", nil),
      ("mean(fare) == [1]", "TM205"), ("mean(fare) == 1...3", "TM205"),
      ("mean(fare) in 3...1", "TM306"),
      ("mean(fare) in 1..<1", "TM306"), ("mean(fare) in mean(tip)...3", nil),
      ("not mean(fare)", "TM211"),
      ("mean(fare) and true", "TM211"), ("if mean(fare) > 1 then true else 3", "TM205"),
      ("(if mean(fare) > 1 then 2 else 3) > 2", nil), ("mean(name + 1) > 0", nil),
      ("mean(\"a\" + 1) > 0", "TM205"),
      ("-\"a\" > 1", "TM205"), ("drift(fare, method: ks) < 10%", nil),
      ("drift(fare, method: kss) < 10%", "TM206"),
      ("drift(fare, metod: ks) < 10%", "TM206"), ("quantile(fare) > 1", "TM206"),
      ("quantile(fare, 1.5) > 1", "TM206"),
      ("quantile(fare, mean(tip)) > 1", "TM209"), ("quantile(fare, 1, 2) > 1", "TM206"),
      ("quantile(fare, q: 50%) > 1", nil),
      ("type_share(zone, integral) > 0", nil), ("type_share(zone, integer) > 0", "TM206"),
      ("in_share(zone, 1...3) > 0", nil),
      ("in_share(zone, 3) > 0", "TM205"), ("matches_share(name, /a/) > 0", nil),
      ("matches_share(name, \"a\") > 0", "TM205"),
      ("nonsense(fare) > 0", "TM202"), ("nonsense > 0", "TM202"), ("mean(fair) > 0", "TM201"),
      ("baseline > 3", "TM215"),
      ("mean(fare) > 1.1 * baseline", nil), ("mean(fare) in baseline - 3 ... baseline + 3", nil),
      ("previous(mean(fare)) > 1", "TM242"), ("mean(fare, where: tip > 1) > 0", nil),
      ("mean(fare, where: tip) > 0", nil),
      ("mean(fare, where: mean(tip) > 1) > 0", "TM204"), ("length(\"a\") > mean(fare)", nil),
      ("length(3) > 0", "TM205"),
      ("abs(1, 2) > 0", "TM206"), ("least(1) > mean(fare)", "TM206"),
      ("least(1, 2, 3) > mean(fare)", nil),
      ("mean(least(fare, tip)) > 0", nil), ("inferred_type(fare) matches /(/", "TM210"),
      ("mean(fare) is null", nil),
      ("share(fare is integer) > 0", "TM214"),
      ("mean(fare) in 2026-01-01 ... 9_999_999_999", "TM205"),
      ("share(at in 2026-01-01 ... 9_999_999_999) > 0", "TM205"),
      ("every(fare > 0) < true", "TM205"),
    ] as [(String, String?)])
  func conditions(_ condition: String, _ code: String?) {
    let found = codes(
      "rule r { expect \(condition) }", schema: Self.schema, known: Set(Self.schema.names))
    #expect(found == (code.map { [$0] } ?? []), "\(condition)")
  }

  @Test("A row value where a window value is wanted proposes aggregates")
  func proposal() throws {
    let found = check("rule r { expect fare > 0 }", schema: Self.schema).diagnostics
    let diagnostic = try #require(found.first)
    #expect(diagnostic.notes.joined().contains("share(fare > 0)"))
    #expect(diagnostic.span.text == "fare")
  }

  @Test("Near misses have a fix-it")
  func fixIts() {
    let cases = [
      ("rule r { expect meen(fare) > 0 }", "mean"), ("rule r { expect mean(faare) > 0 }", "fare"),
      ("rule r { expect drift(fare, method: kss) < 0.1 }", "ks"),
      ("columns { fare: compleet }", "complete"),
      ("columns { zone: integer }", "integral"),
      ("rule r { for each number column c expect mean(c) > 0 }", "numeric"),
    ]
    for (rules, replacement) in cases {
      let found = check(rules, schema: Self.schema, known: Set(Self.schema.names)).diagnostics
      #expect(found.first?.fixIts.first?.replacement == replacement, "\(rules)")
    }
  }

  @Test("One mistake is one diagnostic, not a trail of them")
  func noTrail() {
    #expect(
      codes("rule r { expect nope(fare) > 1 and nope2(tip) + 1 < 3 }", schema: Self.schema) == [
        "TM202", "TM202",
      ])
    #expect(
      codes("rule r { for each column c expect meen(c) > 1 }", schema: Self.schema) == ["TM202"])
    #expect(
      codes("let a = nope(fare)\nrule r { expect mean(fare) > a }", schema: Self.schema) == [
        "TM202"
      ])
  }

  @Test("Columns are judged by name only where the names are known")
  func unknownNames() {
    #expect(codes("rule r { expect mean(anything) > 0 }") == [])
    #expect(codes("rule r { expect mean(anything) > 0 }", schema: Self.schema) == [])
    #expect(
      codes("columns { anything: complete }", schema: Self.schema, known: ["fare"]) == ["TM201"])
    #expect(
      codes("columns { late: drift < 0.1 }", schema: Self.schema, known: ["late"]).allSatisfy {
        $0 == "TM216"
      })
  }
}
