import Engine
import Statistics

struct Histogram: Metric {
  static let signature = Signature(
    "histogram", .column(of: .numbers), .number("bins", optional: true), returns: .structure)
  static let documentation = Documentation(
    "How a column's numbers spread over bins of one width.",
    formula:
      "from the least to the greatest number in `bins` (10) bins, each with its lower edge and, but for "
      + "the last, without its upper one; up to 2,050 numbers exact, beyond counts are within `error`",
    unknown: [.noData: "the column holds no number"],
    source: "Karnin, Lang, Liberty, Optimal Quantile Approximation in Streams, 2016")
  static let examples = [
    Example(
      "histogram(x, bins: 2)", over: "x\n0\n1\n2\n4\n",
      is: .object([
        "bins": .array([
          .object(["from": .number(0), "to": .number(2), "count": .integer(2)]),
          .object(["from": .number(2), "to": .number(4), "count": .integer(2)]),
        ]), "error": .integer(0),
      ]))
  ]

  private let bins: Int
  private let sketch: Reading<QuantileSketch>
  private let moments: Reading<Moments>

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    let wanted = arguments.number("bins") ?? 10
    guard let bins = Int(exactly: wanted), (1...1000).contains(bins) else {
      throw ArgumentError("bins", "`bins` is a whole number from 1 to 1,000")
    }
    let column = try arguments.column()
    self.bins = bins
    sketch = Reading(QuantileSketch.Parameters(), over: [column], where: arguments.filter)
    moments = Reading(over: column, where: arguments.filter)
  }

  var reads: [StatisticRequest] { [sketch.request, moments.request] }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    guard let sketch = statistics[sketch], sketch.count > 0, let moments = statistics[moments],
      let low = moments.minimum, let high = moments.maximum
    else { return .unknown(.noData) }
    // One bin for a constant; halves before they are subtracted, so that no width overflows.
    let count = low == high ? 1 : bins
    let edges = (0...count).map { index -> Double in
      let share = Double(index) / Double(count)
      return index == count ? high : low * (1 - share) + high * share
    }
    var below = 0
    var found: [JSON] = []
    for index in 0..<count {
      let isLast = index == count - 1
      let upTo = isLast ? sketch.count : sketch.rank(of: edges[index + 1].nextDown)
      found.append(
        .object([
          "from": .number(edges[index]), "to": .number(edges[index + 1]),
          "count": .integer(max(0, upTo - below)),
        ]))
      below = upTo
    }
    let error = Int((2 * sketch.rankError * Double(sketch.count)).rounded(.up))
    return .structure(.object(["bins": .array(found), "error": .integer(error)]))
  }
}
