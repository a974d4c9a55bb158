extension Interval {
  /// The values of `a - b` where both are values among the same numbers in order, such as the greatest
  /// and the least; nil where that says nothing.
  static func difference(_ a: Term, _ b: Term) -> Interval? {
    guard let x = a.rank, let y = b.rank, x.of == y.of else { return nil }
    if x.place == y.place { return Interval(0, 0) }
    return x.place > y.place ? Interval(0, .infinity) : Interval(-.infinity, 0)
  }
}

extension Term {
  /// Which numbers it is one of, and its place among them in order: 0 the least, 1 the greatest.
  fileprivate var rank: (of: String, place: Double)? {
    switch kind {
    case .metric(let call):
      guard let place = call.metric.rank, let column = try? call.arguments.column() else {
        return nil
      }
      return (column.key + (call.arguments.filter.map { " where " + $0.key } ?? ""), place)
    case .baseline(let inner): return inner.rank.map { ("baseline of " + $0.of, $0.place) }
    default: return nil
    }
  }
}
