import Engine

struct MatthewsCorrelation: ConfusionMetric {
  static let signature = Signature.ofClasses("mcc", returns: .number, range: -1...1)
  static let documentation = Documentation.ofClasses(
    "Correlation of labels and predictions, 1 for perfect, 0 as by chance.",
    formula:
      "(c·s − Σ pₖ·tₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)): s records, c right, tₖ of class k, pₖ said "
      + "to be",
    undefined: "labels or predictions are of one class, or of more than 1,000",
    source:
      "Gorodkin, Comparing two K-category assignments by a K-category correlation coefficient, 2004"
  )
  static let examples: [Example] = [
    .binary("mcc", is: .number(20.0 / (48.0.squareRoot() * 50.0.squareRoot()))),
    .multiclass("mcc", is: .number(3.0 / (22.0.squareRoot() * 18.0.squareRoot()))),
  ]

  let classes: ClassReading

  static func value(of confusion: Confusion) -> Double {
    let (actual, predicted, all) = (confusion.actual, confusion.predicted, confusion.total)
    var (together, spread, predictedSpread) = (0.0, 0.0, 0.0)
    for index in confusion.classes.indices {
      together += confusion.hits[index] * all - actual[index] * predicted[index]
      spread += actual[index] * (all - actual[index])
      predictedSpread += predicted[index] * (all - predicted[index])
    }
    let scale = spread.squareRoot() * predictedSpread.squareRoot()
    return scale == 0 ? .nan : max(-1, min(1, together / scale))
  }
}
