/// The records of both sides of a facet with their features and predictions: what the flip test, a
/// comparison of each record in the facet with its nearest neighbours outside, needs.
///
/// Column 0 of the block holds the facet's condition, column 1 the prediction's, the rest are features:
/// numbers and booleans (0 or 1); rows that lack one are left out and counted. Rows that are equal in
/// all of it are held once, with their number; they are told apart by 64 bits of hash: among 32,768 of
/// them two are taken for one with a chance of 3·10⁻¹¹.
///
/// Exact up to so many distinct rows as the parameters say. Beyond, rows are left out by their hash: of
/// every 2^level one stays, at the lowest level at which they fit. Which stay follows from the rows
/// alone, so that order and splits never change a byte.
package struct NeighbourSample: Statistic {
  package static let kind = "facet-neighbours"

  package struct Parameters: Hashable, Sendable, CustomStringConvertible {
    /// 1 up to 1,000.
    package let features: Int
    /// Distinct rows at most, 16 up to 2^20.
    package let rows: Int

    /// - Parameter rows: 32,768 where none is given, fewer where they have many features: 8 MiB.
    package init(features: Int, rows: Int? = nil) {
      self.features = Swift.min(Swift.max(features, 1), 1_000)
      let fitting = Swift.min(32_768, (1 << 20) / (self.features + 4))
      self.rows = Swift.min(Swift.max(rows ?? fitting, 16), 1 << 20)
    }

    package var description: String { "rows: \(rows)" }
  }

  let parameters: Parameters
  /// Trailing zero bits that the hash of a row must have to stay; above 64 none does.
  var level = 0
  package internal(set) var records = 0
  /// Records whose features are all there.
  package internal(set) var complete = 0
  var table = HashPlaces()
  /// By place: facet and prediction, three codes each.
  var codes: [UInt8] = []
  var counts: [Int] = []
  /// So many a place.
  var features: [Double] = []

  package init(_ parameters: Parameters) { self.parameters = parameters }

  /// Whether all rows are held.
  package var isExact: Bool { level == 0 }
  /// Distinct rows that are held.
  package var held: Int { counts.count }

  package mutating func update(_ block: ColumnBlock) {
    let width = parameters.features
    guard block.columns.count == width + 2 else { return }
    let facets = block.columns[0].outcomes
    let predictions = block.columns[1].outcomes
    let cells = block.columns[2...].map { ($0.kinds, $0.numbers) }
    records.tally(block.rows)
    var row = [Double](repeating: 0, count: width)
    next: for index in 0..<block.rows {
      for (column, (kinds, numbers)) in cells.enumerated() {
        let number = numbers[index]
        guard kinds[index].isNumber || kinds[index] == .boolean, number.isFinite else {
          continue next
        }
        // One zero, so that equal rows have equal bytes.
        row[column] = number + 0
      }
      complete.tally(1)
      add(row[...], facets[index] &* UInt8(OutcomeCode.count) &+ predictions[index], 1)
    }
  }

  private static func hash(_ row: ArraySlice<Double>, _ code: UInt8) -> UInt64 {
    var hash = StableHash.hash(UInt64(code), domain: 5)
    for number in row { hash = StableHash.hash(number.bitPattern, domain: hash) }
    return Swift.max(hash, 1)
  }

  private mutating func add(_ row: ArraySlice<Double>, _ code: UInt8, _ count: Int) {
    let hash = Self.hash(row, code)
    guard hash.trailingZeroBitCount >= level else { return }
    let place = table.place(of: hash)
    if place == counts.count {
      codes.append(code)
      counts.append(count)
      features.append(contentsOf: row)
      if counts.count > parameters.rows { thin() }
    } else {
      counts[place].tally(count)
    }
  }

  func row(_ place: Int) -> ArraySlice<Double> {
    features[place * parameters.features..<(place + 1) * parameters.features]
  }

  package mutating func merge(_ other: NeighbourSample) {
    guard other.parameters.features == parameters.features else { return }
    records.tally(other.records)
    complete.tally(other.complete)
    if other.level > level { thin(to: other.level) }
    for place in other.counts.indices {
      add(other.row(place), other.codes[place], other.counts[place])
    }
  }

  /// Goes up to the lowest level at which the rows fit.
  private mutating func thin() {
    var next = level
    repeat {
      next += 1
    } while table.hashes.count { $0.trailingZeroBitCount >= next } > parameters.rows
    thin(to: next)
  }

  private mutating func thin(to level: Int) {
    let old = self
    self.level = level
    table = HashPlaces()
    (codes, counts, features) = ([], [], [])
    for (place, hash) in old.table.hashes.enumerated()
    where hash.trailingZeroBitCount >= level {
      _ = table.place(of: hash)
      codes.append(old.codes[place])
      counts.append(old.counts[place])
      features.append(contentsOf: old.row(place))
    }
  }

  // MARK: Coding

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(parameters.features)
    bytes.write(parameters.rows)
    bytes.writeTally(records)
    bytes.writeTally(complete)
    bytes.write(UInt8(level))
    bytes.write(counts.count)
    let hashes = table.hashes
    for place in hashes.indices.sorted(by: { hashes[$0] < hashes[$1] }) {
      bytes.write(codes[place])
      bytes.writeTally(counts[place])
      for number in row(place) { bytes.write(number) }
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let width = try bytes.readInt()
    let rows = try bytes.readInt()
    let parameters = Parameters(features: width, rows: rows)
    guard parameters.features == width, parameters.rows == rows else {
      throw bytes.damaged("\(rows) rows of \(width) features")
    }
    self.init(parameters)
    records = try bytes.readTally()
    complete = try bytes.readTally()
    let level = Int(try bytes.readByte())
    let count = try bytes.readCount(elementSize: 9 + 8 * width)
    guard complete <= records, count <= rows, level <= 65 else {
      throw bytes.damaged("rows that can't be")
    }
    self.level = level
    var row = [Double](repeating: 0, count: width)
    for place in 0..<count {
      let code = try bytes.readByte()
      let number = try bytes.readTally()
      for index in row.indices { row[index] = try bytes.readDouble() }
      guard code < OutcomeCode.count * OutcomeCode.count, row.allSatisfy(\.isFinite), number > 0
      else { throw bytes.damaged("a row that can't be") }
      add(row[...], code, number)
      guard counts.count == place + 1 else { throw bytes.damaged("a row that can't be") }
    }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    // Arrays may have twice the room that they need, and a copy is there while they are thinned.
    MemoryLayout<NeighbourSample>.size + parameters.rows * (8 * parameters.features + 41) * 3
  }
}
