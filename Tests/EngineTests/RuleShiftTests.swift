@testable import Engine
import Language
import Testing

/// Which way `diff` says a rule moved: example by example, and against what rules then do.
struct RuleShiftTests {
  /// Nil where a rule is mistaken, which is told unless it may be.
  private func change(
    _ old: String, _ new: String, mayFail: Bool = false
  ) -> RuleDifference.Change? {
    let (a, b) = (check(old), check(new))
    for found in a.diagnostics + b.diagnostics where found.severity == .error {
      if !mayFail { Issue.record("\(found.message): \(found.span.text)") }
      return nil
    }
    return RulesetDifference(a.ruleset, b.ruleset).rules.first?.change
  }

  private func expectLoosened(_ old: String, _ new: String, _ expected: RuleDifference.Change) {
    #expect(change(old, new) == expected, "\(old) → \(new)")
    let mirrored = expected == .loosened ? .tightened : expected
    #expect(change(new, old) == mirrored, "\(new) → \(old)")
    #expect(change(old, old) == .unchanged && change(new, new) == .unchanged)
  }

  @Test(
    "Bounds: looser one way, tighter the way back",
    arguments: [
      // Distances of what may be of either sign.
      ("expect mean(x) within 10% of baseline", "expect mean(x) within 90% of baseline", .loosened),
      (
        "expect mean(x) within 90% of baseline", "expect mean(x) within 300% of baseline", .loosened
      ),
      (
        "expect row_count within 10% of baseline", "expect row_count within 100% of baseline",
        .loosened
      ),
      (
        "expect row_count within 90% of baseline", "expect row_count within 150% of baseline",
        .loosened
      ),
      ("expect mean(x) within 50% of 8", "expect mean(x) within 150% of 8", .loosened),
      ("expect mean(x) within 2 of baseline", "expect mean(x) within 5 of baseline", .loosened),
      (
        "expect mean(x) within 2 points of baseline", "expect mean(x) within 3 points of baseline",
        .loosened
      ),
      (
        "expect mean(x) within 2 sigma of baseline", "expect mean(x) within 3 sigma of baseline",
        .loosened
      ),
      (
        "expect mean(x) within 2 sigma of last 9 windows",
        "expect mean(x) within 3 sigma of last 9 windows", .loosened
      ),
      (
        "expect mean(x) within 10% of last 9 windows",
        "expect mean(x) within 20% of last 9 windows", .loosened
      ),
      (
        "expect mean(x) within 2 sigma of last 9 windows",
        "expect mean(x) within 3 sigma of last 8 windows", .changed
      ),
      (
        "expect mean(x) within 10% of baseline", "expect mean(x) within 90% of baseline(mean(y))",
        .changed
      ),
      (
        "alert when not (mean(x) within 10% of baseline)",
        "alert when not (mean(x) within 20% of baseline)", .loosened
      ),
      // Parts.
      ("expect mean(x) < 1", "expect mean(x) < 1 or mean(y) < 1 or mean(z) < 1", .loosened),
      ("expect mean(x) < 1 and mean(y) < 1", "expect mean(x) < 1", .loosened),
      ("expect mean(x) < 1 and mean(y) < 1", "expect mean(x) < 2 and mean(y) < 3", .loosened),
      ("expect mean(x) < 1 and mean(y) < 3", "expect mean(x) < 2 and mean(y) < 1", .changed),
      ("expect every(x < 1)", "expect every(x < 1 or y > 2)", .loosened),
      ("expect every(x < 1 and y > 2)", "expect every(x < 1 and y > 1)", .loosened),
      ("expect every(x < 1 and y > 2)", "expect every(x < 1 or z > 1)", .loosened),
      ("expect every(x < 1 and y > 2)", "expect every(x < 2 and y > 3)", .changed),
      ("expect share(x < 1) >= 90%", "expect share(x < 2) >= 80%", .loosened),
      ("expect share(x < 1) <= 10%", "expect share(x < 0) <= 20%", .loosened),
      ("expect share(x < 1) <= 10%", "expect share(x < 2) <= 20%", .changed),
      ("alert when count(x > 9 or y > 9) > 5", "alert when 5 < count(x > 9)", .loosened),
      ("expect every(x < 1) or mean(y) > 2", "expect mean(y) >= 2 or every(x <= 1)", .loosened),
      // Warning and critical.
      (
        "alert warning when drift(x) > 0.1 alert critical when drift(x) > 0.3",
        "alert warning when drift(x) > 0.2 alert critical when drift(x) > 0.3", .loosened
      ),
      (
        "alert warning when drift(x) > 0.1 alert critical when drift(x) > 0.3",
        "alert warning when drift(x) > 0.2 alert critical when drift(x) > 0.25", .changed
      ),
      (
        "expect every(x > 0) else warning expect every(x > -9) else critical",
        "expect every(x > -1) else warning expect every(x > -9) else critical", .loosened
      ),
      ("expect mean(x) < 1 else critical", "expect mean(x) < 1", .loosened),
      ("expect mean(x) < 1 else critical", "expect mean(x) < 2", .loosened),
      ("expect mean(x) < 1 else critical", "expect mean(x) < 0", .changed),
    ] as [(String, String, RuleDifference.Change)])
  func bounds(_ old: String, _ new: String, _ expected: RuleDifference.Change) {
    let rule = { (text: String) in "monitor m { window 1 day on t }\nrule r { \(text) }" }
    expectLoosened(rule(old), rule(new), expected)
  }

