internal import JSONText

/// The members of a JSON response of a batch transform, told apart: what `GenerateInferenceId` added, the
/// response where it was joined with its request, and the rest.
struct BatchDocument {
  /// JSON texts; nil for what is not there.
  private(set) var id: [UInt8]?
  private(set) var time: [UInt8]?
  /// `SageMakerOutput`
  private(set) var output: [UInt8]?
  /// The object without these three; `instances` alone, where it has them.
  private(set) var rest: [UInt8]?

  /// Nil where the text is no JSON object.
  init?(_ text: ArraySlice<UInt8>) {
    let document = JSONDocument()
    let isRead = unsafe text.withUnsafeBufferPointer { bytes in
      do throws(JSONError) {
        try unsafe document.parse(bytes)
        return true
      } catch {
        return false
      }
    }
    guard isRead, let root = unsafe document.nodes.first, root.kind == .object else { return nil }
    var members: [[UInt8]] = []
    var instances: [UInt8]?
    var child = 1
    while child < Int(root.next) {
      let node = unsafe document.nodes[child]
      child = Int(node.next)
      let key = Array(BatchDocument.part(text, node.keyRange, widerBy: 0))
      let value = BatchDocument.part(text, node.range, widerBy: node.kind == .string ? 1 : 0)
      switch String(decoding: key, as: UTF8.self) {
      case "SageMakerInferenceId": id = Array(value)
      case "SageMakerInferenceTime": time = Array(value)
      case "SageMakerOutput": output = Array(value)
      case let name:
        if name == "instances", node.kind == .array { instances = Array(value) }
        members.append([0x22] + key + [0x22, 0x3A] + value)
      }
    }
    guard !members.isEmpty else { return }
    // With a response of its own, the requests are what holds the rows.
    rest =
      output != nil && instances != nil
      ? instances : [0x7B] + Array(members.joined(separator: [0x2C])) + [0x7D]
  }

  /// Whether it has anything that an ordinary response has not.
  var isMarked: Bool { id != nil || time != nil || output != nil }

  private static func part(
    _ text: ArraySlice<UInt8>, _ range: Range<Int>, widerBy margin: Int
  ) -> ArraySlice<UInt8> {
    text[text.startIndex + range.lowerBound - margin..<text.startIndex + range.upperBound + margin]
  }
}
