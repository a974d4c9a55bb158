import Engine
import Metrics
import Testing

struct DriftTests {
  static let methods = [
    "robust", "ks", "linf", "psi", "wasserstein", "jensen_shannon", "kl", "hellinger",
    "total_variation", "chi_square", "cramers_v", "sagemaker_robust", "sagemaker_simple",
  ]
  /// They compare numbers alone.
  static let ofNumbers = ["ks", "wasserstein"]

  static func csv(_ values: [String]) -> String { "x\n" + values.map { $0 + "\n" }.joined() }
  static func numbers(_ range: Range<Int>, times: Int = 1) -> String {
    csv(range.flatMap { [String](repeating: "\($0 % 50)", count: times) })
  }
  static func texts(_ range: Range<Int>) -> String { csv(range.map { "k\($0 % 7)" }) }

  @Test("0 against itself, above 0 against other values", arguments: methods)
  func equal(_ method: String) async {
    let call = "drift(x, method: \(method))"
    let (a, b) = (Self.numbers(0..<600), Self.numbers(0..<20, times: 40))
    #expect(await value(of: call, over: a, against: a).number == 0)
    #expect((await value(of: call, over: b, against: a).number ?? 0) > 0)
    guard !Self.ofNumbers.contains(method) else { return }
    let (c, d) = (Self.texts(0..<700), Self.csv([String](repeating: "k1", count: 500)))
    #expect(await value(of: call, over: c, against: c).number == 0)
    #expect((await value(of: call, over: d, against: c).number ?? 0) > 0)
  }

  @Test("Nothing to compare is unknown, never a distance", arguments: methods)
  func unknown(_ method: String) async {
    let call = "drift(x, method: \(method))"
    let (some, none) = (Self.numbers(0..<600), "x\n\n\n")
    #expect(await value(of: call, over: some) == .unknown(.noBaseline))
    #expect(await value(of: call, over: some, against: none) == .unknown(.noBaseline))
    #expect(await value(of: call, over: none, against: some) == .unknown(.noData))
    #expect(await value(of: call, over: some, against: "y\n1\n") == .unknown(.noBaseline))
    guard Self.ofNumbers.contains(method) else { return }
    let verdicts = await judge(
      "rule r { expect \(call) < 1 }", over: Self.texts(0..<9), against: Self.texts(0..<9))
    #expect(verdicts.first?.outcome == "no baseline")
    #expect(verdicts.first?.message.contains("holds none") == true)
  }

  @Test("Within its range whatever the cells are", arguments: methods)
  func range(_ method: String) async {
    let call = "drift(x, method: \(method))"
    let odd = Self.csv(["", "1e300", "-1e300", "NaN", "inf", "x", "0", "-0", "5e-324", "1.0", "1"])
    for (now, before) in [
      (odd, Self.numbers(0..<30)), (Self.numbers(0..<30), odd), (odd, odd),
      (Self.csv(["1e308"]), Self.csv(["-1e308"])),
    ] {
      switch await value(of: call, over: now, against: before) {
      case .number(let estimate): #expect(estimate.value >= 0 && estimate.error >= 0)
      case .unknown: break
      case let other: Issue.record("\(other)")
      }
    }
  }

  @Test("Without edges numbers are compared between the baseline's deciles")
  func deciles() async {
    let (a, b) = (Self.csv((0...10).map(String.init)), Self.csv((5...15).map(String.init)))
    let edges = (1...9).map(String.init).joined(separator: ", ")
    for method in ["psi", "hellinger", "linf", "chi_square"] {
      let free = await value(of: "drift(x, method: \(method))", over: b, against: a)
      let given = await value(
        of: "drift(x, method: \(method), edges: [\(edges)])", over: b, against: a)
      #expect(free == given && free.number != nil)
    }
  }

  @Test("A constant that changes, or a rare value that becomes common, is seen by every method")
  func piled() async {
    let constant = Self.csv([String](repeating: "7", count: 500))
    let below = Self.csv([String](repeating: "6", count: 500))
    let rare = Self.csv((0..<500).map { $0 % 25 == 0 ? "1" : "0" })
    let common = Self.csv((0..<500).map { $0 % 2 == 0 ? "1" : "0" })
    for method in Self.methods where !method.hasPrefix("sagemaker") {
      let call = "drift(x, method: \(method))"
      #expect((await value(of: call, over: below, against: constant).number ?? 0) > 0.1)
      #expect((await value(of: call, over: common, against: rare).number ?? 0) > 0.1, "\(method)")
    }
  }

  @Test("Far values that a sketch has forgotten still count in a distance of values")
  func wasserstein() async {
    let ordinary = (0..<20_000).map { "\($0 % 400)" }
    let far = Self.csv(ordinary.dropLast() + ["8000399"])
    let found = await value(
      of: "drift(x, method: wasserstein)", over: far, against: Self.csv(ordinary))
    #expect(abs((found.number ?? 0) - 400) < 1e-9)
  }