  @Test(
    "Windows, needs and ends",
    arguments: [
      ("alert when mean(x) > 3", "alert when mean(x) > 3 for 2 windows", .loosened),
      ("alert when mean(x) > 3", "alert when mean(x) > 4 for 2 windows", .loosened),
      ("alert when mean(x) > 3 for 2 windows", "alert when mean(x) > 2 for 3 windows", .changed),
      ("alert when mean(x) > 3 until < 1", "alert when mean(x) > 3 until < 2", .loosened),
      ("alert when mean(x) > 3 until < 2", "alert when mean(x) > 3", .loosened),
      (
        "alert when mean(x) > 3 until < 2 for 2 windows", "alert when mean(x) > 3 until < 2",
        .loosened
      ),
      (
        "alert when mean(x) > 3 until < 2", "alert when mean(x) > 3 for 2 windows until < 2",
        .loosened
      ),
      ("alert when mean(x) > 3 until < 2", "alert when mean(x) > 4 until < 2", .loosened),
      ("alert when mean(x) > 3 until < 2", "alert when mean(x) > 4 until < 1", .changed),
      ("alert when mean(x) > 3 until < 5", "alert when mean(x) > 4 until < 5", .changed),
      (
        "alert warning when mean(x) > 3 for 2 windows alert critical when mean(x) > 5",
        "alert warning when mean(x) > 3 for 3 windows alert critical when mean(x) > 6", .loosened
      ),
      (
        "alert warning when mean(x) > 3 for 2 windows alert critical when mean(x) > 5",
        "alert critical when mean(x) > 5", .loosened
      ),
      (
        "needs at least 9 rows expect mean(x) < 1", "needs at least 99 rows expect mean(x) < 1",
        .loosened
      ),
      (
        "expect mean(x) < 1 needs 3 windows of history",
        "expect mean(x) < 1 needs 5 windows of history", .loosened
      ),
    ] as [(String, String, RuleDifference.Change)])
  func windows(_ old: String, _ new: String, _ expected: RuleDifference.Change) {
    let rule = { (text: String) in "monitor m { window 1 day on t }\nrule r { \(text) }" }
    expectLoosened(rule(old), rule(new), expected)
  }

