import Engine

struct CohenKappa: ConfusionMetric {
  static let signature = Signature.ofClasses("cohen_kappa", returns: .number, range: -1...1)
  static let documentation = Documentation.ofClasses(
    "Agreement of labels and predictions beyond chance, 1 for perfect, 0 as by chance.",
    formula:
      "(pₒ − pₑ) / (1 − pₑ): pₒ the share that agrees, pₑ = Σ shares of class k among labels · "
      + "among predictions",
    undefined: "labels and predictions are all of one class, or of more than 1,000",
    source: "Cohen, A coefficient of agreement for nominal scales, 1960")
  static let examples: [Example] = [
    .binary("cohen_kappa", is: .number(20.0 / 50)),
    .multiclass("cohen_kappa", is: .number(3.0 / 21)),
  ]

  let classes: ClassReading

  static func value(of confusion: Confusion) -> Double {
    let all = confusion.total
    var (right, chance) = (0.0, 0.0)
    for index in confusion.classes.indices {
      right += confusion.hits[index]
      chance += confusion.actual[index] * confusion.predicted[index]
    }
    return (right * all - chance) / (all * all - chance)
  }
}
