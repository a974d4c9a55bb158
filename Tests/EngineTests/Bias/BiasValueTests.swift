import Engine
import Metrics
import Testing

/// Values of bias metrics: known examples, and what holds of all of them.
struct BiasValueTests {
  static let task = "binary(prediction: p, label: y, positive: 1)"

  /// Metrics of counters, and how swapping the sides changes them.
  static let odd = [
    "ci", "dpl", "dppl", "dca", "dcr", "rd", "sd", "ad", "dar", "drr", "te", "cddl", "cddpl",
  ]
  static let even = ["js", "lp", "tvd", "ks", "ge"]
  static let all = odd + even + ["kl", "di"]

  static func call(_ name: String, facet: String = "s == \"d\"", _ options: String = "") -> String {
    let group = ["cddl", "cddpl"].contains(name) ? ", group: g" : ""
    return "bias.\(name)(facet: \(facet)\(group)\(options))"
  }

  /// Records of side, label, prediction and group.
  static func rows(_ count: Int, seed: UInt64, hasNull: Bool = true) -> [String] {
    var random = SplitMix64(seed)
    let weights = (0..<3).map { _ in Double.random(in: 0.05...0.95, using: &random) }
    let cell = { (yes: String, no: String, share: Double, random: inout SplitMix64) -> String in
      if hasNull, Int.random(in: 0..<20, using: &random) == 0 { return "" }
      return Double.random(in: 0..<1, using: &random) < share ? yes : no
    }
    return (0..<count).map { _ in
      [
        cell("d", "a", weights[0], &random), cell("1", "0", weights[1], &random),
        cell("1", "0", weights[2], &random), cell("u", "v", 0.4, &random),
      ].joined(separator: ",")
    }
  }

  static func csv(_ rows: [String]) -> String {
    "s,y,p,g\n" + rows.map { $0 + "\n" }.joined()
  }

  /// A CSV of records, each so many times.
  static func csv(_ header: String, _ counts: [(String, Int)]) -> String {
    header + "\n"
      + counts.flatMap { [String](repeating: $0.0 + "\n", count: $0.1) }.joined()
  }

  private func near(_ value: MetricValue, _ wanted: Double) -> Bool {
    ((value.number ?? .nan) - wanted).magnitude < 1e-12
  }

  @Test("80 against 20 is an imbalance of 0.6")
  func imbalance() async {
    let csv = Self.csv("s", [("a", 80), ("d", 20)])
    #expect(near(await value(of: "bias.ci(facet: s == \"d\")", over: csv), 0.6))
  }

  @Test("7 of 10 against 2 of 10 differ by 0.5")
  func proportions() async {
    let csv = Self.csv("s,y", [("a,1", 7), ("a,0", 3), ("d,1", 2), ("d,0", 8)])
    let call = { (name: String) in "bias.\(name)(facet: s == \"d\", label: y, positive: 1)" }
    #expect(near(await value(of: call("dpl"), over: csv), 0.5))
    #expect(near(await value(of: call("tvd"), over: csv), 0.5))
    #expect(near(await value(of: call("lp"), over: csv), 0.5 * 2.0.squareRoot()))
    #expect(near(await value(of: call("kl"), over: csv), 0.5826853020432394))
    #expect(near(await value(of: call("js"), over: csv), 0.13250545091704782))
  }

  @Test("Half of either cohort is hired, and yet the new one fares worse within each job")
  func hiring() async {
    let csv = Self.csv(
      "cohort,job,hired",
      [
        ("old,A,1", 24), ("old,A,0", 24), ("old,B,1", 1), ("old,B,0", 1), ("new,A,1", 1),
        ("new,A,0", 21), ("new,B,1", 24), ("new,B,0", 4),
      ])
    let call = { (facet: String, group: String) in
      "bias.cddl(facet: cohort == \"\(facet)\", group: \(group), label: hired, positive: 1)"
    }
    #expect(near(await value(of: call("new", "job"), over: csv), 0.2506666666666667))
    #expect(near(await value(of: call("old", "job"), over: csv), -0.2506666666666667))
    // One group is none.
    #expect(near(await value(of: call("new", "text(1)"), over: csv), 0))
  }

  @Test("Three of four are denied what their neighbours are given")
  func flips() async {
    let csv = "s,x,p\nd,1,0\nd,2,0\nd,3,0\nd,9,0\na,1,1\na,2,1\na,3,1\na,9,0\n"
    let call = "bias.ft(facet: s == \"d\", features: [x], prediction: p, positive: 1"
    #expect(near(await value(of: call + ")", over: csv), 0.75))
    #expect(near(await value(of: call + ", method: smclarify)", over: csv), -0.75))
  }

  @Test("Several positive values, a threshold, and labels of many values")
  func forms() async {
    let csv = Self.csv(
      "age,y", [("30,good", 3), ("30,fair", 2), ("30,bad", 5), ("50,good", 6), ("50,bad", 4)])
    let several = "bias.dpl(facet: age > 40, label: y, positive: [\"good\", \"fair\"])"
    #expect(near(await value(of: several, over: csv), 0.5 - 0.6))
    let many = "bias.tvd(facet: age > 40, label: y)"
    #expect(near(await value(of: many, over: csv), 0.3))
    // The library drops `fair`, which one side lacks, from both.
    let dropped = "bias.tvd(facet: age > 40, label: y, method: smclarify)"
    #expect(near(await value(of: dropped, over: csv), 0.2))
  }

