import RealModule

/// The least squares of paired coalitions, factored once for all outputs.
///
/// A row a pair: +1 for each feature that the first half holds, −1 for the others. The normal matrix
/// is positive definite, as every feature's own pair is among them, and is factored by Cholesky; the
/// sum is held by a Lagrange multiplier.
struct PairedSolver {
  private let plan: CoalitionPlan
  private let signs: [[Double]]
  private let factor: CholeskyFactor
  /// The inverse times a column of ones, and the sum of that.
  private let ones: [Double]
  private let onesSum: Double

  init(_ plan: CoalitionPlan) {
    self.plan = plan
    signs = plan.pairs.map { $0.holds.map { $0 ? 1 : -1 } }
    let count = plan.features
    var matrix = [Double](repeating: 0, count: count * count)
    for (row, pair) in zip(signs, plan.pairs) {
      for i in 0..<count {
        let scaled = pair.weight * row[i]
        for j in 0...i { matrix[i * count + j] += scaled * row[j] }
      }
    }
    factor = CholeskyFactor(lower: matrix, count: count)
    ones = factor.solve([Double](repeating: 1, count: count))
    onesSum = ones.reduce(0, +)
  }

  func values(_ differences: [Double], total: Double) -> ShapleyValues {
    let count = plan.features
    var right = [Double](repeating: 0, count: count)
    for (index, row) in signs.enumerated() {
      let scaled = plan.pairs[index].weight * differences[index]
      for i in 0..<count { right[i] += scaled * row[i] }
    }
    let free = factor.solve(right)
    let excess = (free.reduce(0, +) - total) / onesSum
    let values = zip(free, ones).map { $0 - excess * $1 }
    return ShapleyValues(values, errors: errors(values, differences), adding: total)
  }

  /// Of the pairs that were drawn; those of whole sizes leave nothing to chance.
  private func errors(_ values: [Double], _ differences: [Double]) -> [Double] {
    let count = plan.features
    var sums = [Double](repeating: 0, count: count)
    var squares = sums
    var draws = 0.0
    for (index, pair) in plan.pairs.enumerated() where pair.drawn > 0 {
      let times = Double(pair.drawn)
      let once = pair.weight / times
      var pull = factor.solve(signs[index])
      let excess = pull.reduce(0, +) / onesSum
      for i in 0..<count { pull[i] -= excess * ones[i] }
      let fitted = zip(signs[index], values).reduce(0) { $0 + $1.0 * $1.1 }
      let leverage = pair.weight * zip(signs[index], pull).reduce(0) { $0 + $1.0 * $1.1 }
      let residual = (differences[index] - fitted) / max(1 - leverage, 0.05)
      for i in 0..<count {
        let effect = once * residual * pull[i]
        sums[i] += times * effect
        squares[i] += times * effect * effect
      }
      draws += times
    }
    guard draws > 1 else { return [Double](repeating: 0, count: count) }
    return (0..<count).map { i in
      let spread = max(0, squares[i] - sums[i] * sums[i] / draws)
      return Double.sqrt(spread * draws / (draws - 1))
    }
  }
}

/// A positive definite matrix as the product of a lower triangle and its transpose.
///
/// - Complexity: O(count³) to make, O(count²) to solve.
struct CholeskyFactor: Sendable {
  private var lower: [Double]
  private let count: Int

  /// - Parameter lower: row by row; what is above the diagonal is not read.
  init(lower matrix: [Double], count: Int) {
    self.count = count
    lower = matrix
    for j in 0..<count {
      for i in j..<count {
        var sum = lower[i * count + j]
        for k in 0..<j { sum -= lower[i * count + k] * lower[j * count + k] }
        if i == j {
          // Rounding alone may take the last digits of a small pivot.
          lower[i * count + i] = Double.sqrt(max(sum, Double.leastNormalMagnitude))
        } else {
          lower[i * count + j] = sum / lower[j * count + j]
        }
      }
    }
  }

  /// What times the matrix is `right`.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for i in 0..<count {
      for k in 0..<i { x[i] -= lower[i * count + k] * x[k] }
      x[i] /= lower[i * count + i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(count, i + 1) { x[i] -= lower[k * count + i] * x[k] }
      x[i] /= lower[i * count + i]
    }
    return x
  }
}
