import Engine
import Language
import Scripts

/// A model that is a program: one process that answers each line with a line, in their order.
///
/// An empty line follows each batch, so that a model may collect records and predict them at once. A
/// program that ends before it has answered is started again for the batch that it was at.
package final class CommandModel: AskedModel {
  private let arguments: [String]
  private let folder: String
  private let environment: [String]
  private let form: RecordForm
  private let timeoutSeconds: Double
  private let batch: Int
  private let say: (String) -> Void
  private var process: ScriptProcess?
  /// What it last wrote to standard error.
  private let complaint = Complaint()

  private final class Complaint {
    var text = ""
  }

  /// Whether it has answered a batch as it must.
  private var isTrusted = false

  /// How long is waited for lines that nobody asked for, after the first batch.
  private static let settling: Int32 = 200
  /// Times that it is started for one batch at most.
  private static let patience = 3

  /// - Parameters:
  ///   - arguments: the program first.
  ///   - environment: each `NAME=value`.
  ///   - say: takes a line that it writes to standard error.
  package init(
    _ arguments: [String], folder: String, environment: [String], form: RecordForm,
    timeoutSeconds: Double, batch: Int, say: @escaping (String) -> Void
  ) {
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.form = form
    self.timeoutSeconds = timeoutSeconds
    self.batch = batch
    self.say = say
  }

  package func ask(_ records: [[UInt8]]) throws(ModelFailure) -> [[Double]] {
    var answers: [[Double]] = []
    answers.reserveCapacity(records.count)
    for start in stride(from: 0, to: records.count, by: batch) {
      answers += try askAgain(records[start..<min(start + batch, records.count)])
    }
    return answers
  }

  package func close() {
    guard let process else { return }
    process.closeInput()
    _ = process.end(within: 2_000)
    self.process = nil
  }

  /// Asks until it is answered or no longer worth it.
  private func askAgain(_ records: ArraySlice<[UInt8]>) throws(ModelFailure) -> [[Double]] {
    var starts = process == nil ? 1 : 0
    while true {
      let process = try running()
      switch try exchange(process, records) {
      case .answered(let answers): return answers
      case .ended(let given):
        let ending = process.end(within: 2_000)
        self.process = nil
        guard starts < CommandModel.patience else {
          throw ModelFailure(
            "it ended (\(ending.text)) after \(given) of \(records.count) predictions of a batch, "
              + "and again when it was started anew" + lastWords)
        }
        starts += 1
        say("started again: it ended (\(ending.text)) before it had answered")
      case .hung(let given):
        _ = process.end(within: 0)
        self.process = nil
        throw ModelFailure(
          "it gave \(given) predictions for \(records.count) records and then nothing for "
            + "\(Number.text(timeoutSeconds)) s" + lastWords)
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

  private enum Outcome {
    case answered([[Double]])
    case ended(Int)
    case hung(Int)
  }

  private func exchange(
    _ process: ScriptProcess, _ records: ArraySlice<[UInt8]>
  ) throws(ModelFailure) -> Outcome {
    var outgoing = (form.question(records) + [UInt8(ascii: "\n")])[...]
    var answers: [[Double]] = []
    var last = ContinuousClock.now
    while true {
      // Once all is answered, what it says beyond is looked for; whoever prints too much does so from
      // the beginning, and is waited for only then.
      let isDone = answers.count == records.count && outgoing.isEmpty
      let wait: Int32 = isDone ? (isTrusted ? 0 : CommandModel.settling) : 100
      let event = process.exchange(outgoing, milliseconds: wait)
      outgoing = outgoing.dropFirst(event.taken)
      for line in event.lines where line.contains(where: { $0 > 0x20 }) {
        guard answers.count < records.count else {
          self.process = nil
          _ = process.end(within: 0)
          throw ModelFailure(
            "it gave more predictions than the \(records.count) records of a batch")
        }
        do throws(ModelFailure) {
          answers.append(try Predictions.outputs(ofLine: line))
        } catch {
          self.process = nil
          _ = process.end(within: 0)
          throw error
        }
      }
      if isDone {
        isTrusted = true
        return .answered(answers)
      }
      if event.isOver, answers.count < records.count { return .ended(answers.count) }
      if event.isOver { return .answered(answers) }
      if !event.lines.isEmpty || event.taken > 0 { last = .now }
      if ContinuousClock.now - last > .seconds(timeoutSeconds) { return .hung(answers.count) }
    }
  }
}
