internal import Engine
internal import JSONText

/// Makes rows of a JSON record.
protocol RecordDecoder: AnyObject {
  /// Drafts the record's rows.
  ///
  /// - Parameters:
  ///   - nodes: of the record; their positions count from `base` in the buffer.
  ///   - rows: how many were drafted; to be dropped where the record is malformed.
  /// - Returns: what is wrong with the record; nil where nothing is.
  func decode(
    _ nodes: UnsafeBufferPointer<JSONNode>, base: Int, _ buffer: RecordBuffer, into grid: CellGrid,
    rows: inout Int
  ) -> String?

  /// The time of the last record decoded, in seconds since 1970-01-01T00:00:00Z; nil where records have none.
  var time: Double? { get }

  /// What records had beyond the columns since the last call.
  func takeUnlisted() -> [MalformedRecords.Unlisted]
}

/// Makes one row of each object.
final class ObjectDecoder: RecordDecoder {
  private let tree: KeyTree

  var time: Double? { nil }

  init(slots: [String: Int]) { tree = KeyTree(slots: slots) }

  func decode(
    _ nodes: UnsafeBufferPointer<JSONNode>, base: Int, _ buffer: RecordBuffer, into grid: CellGrid,
    rows: inout Int
  ) -> String? {
    guard let root = unsafe nodes.first, root.kind == .object else {
      return "not a JSON object"
    }
    grid.draft(0)
    rows = 1
    let flattening = JSONFlattening(buffer: buffer, grid: grid, tree: tree)
    unsafe flattening.add(nodes, 0, base: base, path: KeyTree.root, row: 0)
    return nil
  }

  func takeUnlisted() -> [MalformedRecords.Unlisted] { tree.takeUnlisted() }
}
