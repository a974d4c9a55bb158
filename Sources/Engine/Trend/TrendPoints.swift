/// Points of a window, of each key the one that says most.
package struct TrendPoints<Key: Hashable> {
  private var places: [Key: Int] = [:]
  /// In the order in which the keys came.
  package private(set) var inOrder: [(key: Key, point: TrendPoint)] = []

  package init() {}

  package mutating func add(_ point: TrendPoint, _ key: Key) {
    guard let place = places[key] else {
      places[key] = inOrder.count
      inOrder.append((key, point))
      return
    }
    if point.weight > inOrder[place].point.weight { inOrder[place].point = point }
  }
}

extension TrendPoint {
  /// Of several verdicts by one value, that which is violated, and which bounds it, says most.
  fileprivate var weight: Int {
    (isViolated == true ? 4 : 0) + (limit == nil ? 0 : 2) + (value == nil ? 0 : 1)
  }
}
