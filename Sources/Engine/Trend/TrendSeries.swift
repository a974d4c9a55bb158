/// What a metric was in one window after another.
package struct TrendSeries: Sendable {
  package let metric: String
  /// The segment that it is of; empty for all records.
  package let segment: History.Segment
  /// In order of time.
  package let points: [TrendPoint]
  /// Points of a window that a later run looked at again, and which are left out for it.
  package let replaced: Int

  /// - Parameter points: in the order of the runs; of a window that occurs twice the last counts.
  package init(metric: String, segment: History.Segment, points: [TrendPoint]) {
    self.metric = metric
    self.segment = segment
    var kept: [TrendPoint] = []
    var places: [[Double]: Int] = [:]
    for point in points {
      guard let start = point.start else {
        kept.append(point)
        continue
      }
      let window = [start, point.end ?? start]
      if let place = places[window] {
        kept[place] = point
      } else {
        places[window] = kept.count
        kept.append(point)
      }
    }
    replaced = points.count - kept.count
    // Points without a time keep their place after those that have one.
    self.points = kept.enumerated().sorted { left, right in
      let (a, b) = (left.element.start ?? .infinity, right.element.start ?? .infinity)
      return a == b ? left.offset < right.offset : a < b
    }.map(\.element)
  }

  package var least: TrendPoint? {
    points.filter { $0.value != nil }.min { ($0.value ?? 0) < ($1.value ?? 0) }
  }

  package var most: TrendPoint? {
    points.filter { $0.value != nil }.max { ($0.value ?? 0) < ($1.value ?? 0) }
  }
}
