internal import JSONText

/// The id by which labels find their records.
enum LabelID {
  /// Where the id of a record is in the buffer: its `inferenceId`, else its `eventId`; nil where it
  /// has none.
  static func range(
    _ parts: CaptureParts, _ nodes: UnsafeBufferPointer<JSONNode>, base: Int, _ buffer: RecordBuffer
  ) -> Range<Int>? {
    for place in [parts.meta.2, parts.meta.1] where place >= 0 {
      let node = unsafe nodes[place]
      switch node.kind {
      case .string, .integer, .number: break
      default: continue
      }
      let range = Int(node.start) + base..<Int(node.end) + base
      if !range.isEmpty { return node.isEscaped ? buffer.unescape(range) : range }
    }
    return nil
  }

  /// An id for messages, cut where it is long.
  static func shown(_ id: some Collection<UInt8>) -> String {
    let text = String(decoding: id.prefix(64), as: UTF8.self)
    return id.count > 64 ? text + "…" : text
  }
}
