import Engine
import Metrics
import Testing

/// Metrics of classes against counts over all records.
struct ClassOracleTests {
  static let multiclass = "multiclass(prediction: p, label: y)"
  static let binary = "binary(prediction: p, probability: s, label: y, positive: 1)"

  static func sample(
    _ rows: Int, _ classes: [String], seed: UInt64
  ) -> (csv: String, pairs: [(y: String, p: String)]) {
    var random = SplitMix64(seed)
    var csv = "y,p\n"
    var pairs: [(y: String, p: String)] = []
    for _ in 0..<rows {
      let y = classes[min(Int.random(in: 0..<classes.count, using: &random), 2)]
      let p = Bool.random(using: &random) ? y : classes.randomElement(using: &random) ?? y
      let cells = [y, p].map { Int.random(in: 0..<15, using: &random) == 0 ? "" : $0 }
      csv += cells.joined(separator: ",") + "\n"
      if !cells.contains("") { pairs.append((y, p)) }
    }
    return (csv, pairs)
  }

  /// Precision, recall, F of a class, 0 where there is nothing to divide by.
  static func scores(
    _ pairs: [(y: String, p: String)], _ name: String, beta: Double
  ) -> (precision: Double, recall: Double, f: Double, records: Double) {
    let hits = Double(pairs.count { $0.y == name && $0.p == name })
    let said = Double(pairs.count { $0.p == name })
    let actual = Double(pairs.count { $0.y == name })
    let precision = said == 0 ? 0 : hits / said
    let recall = actual == 0 ? 0 : hits / actual
    let below = beta * beta * precision + recall
    let f = below == 0 ? 0 : (1 + beta * beta) * precision * recall / below
    return (precision, recall, f, actual)
  }

  static func exact(_ pairs: [(y: String, p: String)]) -> [(String, Double)] {
    let names = Set(pairs.flatMap { [$0.y, $0.p] }).sorted()
    let n = Double(pairs.count)
    func weighted(_ beta: Double, _ pick: ((Double, Double, Double, Double)) -> Double) -> Double {
      names.map { scores(pairs, $0, beta: beta) }.reduce(0) { $0 + $1.records * pick($1) } / n
    }
    let right = Double(pairs.count { $0.y == $0.p })
    var chance = 0.0
    // The correlation of indicator vectors, from its definition as covariances.
    var covariances = (yp: 0.0, yy: 0.0, pp: 0.0)
    for name in names {
      let a = Double(pairs.count { $0.y == name }) / n
      let b = Double(pairs.count { $0.p == name }) / n
      chance += a * b
      covariances.yp += Double(pairs.count { $0.y == name && $0.p == name }) / n - a * b
      covariances.yy += a - a * a
      covariances.pp += b - b * b
    }
    let recalls = Set(pairs.map(\.y)).map { scores(pairs, $0, beta: 1).recall }
    return [
      ("accuracy", right / n), ("weighted_recall", weighted(1) { $0.1 }),
      ("weighted_precision", weighted(1) { $0.0 }), ("weighted_f1", weighted(1) { $0.2 }),
      ("weighted_f(beta: 2)", weighted(2) { $0.2 }),
      ("macro_f1", names.reduce(0) { $0 + scores(pairs, $1, beta: 1).f } / Double(names.count)),
      ("balanced_accuracy", recalls.reduce(0, +) / Double(recalls.count)),
      ("cohen_kappa", (right / n - chance) / (1 - chance)),
      ("mcc", covariances.yp / (covariances.yy * covariances.pp).squareRoot()),
      ("precision(class: \"b\")", scores(pairs, "b", beta: 1).precision),
      ("recall(class: \"b\")", scores(pairs, "b", beta: 1).recall),
      ("f1(class: \"a\")", scores(pairs, "a", beta: 1).f),
      ("f(beta: 0.5, class: \"a\")", scores(pairs, "a", beta: 0.5).f),
      (
        "confusion(actual: \"a\", predicted: \"b\")",
        Double(pairs.count { $0.y == "a" && $0.p == "b" })
      ),
    ]
  }

  @Test(arguments: [(30, 1), (700, 2), (700, 3)] as [(Int, UInt64)])
  func equalsTheFormula(rows: Int, seed: UInt64) async {
    // Of d there is a prediction at times, and never a label.
    let (csv, pairs) = Self.sample(rows, ["a", "b", "c", "d"], seed: seed)
    for (expression, exact) in Self.exact(pairs) {
      let found = await value(
        of: expression, over: csv, task: Self.multiclass,
        cut: Cut(rowsPerPiece: 41, threads: 2)
      ).number
      #expect(((found ?? .nan) - exact).magnitude < 1e-12, "\(expression): \(exact)")
    }
  }

