import Engine
import Language

/// A model behind an address: a POST a batch, as SageMaker's containers take it at `/invocations`.
package final class HTTPModel: AskedModel {
  /// Marks the calls as Tidemark's own, which are no traffic.
  package static let ownCall = "X-Tidemark-Call: explain"

  private let url: String
  private let headers: [String]
  private let form: RecordForm
  private let timeoutSeconds: Double
  private let batch: Int

  /// Tries of a batch, where the failure may pass.
  private static let patience = 3

  /// - Parameter headers: each `Name: value`, beside the content's type.
  package init(
    url: String, headers: [String], content: ModelSpecification.Content, form: RecordForm,
    timeoutSeconds: Double, batch: Int
  ) {
    self.url = url
    self.headers =
      ["Content-Type: \(content.rawValue)", "Accept: \(content.rawValue)", Self.ownCall] + headers
    self.form = form
    self.timeoutSeconds = timeoutSeconds
    self.batch = batch
  }

  package func ask(_ records: [[UInt8]]) throws(ModelFailure) -> [[Double]] {
    var answers: [[Double]] = []
    answers.reserveCapacity(records.count)
    for start in stride(from: 0, to: records.count, by: batch) {
      let part = records[start..<min(start + batch, records.count)]
      let body = try post(form.question(part))
      answers += try Predictions.outputs(of: body, records: part.count)
    }
    return answers
  }

  package func close() {}

  private func post(_ body: [UInt8]) throws(ModelFailure) -> [UInt8] {
    var tries = 1
    while true {
      let transfer = ModelTransfer(
        url: url, headers: headers, body: body, timeoutSeconds: timeoutSeconds)
      switch transfer.perform() {
      case .answer(let status, let body) where (200..<300).contains(status): return body
      case .answer(let status, let body):
        guard [429, 502, 503, 504].contains(status), tries < Self.patience else {
          let said = VisibleText.safe(String(decoding: body.prefix(80), as: UTF8.self))
          throw ModelFailure(
            "it answered with status \(status)" + (said.isEmpty ? "" : ": \(said)"))
        }
      case .failure(let why):
        guard tries < Self.patience else { throw ModelFailure("it can't be reached: \(why)") }
      case .late: throw ModelFailure("no answer within \(Number.text(timeoutSeconds)) s")
      }
      tries += 1
      ModelTransfer.wait(milliseconds: UInt32(200 * tries))
    }
  }
}
