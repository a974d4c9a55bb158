import Foundation
import Testing

@testable import Statistics

/// Games, exact tables and error levels of a folder of reference values, where it lies beside the
/// project; `KernelShapTests` holds the same to games made here.
@Suite(.enabled(if: ReferenceFolder.isThere)) struct ShapleyReferenceTests {

  private static func json(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: ReferenceFolder.url.appendingPathComponent(name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func games() throws {
    let games = try #require(try Self.json("games.json")["games"] as? [String: [String: Any]])
    for (name, game) in games {
      let worth = try #require(game["v"] as? [String: Double])
      let players = try #require(game["expected"] as? [String: Double]).sorted { $0.key < $1.key }
      let found = KernelShapTests.values(
        { holds in
          worth[zip(players, holds).filter(\.1).map(\.0.key).joined()] ?? .nan
        }, features: players.count)
      for (player, value) in zip(players, found.values) {
        #expect(abs(value - player.value) < 1e-12, "\(name) \(player.key)")
      }
    }
  }

  @Test(arguments: ["adult_6f_expected.json", "churn_10f_expected.json"])
  func models(file: String) throws {
    let json = try Self.json(file)
    let baseline = try #require(json["baseline"] as? [Double])
    let text = try String(
      contentsOf: ReferenceFolder.url.appendingPathComponent(try #require(json["rows"] as? String)),
      encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").compactMap { Double($0) }
    }
    for (name, entry) in try #require(json["models"] as? [String: [String: Any]]) {
      let model = try ReferenceModel(try #require(entry["model"] as? [String: Any]))
      let exact = try #require(entry["exact_shapley"] as? [[Double]])
      let limit = try #require(
        (entry["shap_kernel_100"] as? [String: Any])?["mean_abs_error_vs_exact"] as? Double)
      var errors = (whole: 0.0, sampled: 0.0, count: 0.0)
      for (index, row) in rows.enumerated() {
        let game: KernelShapTests.Game = { holds in
          model.answer(zip(holds, zip(row, baseline)).map { $0 ? $1.0 : $1.1 })
        }
        let whole = KernelShapTests.values(game, features: row.count, samples: 2_048)
        let sampled = KernelShapTests.values(
          game, features: row.count, samples: 100, seed: UInt64(index))
        for (feature, value) in exact[index].enumerated() {
          errors.whole = max(errors.whole, abs(whole.values[feature] - value))
          errors.sampled += abs(sampled.values[feature] - value)
          errors.count += 1
        }
      }
      #expect(errors.whole < 1e-9, "\(file) \(name)")
      #expect(errors.sampled / errors.count <= max(limit * 1.2, 1e-12), "\(file) \(name)")
    }
  }

  @Test func pairwise() throws {
    let json = try Self.json("pairwise_20f_expected.json")
    let weights = try #require(json["weights"] as? [Double])
    let pairs = try #require(json["pairs"] as? [[Double]])
    let baseline = try #require(json["baseline"] as? [Double])
    let rows = try #require(json["rows"] as? [[Double]])
    let exact = try #require(json["exact_shapley"] as? [[Double]])
    for (samples, limit) in [(100, 0.030), (500, 0.0107), (2_048, 0.0047)] {
      var (error, count) = (0.0, 0.0)
      for seed in 0..<5 as Range<UInt64> {
        for (index, row) in rows.enumerated() {
          let found = KernelShapTests.values(
            { holds in
              let x = zip(holds, zip(row, baseline)).map { $0 ? $1.0 : $1.1 }
              let alone = zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 }
              return pairs.reduce(alone) { $0 + $1[2] * x[Int($1[0])] * x[Int($1[1])] }
            }, features: 20, samples: samples, seed: seed * 100 + UInt64(index))
          for (value, wanted) in zip(found.values, exact[index]) {
            error += abs(value - wanted)
            count += 1
          }
        }
      }
      #expect(error / count <= limit, "\(samples)")
    }
  }
}

private enum ReferenceFolder {
  static let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../../shared/conformance/oracle/shap").standardizedFileURL
  static let isThere = FileManager.default.fileExists(
    atPath: url.appendingPathComponent("games.json").path)
}

/// A model as the reference files state it.
private struct ReferenceModel {
  private struct Tree {
    let left: [Int]
    let right: [Int]
    let feature: [Int]
    let threshold: [Double]
    let value: [Double]
  }

  private var coefficients: [Double] = []
  private var intercept = 0.0
  private var rate = 0.0
  private var trees: [Tree] = []

  init(_ json: [String: Any]) throws {
    if json["kind"] as? String == "logistic_regression" {
      coefficients = try #require(json["coefficients"] as? [Double])
      intercept = try #require(json["intercept"] as? Double)
      return
    }
    rate = try #require(json["learning_rate"] as? Double)
    intercept = try #require(json["init_raw"] as? Double)
    trees = try #require(json["trees"] as? [[String: Any]]).map { tree in
      Tree(
        left: try #require(tree["left"] as? [Int]), right: try #require(tree["right"] as? [Int]),
        feature: try #require(tree["feature"] as? [Int]),
        threshold: try #require(tree["threshold"] as? [Double]),
        value: try #require(tree["value"] as? [Double]))
    }
  }

  func answer(_ x: [Double]) -> Double {
    var raw = intercept + zip(coefficients, x).reduce(0) { $0 + $1.0 * $1.1 }
    for tree in trees {
      var node = 0
      while tree.feature[node] >= 0 {
        let goesLeft = Double(Float(x[tree.feature[node]])) <= tree.threshold[node]
        node = goesLeft ? tree.left[node] : tree.right[node]
      }
      raw += rate * tree.value[node]
    }
    return 1 / (1 + exp(-raw))
  }
}
