import Language

/// A sum of multiples of quantities and a constant: what a comparison of two terms comes down to.
struct LinearForm {
  struct Part {
    let key: String
    var factor: Double
    /// The values that the quantity can have.
    let interval: Interval?
    let isWhole: Bool
    /// It is of the baseline: known before the data.
    let isGiven: Bool
  }

  private(set) var parts: [Part] = []
  private(set) var constant = 0.0
  /// The constant came out of a calculation, and may be off by its rounding.
  private(set) var isRounded = false

  /// More quantities than this are nothing to reason about.
  private static let mostParts = 4

  /// Nil where the term is no number, or too long.
  init?(_ term: Term) {
    guard term.type.isNumeric || term.type == .cell else { return nil }
    switch term.kind {
    case .constant(let value):
      guard let number = value.number, number.isFinite else { return nil }
      self.init(constant: number)
    case .negate(let inner):
      guard let form = LinearForm(inner) else { return nil }
      self = form
      guard scale(by: -1) else { return nil }
    case .arithmetic(let a, let op, let b):
      guard let left = LinearForm(a), let right = LinearForm(b) else { return nil }
      switch op {
      case .add, .subtract:
        self = left
        guard add(right, times: op == .add ? 1 : -1) else { return nil }
      case .multiply where right.parts.isEmpty:
        self = left
        guard scale(by: right.constant) else { return nil }
      case .multiply where left.parts.isEmpty:
        self = right
        guard scale(by: left.constant) else { return nil }
      case .divide where right.parts.isEmpty:
        self = left
        guard scale(by: right.constant, divides: true) else { return nil }
      case .multiply, .divide: self.init(quantity: term)
      }
    default: self.init(quantity: term)
    }
  }

  private init(constant: Double) { self.constant = constant }

  private init(quantity term: Term) {
    var isWhole = false
    if case .metric(let call) = term.kind { isWhole = call.signature.result == .count }
    parts = [
      Part(
        key: term.canonical, factor: 1, interval: term.interval, isWhole: isWhole,
        isGiven: term.stage == .given)
    ]
  }

  /// The left side minus the right one.
  init?(_ left: Term, minus right: Term) {
    guard let a = LinearForm(left), let b = LinearForm(right) else { return nil }
    self = a
    guard add(b, times: -1) else { return nil }
  }

  private mutating func add(_ other: LinearForm, times factor: Double) -> Bool {
    for part in other.parts {
      if let index = parts.firstIndex(where: { $0.key == part.key }) {
        parts[index].factor += factor * part.factor
        isRounded = true
        if parts[index].factor == 0 { parts.remove(at: index) }
      } else {
        parts.append(part)
        parts[parts.count - 1].factor *= factor
      }
    }
    if constant != 0, other.constant != 0 { isRounded = true }
    isRounded = isRounded || other.isRounded
    constant += factor * other.constant
    return parts.count <= LinearForm.mostParts && constant.isFinite
  }

  private mutating func scale(by factor: Double, divides: Bool = false) -> Bool {
    guard factor != 0, factor.isFinite else { return false }
    if abs(factor) != 1 { isRounded = isRounded || constant != 0 }
    for index in parts.indices {
      parts[index].factor = divides ? parts[index].factor / factor : parts[index].factor * factor
    }
    constant = divides ? constant / factor : constant * factor
    return constant.isFinite && parts.allSatisfy { $0.factor.isFinite && $0.factor != 0 }
  }

  /// A number that may be off by its rounding, to 12 digits: 1 - 0.7 is 0.3.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    var scale = 1.0
    var magnitude = abs(value)
    while magnitude < 1e11, scale < 1e25 {
      magnitude *= 10
      scale *= 10
    }
    let result = (value * scale).rounded() / scale
    return result.isFinite && abs(result - value) <= abs(value) * 1e-11 ? result : value
  }

  /// What must hold of which quantity for `self op 0`; nil where that can't be said of one.
  func solved(_ op: ComparisonOperator) -> (quantity: Quantity, region: Region)? {
    let ordered = parts.sorted { ($0.isGiven ? 1 : 0, $0.key) < ($1.isGiven ? 1 : 0, $1.key) }
    guard let first = ordered.first else { return nil }
    let op = first.factor < 0 ? op.mirrored : op
    if ordered.count == 1 {
      let bound = -constant / first.factor
      guard bound.isFinite else { return nil }
      let isExact = !isRounded && (abs(first.factor) == 1 || constant == 0)
      return region(
        .number(first.key, in: first.interval, isWhole: first.isWhole),
        NumberSet(op, isExact ? bound : LinearForm.rounded(bound)))
    }
    if ordered.count == 2, constant == 0 {
      let ratio = -ordered[1].factor / first.factor
      guard ratio.isFinite else { return nil }
      return ratioRegion(
        .ratio(first, to: ordered[1]), op,
        abs(first.factor) == 1 ? ratio : LinearForm.rounded(ratio))
    }
    let bound = -constant / first.factor
    let key = ordered.map { part in
      "\(Number.text(LinearForm.rounded(part.factor / first.factor))) * \(part.key)"
    }.joined(separator: " + ")
    guard bound.isFinite else { return nil }
    return region(.number(key, in: nil, isWhole: false), NumberSet(op, LinearForm.rounded(bound)))
  }

  private func region(_ quantity: Quantity, _ set: NumberSet) -> (Quantity, Region) {
    var region = quantity.universe.intersection(.numbers([set]))
    if quantity.isWhole, case .numbers(let sets) = region {
      region = .numbers(sets.map(\.wholeNumbers))
    }
    return (quantity, region)
  }

  private func ratioRegion(
    _ quantity: Quantity, _ op: ComparisonOperator, _ ratio: Double
  ) -> (Quantity, Region) {
    let region = Region.numbers([
      NumberSet(op, ratio), NumberSet(op, 0), NumberSet(op.mirrored, ratio),
    ])
    return (quantity, quantity.universe.intersection(region))
  }

  /// The one quantity that it is a multiple of, where that is never negative.
  var multiple: (key: String, factor: Double)? {
    guard let only = parts.first, parts.count == 1, constant == 0,
      let interval = only.interval, interval.low >= 0
    else { return nil }
    return (only.key, only.factor)
  }

  /// Whether `self op 0` holds, where no quantity is left in it.
  func decided(_ op: ComparisonOperator) -> Bool? {
    guard parts.isEmpty else { return nil }
    return op.holds(isRounded ? LinearForm.rounded(constant) : constant, 0)
  }
}
