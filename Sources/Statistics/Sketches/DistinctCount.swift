/// Number of distinct present values in one column.
///
/// Exact up to 4,096 distinct values (but for collisions of 64-bit hashes, one in 10^12 columns);
/// beyond, HyperLogLog (Flajolet and others, 2007) with 2^14 registers and the estimator of Ertl,
/// "New cardinality estimation algorithms for HyperLogLog sketches" (2017), whose standard error is
/// 1.04/√2^14 = 0.81%. The state depends only on the values, not on their order or on splits.
///
/// Number cells are equal when their numbers are (1 and 1.0 are one value), except that integral
/// spellings of 10^15 or more are told apart by text, since doubles would confuse them. All others
/// are equal when kind and text are.
package struct DistinctCount: Statistic {
  package static let kind = "distinct"

  /// Distinct values that are counted exactly.
  package static let mostExact = 4096

  enum Form: Sendable {
    case exact(HashSet)
    case registers(HyperLogLog)
  }

  var form = Form.exact(HashSet())
  /// Present values seen: there are no more distinct ones.
  private var present = 0

  package init(_ parameters: NoParameters = NoParameters()) {}

  /// The number of distinct values, whole, and never more than the values seen.
  package var estimate: Double {
    switch form {
    case .exact(let hashes): Double(hashes.count)
    case .registers(let registers): Swift.min(registers.estimate.rounded(), Double(present))
    }
  }

  package var isExact: Bool {
    if case .exact = form { true } else { false }
  }

  /// Three standard errors as a share of the estimate, 2.4%; 0 while exact.
  package var relativeError: Double { isExact ? 0 : 3 * HyperLogLog.standardError }

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    let hashes = column.valueHashes()
    present.tally(hashes.count)
    insert(hashes)
  }

  package static var counting: Counting { .always }

  package mutating func update(_ cells: CountedCells) {
    let hashes = cells.column.cellHashes()
    for (hash, count) in zip(hashes, cells.counts) where hash != 0 { present.tally(count) }
    insert(hashes.filter { $0 != 0 })
  }

  private mutating func insert(_ hashes: [UInt64]) {
    var position = 0
    if case .exact(var set) = form {
      // Emptied first, so that the set is changed in place.
      form = .exact(HashSet(reserving: 0))
      position = set.insert(hashes, limit: Self.mostExact)
      form = set.count <= Self.mostExact ? .exact(set) : .registers(HyperLogLog(set))
    }
    if position < hashes.count, case .registers(var registers) = form {
      form = .exact(HashSet(reserving: 0))
      registers.insert(hashes[position...])
      form = .registers(registers)
    }
  }

  package mutating func merge(_ other: DistinctCount) {
    present.tally(other.present)
    switch (form, other.form) {
    case (.exact(var set), .exact(let others)):
      set.formUnion(others)
      form = set.count <= Self.mostExact ? .exact(set) : .registers(HyperLogLog(set))
    case (.registers(var registers), .exact(let others)):
      registers.insert(others.slots[...])
      form = .registers(registers)
    case (.exact(let set), .registers(var registers)):
      registers.insert(set.slots[...])
      form = .registers(registers)
    case (.registers(var registers), .registers(let others)):
      registers.merge(others)
      form = .registers(registers)
    }
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.writeTally(present)
    switch form {
    case .exact(let set):
      bytes.write(UInt8(0))
      let hashes = set.sorted
      bytes.write(hashes.count)
      for hash in hashes { bytes.write(hash) }
    case .registers(let registers):
      bytes.write(UInt8(1))
      bytes.write(registers.registers)
    }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    present = try bytes.readTally()
    switch try bytes.readByte() {
    case 0:
      let count = try bytes.readCount(elementSize: 8)
      guard count <= Self.mostExact, count <= present else {
        throw bytes.damaged("too many hashes")
      }
      var set = HashSet()
      var last: UInt64 = 0
      for _ in 0..<count {
        let hash = try bytes.readUInt64()
        guard hash > last else { throw bytes.damaged("hashes out of order") }
        set.insert(hash)
        last = hash
      }
      form = .exact(set)
    case 1:
      guard let registers = HyperLogLog(registers: Array(try bytes.readBytes())) else {
        throw bytes.damaged("registers that can't be")
      }
      guard present > Self.mostExact else { throw bytes.damaged("too few values for registers") }
      form = .registers(registers)
    default: throw bytes.damaged("a form that is not known")
    }
  }

  package static func memory(_ parameters: NoParameters) -> Int {
    HashSet.largest * MemoryLayout<UInt64>.size + HyperLogLog.size
  }
}
