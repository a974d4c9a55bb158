import RealModule

/// Shapley values of a model's output for one record, from the model's answers alone: Kernel SHAP
/// (Lundberg and Lee, "A Unified Approach to Interpreting Model Predictions", 2017).
///
/// v(S) is what the model says of a record whose features outside of S are those of a background. The
/// values are the weighted least squares of v(S) by membership, with their sum held to v(all) − v(none).
/// Where all coalitions are asked they are Shapley's own, reckoned by his formula. Where pairs are
/// sampled, half of each pair's difference is what the features explain: v(S) − v(not S) =
/// Σ ±φ, and the error is that of the sampled pairs alone (a sandwich estimate with the residuals
/// divided by 1 − leverage, HC3 of MacKinnon and White, 1985).
///
/// - Complexity: O(samples · features²) for all outputs of a record.
package struct KernelShap: Sendable {
  private let plan: CoalitionPlan
  /// What the model is asked beside the empty and the full coalition.
  package let coalitions: [[Bool]]

  /// - Parameters:
  ///   - features: how many there are.
  ///   - samples: coalitions that may be asked; two a feature are asked at least.
  package init(features: Int, samples: Int, seed: UInt64) {
    plan = CoalitionPlan(features: features, samples: samples, seed: seed)
    coalitions = plan.coalitions
  }

  /// Whether all coalitions are asked.
  package var isExact: Bool { plan.isExact }

  /// The values of each output.
  ///
  /// - Parameters:
  ///   - none: of the empty coalition, one an output.
  ///   - all: of the full one.
  ///   - answers: of `coalitions`, in their order.
  package func values(none: [Double], all: [Double], answers: [[Double]]) -> [ShapleyValues] {
    precondition(answers.count == coalitions.count, "an answer for each coalition")
    if plan.isExact {
      return none.indices.map { output in
        exact([none[output]] + answers.map { $0[output] } + [all[output]])
      }
    }
    let solver = PairedSolver(plan)
    return none.indices.map { output in
      let differences = plan.pairs.indices.map {
        answers[2 * $0][output] - answers[2 * $0 + 1][output]
      }
      return solver.values(differences, total: all[output] - none[output])
    }
  }

  /// Shapley's formula over all coalitions, in the order of their bits.
  private func exact(_ worth: [Double]) -> ShapleyValues {
    let count = plan.features
    let zeros = [Double](repeating: 0, count: count)
    guard count > 0, worth.count == 1 << count else { return ShapleyValues(values: [], errors: []) }
    // |S|! (M − |S| − 1)! / M!
    var shares = [1 / Double(count)]
    for size in 1..<max(count, 2) where size < count {
      shares.append(shares[size - 1] * Double(size) / Double(count - size))
    }
    var values = zeros
    for coalition in worth.indices {
      let share = shares[min(coalition.nonzeroBitCount, count - 1)]
      for feature in 0..<count where coalition >> feature & 1 == 0 {
        values[feature] += share * (worth[coalition | 1 << feature] - worth[coalition])
      }
    }
    return ShapleyValues(values, errors: zeros, adding: worth[worth.count - 1] - worth[0])
  }
}
