internal import Engine
internal import Statistics

/// The requests and responses of a batch transform as captured records, a line each, so that they are
/// read as those of an endpoint are.
///
/// The line of a record is that of the output: places of malformed ones lead to it.
final class BatchRecords {
  private let input: BatchLines?
  private let output: BatchLines?
  private let hour: [UInt8]?
  private var isAtEnd = false
  private(set) var failure: ReadError?

  init(_ pair: BatchPair) throws(ReadError) {
    input = try BatchRecords.lines(pair.input)
    output = try BatchRecords.lines(pair.output)
    hour = pair.hour.map { Array("\"\(MetricValue.text(ofTime: $0))\"".utf8) }
  }

  private static func lines(_ path: String?) throws(ReadError) -> BatchLines? {
    guard let path else { return nil }
    return try BatchLines(path)
  }

  /// About a piece of text; nil at the end.
  func next() -> [UInt8]? {
    var text: [UInt8] = []
    // Where one of the two is a document, the other is taken whole too.
    let isDocument = input?.isDocument ?? false || output?.isDocument ?? false
    while !isAtEnd, text.count < 64 << 10 {
      let request = isDocument ? input?.rest() : input?.next()
      let response = isDocument ? output?.rest() : output?.next()
      guard request != nil || response != nil else {
        isAtEnd = true
        failure = input?.failure ?? output?.failure
        break
      }
      add(request, response, to: &text)
    }
    return text.isEmpty ? nil : text
  }

  private func add(_ request: [UInt8]?, _ response: [UInt8]?, to text: inout [UInt8]) {
    var id: [UInt8]?
    var time: [UInt8]?
    var parts: [[UInt8]] = []
    if let request {
      parts.append(
        BatchRecords.part("batchTransformInput", request[...], isJSON: input?.isJSON ?? false))
    }
    if let response {
      if output?.isJSON ?? false {
        let document = BatchDocument(response[...])
        (id, time) = (document?.id, document?.time)
        let isJoined = request == nil && document?.output != nil
        if isJoined, let joined = document?.rest {
          parts.append(BatchRecords.part("batchTransformInput", joined[...], isJSON: true))
        }
        let own = document.map { $0.isMarked ? $0.output ?? $0.rest ?? [] : response } ?? response
        parts.append(BatchRecords.part("batchTransformOutput", own[...], isJSON: true))
      } else {
        let row = BatchRecords.appended(response)
        (id, time) = (row.id, row.time)
        parts.append(BatchRecords.part("batchTransformOutput", row.data, isJSON: false))
      }
    }
    text += Array("{\"captureData\":{".utf8) + parts.joined(separator: [0x2C])
    text += Array("},\"eventMetadata\":{".utf8)
    let meta = [("inferenceId", id), ("inferenceTime", time ?? hour)]
      .compactMap { name, value in value.map { Array("\"\(name)\":".utf8) + $0 } }
    text += meta.joined(separator: [0x2C]) + Array("}}\n".utf8)
  }

  /// `"batchTransformOutput":{"data":…,"encoding":"CSV"}`
  private static func part(_ name: String, _ data: ArraySlice<UInt8>, isJSON: Bool) -> [UInt8] {
    Array("\"\(name)\":{\"data\":".utf8) + quoted(data)
      + Array(",\"encoding\":\"\(isJSON ? "JSON" : "CSV")\"}".utf8)
  }

  /// The fields that `GenerateInferenceId` added to a line of CSV: an id, and a time.
  private static func appended(
    _ line: [UInt8]
  ) -> (data: ArraySlice<UInt8>, id: [UInt8]?, time: [UInt8]?) {
    let comma = UInt8(ascii: ",")
    guard let second = line.lastIndex(of: comma),
      let first = line[..<second].lastIndex(of: comma)
    else { return (line[...], nil, nil) }
    let id = trimmed(line[(first + 1)..<second])
    let time = trimmed(line[(second + 1)...])
    let text = String(decoding: time, as: UTF8.self)
    guard time.count > 10, Timestamp.seconds(of: text) != nil, isIdentifier(id) else {
      return (line[...], nil, nil)
    }
    return (line[..<first], quoted(id), quoted(time))
  }

  /// `1f1d57b1-2e6f-488c-8c30-db4e6d757861`
  private static func isIdentifier(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.joined().allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20)
      }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop { $0 == 0x20 }
    while text.last == 0x20 { text.removeLast() }
    return text
  }

  /// A JSON string of the bytes; those that are no UTF-8 stay as they are, and are told when read.
  private static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = [0x22]
    for byte in text {
      switch byte {
      case 0x22, 0x5C: result += [0x5C, byte]
      case 0x0A: result += [0x5C, 0x6E]
      case 0..<0x20:
        result += Array("\\u00".utf8)
        result += [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x57 + $0 }
      default: result.append(byte)
      }
    }
    return result + [0x22]
  }
}
