import Engine
import Foundation

/// A request and its answer, as SageMaker's data capture writes them.
struct CaptureRecord {
  let request: HTTPHead
  let response: HTTPHead
  let input: CapturedBody
  let output: CapturedBody
  /// Seconds since 1970-01-01T00:00:00Z.
  let time: Double

  func json(id: String, _ types: CaptureContentTypes) -> JSON {
    .object([
      "captureData": .object([
        "endpointInput": section(request, input.bytes, "INPUT", types),
        "endpointOutput": section(response, output.bytes, "OUTPUT", types),
      ]),
      "eventMetadata": .object([
        "eventId": .string(id),
        "inferenceId": request.first("x-amzn-sagemaker-inference-id").map(JSON.string),
        "customAttributes": request.first("x-amzn-sagemaker-custom-attributes").map {
          .array([.string($0)])
        },
        "inferenceTime": .string(CalendarTime(epochSeconds: time.rounded(.down))?.text),
      ]),
      "eventVersion": .string("0"),
    ])
  }

  private func section(
    _ head: HTTPHead, _ bytes: [UInt8], _ mode: String, _ types: CaptureContentTypes
  ) -> JSON {
    let type = head.first("content-type")
    let media = (type ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    var encoding = "BASE64"
    var data = ""
    if types.csv.contains(media) { encoding = "CSV" }
    if types.json.contains(media) { encoding = "JSON" }
    // What is no text can't stand in a text.
    if encoding != "BASE64", let text = String(validating: bytes, as: UTF8.self) {
      data = text
    } else {
      encoding = "BASE64"
      data = Data(bytes).base64EncodedString()
    }
    return .object([
      "observedContentType": .string(type ?? "application/octet-stream"), "mode": .string(mode),
      "data": .string(data), "encoding": .string(encoding),
    ])
  }
}
