import Testing

@testable import Statistics

@Suite("Values that occur once, and those that repeat")
struct ValueMultiplicityTests {
  private func counts(_ texts: [String?], budget: Int = 786_431) -> ValueMultiplicity {
    var counts = ValueMultiplicity(.init(budget: budget))
    for start in stride(from: 0, to: texts.count, by: 1000) {
      var part = ValueMultiplicity(.init(budget: budget))
      part.update(ColumnBlock(text: Array(texts[start..<Swift.min(texts.count, start + 1000)])))
      counts.merge(part)
    }
    return counts
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func exact(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let texts = (0..<30_000).map { _ -> String? in
      random.next() % 10 == 0 ? nil : "k\(random.next() % (seed * 9_000))"
    }
    var plain: [String: Int] = [:]
    for case let text? in texts { plain[text, default: 0] += 1 }
    let counts = counts(texts)
    #expect(counts.isExact)
    #expect(counts.records == texts.count { $0 != nil })
    #expect(counts.distinct == .init(value: Double(plain.count), error: 0))
    #expect(counts.singles == .init(value: Double(plain.values.count { $0 == 1 }), error: 0))
    for (text, count) in counts.repeated {
      #expect(plain[String(decoding: text, as: UTF8.self)] == count)
    }
    #expect(counts.repeated.map(\.count) == plain.values.sorted().reversed().prefix(5).map(\.self))
  }

  @Test(
    "Beyond the budget the estimates are within their errors",
    arguments: [(1, 1), (1, 2), (1, 9), (50, 1)])
  func sampled(repeats: (first: Int, rest: Int)) {
    var random = SplitMix64(seed: 3)
    var missed = 0
    for trial in 0..<15 {
      // Some values with one frequency, others with another, in a random order.
      let values = (0..<5_000).flatMap { index -> [String] in
        let count = index % 10 == 0 ? repeats.first : repeats.rest
        return [String](repeating: "\(trial) \(index)", count: count)
      }.shuffled(using: &random)
      var plain: [String: Int] = [:]
      for text in values { plain[text, default: 0] += 1 }
      let counts = counts(values, budget: 512)
      #expect(!counts.isExact)
      let singles = Double(plain.values.count { $0 == 1 })
      let off = (
        (counts.distinct.value - Double(plain.count)).magnitude,
        (counts.singles.value - singles).magnitude
      )
      missed += off.0 > counts.distinct.error ? 1 : 0
      missed += off.1 > counts.singles.error ? 1 : 0
      #expect(counts.distinct.error < 0.2 * Double(plain.count))
    }
    // Three standard errors hold in 99.7% of cases.
    #expect(missed <= 1)
  }

  @Test(
    "Values that all occur once are told so beyond the budget as well, and one repeat is an error apart"
  )
  func unique() {
    let counts = counts((0..<50_000).map { "id \($0)" }, budget: 512)
    #expect(!counts.isExact)
    #expect(counts.singles.value == 50_000)
    #expect(counts.distinct.value == 50_000)
    #expect(counts.singles.error > 0)
  }

  @Test("A record without any value is left out; else missing cells are equal, and columns apart")
  func combinations() {
    var counts = ValueMultiplicity()
    counts.update(
      ColumnBlock(
        rows: 7,
        columns: [
          Column(text: ["a", "a", nil, nil, "b", "ab", "a"]),
          Column(text: ["b", "b", nil, "a", "a", nil, nil]),
        ]))
    #expect(counts.records == 6)
    #expect(counts.distinct.value == 5)
    #expect(counts.repeated.map { String(decoding: $0.text, as: UTF8.self) } == ["a, b"])
  }

  @Test("Texts stay within their budget, and values that repeat are shown beyond it")
  func texts() {
    let long = String(repeating: "x", count: 200)
    var texts = (0..<60_000).map { "\(long)\($0)" }
    texts[59_999] = texts[3]
    let counts = counts(texts)
    #expect(counts.texts.bytes <= ValueMultiplicity.mostTextBytes)
    #expect(counts.distinct.value == 59_999)
    #expect(counts.repeated.map { String(decoding: $0.text, as: UTF8.self) } == [texts[3]])
  }
}
