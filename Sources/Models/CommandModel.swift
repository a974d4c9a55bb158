import Engine
import Language
import Scripts

/// A model that is a program: one process that answers each line with a line, in their order.
///
/// An empty line follows each batch, so that a model may collect records and predict them at once. The
/// next batches are sent while it works. A program that ends before it has answered is started again
/// for the batches that it was at.
package final class CommandModel: AskedModel {
  private let arguments: [String]
  private let folder: String
  private let environment: [String]
  private let timeoutSeconds: Double
  /// Batches that are not answered yet, at most.
  private let inFlight: Int
  private let say: (String) -> Void
  private var process: ScriptProcess?
  /// What it last wrote to standard error.
  private let complaint = Complaint()

  private final class Complaint {
    var text = ""
  }

  /// Whether it has answered a batch as it must: until then there is one at a time.
  private var isTrusted = false
  /// Whether it was seen to its end without a line too many.
  private var isProven = false
  /// How long was waited for processes that have ended.
  private var waitedBefore = Duration.zero

  /// How long is waited for lines that nobody asked for, after the first batch: whoever prints too much
  /// does so from the beginning.
  private static let settling: Int32 = 200
  /// Milliseconds that it may take to end.
  private static let farewell = 2_000
  /// Times that it is started for one batch at most.
  private static let patience = 3

  /// - Parameters:
  ///   - arguments: the program first.
  ///   - environment: each `NAME=value`.
  ///   - say: takes a line that it writes to standard error.
  package init(
    _ arguments: [String], folder: String, environment: [String], timeoutSeconds: Double,
    inFlight: Int, say: @escaping (String) -> Void
  ) {
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.timeoutSeconds = timeoutSeconds
    self.inFlight = inFlight
    self.say = say
  }

  package var waited: Duration { waitedBefore + (process?.waited ?? .zero) }

  package func close() {
    process?.closeInput()
    _ = end(within: CommandModel.farewell)
  }

  /// Lets the first process end: a line too many, wherever it came, is then left over.
  package func settle() throws(ModelFailure) {
    guard !isProven, let process else { return }
    process.closeInput()
    defer { _ = end(within: CommandModel.farewell) }
    let start = process.waited
    while process.waited - start < .milliseconds(CommandModel.farewell) {
      let event = process.exchange([], milliseconds: 100)
      try refuse(event.lines)
      if event.isOver { break }
    }
    isProven = true
  }

  package func ask(
    _ next: () -> Question?, take: (Answers) throws(ModelFailure) -> Void
  ) throws(ModelFailure) {
    do throws(ModelFailure) {
      try askAll(next, take)
    } catch {
      _ = end(within: 0)
      throw error
    }
  }

  private func askAll(
    _ next: () -> Question?, _ take: (Answers) throws(ModelFailure) -> Void
  ) throws(ModelFailure) {
    var batches: [Batch] = []
    var isMore = true
    // Times that it was started for the first of them.
    var starts = process == nil ? 1 : 0
    while true {
      while isMore, batches.count < (isTrusted ? inFlight : 1) {
        guard let question = next() else {
          isMore = false
          break
        }
        batches.append(Batch(question))
      }
      guard let first = batches.first else { return try refuseMore(after: 0) }
      switch try exchange(try running(), batches) {
      case .answered:
        starts = 0
        batches.removeFirst()
        if !isTrusted { try refuseMore(after: CommandModel.settling) }
        isTrusted = true
        try take(first.answers)
      case .ended:
        let ending = end(within: CommandModel.farewell)
        guard starts < CommandModel.patience else {
          throw ModelFailure(
            "it ended (\(ending)) after \(first.answers.records) of \(first.records) predictions of "
              + "a batch, and again when it was started anew" + lastWords)
        }
        starts += 1
        say("started again: it ended (\(ending)) before it had answered")
        for batch in batches { batch.begin() }
      case .hung:
        throw ModelFailure(
          "it gave \(first.answers.records) predictions for \(first.records) records and then "
            + "nothing for \(Number.text(timeoutSeconds)) s" + lastWords)
      }
    }
  }

  private var lastWords: String {
    complaint.text.isEmpty ? "" : "; its last words: \(complaint.text)"
  }

  private func running() throws(ModelFailure) -> ScriptProcess {
    if let process { return process }
    var failure = ""
    let (say, complaint) = (say, complaint)
    guard
      let started = ScriptProcess(
        arguments, folder: folder, environment: environment,
        say: { line in
          let line = VisibleText.safe(line)
          complaint.text = line
          say(line)
        }, failure: &failure)
    else {
      throw ModelFailure("\(arguments.first ?? "") could not be started: \(failure)")
    }
    process = started
    return started
  }

  /// Ends it and says how it ended.
  private func end(within milliseconds: Int) -> String {
    guard let process else { return "" }
    waitedBefore += process.waited
    self.process = nil
    return process.end(within: milliseconds).text
  }

  /// A question that is not answered yet.
  private final class Batch {
    let records: Int
    var answers = Answers()
    private let bytes: [UInt8]
    private var sent = 0

    init(_ question: Question) {
      records = question.records
      bytes = question.body + [UInt8(ascii: "\n")]
    }

    var rest: ArraySlice<UInt8> { bytes[sent...] }
    var isBegun: Bool { sent > 0 }
    var isSent: Bool { sent == bytes.count }
    var isAnswered: Bool { answers.records == records && isSent }

    func begin() {
      sent = 0
      answers = Answers()
    }

    func take(_ count: Int) { sent += count }
  }

  private enum Outcome {
    case answered, ended, hung
  }

  /// Goes on until the first batch is answered, or nothing more comes of it.
  private func exchange(
    _ process: ScriptProcess, _ batches: [Batch]
  ) throws(ModelFailure) -> Outcome {
    var last = process.waited
    while !batches[0].isAnswered {
      let next = batches.first { !$0.isSent }
      let event = process.exchange(next?.rest ?? [], milliseconds: 100)
      next?.take(event.taken)
      try take(event.lines, batches)
      if batches[0].isAnswered { break }
      if event.isOver { return .ended }
      if !event.lines.isEmpty || event.taken > 0 { last = process.waited }
      if process.waited - last > .seconds(timeoutSeconds) { return .hung }
    }
    return .answered
  }

  private func take(_ lines: [ArraySlice<UInt8>], _ batches: [Batch]) throws(ModelFailure) {
    var index = 0
    for line in lines where line.contains(where: { $0 > 0x20 }) {
      while index < batches.count, batches[index].answers.records == batches[index].records {
        index += 1
      }
      // Nobody knows the answer to what was not asked.
      guard index < batches.count, batches[index].isBegun else {
        throw tooMany(batches[min(index, batches.count - 1)].records)
      }
      try Predictions.append(line, to: &batches[index].answers)
    }
  }

  /// Looks for lines beyond all answers.
  private func refuseMore(after milliseconds: Int32) throws(ModelFailure) {
    guard let event = process?.exchange([], milliseconds: milliseconds) else { return }
    try refuse(event.lines)
  }

  private func refuse(_ lines: [ArraySlice<UInt8>]) throws(ModelFailure) {
    guard lines.allSatisfy({ line in line.allSatisfy { $0 <= 0x20 } }) else { throw tooMany(nil) }
  }

  private func tooMany(_ records: Int?) -> ModelFailure {
    ModelFailure(
      "it gave more predictions than "
        + (records.map { "the \($0) records of a batch" } ?? "there were records"))
  }
}
