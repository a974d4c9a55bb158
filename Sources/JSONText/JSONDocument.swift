internal import CSimdjson

/// Parses JSON texts one after the other into a flat array of nodes, reusing its memory.
///
/// The nodes refer to the text by position, so that a value nobody wants costs neither a copy nor a
/// conversion. All numbers, escapes and UTF-8 are validated nevertheless. Node 0 is the document;
/// the children of a container follow it, each `next` from the one before.
/// - Complexity: O(bytes), without an allocation once the memory has grown to the texts' needs.
@safe package final class JSONDocument {
  /// Levels of arrays and objects.
  package static let deepest = 256
  /// Bytes of the longest text.
  package static let longest = 1 << 30

  private let handle: OpaquePointer?

  package init() {
    precondition(
      MemoryLayout<JSONNode>.size == MemoryLayout<tidemark_json_node>.size
        && MemoryLayout<JSONNode>.stride == MemoryLayout<tidemark_json_node>.stride,
      "nodes are laid out as the shim has them")
    unsafe handle = tidemark_json_create()
  }

  deinit { unsafe tidemark_json_destroy(handle) }

  /// The nodes of the last document; valid until the next call. Empty after an error.
  package var nodes: UnsafeBufferPointer<JSONNode> {
    guard let handle = unsafe handle, let first = unsafe tidemark_json_nodes(handle) else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    return unsafe UnsafeBufferPointer(
      start: UnsafeRawPointer(first).assumingMemoryBound(to: JSONNode.self),
      count: Int(tidemark_json_count(handle)))
  }

  /// Parses a text that is one document.
  package func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    try unsafe index(bytes)
    try unsafe walk(bytes, 0..<bytes.count)
  }

  /// Finds the structure of a text that holds documents with line ends between them.
  ///
  /// Fails if any of them has a string that is not closed or is not UTF-8, so that a line end in a
  /// text without a failure never stands in a string.
  package func index(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    guard let handle = unsafe handle else { throw JSONError("there is not enough memory for it") }
    guard bytes.count <= JSONDocument.longest else {
      throw JSONError("is longer than \(JSONDocument.longest >> 30) GiB")
    }
    guard let base = bytes.baseAddress else { throw JSONError("holds no JSON value") }
    let status = unsafe tidemark_json_index(handle, base, UInt32(bytes.count))
    guard status == 0 else { throw JSONError.of(status, 0) }
  }

  /// Parses the document that stands in a range of the text that was indexed last; ranges ascend.
  package func walk(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) throws(JSONError) {
    guard let handle = unsafe handle else { throw JSONError("there is not enough memory for it") }
    guard let base = bytes.baseAddress, range.upperBound <= bytes.count, range.lowerBound >= 0
    else { throw JSONError("holds no JSON value") }
    let status = unsafe tidemark_json_walk(
      handle, base, UInt32(range.lowerBound), UInt32(range.upperBound),
      UInt32(JSONDocument.deepest))
    guard status == 0 else {
      throw JSONError.of(status, Int(unsafe tidemark_json_offset(handle)))
    }
  }
}
