package import Engine

extension JSON {
  /// Parses a text (RFC 8259; a byte order mark is skipped).
  ///
  /// Numbers without point and exponent that fit `Int` are integers; all others are the nearest
  /// doubles, infinite beyond the largest. Keys that occur twice are both kept. Half of a surrogate
  /// pair becomes U+FFFD.
  /// - Throws: when the text is not JSON, is nested deeper than 256 levels or longer than 1 GiB.
  /// - Complexity: O(bytes).
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let document = JSONDocument()
    let result = unsafe bytes.withUnsafeBufferPointer { whole -> Result<JSON, JSONError> in
      let text = unsafe UnsafeBufferPointer(rebasing: whole[mark...])
      do throws(JSONError) {
        try unsafe document.parse(text)
      } catch {
        return .failure(JSONError(error.message, offset: error.offset.map { $0 + mark }))
      }
      let tree = unsafe JSONTree(text: text, nodes: document.nodes)
      return .success(tree.value(0))
    }
    self = try result.get()
  }
}

/// Makes values of nodes.
@safe private struct JSONTree {
  let text: UnsafeBufferPointer<UInt8>
  let nodes: UnsafeBufferPointer<JSONNode>

  init(text: UnsafeBufferPointer<UInt8>, nodes: UnsafeBufferPointer<JSONNode>) {
    unsafe self.text = unsafe text
    unsafe self.nodes = unsafe nodes
  }

  func value(_ index: Int) -> JSON {
    let node = unsafe nodes[index]
    switch node.kind {
    case .null: return .null
    case .false: return .boolean(false)
    case .true: return .boolean(true)
    case .integer: return integer(node)
    case .number: return .number(Double(string(node.range, escaped: false)) ?? .infinity)
    case .string: return .string(string(node.range, escaped: node.isEscaped))
    case .array:
      var elements: [JSON] = []
      elements.reserveCapacity(Int(node.count))
      each(index, node) { child, _ in elements.append(value(child)) }
      return .array(elements)
    case .object:
      var members: [JSON.Member] = []
      members.reserveCapacity(Int(node.count))
      each(index, node) { child, node in
        let key = string(node.keyRange, escaped: node.isKeyEscaped)
        members.append(JSON.Member(key, value(child)))
      }
      return .object(members)
    }
  }

  private func each(_ index: Int, _ node: JSONNode, _ body: (Int, JSONNode) -> Void) {
    var child = index + 1
    while child < Int(node.next) {
      let node = unsafe nodes[child]
      body(child, node)
      child = Int(node.next)
    }
  }

  private func integer(_ node: JSONNode) -> JSON {
    let spelled = string(node.range, escaped: false)
    return Int(spelled).map { .integer($0) } ?? .number(Double(spelled) ?? .infinity)
  }

  private func string(_ range: Range<Int>, escaped: Bool) -> String {
    let raw = unsafe UnsafeBufferPointer(rebasing: text[range])
    guard escaped else { return unsafe String(decoding: raw, as: UTF8.self) }
    var characters: [UInt8] = []
    unsafe JSONEscapes.append(raw, to: &characters)
    return String(decoding: characters, as: UTF8.self)
  }
}