  @Test("A label or prediction that is a condition is positive where it is true")
  func conditions() async {
    let csv = Self.csv(Self.rows(500, seed: 8))
    let wanted = await values(of: Self.all.map { Self.call($0) }, over: csv, task: Self.task)
    #expect(wanted.allSatisfy { $0.number != nil })
    let stated = await values(
      of: Self.all.map { Self.call($0) }, over: csv,
      task: "binary(prediction: p == 1, label: y >= 1)")
    #expect(stated == wanted)
    // Of the two, the one that is a column needs to be told.
    let mixed = await values(
      of: Self.all.map { Self.call($0) }, over: csv,
      task: "binary(prediction: p, label: y == 1, positive: 1)")
    #expect(mixed == wanted)
    let calls = [
      "bias.dpl(facet: s == \"d\", label: y == 1)", "bias.kl(facet: s == \"d\", label: y == 1)",
      "bias.rd(facet: s == \"d\", label: y == 1, prediction: p == 1)",
      "bias.cddl(facet: s == \"d\", group: g, label: y == 1)",
    ]
    let same = [
      "bias.dpl(facet: s == \"d\")", "bias.kl(facet: s == \"d\")", "bias.rd(facet: s == \"d\")",
      "bias.cddl(facet: s == \"d\", group: g)",
    ]
    #expect(await values(of: calls, over: csv) == values(of: same, over: csv, task: Self.task))
    let opposite = "bias.dpl(facet: s == \"d\", label: y == 0, positive: false)"
    #expect(await value(of: opposite, over: csv) == value(of: calls[0], over: csv))
    let quality = ["accuracy", "recall", "f1"]
    #expect(
      await values(of: quality, over: csv, task: "binary(prediction: p == 1, label: y == 1)")
        == values(of: quality, over: csv, task: Self.task))
  }

  @Test("Swapping the sides flips the sign, inverts the ratio, or changes nothing")
  func swaps() async {
    for seed in 1...4 as ClosedRange<UInt64> {
      let csv = Self.csv(Self.rows(400, seed: seed))
      let inside = await values(of: Self.all.map { Self.call($0) }, over: csv, task: Self.task)
      let outside = await values(
        of: Self.all.map { Self.call($0, facet: "s == \"a\"") }, over: csv, task: Self.task)
      for (name, (inside, outside)) in zip(Self.all, zip(inside, outside)) {
        guard let x = inside.number, let y = outside.number else {
          #expect(inside.number == nil && outside.number == nil, "\(name)")
          continue
        }
        if Self.odd.contains(name) { #expect(x == -y || (x + y).magnitude < 1e-12, "\(name)") }
        if Self.even.contains(name) { #expect((x - y).magnitude < 1e-12, "\(name)") }
        if name == "di" { #expect(x * y == 1 || (x * y - 1).magnitude < 1e-12) }
      }
    }
  }

  @Test("Values and intervals lie in the range that is stated")
  func ranges() async throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      // From records so few that some counters are 0.
      let csv = Self.csv(Self.rows(Int(seed * seed), seed: seed))
      let values = await values(of: Self.all.map { Self.call($0) }, over: csv, task: Self.task)
      for (name, value) in zip(Self.all, values) {
        guard let number = value.number else { continue }
        let range = Catalogue.standard["bias." + name]?.signature.range ?? -.infinity ... .infinity
        #expect(range.contains(number), "\(name) \(number)")
        guard let interval = value.interval else { continue }
        #expect(interval.contains(number), "\(name) \(number) in \(interval)")
        #expect(range.contains(interval.lowerBound) && range.contains(interval.upperBound))
      }
    }
  }

  @Test("The order of records and the cuts of the data change nothing")
  func orders() async {
    var random = SplitMix64(5)
    let rows = Self.rows(600, seed: 6)
    let calls = Self.all.map { Self.call($0) }
    let whole = await values(of: calls, over: Self.csv(rows), task: Self.task)
    #expect(whole.allSatisfy { $0.number != nil })
    for cut in [Cut(rowsPerPiece: 1, threads: 3), Cut(rowsPerPiece: 77, threads: 2)] {
      let shuffled = rows.shuffled(using: &random)
      let other = await values(of: calls, over: Self.csv(shuffled), task: Self.task, cut: cut)
      for (name, (a, b)) in zip(Self.all, zip(whole, other)) { #expect(a == b, "\(name)") }
    }
  }

  @Test("Without a facet, a label or a prediction a record is left out", arguments: all)
  func leftOut(_ name: String) async {
    let rows = Self.rows(500, seed: 7)
    let needed = { (fields: [Substring]) -> Bool in
      let (label, prediction) = (!fields[1].isEmpty, !fields[2].isEmpty)
      if name == "ge" { return label && prediction }
      guard !fields[0].isEmpty else { return false }
      switch name {
      case "ci": return true
      case "dpl", "kl", "js", "lp", "tvd", "ks": return label
      case "cddl": return label && !fields[3].isEmpty
      case "cddpl": return prediction && !fields[3].isEmpty
      case "dppl", "di": return prediction
      default: return label && prediction
      }
    }
    let kept = rows.filter { needed($0.split(separator: ",", omittingEmptySubsequences: false)) }
    #expect(kept.count < rows.count)
    let all = await value(of: Self.call(name), over: Self.csv(rows), task: Self.task)
    let some = await value(of: Self.call(name), over: Self.csv(kept), task: Self.task)
    #expect(all == some)
  }
}
