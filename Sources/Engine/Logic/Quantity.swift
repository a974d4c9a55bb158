/// Something that conditions compare: a metric, a column, a sum or a ratio of two of them.
package struct Quantity: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number
    /// Compared with a multiple of another quantity.
    case ratio
    /// How far a quantity is from another.
    case distance
    /// True or false.
    case boolean
    case text
  }

  /// Equal for quantities that always have equal values.
  var key: String
  let kind: Kind
  let isWhole: Bool
  /// The values that it can have.
  let universe: Region
  /// What a ratio is of, and to what; of a distance, from what.
  private let parts: (String, String)?
  /// What a distance is measured by, beside numbers.
  private var measure = Measure.number

  private enum Measure {
    case number
    /// The size of what it is from.
    case share
    case unit(String)
  }

  package static func == (a: Quantity, b: Quantity) -> Bool { a.kind == b.kind && a.key == b.key }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(key)
  }

  /// Whether something holds of it, such as `x matches /re/`.
  static func condition(_ key: String) -> Quantity {
    Quantity(
      key: key, kind: .boolean, isWhole: true,
      universe: .numbers([NumberSet(0, 0).union(NumberSet(1, 1))]), parts: nil)
  }

  static func text(_ key: String) -> Quantity {
    Quantity(
      key: key, kind: .text, isWhole: false, universe: .texts(.all), parts: nil)
  }

  static func number(_ key: String, in interval: Interval?, isWhole: Bool) -> Quantity {
    Quantity(
      key: key, kind: .number, isWhole: isWhole,
      universe: interval.map(Quantity.universe) ?? Quantity.anyNumber, parts: nil)
  }

  // Most quantities have one of these universes, which are made once.
  private static let anyNumber = Region.numbers([.all])
  private static let zeroToOne = Region.numbers([NumberSet(0, 1)])
  private static let fromZero = Region.numbers([NumberSet(0, .infinity)])

  private static func universe(_ interval: Interval) -> Region {
    if interval == Interval(0, 1) { return zeroToOne }
    return interval == Interval(0, .infinity) ? fromZero : .numbers([NumberSet(interval)])
  }

  /// A quantity measured by another.
  static func ratio(_ a: LinearForm.Part, to b: LinearForm.Part) -> Quantity {
    let values = a.interval.map { NumberSet($0) } ?? .all
    let other = b.interval ?? Interval(-.infinity, .infinity)
    let isNeverNegative = values.isSubset(of: NumberSet(.greaterOrEqual, 0))
    let isNeverPositive = values.isSubset(of: NumberSet(.lessOrEqual, 0))
    let above = NumberSet(.greaterOrEqual, 0)
    let below = NumberSet(.lessOrEqual, 0)
    let up: NumberSet = isNeverNegative ? above : isNeverPositive ? below : .all
    let down: NumberSet = isNeverNegative ? below : isNeverPositive ? above : .all
    return Quantity(
      key: "\(a.key) : \(b.key)", kind: .ratio, isWhole: false,
      universe: .numbers([
        other.high > 0 ? up : .empty, other.low <= 0 && other.high >= 0 ? values : .empty,
        other.low < 0 ? down : .empty,
      ]), parts: (a.key, b.key))
  }

  /// |a - b| in multiples of a quantity that is never negative, nil for 1. What is 0 apart is so by
  /// any measure; what is apart and has nothing to be measured by is infinitely far.
  static func distance(_ a: Term, _ b: Term, in unit: String?) -> Quantity {
    distance(
      a.canonical, b.canonical, unit.map { " : " + $0 } ?? "", unit.map(Measure.unit) ?? .number)
  }

  /// |a - b| / |b|
  static func distance(_ a: Term, _ b: Term) -> Quantity {
    distance(a.canonical, b.canonical, " : itself", .share)
  }

  private static func distance(
    _ a: String, _ b: String, _ suffix: String, _ measure: Measure
  ) -> Quantity {
    var result = Quantity(
      key: "|\(a) - \(b)|\(suffix)", kind: .distance, isWhole: false, universe: fromZero,
      parts: (a, b))
    result.measure = measure
    return result
  }

  /// `within 10% of baseline(mean(fare))`; nil for what is no distance at most or above one.
  private func closeness(_ set: NumberSet) -> String? {
    guard set.cuts.count == 2, let low = set.lowest?.value, let high = set.highest?.value,
      let other = parts.map({ Quantity.shown($0.1) }), low == 0 || high == .infinity
    else { return nil }
    let limit = low == 0 ? high : low
    let amount =
      switch measure {
      case .number: Number.text(limit)
      case .share: Number.percent(limit)
      case .unit(let unit): "\(Number.text(limit)) * \(Quantity.shown(unit))"
      }
    return (low == 0 ? "" : "not ") + "within \(amount) of \(other)"
  }

  /// As shown to people.
  var name: String { Quantity.shown(parts?.0 ?? key) }
  /// What a ratio is to, as shown to people.
  var unit: String? { parts.map { Quantity.shown($0.1) } }

  private static func shown(_ key: String) -> String {
    // The first argument of a metric is known by its place.
    var text = key.replacing("`", with: "").replacing("()", with: "")
    for label in ["(c: ", "(P: "] { text = text.replacing(label, with: "(") }
    return text
  }

  /// An example of a value in a region, with the quantity's name: `mae = 1.3 × baseline(mae)`.
  func example(in region: Region) -> String? {
    switch region {
    case .texts(let set):
      guard !set.isAllBut, let first = set.listed.min() else { return nil }
      return "\(name) = \(Quoting.string(first))"
    case .numbers(let sets):
      guard kind != .boolean, kind != .distance else { return nil }
      guard kind == .ratio else {
        return sets.first?.example(isWhole: isWhole).map { "\(name) = \(Number.text($0))" }
      }
      if let ratio = sets.first?.example() {
        return "\(name) = \(Number.text(ratio)) * \(unit ?? "")"
      }
      return sets.dropFirst().first?.example().map {
        "\(name) = \(Number.text($0)) where \(unit ?? "") = 0"
      }
    }
  }

  /// `>= 0.9`; `> 1.1 * baseline(mae)`; nil where words would be longer than the rule.
  func text(of region: Region) -> String? {
    switch region {
    case .texts(let set): return set.description
    case .numbers(let sets):
      guard kind != .boolean, let first = sets.first else { return nil }
      if kind == .distance { return closeness(first) }
      guard kind == .ratio else {
        var open = first
        if case .numbers(let all) = universe, let whole = all.first {
          open = first.opened(in: whole)
        }
        return isWhole ? open.wholeDescription : open.description
      }
      guard let only = first.oneBound else { return nil }
      return only + " * \(unit ?? "")"
    }
  }
}

extension NumberSet {
  /// `> 3`, where the set has one end.
  fileprivate var oneBound: String? {
    guard cuts.count == 2, let low = lowest, let high = highest,
      low.value.isFinite != high.value.isFinite
    else { return nil }
    return description
  }
}