  @Test("A flag or `text` makes numbers categories")
  func categorical() async {
    let (a, b) = ("x\n1\n2\n3\n", "x\n1\n2\n30\n")
    let rules = { (flags: String, subject: String) in
      "columns { x: \(flags) } rule r { expect drift(\(subject), method: linf) == 1 / 3 }"
    }
    #expect(await outcomes(rules("categorical", "x"), over: a, against: b)["r"] == "pass")
    #expect(await outcomes(rules("integral", "text(x)"), over: a, against: b)["r"] == "pass")
    #expect(
      await value(of: "drift(text(x), method: psi, edges: [2])", over: a, against: b)
        == value(of: "drift(text(x), method: psi)", over: a, against: b))
  }

  @Test(
    "Options that can't be are told where they stand",
    arguments: [
      ("drift(x, method: psi, edges: [2, 1])", "[2, 1]"),
      ("drift(x, method: psi, edges: [])", "[]"),
      ("drift(x, method: psi, edges: [1, 1])", "[1, 1]"),
      ("drift(x, method: ks, edges: [1])", "[1]"), ("drift(x, edges: [1])", "[1]"),
      ("drift(x, method: ks, zero: 0.1)", "0.1"), ("drift(x, method: psi, zero: 2)", "2"),
      ("drift(text(x), method: ks)", "ks"), ("drift_p_value(x, method: ks, edges: [1])", "[1]"),
      ("drift_p_value(text(x), method: ks)", "ks"), ("drift_p_value(x, method: psi)", "psi"),
      ("drifted_share(all columns, 0.1, method: kss)", "kss"),
    ])
  func mistakes(_ call: String, _ place: String) {
    let found = check("rule r { expect \(call) < 0.5 }").diagnostics
    #expect(found.map(\.code.id) == ["TM206"])
    #expect(found.first?.span.text == place)
  }

  @Test("A method that is called as a metric is told to be an option")
  func methodAsMetric() {
    let found = check("rule r { expect psi(x) < 0.2 }").diagnostics
    #expect(found.map(\.code.id) == ["TM202"])
    #expect(found.first?.message.contains("option of `drift`") == true)
  }

  @Test(
    "Bounds that a method can't reach are found before any data",
    arguments: [
      ("drift(x, method: ks) > 1.2", ["TM304"]), ("drift(x, method: psi) > 1.2", []),
      ("drift(x, method: wasserstein) > 300", []), ("drift(x, method: cramers_v) > 1", ["TM304"]),
      ("drift(x, method: psi) < 0", ["TM304"]), ("drift_p_value(x) > 1", ["TM304"]),
      ("drifted_share(all columns, 0.1) > 50", ["TM304"]),
    ])
  func ranges(_ condition: String, _ expected: [String]) {
    #expect(codes("rule r { alert when \(condition) }") == expected)
  }

  // MARK: A monitor's default

  static func defaulted(_ monitor: String, _ rule: String) async -> [String: String] {
    await outcomes(
      "monitor m { \(monitor) }\n\(rule)", over: numbers(10..<40), against: numbers(0..<40))
  }

  @Test("A monitor's method holds where a rule names none")
  func monitor() async {
    for method in Self.methods where !method.hasSuffix("robust") {
      let rule = "rule r { expect drift(x) == drift(x, method: \(method)) and drift(x) > 0 }"
      #expect(await Self.defaulted("drift \(method)()", rule)["r"] == "pass", "\(method)")
    }
    let options = await Self.defaulted(
      "drift psi(edges: [10, 20], zero: 0.5)",
      """
      rule same { expect abs(drift(x) - drift(x, method: psi, edges: [10, 20], zero: 0.5)) < 1e-9 }
      rule own { expect drift(x, method: psi) != drift(x) }
      rule edges { expect drift(x, edges: [30]) == drift(x, method: psi, edges: [30], zero: 0.5) }
      rule ks { expect drift(x, method: ks) < 1 }
      rule many { expect drifted_share(all columns, 0.01) == 1 }
      """)
    #expect(Set(options.values) == ["pass"], "\(options)")
  }

  @Test(
    "A default that can't be is told once",
    arguments: [
      ("drift pssi()", ["TM206"]), ("drift ks(limit: 0.1)", ["TM206"]),
      ("drift psi(0.1)", ["TM206"]), ("drift psi(edges: [2, 1])", ["TM206"]),
      ("drift ks() drift psi()", ["TM221"]), ("drift psi(zero: 0.001)", []),
    ])
  func badDefault(_ clause: String, _ expected: [String]) {
    let rules =
      "monitor m { \(clause) }\nrule r { expect drift(x) < 0.5 }\n"
      + "rule s { expect drift(y) < 0.5 }"
    #expect(codes(rules) == expected)
  }

  // MARK: Probabilities

  @Test("Samples of one distribution are likely, others are not")
  func likely() async {
    for (call, over, against) in [
      ("drift_p_value(x)", Self.numbers(0..<400), Self.numbers(50..<250)),
      ("drift_p_value(x, method: chi_square)", Self.numbers(0..<400), Self.numbers(50..<250)),
      ("drift_p_value(x)", Self.texts(0..<70), Self.texts(0..<140)),
    ] {
      #expect((await value(of: call, over: over, against: against).number ?? 0) > 0.5)
    }
    let apart = await value(
      of: "drift_p_value(x)", over: Self.numbers(0..<30), against: Self.numbers(25..<50))
    #expect((apart.number ?? 1) < 1e-6)
    #expect(
      await value(of: "drift_p_value(x, method: ks)", over: Self.texts(0..<9), against: "x\n1\n")
        == .unknown(.noData))
  }

  @Test("A sketch's error is one of the probability")
  func probabilityError() async {
    let now = Self.csv((0..<6_000).map { "\(Double($0 * 7919 % 6007) + 0.5)" })
    let before = Self.csv((0..<5_000).map { "\(Double($0 * 104_729 % 6011) + 0.25)" })
    let found = await value(of: "drift_p_value(x)", over: now, against: before)
    var error = 0.0
    if case .number(let estimate) = found { error = estimate.error }
    #expect(error > 0 && error <= 1)
  }

  @Test("A probability that so few rows could not have made small is undecided")
  func tooFewRows() async {
    let (few, others) = (Self.numbers(0..<3), Self.numbers(1..<4))
    for condition in ["drift_p_value(x) >= 0.05", "not drift_p_value(x) < 0.05"] {
      #expect(await outcome(condition, over: few, against: others) == "too few rows")
      #expect(await outcome(condition, over: Self.numbers(0..<9), against: others) == "pass")
    }
    #expect(await outcome("drift_p_value(x) >= 0.2", over: few, against: others) == "pass")
    let letters = (Self.csv(["a", "b"]), Self.csv(["a", "c"]))
    #expect(
      await outcome("drift_p_value(x) >= 0.05", over: letters.0, against: letters.1)
        == "too few rows")
  }

  // MARK: Sets of columns

  static let before = "a,b,s,e\n1,1,k,\n2,2,l,\n3,3,m,\n"
  static let now = "a,b,s,e\n1,8,k,\n2,9,q,\n3,9,q,\n"

  @Test(
    "The share of a set's columns that drifted",
    arguments: [
      ("drifted_share(columns(a, b), 0.2, method: linf)", 0.5),
      ("drifted_share(columns(a, b, s), 0.2, method: linf)", 2.0 / 3),
      ("drifted_share(numeric, 0.2, method: ks)", 0.5),
      ("drifted_share(\"b\", 0.2, method: ks)", 1),
      ("drifted_share(columns(\"?\") except s, 0.2, method: ks)", 0.5),
      // Nothing is known of `e`.
      ("drifted_share(all columns, 0.2, method: linf)", 2.0 / 3),
    ])
  func share(_ call: String, _ expected: Double) async {
    let found = await value(of: call, over: Self.now, against: Self.before)
    #expect(found.number == expected)
    guard case .number(let estimate) = found else { return }
    let lacksSome = call.contains("all") || call.contains("numeric") || call.contains("except")
    #expect((estimate.error > 0) == lacksSome)
  }

  @Test("Without a column whose drift is known the share is unknown")
  func unknownShare() async {
    let share = "drifted_share(all columns, 0.2)"
    #expect(await value(of: share, over: Self.now) == .unknown(.noBaseline))
    #expect(await value(of: share, over: Self.now, against: Self.before) == .unknown(.tooFewRows))
    let empty = "drifted_share(e, 0.2, method: linf)"
    #expect(await value(of: empty, over: Self.now, against: Self.before) == .unknown(.noBaseline))
    let none = "rule r { expect drifted_share(\"zzz*\", 0.1) < 1 }"
    #expect(codes(none, schema: Schema(names: ["a"])) == ["TM217"])
    #expect(await outcomes(none, over: Self.now, against: Self.before)["r"] == "selects nothing")
  }

  @Test("Evidence is what moved most, five at most, and nothing of a sensitive column")
  func evidence() async {
    let (a, b) = (
      Self.csv((0..<900).map { "k\($0 % 9)" }), Self.csv((0..<900).map { "k\($0 % 2)" })
    )
    let rule = "rule r { expect drift(x, method: hellinger) < 0.1 }"
    let moved = await judge(rule, over: b, against: a).first?.evidence.map(\.text)
    #expect(moved?.count == 5 && moved?.first == "k0: 11.1% → 50%")
    let hidden = await judge("columns { x: sensitive } \(rule)", over: b, against: a)
    #expect(hidden.first { $0.rule == "r" }?.evidence.isEmpty == true)
    let bins = await judge(
      "rule r { expect drift(x, method: psi, edges: [3, 7]) < 0.1 }",
      over: Self.csv(["1", "3", "7", "8", "9"]), against: Self.csv(["1", "3", "5"]))
    #expect(
      bins.first?.evidence.map(\.text) == [
        "≥ 7: 0% → 60%", "3 – 7: 66.7% → 20%", "< 3: 33.3% → 20%",
      ])
    let columns = await judge(
      "columns { b: sensitive } rule r { expect drifted_share(all columns, 0.1, method: linf) == 0 }",
      over: Self.now, against: Self.before)
    #expect(columns.first { $0.rule == "r" }?.evidence.map(\.text) == ["s: 0.6667"])
  }
}
