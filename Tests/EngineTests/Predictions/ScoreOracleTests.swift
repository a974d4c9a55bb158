import Engine
import Metrics
import Testing

/// Metrics of probabilities: their relations, and formulas over all records.
struct ScoreOracleTests {
  static let task = "binary(probability: s, label: y, positive: \"yes\", threshold: 0.4)"

  static func sample(
    _ rows: Int, seed: UInt64
  ) -> (csv: String, kept: [(isPositive: Bool, score: Double)]) {
    var random = SplitMix64(seed)
    var csv = "y,s\n"
    var kept: [(isPositive: Bool, score: Double)] = []
    for _ in 0..<rows {
      let label = ["yes", "no", "no", ""].randomElement(using: &random) ?? ""
      // In steps of 1/64, so that scores are tied and 1 − s is exact.
      let score = Double(Int.random(in: 0...64, using: &random)) / 64
      let cell = Int.random(in: 0..<12, using: &random) == 0 ? "none" : String(score)
      csv += "\(label),\(cell)\n"
      if !label.isEmpty, cell != "none" { kept.append((label == "yes", score)) }
    }
    return (csv, kept)
  }

  private func number(_ expression: String, _ csv: String, _ task: String = task) async -> Double {
    await value(of: expression, over: csv, task: task, cut: Cut(rowsPerPiece: 97, threads: 2))
      .number ?? .nan
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func relations(seed: UInt64) async {
    let (csv, _) = Self.sample(400, seed: seed)
    let area = await number("auc", csv)
    #expect((0...1).contains(area))
    let turned = "binary(probability: 1 - s, label: y, positive: \"yes\")"
    #expect(await (number("auc", csv, turned) - (1 - area)).magnitude < 1e-12)
    // Only the order counts, and what is positive may be exchanged with the order.
    let bent = "binary(probability: s * s * s - 5, label: y, positive: \"yes\")"
    #expect(await number("auc", csv, bent) == area)
    let exchanged = "binary(probability: 1 - s, label: y, positive: \"no\")"
    #expect(await (number("auc", csv, exchanged) - area).magnitude < 1e-12)
    #expect(await (number("gini", csv) - (2 * area - 1)).magnitude < 1e-12)
    #expect(await number("pr_auc", csv, bent) == number("pr_auc", csv))
    #expect(await number("brier", csv) >= 0)
    let exchangedBrier = await number("brier", csv, exchanged)
    #expect(await (number("brier", csv) - exchangedBrier).magnitude < 1e-12)
    let one = "calibration_error(bins: 1)"
    #expect(await number(one, csv) <= number("calibration_error(bins: 64)", csv) + 1e-12)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func equalsTheFormula(seed: UInt64) async {
    let (csv, kept) = Self.sample(500, seed: seed)
    let n = Double(kept.count)
    let brier = kept.reduce(0) { sum, row in
      sum + (row.score - (row.isPositive ? 1 : 0)) * (row.score - (row.isPositive ? 1 : 0))
    }
    #expect(await (number("brier", csv) - brier / n).magnitude < 1e-12)
    let bins = Dictionary(grouping: kept) { min(Int($0.score * 8), 7) }
    let apart = bins.values.reduce(0) { sum, rows in
      let mean = rows.reduce(0) { $0 + $1.score } / Double(rows.count)
      let rate = Double(rows.count { $0.isPositive }) / Double(rows.count)
      return sum + Double(rows.count) / n * (mean - rate).magnitude
    }
    #expect(await (number("calibration_error(bins: 8)", csv) - apart).magnitude < 1e-12)
    let said = kept.filter { $0.score >= 0.4 }
    let hits = Double(said.count { $0.isPositive })
    #expect(await number("precision", csv) == hits / Double(said.count))
    let share = Double(kept.count { $0.isPositive }) / n
    #expect(await (number("best_constant(brier)", csv) - share * (1 - share)).magnitude < 1e-12)
    #expect(await (number("best_constant(precision)", csv) - share).magnitude < 1e-12)
  }

  @Test("The share of positives is the best constant probability")
  func bestConstant() async {
    let (csv, _) = Self.sample(300, seed: 4)
    for metric in ["brier", "log_loss"] {
      let best = await number("best_constant(\(metric))", csv)
      var reached: [Double] = []
      for constant in 1..<100 {
        let probability = "if s is numeric then \(Double(constant) / 100) else null"
        let task = "binary(probability: \(probability), label: y, positive: \"yes\")"
        reached.append(await number(metric, csv, task))
      }
      let least = reached.min() ?? 0
      #expect(best <= least + 1e-12 && least < best + 1e-3, "\(metric)")
    }
  }

  @Test("Certainty that was wrong costs 52 bits, and certainty that was right nothing")
  func certainty() async {
    let cost = await number("log_loss", "y,s\nno,1\n")
    #expect((cost - 52 * 0.6931471805599453).magnitude < 1e-9)
    #expect(await number("log_loss", "y,s\nyes,1\n") < 1e-15)
  }

  @Test("Bins are closed below, and the last one above as well")
  func bins() async {
    // 0.3 is no double: 3/10 as a double lies in the bin that begins there.
    for (score, other) in [("0.3", "0.39"), ("0.7", "0.79"), ("1", "0.9")] {
      let csv = "y,s\nyes,\(score)\nno,\(other)\n"
      // In one bin the errors of both meet; apart they would add up.
      let together = ((Double(score) ?? 0) - 1 + (Double(other) ?? 0)).magnitude / 2
      #expect(await (number("calibration_error", csv) - together).magnitude < 1e-12)
    }
  }
}
