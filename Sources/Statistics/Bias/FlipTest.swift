/// Compares each record in a facet with its nearest neighbours outside, by Euclidean distance of
/// features as they are: what would the model have said of it, had it not been in the facet?
///
/// Exact: every neighbour that may count is looked at, those at equal distances as one.
package struct FlipTest: Sendable {
  /// Records in the facet.
  package private(set) var records = 0.0
  /// Records outside it.
  package let others: Double
  /// Neighbours that vote: 5, but 1 where there are fewer than 10 outside, as the library has it.
  package let neighbours: Int
  /// Records of which the model says no and the neighbours yes, and the reverse; halves where the
  /// neighbours at one distance leave it open.
  package private(set) var denied = 0.0
  package private(set) var favoured = 0.0
  /// The least and the greatest of `denied` − `favoured` that an order among equally near neighbours
  /// could give.
  package private(set) var least = 0.0
  package private(set) var greatest = 0.0

  /// - Parameter takesNull: records without a facet are outside it, those without a prediction
  ///   negative; else they are left out.
  /// - Complexity: O(n·m) at worst in the distinct rows of both sides, far less where one feature
  ///   tells most of them apart.
  package init(_ sample: NeighbourSample, takesNull: Bool) {
    let (inside, outside) = Self.sides(sample, takesNull)
    others = outside.reduce(0) { $0 + $1.count }
    neighbours = others > 9 ? 5 : 1
    guard !outside.isEmpty else {
      records = inside.reduce(0) { $0 + $1.count }
      return
    }
    let search = NeighbourSearch(outside.map(\.row), width: sample.parameters.features)
    for one in inside {
      records += one.count
      let votes = search.nearest(to: one.row, atLeast: Double(neighbours)) { place in
        (outside[place].count, outside[place].isPositive)
      }
      take(one, votes)
    }
  }

  package typealias Row = (row: ArraySlice<Double>, count: Double, isPositive: Bool)

  /// In the order of their hashes, so that sums do not depend on that of the records.
  private static func sides(
    _ sample: NeighbourSample, _ takesNull: Bool
  ) -> (inside: [Row], outside: [Row]) {
    var (inside, outside): ([Row], [Row]) = ([], [])
    let hashes = sample.table.hashes
    for place in hashes.indices.sorted(by: { hashes[$0] < hashes[$1] }) {
      let code = sample.codes[place]
      let facet = code / UInt8(OutcomeCode.count)
      let prediction = code % UInt8(OutcomeCode.count)
      if !takesNull, facet == OutcomeCode.null || prediction == OutcomeCode.null { continue }
      let row = (
        row: sample.row(place), count: Double(sample.counts[place]),
        isPositive: prediction == OutcomeCode.yes
      )
      if facet == OutcomeCode.yes { inside.append(row) } else { outside.append(row) }
    }
    return (inside, outside)
  }

  private mutating func take(_ one: Row, _ votes: NeighbourSearch.Votes) {
    let half = Double(neighbours) / 2
    let open = Double(neighbours) - votes.near.positive - votes.near.negative
    let tied = votes.tied
    let most = votes.near.positive + Swift.min(open, tied.positive)
    let fewest = votes.near.positive + Swift.max(0, open - tied.negative)
    // Of those at one distance as many vote on either side as there are, in proportion.
    let expected =
      votes.near.positive + open * tied.positive / (tied.positive + tied.negative)
    let share = expected > half ? 1 : expected < half ? 0 : 0.5
    let (mayBeYes, mayBeNo) = (most > half, fewest < half)
    if one.isPositive {
      favoured += one.count * (1 - share)
      least -= mayBeNo ? one.count : 0
      greatest -= mayBeYes ? 0 : one.count
    } else {
      denied += one.count * share
      least += mayBeNo ? 0 : one.count
      greatest += mayBeYes ? one.count : 0
    }
  }
}
