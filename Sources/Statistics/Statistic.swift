/// A mergeable summary of some columns of a window. A value; one a shard.
///
/// Laws, which one suite tests for every statistic: an empty one is the identity of `merge`; `merge` is
/// associative and commutative, and splitting the rows in any way changes nothing (exactly, or within
/// the bound that the statistic states); `decode(encode(x))` is `x`; damaged bytes are an error, never
/// a crash.
package protocol Statistic: Sendable {
  /// What distinguishes one from another over the same columns; equal ones are gathered once.
  associatedtype Parameters: Hashable & Sendable

  /// Names the statistic in stored states; never changes once released.
  static var kind: String { get }

  init(_ parameters: Parameters)

  /// Takes some thousand rows of exactly the columns that it asked for.
  mutating func update(_ block: ColumnBlock)

  /// Whether cells may be counted before it takes them.
  static var counting: Counting { get }

  /// Takes cells that were counted.
  mutating func update(_ cells: CountedCells)

  /// Takes the rows that another has seen, in shard order.
  mutating func merge(_ other: Self)

  func encode(into bytes: inout ByteWriter)
  init(decoding bytes: inout ByteReader) throws(DamagedState)

  /// Bytes at most.
  static func memory(_ parameters: Parameters) -> Int
}

/// Whether a statistic takes cells that were counted before it sees them.
package enum Counting: Sendable {
  case never
  /// Where others take them: taking each row costs no more than counting it. The state is the same as
  /// by rows, or within the bound that the statistic states.
  case alongside
  /// The same, and counting pays for it alone.
  case always
  /// The same, but the state of short inputs is defined by the order of rows.
  case inLongInputs
}

extension Statistic {
  package static var counting: Counting { .never }

  package mutating func update(_ cells: CountedCells) { update(cells.rows) }
}

/// The parameters of a statistic that has none.
package struct NoParameters: Hashable, Sendable {
  package init() {}
}
