import Engine

/// Records by actual and predicted class.
struct Confusion {
  let classes: [[UInt8]]
  let cells: [(actual: Int, predicted: Int, count: Double)]
  /// By class: records that are of it, that were said to be, and both.
  private(set) var actual: [Double]
  private(set) var predicted: [Double]
  private(set) var hits: [Double]
  let total: Double

  init(classes: [[UInt8]], cells: [(actual: Int, predicted: Int, count: Int)]) {
    self.init(
      classes: classes,
      counts: cells.map { (actual: $0.actual, predicted: $0.predicted, count: Double($0.count)) })
  }

  private init(
    classes: [[UInt8]], counts: [(actual: Int, predicted: Int, count: Double)]
  ) {
    self.classes = classes
    cells = counts
    actual = .init(repeating: 0, count: classes.count)
    predicted = actual
    hits = actual
    var total = 0.0
    for cell in counts {
      total += cell.count
      actual[cell.actual] += cell.count
      predicted[cell.predicted] += cell.count
      if cell.actual == cell.predicted { hits[cell.actual] += cell.count }
    }
    self.total = total
  }

  /// The outcomes of a class against all others.
  func outcomes(of index: Int) -> OutcomeCounts {
    OutcomeCounts(
      truePositives: hits[index], falsePositives: predicted[index] - hits[index],
      falseNegatives: actual[index] - hits[index],
      trueNegatives: total - actual[index] - predicted[index] + hits[index])
  }

  /// The outcomes of a class that may not occur.
  func outcomes(of key: [UInt8]) -> OutcomeCounts {
    classes.firstIndex(of: key).map { outcomes(of: $0) }
      ?? OutcomeCounts(
        truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: total)
  }

  /// The mean of a value of each class, weighted by its records.
  func weightedMean(_ value: (OutcomeCounts) -> Double) -> Double {
    var sum = 0.0
    for index in classes.indices where actual[index] > 0 {
      sum += actual[index] * value(outcomes(of: index))
    }
    return sum / total
  }

  /// The same records, all said to be of one class.
  func predicting(_ key: [UInt8]) -> Confusion {
    var known = classes
    let index = known.firstIndex(of: key) ?? known.count
    if index == known.count { known.append(key) }
    return Confusion(
      classes: known,
      counts: actual.indices.filter { actual[$0] > 0 }.map {
        (actual: $0, predicted: index, count: actual[$0])
      }
    ).droppingAbsent()
  }

  /// Without the classes that neither label nor prediction has.
  private func droppingAbsent() -> Confusion {
    let kept = classes.indices.filter { actual[$0] > 0 || predicted[$0] > 0 }
    guard kept.count < classes.count else { return self }
    var places: [Int: Int] = [:]
    for (place, index) in kept.enumerated() { places[index] = place }
    return Confusion(
      classes: kept.map { classes[$0] },
      counts: cells.map {
        (
          actual: places[$0.actual] ?? 0, predicted: places[$0.predicted] ?? 0, count: $0.count
        )
      })
  }
}

/// What became of one class against all others.
struct OutcomeCounts: Equatable {
  var truePositives: Double
  var falsePositives: Double
  var falseNegatives: Double
  var trueNegatives: Double

  var positives: Double { truePositives + falseNegatives }
  var negatives: Double { falsePositives + trueNegatives }
  var predictedPositives: Double { truePositives + falsePositives }
  var all: Double { positives + negatives }

  /// (1 + β²)·TP / ((1 + β²)·TP + β²·FN + FP), NaN where the class neither is nor was said.
  func f(beta: Double) -> Double {
    let square = beta * beta
    let hits = (1 + square) * truePositives
    return hits / (hits + square * falseNegatives + falsePositives)
  }
}
