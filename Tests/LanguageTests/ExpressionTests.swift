import Language
import Testing

@Suite struct ExpressionTests {
  @Test(arguments: [
    ("a or b and not c", "(or a (and b (not c)))"),
    ("a and b or c and d", "(or (and a b) (and c d))"),
    ("not a == b", "(not (== a b))"), ("not not a", "(not (not a))"),
    ("a + b * c - d", "(- (+ a (* b c)) d)"), ("a - b - c", "(- (- a b) c)"),
    ("a * -b", "(* a (neg b))"), ("- -a", "(neg (neg a))"), ("-a + b", "(+ (neg a) b)"),
    ("(a + b) * c", "(* (group (+ a b)) c)"), ("a < b + 1", "(< a (+ b 1.0))"),
    ("a + 1 ... b * 2", "(... (+ a 1.0) (* b 2.0))"), ("x in 0...10", "(in x (... 0.0 10.0))"),
    ("x not in [1, 2,]", "(not-in x [1.0 2.0])"), ("a in b and c in d", "(and (in a b) (in c d))"),
    (
      "price in baseline - 3 ... baseline + 3", "(in price (... (- baseline 3.0) (+ baseline 3.0)))"
    ),
    ("if a then b else if c then d else e", "(if a b (if c d e))"),
    ("if a > 1 or b then 1 + 2 else not c", "(if (or (> a 1.0) b) (+ 1.0 2.0) (not c))"),
    ("mean(x) within 10% of baseline", "(within (mean x) (ratio 0.1) baseline)"),
    ("x within 2 points of y", "(within x (points 2.0) y)"),
    ("x within 5 of y", "(within x (absolute 5.0) y)"),
    ("x within 2 * 5% of y", "(within x (absolute (* 2.0 (ratio 0.05))) y)"),
    ("x within 3 sigma of last 30 windows", "(within x (sigma 3.0) (last 30.0))"),
    ("x within 1 sigma of last", "(within x (sigma 1.0) last)"),
    ("x within 10 min of y + 1", "(within x (absolute (seconds 600.0)) (+ y 1.0))"),
    ("x is null", "(is-null x)"), ("x is not null", "(is-not-null x)"),
    ("x is integral", "(is-integral x)"), ("x is not text", "(is-not-text x)"),
    ("x matches /a/ and y", "(and (matches x /a/) y)"),
    ("a except b except c", "(except (except a b) c)"),
    (
      "all columns except columns(\"a*\", /b/, numeric)",
      "(except all-columns (columns \"a*\" /b/ numeric))"
    ),
    ("c in all columns except x", "(in c (except all-columns x))"),
    ("mae > 1.1 * baseline", "(> mae (* 1.1 baseline))"),
    (
      "abs(bias.dpl(facet: A == 2, group: g)) <= abs(baseline)",
      "(<= (abs (bias.dpl facet:(== A 2.0) group:g)) (abs baseline))"
    ),
    (
      "share(amount > 3 * baseline(quantile(amount, 99%))) <= 0.1%",
      "(<= (share (> amount (* 3.0 (baseline (quantile amount (ratio 0.99)))))) (ratio 0.001))"
    ),
    ("f[0].x[12]", "f.#0.x.#12"), ("a.not.`b c`", "a.not.`b c`"),
    ("f(not: 1, if: 2)", "(f not:1.0 if:2.0)"),
    ("f()", "(f)"), ("f(1,)", "(f 1.0)"), ("[]", "[]"), ("true == false", "(== true false)"),
    ("a > 5 min", "(> a (seconds 300.0))"), ("f(5, min: 3)", "(f 5.0 min:3.0)"),
    ("all + last", "(+ all last)"), ("in in in", "(in in in)"), ("is is null", "(is-null is)"),
    ("or or or", "(or or or)"), ("and and and", "(and and and)"),
    ("of within 5 of of", "(within of (absolute 5.0) of)"),
    ("within within 5 of last", "(within within (absolute 5.0) last)"),
    ("matches matches matches", "(matches matches matches)"),
    ("a ==\n b // c\n + d", "(== a (+ b d))"), ("`not` and `if`", "(and `not` `if`)"),
  ]) func precedence(_ text: String, _ dump: String) {
    let result = LexerTests.expression(text)
    #expect(result.dump == dump)
    #expect(result.codes == [], "\(text)")
  }

  @Test(arguments: [
    ("", "TM130"), ("a +", "TM130"), ("a b", "TM101"), ("(a", "TM102"), ("f(a b)", "TM101"),
    ("[1 2]", "TM101"), ("0 < x < 10", "TM132"), ("a == b == c", "TM132"), ("not", "TM130"),
    ("a == not b", "TM130"), ("1 + if a then b else c", "TM130"), ("if a then b", "TM101"),
    ("x within 3", "TM101"), ("x is", "TM101"), ("a.", "TM101"), ("f[x]", "TM101"),
    ("f[1.5]", "TM101"),
    ("columns", "TM130"), ("a ^ b", "TM109"), ("+ a", "TM130"), ("f(a = 3)", "TM131"),
    (")", "TM130"),
  ]) func mistakes(_ text: String, _ code: String) {
    let result = LexerTests.expression(text)
    #expect(result.codes == [code], "\(text): \(result.dump)")
  }

  @Test func spansLieWithinTheText() {
    let source = SourceFile(path: "e", text: "a + mean(b, c: 2) < 10%")
    let (expression, _) = Parser.parseExpression(source)
    #expect(expression.span.text == "a + mean(b, c: 2) < 10%")
    guard case .bounded(let left, let bound) = expression.kind else {
      Issue.record("not a comparison")
      return
    }
    #expect(left.span.text == "a + mean(b, c: 2)")
    #expect(bound.span.text == "< 10%")
  }

  @Test(arguments: [
    ("(", "1", ")"), ("[", "1", "]"), ("not ", "a", ""), ("- ", "a", ""), ("f(", "a", ")"),
    ("if a then b else ", "c", ""), ("baseline(", "a", ")"),
  ])
  func nestingEndsAtSixtyFour(_ open: String, _ middle: String, _ close: String) {
    func text(_ levels: Int) -> String {
      String(repeating: open, count: levels) + middle + String(repeating: close, count: levels)
    }
    #expect(LexerTests.codes(text(64)) == [])
    #expect(LexerTests.codes(text(65)) == ["TM137"])
    #expect(LexerTests.codes(text(30_000)) == ["TM137"])
    #expect(LexerTests.codes(String(repeating: open, count: 30_000)) == ["TM137"])
  }

  @Test func aMillionBracketsAreOneMistake() {
    #expect(LexerTests.codes(String(repeating: "(", count: 1_000_000)) == ["TM137"])
  }

  @Test(arguments: ["+", "*", "or", "and", "except"]) func operatorsAreCounted(_ sign: String) {
    let long = "a" + String(repeating: " \(sign) a", count: 1_000)
    #expect(LexerTests.codes(long) == [])
    #expect(LexerTests.codes(long + " \(sign) a") == ["TM138"])
    #expect(
      LexerTests.codes("a" + String(repeating: " \(sign) a", count: 50_000)) == ["TM138"]
    )
  }

  @Test func aChainOfConditionsIsOneMistake() {
    let chain = "edition 1\nrule a { expect " + String(repeating: "if true then ", count: 20_000)
    let tree = Parser.parse(
      SourceFile(path: "e", text: chain + "row_count > 1 }\nrule b { expect row_count > 2 }\n"))
    #expect(tree.diagnostics.map(\.code.id) == ["TM137"])
    #expect(tree.declarations.count == 2)
  }
}
