internal import JSONText
import Glibc

/// Where the parts of a captured record are among its nodes.
struct CaptureParts {
  struct Part {
    enum Encoding { case csv, json, base64, unknown }
    /// The node with the data.
    let data: Int
    let encoding: Encoding
    /// Whether the content, once decoded, says that it is JSON.
    let isJSON: Bool
  }

  private(set) var isCapture = false
  private(set) var output: Part?
  /// Whether the output is that of a batch transform, which may hold its request.
  private(set) var isBatch = false
  private(set) var input: Part?
  private(set) var truth: Part?
  /// Nodes of the inference time, event id, inference id and custom attributes; -1 for none.
  private(set) var meta: (Int, Int, Int, Int) = (-1, -1, -1, -1)

  init(_ nodes: UnsafeBufferPointer<JSONNode>, _ base: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let root = unsafe nodes.first, root.kind == .object else { return }
    let text = unsafe UnsafeBufferPointer(rebasing: bytes[base...])
    unsafe CaptureParts.each(nodes, 0) { child, node in
      if unsafe CaptureParts.key(node, text, "captureData"), node.kind == .object {
        isCapture = true
        unsafe CaptureParts.each(nodes, child) { part, node in
          if unsafe CaptureParts.key(node, text, "endpointInput")
            || CaptureParts.key(node, text, "batchTransformInput")
          {
            input = unsafe CaptureParts.part(nodes, part, text)
          } else if unsafe CaptureParts.key(node, text, "endpointOutput")
            || CaptureParts.key(node, text, "batchTransformOutput")
          {
            output = unsafe CaptureParts.part(nodes, part, text)
            isBatch = unsafe CaptureParts.key(node, text, "batchTransformOutput")
          }
        }
      } else if unsafe CaptureParts.key(node, text, "eventMetadata") {
        unsafe CaptureParts.each(nodes, child) { field, node in
          if unsafe CaptureParts.key(node, text, "inferenceTime") { meta.0 = field }
          if unsafe CaptureParts.key(node, text, "eventId") { meta.1 = field }
          if unsafe CaptureParts.key(node, text, "inferenceId") { meta.2 = field }
          if unsafe CaptureParts.key(node, text, "customAttributes") { meta.3 = field }
        }
      } else if unsafe CaptureParts.key(node, text, "groundTruthData") {
        truth = unsafe CaptureParts.part(nodes, child, text)
      }
    }
  }

  private static func part(
    _ nodes: UnsafeBufferPointer<JSONNode>, _ index: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Part? {
    guard unsafe nodes[index].kind == .object else { return nil }
    var data = -1
    var named: Part.Encoding?
    var contentType = 0..<0
    unsafe each(nodes, index) { child, node in
      if unsafe key(node, text, "data"), node.kind != .null {
        data = child
      } else if unsafe key(node, text, "encoding"), node.kind == .string {
        named = unsafe encoding(UnsafeBufferPointer(rebasing: text[node.range]))
      } else if unsafe key(node, text, "observedContentType"), node.kind == .string {
        contentType = node.range
      }
    }
    guard data >= 0 else { return nil }
    // Only what is not said otherwise is looked for in the content's type.
    let isOpen = named == nil || named == .base64
    let isJSON = unsafe isOpen && holdsJSON(UnsafeBufferPointer(rebasing: text[contentType]))
    return Part(data: data, encoding: named ?? (isJSON ? .json : .csv), isJSON: isJSON)
  }

  private static func encoding(_ text: UnsafeBufferPointer<UInt8>) -> Part.Encoding {
    if unsafe spells(text, "csv") { return .csv }
    if unsafe spells(text, "json") { return .json }
    return unsafe spells(text, "base64") ? .base64 : .unknown
  }

  /// Whether a text is a word, capitals or not.
  private static func spells(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    for index in text.indices where unsafe text[index] | 0x20 != word.utf8Start[index] | 0x20 {
      return false
    }
    return true
  }

  /// Whether a content type has `json` in it, as `application/jsonlines` and `application/x+json`
  /// do.
  private static func holdsJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 4 else { return false }
    for start in 0...text.count - 4 {
      let word: UInt32 =
        unsafe UInt32(text[start]) << 24 | UInt32(text[start + 1]) << 16
        | UInt32(text[start + 2]) << 8 | UInt32(text[start + 3])
      if word | 0x2020_2020 == 0x6A73_6F6E { return true }
    }
    return false
  }

  @inline(__always)
  private static func each(
    _ nodes: UnsafeBufferPointer<JSONNode>, _ index: Int, _ body: (Int, JSONNode) -> Void
  ) {
    let node = unsafe nodes[index]
    guard node.kind == .object else { return }
    var child = index + 1
    while child < Int(node.next) {
      let member = unsafe nodes[child]
      body(child, member)
      child = Int(member.next)
    }
  }

  @inline(__always)
  private static func key(
    _ node: JSONNode, _ text: UnsafeBufferPointer<UInt8>, _ name: StaticString
  ) -> Bool {
    let count = name.utf8CodeUnitCount
    guard Int(node.keyEnd) - Int(node.keyStart) == count, let base = text.baseAddress else {
      return false
    }
    return unsafe memcmp(base + Int(node.keyStart), name.utf8Start, count) == 0
  }
}