  @Test(
    "Exceptions of checks",
    arguments: [
      (">= 0", ">= 0 except at most 5 rows", .loosened),
      (">= 0 except at most 5 rows", ">= 0 except at most 9 rows", .loosened),
      (">= 0", ">= -1 except at most 5 rows", .loosened),
      (">= 0 except at most 5 rows", ">= -1 except at most 5 rows", .loosened),
      (">= 0 except at most 5 rows", ">= 1 except at most 9 rows", .changed),
      (">= 0 except at most 1%", ">= 0 except at most 2%", .loosened),
      (">= 0 except at most 1%", ">= 0 except at most 5 rows", .changed),
      (">= 0", ">= 0 except at most 1%", .loosened),
      ("complete", "complete except at most 5 rows", .loosened),
      ("complete", "complete except at most 5%", .loosened),
      ("unique", "unique except at most 5 rows", .loosened),
      ("integral", "integral except at most 5 rows", .loosened),
      ("string", "string except at most 5 rows", .changed),
      ("matches /^a/", "matches /^a/ except at most 5 rows", .loosened),
      ("length in 1...5", "length in 1...9 except at most 5 rows", .loosened),
    ] as [(String, String, RuleDifference.Change)])
  func exceptions(_ old: String, _ new: String, _ expected: RuleDifference.Change) {
    let columns = { (text: String) in "columns { x: optional, \(text) as it }" }
    expectLoosened(columns(old), columns(new), expected)
  }

