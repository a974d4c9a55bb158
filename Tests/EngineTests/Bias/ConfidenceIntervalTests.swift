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

  @Test("In about 95 of 100 samples the interval holds the true value", arguments: truths)
  func coverage(_ name: String, _ truth: Double) async {
    let (a, d) = ([0.4, 0.1, 0.1, 0.4], [0.2, 0.15, 0.2, 0.45])
    var held = 0
    var random = SplitMix64(UInt64(name.utf8.count) * 1_000 + UInt64(name.utf8.last ?? 0))
    let samples = 200
    for _ in 0..<samples {
      let value = await value(
        of: BiasValueTests.call(name), over: csv(a, d, 150, &random), task: Self.task)
      if value.interval?.contains(truth) == true { held += 1 }
    }
    // 95% of 200 is 190, give or take 3 standard deviations of 3.1.
    #expect(held >= 180, "\(name): \(held) of \(samples)")
  }

  @Test("More records make it narrower, as the square root of their number")
  func width() async throws {
    var random = SplitMix64(9)
    let (a, d) = ([0.4, 0.1, 0.1, 0.4], [0.2, 0.15, 0.2, 0.45])
    for name in ["dpl", "rd", "dca", "te", "ge"] {
      let widths = try await [200, 3_200].asyncMap { count in
        let value = await value(
          of: BiasValueTests.call(name), over: csv(a, d, count, &random), task: Self.task)
        let interval = try #require(value.interval)
        return interval.upperBound - interval.lowerBound
      }
      #expect(widths[0] / widths[1] > 2.5 && widths[0] / widths[1] < 6.5, "\(name): \(widths)")
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
}

extension Array {
  fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows
    -> [Result]
  {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
