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

  /// Takes the rows that another has seen, in shard order.
  mutating func merge(_ other: Self)

  func encode(into bytes: inout ByteWriter)
  init(decoding bytes: inout ByteReader) throws(DamagedState)

  /// Bytes at most.
  static func memory(_ parameters: Parameters) -> Int
}

/// The parameters of a statistic that has none.
package struct NoParameters: Hashable, Sendable {
  package init() {}
}