  @Test("Rates of a binary task fit together", arguments: 1...6 as ClosedRange<UInt64>)
  func relations(seed: UInt64) async throws {
    let (csv, _) = Self.sample(300, ["0", "1", "1.0", "01"], seed: seed)
    func number(_ expression: String) async throws -> Double {
      try #require(
        await value(
          of: expression, over: csv, task: "binary(prediction: p, label: y, positive: 1)"
        ).number)
    }
    let (precision, recall) = (try await number("precision"), try await number("recall"))
    let f1 = try await number("f1")
    #expect(min(precision, recall) - 1e-12 <= f1 && f1 <= max(precision, recall) + 1e-12)
    #expect(try await (number("f(beta: 1)") - f1).magnitude < 1e-12)
    #expect(try await number("true_positive_rate") == recall)
    #expect(
      try await (number("true_positive_rate + false_negative_rate") - 1).magnitude < 1e-12)
    #expect(
      try await (number("true_negative_rate + false_positive_rate") - 1).magnitude < 1e-12)
    #expect(
      try await (number("(true_positive_rate + true_negative_rate) / 2 - balanced_accuracy"))
        .magnitude < 1e-12)
    #expect(try await (number("weighted_recall - accuracy")).magnitude < 1e-12)
    let cells = try await number(
      "confusion(actual: 1, predicted: 1) + confusion(actual: 1, predicted: 0) + "
        + "confusion(actual: 0, predicted: 1) + confusion(actual: 0, predicted: 0)")
    #expect(
      cells
        == Double(
          csv.split(separator: "\n").dropFirst().count { !$0.hasPrefix(",") && !$0.hasSuffix(",") })
    )
    #expect(try await number("best_constant(accuracy)") >= 0.5)
    #expect(try await number("best_constant(recall)") == 1)
    #expect(try await number("best_constant(balanced_accuracy)") == 0.5)
    #expect(try await number("best_constant(cohen_kappa)") == 0)
  }

  @Test("The best constant of several classes is that of trying each")
  func bestConstant() async throws {
    let (csv, pairs) = Self.sample(200, ["a", "b", "c"], seed: 9)
    for metric in ["accuracy", "weighted_f1", "weighted_precision", "macro_f1"] {
      var best = 0.0
      for name in ["a", "b", "c"] {
        let constant = pairs.map { (y: $0.y, p: name) }
        best = max(best, Self.exact(constant).first { $0.0 == metric }?.1 ?? 0)
      }
      let found = await value(
        of: "best_constant(\(metric))", over: csv, task: Self.multiclass
      ).number
      #expect(((found ?? .nan) - best).magnitude < 1e-12, "\(metric)")
    }
  }

  @Test("What is positive may be a text, a number, a list, a range or a truth")
  func positive() async {
    for (labels, positive) in [
      ("1 0 1.0 0", "1"), ("yes no yes no", "\"yes\""), ("a c b d", "[\"a\", \"b\"]"),
      ("7 1 9 2", "5...10"), ("true false true false", "true"), ("-1 1 -1 1", "-1"),
    ] {
      let cells = labels.split(separator: " ")
      let csv = "y,p\n\(cells[0]),\(cells[2])\n\(cells[1]),\(cells[0])\n\(cells[2]),\(cells[3])\n"
      let task = "binary(prediction: p, label: y, positive: \(positive))"
      #expect(await value(of: "precision", over: csv, task: task).number == 0.5, "\(positive)")
      #expect(await value(of: "recall", over: csv, task: task).number == 0.5, "\(positive)")
    }
  }

  @Test("What is unknown says why")
  func unknown() async {
    let cases: [(rows: String, expression: String, reason: UnknownReason)] = [
      ("", "accuracy", .noData), (",1,0.5\n", "accuracy", .noLabelsYet),
      ("1,,0.5\n", "f1", .noData), ("x,1,0.5\n", "auc", .noLabelsYet),
      ("0,0,0.5\n", "precision", .undefined), ("0,0,0.5\n", "recall", .undefined),
      ("0,0,0.5\n", "f1", .undefined), ("1,1,0.5\n", "true_negative_rate", .undefined),
      ("1,1,0.5\n", "mcc", .undefined), ("1,1,0.5\n", "cohen_kappa", .undefined),
      ("1,1,0.5\n", "balanced_accuracy", .undefined), ("1,1,0.5\n", "auc", .undefined),
      ("0,1,0.5\n", "pr_auc", .undefined), ("1,1,\n", "log_loss", .noData),
      ("1,1,1.5\n", "brier", .noData), (",1,0.5\n", "calibration_error", .noLabelsYet),
      ("1,1,0.5\n", "best_constant(auc)", .undefined), ("1,,\n", "pr_curve", .noData),
    ]
    for (rows, expression, reason) in cases {
      #expect(
        await value(of: expression, over: "y,p,s\n" + rows, task: Self.binary)
          == .unknown(reason), "\(expression) over \(rows)")
    }
  }
}
