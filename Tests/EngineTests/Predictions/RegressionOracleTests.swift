import Engine
import Metrics
import Testing

/// Metrics of regression against sums over all records, on data with gaps, zeros and what is no
/// number.
struct RegressionOracleTests {
  static let task = "regression(prediction: p, label: y)"

  struct Pair {
    let prediction: Double
    let label: Double
    var error: Double { prediction - label }
  }

  static func sample(_ rows: Int, seed: UInt64) -> (csv: String, pairs: [Pair]) {
    var random = SplitMix64(seed)
    var csv = "y,p,g\n"
    var pairs: [Pair] = []
    for _ in 0..<rows {
      let label =
        Int.random(in: 0..<9, using: &random) == 0 ? 0 : Double.random(in: -5...20, using: &random)
      let guess = label + Double.random(in: -3...3, using: &random)
      let prediction = Int.random(in: 0..<5, using: &random) == 0 ? label : guess
      let cells = [String(label), String(prediction)].map {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: ""
        case 1: "none"
        default: $0
        }
      }
      csv += cells.joined(separator: ",") + ",a\n"
      if let y = Double(cells[0]), let p = Double(cells[1]) {
        pairs.append(Pair(prediction: p, label: y))
      }
    }
    return (csv, pairs)
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  static func exact(_ pairs: [Pair]) -> [(String, Double)] {
    let errors = pairs.map(\.error)
    let labels = pairs.map(\.label)
    let center = mean(labels)
    let spread = mean(labels.map { ($0 - center) * ($0 - center) })
    let bias = mean(errors)
    let mse = mean(errors.map { $0 * $0 })
    let middle = median(labels)
    func pinball(_ q: Double) -> Double {
      mean(errors.map { max(q * -$0, (q - 1) * -$0) })
    }
    return [
      ("mae", mean(errors.map(\.magnitude))), ("mse", mse), ("rmse", mse.squareRoot()),
      ("r2", 1 - mse / spread), ("mean_error", bias),
      ("explained_variance", 1 - mean(errors.map { ($0 - bias) * ($0 - bias) }) / spread),
      ("mape", mean(pairs.filter { $0.label != 0 }.map { ($0.error / $0.label).magnitude })),
      (
        "smape",
        mean(
          pairs.map {
            let size = $0.prediction.magnitude + $0.label.magnitude
            return size == 0 ? 0 : 2 * $0.error.magnitude / size
          })
      ),
      ("max_error", errors.map(\.magnitude).max() ?? .nan),
      ("median_absolute_error", median(errors.map(\.magnitude))),
      ("pinball(0.1)", pinball(0.1)), ("pinball(90%)", pinball(0.9)),
      ("best_constant(mse)", spread), ("best_constant(rmse)", spread.squareRoot()),
      ("best_constant(mae)", mean(labels.map { ($0 - middle).magnitude })),
      ("best_constant(max_error)", ((labels.max() ?? 0) - (labels.min() ?? 0)) / 2),
      ("best_constant(r2)", 0), ("best_constant(mean_error)", 0),
    ]
  }

  @Test(arguments: [(3, 11), (40, 12), (1_000, 13), (1_000, 14)] as [(Int, UInt64)])
  func equalsTheFormula(rows: Int, seed: UInt64) async {
    let (csv, pairs) = Self.sample(rows, seed: seed)
    for (expression, exact) in Self.exact(pairs) {
      for cut in [Cut(rowsPerPiece: 5_000, threads: 1), Cut(rowsPerPiece: 37, threads: 2)] {
        let found = await value(of: expression, over: csv, task: Self.task, cut: cut).number
        #expect(
          ((found ?? .nan) - exact).magnitude <= 1e-9 * max(1, exact.magnitude), "\(expression)")
      }
    }
  }

  @Test("No constant is better than the best one")
  func bestConstant() async throws {
    let (csv, _) = Self.sample(300, seed: 21)
    for metric in ["mae", "mse", "rmse", "max_error"] {
      let best = try #require(
        await value(of: "best_constant(\(metric))", over: csv, task: Self.task).number)
      for constant in [-2.0, 0, 3, 7.5, 8, 12] {
        // A constant where there is a prediction, so that the same records count.
        let task = "regression(prediction: if p is numeric then \(constant) else null, label: y)"
        let reached = try #require(await value(of: metric, over: csv, task: task).number)
        #expect(best <= reached + 1e-9, "\(metric) of \(constant)")
      }
    }
  }

  @Test("What is unknown says why")
  func unknown() async {
    let cases: [(csv: String, expression: String, reason: UnknownReason)] = [
      ("y,p\n", "mae", .noData), (",\n".prefixed, "mae", .noLabelsYet),
      (",1\n,2\n".prefixed, "r2", .noLabelsYet), ("1,\n2,\n".prefixed, "rmse", .noData),
      ("1,\n".prefixed, "median_absolute_error", .noData),
      (",1\n".prefixed, "median_absolute_error", .noLabelsYet),
      ("3,1\n3,2\n".prefixed, "r2", .undefined),
      ("3,1\n".prefixed, "explained_variance", .undefined),
      ("0,1\n".prefixed, "mape", .noData), (",1\n".prefixed, "best_constant(mae)", .noLabelsYet),
      ("y,p\n", "label_share", .noData),
    ]
    for (csv, expression, reason) in cases {
      #expect(
        await value(of: expression, over: csv, task: Self.task) == .unknown(reason),
        "\(expression) over \(csv)")
    }
    #expect(await value(of: "label_share", over: "y,p\n,1\n2,1\n", task: Self.task).number == 0.5)
  }

  @Test("A where lets through what it says")
  func filtered() async {
    let csv = "y,p,g\n1,2,a\n1,5,b\n1,1,a\n"
    #expect(await value(of: "mae(where: g == \"a\")", over: csv, task: Self.task).number == 0.5)
    let outcome = await outcomes(
      "monitor m { task \(Self.task) }\nrule r { where g == \"b\" expect mae == 4 and r2 < 1 }",
      over: csv)
    #expect(outcome == ["r": "undefined"])
  }
}

extension String {
  fileprivate var prefixed: String { "y,p\n" + self }
}
