import Engine
import Testing

/// How far a bias metric moved from fairness, beyond chance.
struct BiasDriftTests {
  static let task = "binary(prediction: p, label: y, positive: 1)"

  private func csv(_ share: Double, _ count: Int, seed: UInt64) -> String {
    var random = SplitMix64(seed)
    let rows = (0..<count).map { index -> String in
      let isIn = index % 2 == 0
      let y = Double.random(in: 0..<1, using: &random) < (isIn ? share : 0.5) ? 1 : 0
      let p = Double.random(in: 0..<1, using: &random) < 0.8 ? y : 1 - y
      return "\(isIn ? "d" : "a"),\(y),\(p),\(Bool.random(using: &random) ? "u" : "v")"
    }
    return BiasValueTests.csv(rows)
  }

  private static func call(_ name: String) -> String {
    let group = name.hasPrefix("cdd") ? ", group: g" : ""
    return "bias.drift(\(name), facet: s == \"d\"\(group))"
  }

  private func drift(_ name: String, _ now: String, _ before: String) async -> Double? {
    await value(of: Self.call(name), over: now, against: before, task: Self.task).number
  }

  @Test("Noise alone does not fire")
  func noise() async {
    var fired: [String: Int] = [:]
    for seed in 1...40 as ClosedRange<UInt64> {
      let found = await values(
        of: BiasValueTests.all.map(Self.call), over: csv(0.4, 300, seed: seed),
        against: csv(0.4, 300, seed: seed + 100), task: Self.task)
      for (name, value) in zip(BiasValueTests.all, found) where (value.number ?? 0) > 0 {
        fired[name, default: 0] += 1
      }
    }
    for name in BiasValueTests.all {
      // The lower end of a 95% interval lies above 0 in 1 of 40, or a few more by chance.
      #expect(fired[name, default: 0] <= 5, "\(name): \(fired[name, default: 0]) of 40")
    }
  }

  @Test("Bias that grows is seen, whichever side it comes to favour")
  func growth() async throws {
    let names = ["dpl", "dppl", "di", "kl", "js", "tvd", "cddl", "cddpl"]
    let (worse, before) = (csv(0.1, 2_000, seed: 1), csv(0.5, 2_000, seed: 2))
    let reverse = csv(0.9, 2_000, seed: 3)
    let drifts = { (now: String, before: String) in
      await values(of: names.map(Self.call), over: now, against: before, task: Self.task)
    }
    for (name, value) in zip(names, await drifts(worse, before)) {
      #expect(try #require(value.number) > 0, "\(name)")
    }
    for (name, value) in zip(names, await drifts(reverse, before)) {
      #expect(try #require(value.number) > 0, "\(name) reversed")
    }
    for (name, value) in zip(names, await drifts(before, worse)) {
      #expect(value.number == 0, "\(name) mended")
    }
  }

  @Test("Disparate impact that falls from 1 is further from fairness; that rises to 1 is not")
  func ratio() async throws {
    let (low, middle) = (csv(0.1, 2_000, seed: 4), csv(0.35, 2_000, seed: 5))
    #expect(try #require(await drift("di", low, middle)) > 0)
    #expect(await drift("di", middle, low) == 0)
  }

  @Test("Without a baseline, or with one that lacks the side, it is unknown")
  func unknown() async {
    let call = "bias.drift(dpl, facet: s == \"d\")"
    let now = csv(0.4, 50, seed: 1)
    #expect(await value(of: call, over: now, task: Self.task) == .unknown(.noBaseline))
    let none = "s,y,p,g\na,1,1,u\n"
    #expect(
      await value(of: call, over: now, against: none, task: Self.task) == .unknown(.undefined))
    #expect(
      await value(of: call, over: none, against: now, task: Self.task) == .unknown(.undefined))
  }

  @Test(
    "What the metric does not take, drift does not either",
    arguments: [
      "bias.drift(dpl, facet: s == 1, group: g)", "bias.drift(cddl, facet: s == 1)",
      "bias.drift(ft, facet: s == 1)", "bias.drift(mae, facet: s == 1)",
      "bias.drift(dpl, facet: s == 1, features: [g])",
    ])
  func mistakes(_ call: String) {
    let rules = "monitor m { task \(Self.task) }\nrule r { expect \(call) <= 1 }"
    let found = check(rules, schema: Schema(names: ["s", "y", "p", "g"]))
    #expect(found.diagnostics.contains { $0.severity == .error }, "\(call)")
  }

  @Test(
    "Bounds that leave out fairness are told",
    arguments: [
      ("expect bias.di(facet: s == 1) in -0.1...0.1", true),
      ("expect bias.di(facet: s == 1) in 0.8...1.25", false),
      ("expect bias.dpl(facet: s == 1) >= 0.1", true),
      ("expect bias.dpl(facet: s == 1) in 0.8...1", true),
      ("expect bias.dpl(facet: s == 1) in -0.1...0.1", false),
      ("alert when bias.di(facet: s == 1) < 0.8", false),
      ("alert when bias.di(facet: s == 1) > 0.1", true),
      ("expect bias.ci(facet: s == 1) in 0.2...0.4", false),
    ])
  func bounds(_ condition: String, _ isTold: Bool) {
    let rules = "monitor m { task \(Self.task) }\nrule r { \(condition) }"
    #expect(codes(rules, schema: Schema(names: ["s", "y", "p"])).contains("TM350") == isTold)
  }
}