  @Test(
    "Columns that a loop is over",
    arguments: [
      ("column c in columns(a, b, d)", "column c in columns(b, a)", .loosened),
      ("column c in columns(a, b)", "column c in columns(b, a)", .unchanged),
      ("column c", "numeric column c", .loosened),
      ("numeric column c", "integral column c", .loosened),
      ("column c in columns(\"a*\")", "column c in columns(\"ab*\")", .loosened),
      ("column c in columns(\"a*\", b)", "column c in columns(\"ab?\")", .loosened),
      ("column c in columns(\"a*\")", "column c in columns(\"?a*\")", .changed),
      ("column c in columns(\"a*\")", "column c in columns(\"a*\") except abc", .loosened),
      (
        "column c in all columns except a", "column c in all columns except columns(a, b)",
        .loosened
      ),
      ("column c in columns(/x/)", "column c in columns(/x/) except columns(/y/)", .loosened),
      ("column c in columns(/x/)", "column c in columns(/xx/)", .changed),
      ("column c in columns(a, b)", "column c in columns(b, d)", .changed),
    ] as [(String, String, RuleDifference.Change)])
  func columns(_ old: String, _ new: String, _ expected: RuleDifference.Change) {
    let rule = { (loop: String) in "rule r { for each \(loop) expect completeness(c) > 9% }" }
    guard expected != .unchanged else {
      #expect(
        change(rule(old), rule(new)) == .unchanged && change(rule(new), rule(old)) == .unchanged)
      return
    }
    expectLoosened(rule(old), rule(new), expected)
  }

  @Test("A column that becomes a code leaves the numeric ones; a waiver that ends sooner tightens")
  func others() {
    let rule = "rule r { for each numeric column c expect max(c) < 9 }\ncolumns { z: optional, "
    let plain = check(rule + "complete }").ruleset
    let codes = check(rule + "complete, categorical }").ruleset
    let change = { (old: Ruleset, new: Ruleset) in
      RulesetDifference(old, new).rules.first { $0.id == "r" }?.change
    }
    #expect(change(plain, codes) == .loosened && change(codes, plain) == .tightened)
    #expect(change(codes, codes) == .unchanged)
    let waived = { (day: String) in
      "rule a { expect mean(x) < 1 }\nwaive a until \(day) because \"move\" owner \"ana\"\n"
    }
    expectLoosened(waived("2026-02-01"), waived("2026-03-01"), .loosened)
  }

  // MARK: Laws

  private static let moved: [RuleDifference.Change] = [.tightened, .loosened, .unchanged]

  private func expectMirrored(_ a: String, _ b: String) -> RuleDifference.Change? {
    // A random condition may be true of all data, which is an error.
    let (there, back) = (change(a, b, mayFail: true), change(b, a, mayFail: true))
    let mirrored: RuleDifference.Change? =
      there == .tightened ? .loosened : there == .loosened ? .tightened : there
    #expect(back == mirrored, "\(a) → \(b)")
    #expect(there == nil || change(a, a) == .unchanged)
    return there
  }

  @Test("What is called looser is violated over no data where the old rule was not")
  func data() async {
    var random = SplitMix64(5)
    let cells = ["", "-2", "-1", "0", "1", "2", "3"]
    let tables = (0..<8).map { _ in
      "x,y\n"
        + (0..<Int.random(in: 1...5, using: &random)).map { _ in
          "\(cells.randomElement(using: &random) ?? ""),\(cells.randomElement(using: &random) ?? "")\n"
        }.joined()
    }
    var seen: [RuleDifference.Change: Int] = [:]
    for _ in 0..<120 {
      let first = Self.condition(&random, depth: 1)
      let (a, b) = ("rule r { \(first.text) }", "rule r { \(first.near(&random).text) }")
      guard let found = expectMirrored(a, b) else { continue }
      seen[found, default: 0] += 1
      guard Self.moved.contains(found) else { continue }
      for table in tables {
        let old = await judge(a, over: table, against: tables[0]).first?.state == .violated
        let new = await judge(b, over: table, against: tables[0]).first?.state == .violated
        let isAsSaid =
          found == .unchanged ? old == new : found == .tightened ? !old || new : old || !new
        #expect(isAsSaid, "\(found): \(a) → \(b) over \(table)")
      }
    }
    for change in Self.moved { #expect(seen[change, default: 0] > 8, "\(change)") }
  }

  /// A condition whose bounds can be moved.
  private struct Made {
    let template: String
    var bounds: [Int]

    var text: String {
      bounds.enumerated().reduce("expect " + template) { text, bound in
        text.replacing("#\(bound.offset)#", with: "\(bound.element)")
      }
    }

    func near(_ random: inout SplitMix64) -> Made {
      var result = self
      for index in bounds.indices where Int.random(in: 0..<2, using: &random) == 0 {
        result.bounds[index] = max(0, bounds[index] + Int.random(in: -1...1, using: &random))
      }
      return result
    }
  }

  private static func condition(_ random: inout SplitMix64, depth: Int) -> Made {
    var bounds: [Int] = []
    func number() -> String {
      bounds.append(Int.random(in: 0...3, using: &random))
      return "#\(bounds.count - 1)#"
    }
    func joined(_ depth: Int, _ leaf: () -> String) -> String {
      guard depth > 0, Bool.random(using: &random) else { return leaf() }
      let (a, b) = (joined(depth - 1, leaf), joined(depth - 1, leaf))
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1: return "(\(a) and \(b))"
      case 2, 3: return "(\(a) or \(b))"
      default: return "not (\(a))"
      }
    }
    func ofRecords() -> String {
      joined(2) {
        let column = Bool.random(using: &random) ? "x" : "y"
        return "\(column) \(["<", ">="].randomElement(using: &random) ?? "<") \(number())"
      }
    }
    let template = joined(depth) {
      switch Int.random(in: 0..<7, using: &random) {
      case 0: "every(\(ofRecords()))"
      case 1: "share(\(ofRecords())) >= \(number())1%"
      case 2: "share(\(ofRecords())) <= \(number())1%"
      case 3: "count(\(ofRecords())) < \(number())"
      case 4: "mean(x) within \(number())0% of baseline"
      case 5: "mean(y) within \(number()) of baseline"
      default: "mean(x) <= \(number())"
      }
    }
    return Made(template: template, bounds: bounds)
  }

  @Test("What is called looser fires in no window in which the old alert does not")
  func firing() throws {
    var random = SplitMix64(8)
    var seen: [RuleDifference.Change: Int] = [:]
    func count() -> String {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: " for 2 windows"
      case 1: " for 2 of 3 windows"
      case 2: " for 3 windows"
      default: ""
      }
    }
    func alert() -> String {
      let end =
        Bool.random(using: &random) ? " until < \(Int.random(in: 0...4, using: &random))" : ""
      return "alert when mean(x) > \(Int.random(in: 2...4, using: &random))\(count())"
        + (end.isEmpty ? "" : end + count())
    }
    for _ in 0..<500 {
      let text = { (alert: String) in
        "monitor m { window 1 day on t }\nrule r { on unknown hold \(alert) }"
      }
      let (a, b) = (text(alert()), text(alert()))
      guard let found = expectMirrored(a, b) else { continue }
      seen[found, default: 0] += 1
      guard Self.moved.contains(found) else { continue }
      for _ in 0..<20 {
        let values = (0..<14).map { _ -> Double? in
          let value = Int.random(in: -1...5, using: &random)
          return value < 0 ? nil : Double(value)
        }
        let (old, new) = (try Self.fires(a, values), try Self.fires(b, values))
        let isAsSaid = zip(old, new).allSatisfy { old, new in
          found == .unchanged ? old == new : found == .tightened ? !old || new : old || !new
        }
        #expect(isAsSaid, "\(found): \(a) → \(b) over \(values)")
      }
    }
    for change in Self.moved { #expect(seen[change, default: 0] > 8, "\(change)") }
  }

  /// In which windows an alert on `mean(x)` fires, of its value in each; nil is undecided.
  private static func fires(_ rule: String, _ values: [Double?]) throws -> [Bool] {
    let condition = try #require(check(rule).ruleset.rules.first?.conditions.first)
    var state = FiringState()
    return try values.map { value in
      let violated = try truth(condition.term, value)
      let released = try condition.until.map { try truth($0.term, value) } ?? .no
      return state.take(violated, until: released, condition.firing).fires
    }
  }

  private static func truth(_ term: Term, _ value: Double?) throws -> Truth {
    guard let value else { return .unknown }
    guard case .compare(_, let op, let bound) = term.kind else { throw NoComparison() }
    return op.holds(value, try #require(bound.constant?.number)) ? .yes : .no
  }

  private struct NoComparison: Error {}

  @Test("A set of columns that is called a part of another holds none that the other lacks")
  func sets() {
    var random = SplitMix64(21)
    let names = ["a", "ab", "abc", "b", "ba", "bab", "c"]
    let columns = names.flatMap { name in
      ColumnType.allCases.flatMap { type in
        [false, true].map { Schema.Column(name, type, isBeside: $0) }
      }
    }
    func set(_ depth: Int) -> ColumnSet {
      switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
      case 0: .all
      case 1: .glob(["a*", "*b", "?b*", "a?", "*"].randomElement(using: &random) ?? "*")
      case 2: .type(TypeName.allCases.randomElement(using: &random) ?? .numeric)
      case 3, 4: .name(names.randomElement(using: &random) ?? "a")
      case 5: .union([set(depth - 1), set(depth - 1)])
      default: .except(set(depth - 1), set(depth - 1))
      }
    }
    var included = 0
    for _ in 0..<3_000 {
      let (a, b) = (set(2), set(2))
      let (facts, others) = (
        ColumnFacts(categorical: Bool.random(using: &random) ? ["ab"] : []),
        ColumnFacts(categorical: Bool.random(using: &random) ? ["ab", "b"] : [])
      )
      #expect(a.isIncluded(in: a, facts, facts))
      #expect(a.isIncluded(in: .union([b, a]), facts, facts))
      #expect(ColumnSet.except(a, b).isIncluded(in: a, facts, facts))
      guard a.isIncluded(in: b, facts, others) else { continue }
      included += 1
      for column in columns where a.contains(column, facts) {
        #expect(b.contains(column, others), "\(a.canonical) in \(b.canonical): \(column)")
      }
    }
    #expect(included > 100)
  }

  @Test("Long chains and many names take no time that grows with their square")
  func effort() {
    let chain = { (count: Int) in
      "rule r { expect every("
        + (0..<count).map { "x\($0) > \($0)" }.joined(separator: " and ") + ") }"
    }
    #expect(change(chain(30), chain(29)) == .loosened)
    #expect(change(chain(300), chain(299)) == .changed)
    let loop = { (count: Int) in
      "rule r { for each column c in columns(\((0..<count).map { "x\($0)" }.joined(separator: ", ")))"
        + " expect completeness(c) > 9% }"
    }
    #expect(change(loop(300), loop(299)) == .loosened)
  }
}
