/// A field of an Arrow schema, and where batches have what it holds.
struct ArrowField: Equatable, Sendable {
  let name: String
  /// Of its values, where these are in a dictionary.
  let type: ArrowType
  let dictionary: ArrowIndex?
  let children: [ArrowField]
  /// Which of a batch's nodes is its.
  let node: Int
  /// Which of a batch's buffers is its first, further ones of views aside.
  let buffer: Int
  /// Columns of views that precede it, whose further buffers each batch counts.
  let views: Int

  /// The dictionary of a column, and what refers to its values.
  struct ArrowIndex: Equatable, Sendable {
    let id: Int64
    let bytes: Int
    let isSigned: Bool
  }
}
