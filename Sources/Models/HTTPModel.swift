import Engine
import Language

/// A model behind an address: a POST a batch, as SageMaker's containers take it at `/invocations`; a few
/// batches are under way at once.
package final class HTTPModel: AskedModel {
  /// Marks the calls as Tidemark's own, which are no traffic.
  package static let ownCall = "X-Tidemark-Call: explain"

  private let url: String
  private let headers: [String]
  private let timeoutSeconds: Double
  /// Batches that are under way or not taken yet, at most.
  private let inFlight: Int
  private var transfers: ModelTransfers?

  /// Tries of a batch, where the failure may pass.
  private static let patience = 3

  /// - Parameter headers: each `Name: value`, beside the content's type.
  package init(
    url: String, headers: [String], content: ModelSpecification.Content, timeoutSeconds: Double,
    inFlight: Int
  ) {
    self.url = url
    self.headers =
      ["Content-Type: \(content.rawValue)", "Accept: \(content.rawValue)", Self.ownCall] + headers
    self.timeoutSeconds = timeoutSeconds
    self.inFlight = inFlight
  }

  package private(set) var waited = Duration.zero

  package func settle() {}

  package func close() { transfers = nil }

  /// A question that is not answered yet.
  private final class Batch {
    let id: Int
    let question: Question
    var tries = 0
    /// When it is sent; nil while it is under way.
    var sending: ContinuousClock.Instant? = .now
    var answers: Answers?

    init(_ id: Int, _ question: Question) {
      self.id = id
      self.question = question
    }
  }

  package func ask(
    _ next: () -> Question?, take: (Answers) throws(ModelFailure) -> Void
  ) throws(ModelFailure) {
    guard let transfers = transfers ?? ModelTransfers() else {
      throw ModelFailure("libcurl.so.4 can't be loaded: install it (libcurl4)")
    }
    // What is still under way when this fails is given up.
    self.transfers = nil
    let before = transfers.waited
    defer { waited += transfers.waited - before }
    var batches: [Batch] = []
    var count = 0
    var isMore = true
    while true {
      while isMore, batches.count < inFlight {
        guard let question = next() else {
          isMore = false
          break
        }
        batches.append(Batch(count, question))
        count += 1
      }
      guard let first = batches.first else { break }
      if let answers = first.answers {
        batches.removeFirst()
        try take(answers)
        continue
      }
      try send(batches, transfers)
      for (id, outcome) in transfers.done(within: 50) {
        if let batch = batches.first(where: { $0.id == id }) { try settle(batch, outcome) }
      }
    }
    self.transfers = transfers
  }

  private func send(
    _ batches: [Batch], _ transfers: ModelTransfers
  ) throws(ModelFailure) {
    for batch in batches {
      guard let sending = batch.sending, sending <= .now else { continue }
      guard
        let transfer = ModelTransfer(
          url: url, headers: headers, body: batch.question.body, timeoutSeconds: timeoutSeconds),
        transfers.start(transfer, id: batch.id)
      else { throw ModelFailure("the request could not be made of its address") }
      batch.sending = nil
      batch.tries += 1
    }
  }

  private func settle(
    _ batch: Batch, _ outcome: ModelTransfer.Outcome
  ) throws(ModelFailure) {
    switch outcome {
    case .answer(let status, let body) where (200..<300).contains(status):
      batch.answers = try Predictions.outputs(of: body, records: batch.question.records)
      return
    case .answer(let status, let body):
      guard [429, 502, 503, 504].contains(status), batch.tries < Self.patience else {
        let said = VisibleText.safe(String(decoding: body.prefix(80), as: UTF8.self))
        throw ModelFailure("it answered with status \(status)" + (said.isEmpty ? "" : ": \(said)"))
      }
    case .failure(let why):
      guard batch.tries < Self.patience else { throw ModelFailure("it can't be reached: \(why)") }
    case .late: throw ModelFailure("no answer within \(Number.text(timeoutSeconds)) s")
    }
    batch.sending = .now + .milliseconds(200 * (batch.tries + 1))
  }
}
