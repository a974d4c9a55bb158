/// A value of a parsed text: where it stands, and what follows it.
///
/// Positions are bytes of the text; those of strings and keys are between the quotes. The layout is
/// that of `tidemark_json_node`, whose memory it is read from.
package struct JSONNode {
  package let start: UInt32
  package let end: UInt32
  /// Of a member's key; both 0 for other values.
  package let keyStart: UInt32
  package let keyEnd: UInt32
  /// Position of the node after this one and all within it.
  package let next: UInt32
  /// Elements of an array or members of an object.
  package let count: UInt32
  private let rawKind: UInt16
  private let flags: UInt16

  @usableFromInline package enum Kind: UInt16 {
    case null = 0
    case `false`
    case `true`
    /// A number without a point and an exponent.
    case integer
    case number
    case string
    case array
    case object

    // Other modules would call a witness for each node.
    @inlinable package static func == (one: Kind, other: Kind) -> Bool {
      one.rawValue == other.rawValue
    }
  }

  package var kind: Kind { Kind(rawValue: rawKind) ?? .null }

  /// Whether the string has escapes, so that `JSONEscapes` is to be asked for its characters.
  package var isEscaped: Bool { flags & 1 != 0 }
  /// Whether the key has escapes.
  package var isKeyEscaped: Bool { flags & 2 != 0 }

  package var range: Range<Int> { Int(start)..<max(Int(start), Int(end)) }
  package var keyRange: Range<Int> { Int(keyStart)..<max(Int(keyStart), Int(keyEnd)) }
}
