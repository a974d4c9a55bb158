/// Groups of points that lie near each other, by Lloyd's algorithm from the starts of k-means++ (Arthur
/// and Vassilvitskii, "k-means++: The Advantages of Careful Seeding", 2007).
///
/// - Complexity: O(points · groups · dimensions) a round, 50 rounds at most.
package enum KMeans {
  private static let mostRounds = 50

  /// The group of each point; fewer than asked for where fewer points differ.
  ///
  /// - Parameters:
  ///   - points: finite coordinates, as many of each.
  ///   - weights: above 0, one a point.
  package static func groups(
    _ points: [[Double]], weights: [Double], count: Int, seed: UInt64
  ) -> [Int] {
    var centers = starts(points, weights, count, seed)
    var groups = points.map { nearest($0, centers).index }
    for _ in 0..<mostRounds {
      for group in centers.indices {
        var sum = [Double](repeating: 0, count: centers[group].count)
        var total = 0.0
        for (index, point) in points.enumerated() where groups[index] == group {
          for axis in sum.indices { sum[axis] += weights[index] * point[axis] }
          total += weights[index]
        }
        if total > 0 { centers[group] = sum.map { $0 / total } }
      }
      let next = points.map { nearest($0, centers).index }
      if next == groups { break }
      groups = next
    }
    return groups
  }

  private static func starts(
    _ points: [[Double]], _ weights: [Double], _ count: Int, _ seed: UInt64
  ) -> [[Double]] {
    var random = SeededBits(seed: seed)
    var centers: [[Double]] = []
    var far = weights
    while centers.count < count, far.reduce(0, +) > 0 {
      var place = random.unit() * far.reduce(0, +)
      let chosen = far.firstIndex { weight in
        place -= weight
        return place < 0
      }
      guard let chosen = chosen ?? far.lastIndex(where: { $0 > 0 }) else { break }
      centers.append(points[chosen])
      far = points.indices.map { weights[$0] * nearest(points[$0], centers).distance }
    }
    return centers
  }

  private static func nearest(
    _ point: [Double], _ centers: [[Double]]
  ) -> (index: Int, distance: Double) {
    var best = (index: 0, distance: Double.infinity)
    for (index, center) in centers.enumerated() {
      var distance = 0.0
      for axis in point.indices {
        distance += (point[axis] - center[axis]) * (point[axis] - center[axis])
      }
      if distance < best.distance { best = (index, distance) }
    }
    return best
  }
}
