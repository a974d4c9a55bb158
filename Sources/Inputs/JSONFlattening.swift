internal import JSONText

/// Sets the cells of a row from a JSON value: members by dotted names, elements by index.
struct JSONFlattening {
  let buffer: RecordBuffer
  let grid: CellGrid
  let tree: KeyTree

  /// - Parameters:
  ///   - nodes: of the document; their positions count from `base` in the buffer.
  ///   - path: the value's node in the tree.
  func add(
    _ nodes: UnsafeBufferPointer<JSONNode>, _ index: Int, base: Int, path: Int, row: Int
  ) {
    let node = unsafe nodes[index]
    switch node.kind {
    case .object:
      var expected = tree.first(path)
      var child = index + 1
      while child < Int(node.next) {
        let member = unsafe nodes[child]
        let found = key(member, base, path, expected)
        unsafe add(nodes, child, base: base, path: found, row: row)
        expected = tree.next(found)
        child = Int(member.next)
      }
    case .array:
      var child = index + 1
      var number = 0
      while child < Int(node.next) {
        unsafe add(nodes, child, base: base, path: tree.element(path, number), row: row)
        number += 1
        child = Int(unsafe nodes[child].next)
      }
    default:
      let slot = tree.slot(path)
      if slot >= 0 { JSONFlattening.set(node, base, row, slot, buffer, grid) }
    }
  }

  /// Sets a cell to a value; arrays and objects are their JSON text.
  static func set(
    _ node: JSONNode, _ base: Int, _ row: Int, _ slot: Int, _ buffer: RecordBuffer, _ grid: CellGrid
  ) {
    var start = Int(node.start) + base
    var length = Int(node.end) - Int(node.start)
    if node.kind == .null { length = -1 }
    if node.isEscaped {
      let range = buffer.unescape(start..<start + length)
      start = range.lowerBound
      length = range.count
    }
    let isString = node.kind == .string || node.kind == .array || node.kind == .object
    grid.set(row, slot, start: start, length: length, isString: isString)
  }

  private func key(_ member: JSONNode, _ base: Int, _ path: Int, _ expected: Int) -> Int {
    var range = Int(member.keyStart) + base..<Int(member.keyEnd) + base
    if member.isKeyEscaped { range = buffer.unescape(range) }
    return unsafe buffer.bytes.withUnsafeBufferPointer { bytes in
      unsafe tree.member(path, UnsafeBufferPointer(rebasing: bytes[range]), expected: expected)
    }
  }
}
