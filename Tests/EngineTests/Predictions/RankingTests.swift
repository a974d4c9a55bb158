import Engine
import Metrics
import Testing

/// Metrics of rankings over records in any order.
struct RankingTests {
  static let task = "ranking(score: s, relevance: r, query: q)"
  static let expressions = [
    "ndcg", "ndcg(at: 3)", "ndcg(at: 5, gain: exponential)", "map(relevant: 2)", "mrr(relevant: 3)",
    "recall_at(3, relevant: 2)", "precision_at(4)",
  ]

  static func lines(seed: UInt64) -> [String] {
    var random = SplitMix64(seed)
    return (0..<400).map { _ in
      let query = ["1", "1.0", "2", "x", "y", "z"].randomElement(using: &random) ?? "x"
      // Scores are often tied.
      return
        "\(query),\(Int.random(in: 0...9, using: &random)),\(Int.random(in: 0...4, using: &random))"
    }
  }

  private func values(_ lines: [String], _ cut: Cut = Cut()) async -> [MetricValue] {
    var result: [MetricValue] = []
    for expression in Self.expressions {
      let csv = "q,s,r\n" + lines.joined(separator: "\n") + "\n"
      result.append(await value(of: expression, over: csv, task: Self.task, cut: cut))
    }
    return result
  }

  @Test(
    "No order of the records changes a value, ties included",
    arguments: 1...3 as ClosedRange<UInt64>)
  func orders(seed: UInt64) async {
    let lines = Self.lines(seed: seed)
    let whole = await values(lines)
    #expect(whole.allSatisfy { ($0.number ?? -1) > 0 && ($0.number ?? 2) < 1 })
    var random = SplitMix64(seed)
    #expect(await values(lines.shuffled(using: &random)) == whole)
    #expect(await values(lines.sorted(), Cut(rowsPerPiece: 13, threads: 3)) == whole)
  }

  @Test("Records that lack query, score or relevance change nothing")
  func missing() async {
    let lines = Self.lines(seed: 8)
    let more = lines + [",1,3", "x,,3", "x,2,", "x,none,4", "x,4,-1"]
    #expect(await values(more) == values(lines))
  }

  @Test("A score that is the relevance ranks without fault, its opposite does not")
  func ideal() async {
    let csv = "q,s,r\n" + Self.lines(seed: 9).joined(separator: "\n") + "\n"
    let ideal = "ranking(score: r, relevance: r, query: q)"
    let turned = "ranking(score: -r, relevance: r, query: q)"
    for expression in ["ndcg", "ndcg(at: 2)", "map(relevant: 4)", "mrr(relevant: 4)"] {
      let best = await value(of: expression, over: csv, task: ideal).number ?? .nan
      #expect((best - 1).magnitude < 1e-12, "\(expression)")
      #expect(await value(of: expression, over: csv, task: turned).number ?? 1 < 0.9)
    }
  }

  @Test("What is unknown says why")
  func unknown() async {
    let cases: [(rows: String, expression: String, reason: UnknownReason)] = [
      ("", "ndcg", .noData), ("a,1,\n", "ndcg", .noLabelsYet), ("a,,1\n", "mrr", .noData),
      ("a,1,0\n", "ndcg", .undefined), ("a,1,2\n", "map(relevant: 3)", .undefined),
      ("a,1,2\n", "recall_at(1, relevant: 3)", .undefined),
    ]
    for (rows, expression, reason) in cases {
      #expect(
        await value(of: expression, over: "q,s,r\n" + rows, task: Self.task)
          == .unknown(reason), "\(expression) over \(rows)")
    }
    let none = "q,s,r\na,1,2\n"
    #expect(await value(of: "mrr(relevant: 3)", over: none, task: Self.task).number == 0)
  }
}
