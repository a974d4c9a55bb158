internal import JSONText

extension SectionDecoder {
  /// Rows of JSON text: a document, or one on each line.
  func decodeJSON(
    _ range: Range<Int>, _ buffer: RecordBuffer, _ grid: CellGrid, _ expected: Int?
  ) -> RowCount {
    guard let wrong = parse(range, buffer) else {
      return decodeDocument(range.lowerBound, buffer, grid, first: 0, expected)
    }
    let lines = JSONLines.split(range, buffer)
    guard lines.count > 1 else { return .wrong("\(name) is not JSON: \(wrong)") }
    var rows = 0
    for line in lines {
      if let wrong = parse(line, buffer) { return .wrong("\(name) is not JSON: \(wrong)") }
      switch decodeDocument(line.lowerBound, buffer, grid, first: rows, nil) {
      case .rows(let more): rows += more
      case let other: return other
      }
    }
    return .rows(rows)
  }

  /// Rows of the document parsed last.
  ///
  /// `instances`, `predictions` and arrays of arrays or objects hold a row an element. An array of
  /// scalars is one row, or one a row where the request has so many.
  private func decodeDocument(
    _ base: Int, _ buffer: RecordBuffer, _ grid: CellGrid, first: Int, _ expected: Int?
  ) -> RowCount {
    let nodes = unsafe document.nodes
    guard let root = unsafe nodes.first else { return .wrong("\(name) is not JSON") }
    var holder: Int?
    if root.kind == .object {
      holder = wrapped(base, buffer)
    } else if root.kind == .array {
      guard root.count > 0 else { return .wrong("\(name) is empty") }
      let kind = unsafe nodes[1].kind
      let isRows = kind == .array || kind == .object
      if isRows || (Int(root.count) == expected && root.count > 1) { holder = 0 }
    }
    guard let holder else {
      return row(0, base, buffer, grid, first).map { .wrong($0) } ?? .rows(1)
    }
    let array = unsafe nodes[holder]
    guard array.count > 0 else { return .wrong("\(name) is empty") }
    var child = holder + 1
    var rows = 0
    while child < Int(array.next) {
      if let wrong = row(child, base, buffer, grid, first + rows) { return .wrong(wrong) }
      rows += 1
      child = Int(unsafe nodes[child].next)
    }
    return .rows(rows)
  }

  /// The array of a document's member `instances` or `predictions`.
  private func wrapped(_ base: Int, _ buffer: RecordBuffer) -> Int? {
    let nodes = unsafe document.nodes
    var child = 1
    while child < Int(unsafe nodes[0].next) {
      let node = unsafe nodes[child]
      if node.kind == .array,
        key(node, base, buffer, is: "instances") || key(node, base, buffer, is: "predictions")
      {
        return child
      }
      child = Int(node.next)
    }
    return nil
  }

  /// Sets a row from a value; what is wrong with it.
  private func row(
    _ index: Int, _ base: Int, _ buffer: RecordBuffer, _ grid: CellGrid, _ row: Int
  ) -> String? {
    let nodes = unsafe document.nodes
    let node = unsafe nodes[index]
    grid.draft(row)
    switch node.kind {
    case .object:
      if node.count == 1, case let only = unsafe nodes[index + 1], only.kind == .array,
        key(only, base, buffer, is: "features")
      {
        return elements(index + 1, base, buffer, grid, row)
      }
      let flattening = JSONFlattening(buffer: buffer, grid: grid, tree: tree)
      unsafe flattening.add(nodes, index, base: base, path: KeyTree.root, row: row)
      return nil
    case .array: return elements(index, base, buffer, grid, row)
    default:
      if let wrong = judge(1) { return wrong }
      if let only = wanted.first {
        JSONFlattening.set(node, base, row, only.slot, buffer, grid)
      }
      return nil
    }
  }

  /// Sets a row from an array's elements.
  private func elements(
    _ index: Int, _ base: Int, _ buffer: RecordBuffer, _ grid: CellGrid, _ row: Int
  ) -> String? {
    let nodes = unsafe document.nodes
    let array = unsafe nodes[index]
    if let wrong = judge(Int(array.count)) { return wrong }
    var child = index + 1
    var field = 0
    var rest = wanted[...]
    while let next = rest.first, child < Int(array.next) {
      let node = unsafe nodes[child]
      if next.field == field {
        JSONFlattening.set(node, base, row, next.slot, buffer, grid)
        rest.removeFirst()
      }
      field += 1
      child = Int(node.next)
    }
    return nil
  }

  private func key(_ node: JSONNode, _ base: Int, _ buffer: RecordBuffer, is name: String) -> Bool {
    let range = Int(node.keyStart) + base..<Int(node.keyEnd) + base
    return range.count == name.utf8.count && buffer.bytes[range].elementsEqual(name.utf8)
  }
}

extension JSONLines {
  /// The lines of some text that are not blank.
  static func split(_ range: Range<Int>, _ buffer: RecordBuffer) -> [Range<Int>] {
    buffer.bytes[range].split(separator: 0x0A)
      .filter { line in line.contains { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } }
      .map { $0.startIndex..<$0.endIndex }
  }
}
