/// Number, earliest and latest of the timestamp cells of one column. Exact.
package struct TimeRange: Statistic {
  package static let kind = "times"

  package private(set) var count = 0
  /// Seconds since 1970-01-01T00:00:00Z; nil when empty.
  package private(set) var earliest: Double?
  package private(set) var latest: Double?

  package init(_ parameters: NoParameters = NoParameters()) {}

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    let kinds = column.kinds
    guard kinds.contains(.timestamp) else { return }
    var seen = 0
    var (low, high) = (Double.infinity, -Double.infinity)
    let numbers = column.numbers
    for row in kinds.indices where kinds[row] == .timestamp && numbers[row].isFinite {
      seen += 1
      low = Swift.min(low, numbers[row])
      high = Swift.max(high, numbers[row])
    }
    if seen > 0 { add(seen, low, high) }
  }

  private mutating func add(_ seen: Int, _ low: Double, _ high: Double) {
    count.tally(seen)
    earliest = Swift.min(earliest ?? low, low)
    latest = Swift.max(latest ?? high, high)
  }

  package mutating func merge(_ other: TimeRange) {
    guard let low = other.earliest, let high = other.latest else { return }
    add(other.count, low, high)
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.writeTally(count)
    guard let earliest, let latest else { return }
    bytes.write(earliest)
    bytes.write(latest)
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    count = try bytes.readTally()
    guard count > 0 else { return }
    let low = try bytes.readDouble()
    let high = try bytes.readDouble()
    guard low.isFinite, high.isFinite, low <= high else {
      throw bytes.damaged("times that can't be")
    }
    (earliest, latest) = (low, high)
  }

  package static func memory(_ parameters: NoParameters) -> Int { MemoryLayout<TimeRange>.size }
}
