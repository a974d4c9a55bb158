import Engine
import Testing

/// Laws of rules that look at earlier windows.
struct HistoryLawTests {
  private static let rules = """
    rule a { alert when max(x) > 6 for 2 of 3 windows until < 3 for 2 windows }
    rule b { on unknown hold alert critical when mean(x) > 5 until < 4 }
    rule c { expect max(x) <= 2 * average(max(x), last: 3) }
    rule d { expect row_count >= 50% * average(row_count, last: 2, every: 3) }
    rule e { expect mean(x) within 2 sigma of last 4 windows needs at least 2 rows }
    rule f { by s at most 3 alert when change(mean(x)) > 1 for 2 windows }
    rule g { by s at most 5 on unknown hold expect max(x) - previous(max(x)) < 4 }
    rule h { needs 3 windows of history expect median(mean(x), last: 2) < 6 }
    rule i { where x > 2 expect stddev(quantile(x, 50%), last: 3) < 3 }
    """

  /// Some days of few records, some without any.
  private static func lines(_ seed: UInt64, days: Int = 14) -> [String] {
    var random = SplitMix64(seed)
    return (0..<days).flatMap { day -> [String] in
      // The first and the last have one, so that all days are windows.
      let isEnd = day == 0 || day == days - 1
      return (0..<Int.random(in: isEnd ? 1...3 : 0...5, using: &random)).map { _ in
        let time = MetricValue.text(
          ofTime: Double(day * 86_400 + Int.random(in: 0..<86_400, using: &random)))
        let x =
          Int.random(in: 0...4, using: &random) == 0
          ? "" : String(Int.random(in: 0...9, using: &random))
        return "\(time),\(x),\(["a", "b", "c", "d"].randomElement(using: &random) ?? "")"
      }
    }
  }

  private static func csv(_ lines: [String]) -> String {
    "at,x,s\n" + lines.map { $0 + "\n" }.joined()
  }

  @Test(
    "Windows at once are judged as windows in two runs", arguments: 1...6 as ClosedRange<UInt64>)
  func split(_ seed: UInt64) async throws {
    let days = try await Days(Self.rules, over: Self.csv(Self.lines(seed)))
    let whole = Days.text(try days.judge())
    for cut in 1..<whole.count {
      var history = History()
      let first = try days.judge(0..<cut, &history)
      let second = try days.judge(cut..<whole.count, &history)
      #expect(Days.text(first + second) == whole, "cut at \(cut)")
    }
  }

  @Test("Neither the order of records nor how they are cut and shared changes a verdict")
  func order() async throws {
    var random = SplitMix64(9)
    let lines = Self.lines(7)
    let whole = Days.text(try await Days(Self.rules, over: Self.csv(lines)).judge())
    for threads in [1, 3] {
      let shuffled = Self.csv(lines.shuffled(using: &random))
      let cut = Cut(rowsPerPiece: threads * 2, threads: threads)
      #expect(Days.text(try await Days(Self.rules, over: shuffled, cut: cut).judge()) == whole)
    }
  }

  @Test("Functions come out as a plain reading of all windows before")
  func functions() async throws {
    var random = SplitMix64(11)
    for _ in 0..<30 {
      var values = (0..<12).map { _ -> Double? in
        Int.random(in: 0...3, using: &random) == 0
          ? nil : Double(Int.random(in: 0...9, using: &random))
      }
      (values[0], values[11]) = (1, 1)
      let last = Int.random(in: 1...4, using: &random)
      let every = Int.random(in: 1...3, using: &random)
      let days = try await Days(
        "rule r { expect average(max(x), last: \(last), every: \(every)) >= 0 }",
        over: Days.csv(values))
      let found = try days.judge().map { $0.verdicts.first?.value?.number }
      let wanted = values.indices.map { now -> Double? in
        let before = (0..<now).reversed().filter { (now - $0) % every == 0 }.compactMap {
          values[$0]
        }.prefix(last)
        return before.count == last ? before.reversed().reduce(0, +) / Double(last) : nil
      }
      #expect(found == wanted, "\(values) last \(last) every \(every)")
    }
  }
}
