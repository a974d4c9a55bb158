import Engine
import Testing

/// Whether intervals hold what they promise, by drawing samples of a known world.
struct ConfidenceIntervalTests {
  static let task = "binary(prediction: p, label: y, positive: 1)"

  /// Samples of two sides, with the shares of true and false positives, false and true negatives.
  private func csv(
    _ a: [Double], _ d: [Double], _ count: Int, _ random: inout SplitMix64
  ) -> String {
    var csv = "s,y,p,g\n"
    for _ in 0..<count { csv += "a,\(cell(a, &random))\n" }
    for _ in 0..<count { csv += "d,\(cell(d, &random))\n" }
    return csv
  }

  /// Label, prediction and group of a record.
  private func cell(_ shares: [Double], _ random: inout SplitMix64) -> String {
    var left = Double.random(in: 0..<1, using: &random)
    var index = 0
    while index < 3, left >= shares[index] {
      left -= shares[index]
      index += 1
    }
    let cells: [String] = ["1,1", "0,1", "1,0", "0,0"]
    return cells[index] + (Bool.random(using: &random) ? ",u" : ",v")
  }

  /// Of a, 0.4 are true and 0.1 false positives, 0.1 false negatives; of d 0.2, 0.15 and 0.2. Every
  /// group, drawn by chance, has the disparity of the whole.
  static let truths: [(name: String, value: Double)] = [
    ("dpl", 0.1), ("dppl", 0.15), ("di", 0.7), ("rd", 0.3), ("ad", 0.15),
    ("dca", -0.14285714285714285), ("sd", -0.05), ("tvd", 0.1), ("lp", 0.1414213562373095),
    ("cddl", 0.10101010101010101),
  ]

  @Test("In about 95 of 100 samples the interval holds the true value")
  func coverage() async {
    let (a, d) = ([0.4, 0.1, 0.1, 0.4], [0.2, 0.15, 0.2, 0.45])
    var held: [String: Int] = [:]
    var random = SplitMix64(3_111)
    let samples = 200
    for _ in 0..<samples {
      let values = await values(
        of: Self.truths.map { BiasValueTests.call($0.name) }, over: csv(a, d, 150, &random),
        task: Self.task)
      for (truth, value) in zip(Self.truths, values)
      where value.interval?.contains(truth.value) == true {
        held[truth.name, default: 0] += 1
      }
    }
    for (name, _) in Self.truths {
      // 95% of 200 is 190, give or take 3 standard deviations of 3.1.
      #expect(held[name, default: 0] >= 180, "\(name): \(held[name, default: 0]) of \(samples)")
    }
  }

  @Test("More records make it narrower, as the square root of their number")
  func width() async throws {
    var random = SplitMix64(9)
    let (a, d) = ([0.4, 0.1, 0.1, 0.4], [0.2, 0.15, 0.2, 0.45])
    let names = ["dpl", "rd", "dca", "te", "ge"]
    var widths: [[Double]] = []
    for count in [200, 3_200] {
      let values = await values(
        of: names.map { BiasValueTests.call($0) }, over: csv(a, d, count, &random),
        task: Self.task)
      widths.append(
        try values.map {
          let interval = try #require($0.interval)
          return interval.upperBound - interval.lowerBound
        })
    }
    for (index, name) in names.enumerated() {
      let ratio = widths[0][index] / widths[1][index]
      #expect(ratio > 2.5 && ratio < 6.5, "\(name): \(ratio)")
    }
  }

  @Test("Few records are never certain")
  func few() async throws {
    let csv = "s,y,p\na,1,1\na,1,1\na,1,1\nd,0,0\n"
    for name in ["dpl", "dppl", "ad"] {
      let value = await value(of: BiasValueTests.call(name), over: csv, task: Self.task)
      let interval = try #require(value.interval)
      #expect(interval.upperBound - interval.lowerBound > 0.5, "\(name) \(interval)")
    }
  }

  @Test("Distances of sides that may be alike begin at 0")
  func alike() async throws {
    var random = SplitMix64(10)
    let same = [0.3, 0.2, 0.2, 0.3]
    var fromZero = 0
    for _ in 0..<40 {
      let value = await value(
        of: BiasValueTests.call("kl"), over: csv(same, same, 100, &random), task: Self.task)
      if try #require(value.interval).lowerBound == 0 { fromZero += 1 }
    }
    #expect(fromZero >= 34)
  }

  @Test("What is made of values with an interval has one")
  func made() async throws {
    var random = SplitMix64(11)
    let csv = csv([0.4, 0.1, 0.1, 0.4], [0.6, 0.15, 0.1, 0.15], 300, &random)
    let dpl = "bias.dpl(facet: s == \"d\")"
    let bare = try #require(await value(of: dpl, over: csv, task: Self.task).interval)
    #expect(bare.upperBound < 0)
    let (low, high) = (bare.lowerBound, bare.upperBound)
    let wanted: [(String, ClosedRange<Double>)] = [
      ("abs(\(dpl))", -high ... -low), ("-\(dpl)", -high ... -low),
      ("2 * \(dpl)", 2 * low...2 * high), ("\(dpl) / -2", high / -2...low / -2),
      ("\(dpl) + 0.25", low + 0.25...high + 0.25), ("1 - \(dpl)", 1 - high...1 - low),
      ("abs(\(dpl) - \(dpl))", 0...high - low),
    ]
    for (expression, range) in wanted {
      let found = try #require(
        await value(of: expression, over: csv, task: Self.task).interval, "\(expression)")
      #expect((found.lowerBound - range.lowerBound).magnitude < 1e-12, "\(expression)")
      #expect((found.upperBound - range.upperBound).magnitude < 1e-12, "\(expression)")
    }
    // What varies and does not say how much leaves nothing to say.
    for expression in ["\(dpl) * \(dpl)", "\(dpl) - mean(y)", "1 - 0.5", "abs(mean(y))"] {
      #expect(await value(of: expression, over: csv, task: Self.task).interval == nil)
    }
  }

  @Test("The absolute value of what may be 0 may be 0")
  func magnitude() async throws {
    let csv = "s,y,p\na,1,1\na,1,1\na,0,1\nd,0,0\nd,1,0\n"
    let values = await values(
      of: ["bias.dpl(facet: s == \"d\")", "abs(bias.dpl(facet: s == \"d\"))"], over: csv,
      task: Self.task)
    let bare = try #require(values[0].interval)
    #expect(bare.contains(0) && values[1].interval?.lowerBound == 0)
    #expect(values[1].interval?.upperBound == max(-bare.lowerBound, bare.upperBound))
  }

  @Test("In about 95 of 100 pairs of samples the interval of a difference holds the true one")
  func differences() async {
    var random = SplitMix64(12)
    let (a, d) = ([0.4, 0.1, 0.1, 0.4], [0.2, 0.15, 0.2, 0.45])
    var held = 0
    for _ in 0..<200 {
      let found = await value(
        of: "bias.dppl(facet: s == \"d\") - baseline(bias.dppl(facet: s == \"d\"))",
        over: csv(a, d, 100, &random), against: csv(a, a, 150, &random), task: Self.task)
      if found.interval?.contains(0.15) == true { held += 1 }
    }
    #expect(held >= 180 && held < 200, "\(held) of 200")
  }
}
