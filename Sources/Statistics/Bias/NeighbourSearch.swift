/// Finds the nearest of some rows, by sweeping outwards along the feature that spreads them most.
struct NeighbourSearch {
  /// How many vote which way.
  typealias Count = (positive: Double, negative: Double)

  struct Votes {
    /// Nearer than the last that is needed.
    var near: Count = (0, 0)
    /// As far as the last that is needed, that one among them.
    var tied: Count = (0, 0)
  }

  private let width: Int
  /// The feature along which rows are sorted.
  private let axis: Int
  /// Numbers of the rows as they were given, in the order of the axis.
  private let order: [Int]
  private let keys: [Double]
  private let rows: [Double]

  /// - Complexity: O(n log n)
  init(_ rows: [ArraySlice<Double>], width: Int) {
    self.width = width
    let axis = Self.widest(rows, width)
    self.axis = axis
    let key = { (row: ArraySlice<Double>) in row[row.startIndex + axis] }
    order = rows.indices.sorted {
      let (a, b) = (key(rows[$0]), key(rows[$1]))
      return a != b ? a < b : $0 < $1
    }
    keys = order.map { key(rows[$0]) }
    self.rows = order.flatMap { rows[$0] }
  }

  private static func widest(_ rows: [ArraySlice<Double>], _ width: Int) -> Int {
    var best = (axis: 0, spread: -1.0)
    for axis in 0..<width {
      let numbers = rows.map { $0[$0.startIndex + axis] }
      let mean = numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
      let spread = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      if spread > best.spread { best = (axis, spread) }
    }
    return best.axis
  }

  /// The votes of the nearest rows, those at equal distances as one.
  ///
  /// - Parameter vote: how many a row stands for, and which way they vote.
  func nearest(
    to row: ArraySlice<Double>, atLeast needed: Double,
    _ vote: (Int) -> (count: Double, isPositive: Bool)
  ) -> Votes {
    var found = Found(needed: needed)
    let start = row.startIndex
    let key = row[start + axis]
    var above = firstIndex(from: key)
    var below = above - 1
    while true {
      let up = above < keys.count ? keys[above] - key : .infinity
      let down = below >= 0 ? key - keys[below] : .infinity
      let gap = min(up, down)
      // What lies on the axis as far as the last one may be tied with it.
      guard gap.isFinite, gap * gap <= found.farthest else { break }
      let place = up <= down ? above : below
      if up <= down { above += 1 } else { below -= 1 }
      let distance = distance(to: row, from: place, atMost: found.farthest)
      guard distance <= found.farthest else { continue }
      found.add(distance, vote(order[place]))
    }
    return found.votes
  }

  private func firstIndex(from key: Double) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The squared distance, added up in the order of the features; some number beyond the limit where
  /// it is beyond.
  @inline(__always)
  private func distance(
    to row: ArraySlice<Double>, from place: Int, atMost limit: Double
  ) -> Double {
    var sum = 0.0
    let (start, first) = (row.startIndex, place * width)
    for feature in 0..<width {
      let gap = row[start + feature] - rows[first + feature]
      sum += gap * gap
      if sum > limit { break }
    }
    return sum
  }

  /// The nearest so far, by distance.
  private struct Found {
    let needed: Double
    private(set) var farthest = Double.infinity
    private var groups: [(distance: Double, count: Count)] = []

    init(needed: Double) { self.needed = needed }

    mutating func add(_ distance: Double, _ vote: (count: Double, isPositive: Bool)) {
      let index = groups.firstIndex { $0.distance >= distance } ?? groups.count
      if index == groups.count || groups[index].distance != distance {
        groups.insert((distance, (0, 0)), at: index)
      }
      if vote.isPositive {
        groups[index].count.positive += vote.count
      } else {
        groups[index].count.negative += vote.count
      }
      var sum = 0.0
      for (index, group) in groups.enumerated() {
        sum += group.count.positive + group.count.negative
        guard sum >= needed else { continue }
        groups.removeSubrange((index + 1)...)
        farthest = group.distance
        break
      }
    }

    var votes: Votes {
      var votes = Votes()
      for group in groups.dropLast() {
        votes.near.positive += group.count.positive
        votes.near.negative += group.count.negative
      }
      if let last = groups.last { votes.tied = last.count }
      return votes
    }
  }
}
