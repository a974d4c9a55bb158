import Engine
import Language

/// Sends records through a script, in one process for the whole run, in their order.
///
/// Whatever the script does, each record ends as rows, as left out on purpose, or as failed with a
/// reason and its place; a script that dies or hangs is started again for the rest.
package struct RecordScript {
  package struct Failure: Sendable {
    package let record: ScriptRecord
    package let reason: String
  }

  /// What became of the records.
  package struct Outcome: Sendable {
    package var records = 0
    package var rows = 0
    /// Records that the script left out on purpose.
    package var dropped = 0
    package var failed = 0
    /// The first few that failed.
    package var failures: [Failure] = []
    /// Lines that are no answers.
    package var garbage = 0
    package var firstGarbage: String?
    /// Times that the script was started again.
    package var restarts = 0
    /// Why it could not be started at all.
    package var notStarted: String?
  }

  private let arguments: [String]
  private let environment: [String]
  private let timeoutSeconds: Double
  private let say: (String) -> Void

  /// Records that the script is given ahead of its answers, and their bytes.
  private static let ahead = 256
  private static let aheadBytes = 1 << 20
  /// Ends in a row without an answer between them, after which it is not started again.
  private static let patience = 3
  /// Time-outs of a run: each costs its whole time, also where answers come between them.
  private static let hangsAtMost = 10

  package init(
    _ arguments: [String], environment: [String], timeoutSeconds: Double,
    say: @escaping (String) -> Void
  ) {
    self.arguments = arguments
    self.environment = environment
    self.timeoutSeconds = timeoutSeconds
    self.say = say
  }

  private struct Pending {
    let row: Int
    let record: ScriptRecord
    let request: [UInt8]
  }

  /// The state of a run.
  private struct State {
    var outcome = Outcome()
    /// Without an answer yet, in order.
    var pending: [Pending] = []
    var outgoing: [UInt8] = []
    var isInputOver = false
    var endsInARow = 0
    /// How often the script did not answer in time.
    var hangs = 0
    var next = 0
    var lastAnswer = ContinuousClock.now
  }

  /// - Parameters:
  ///   - next: the next record; nil after the last.
  ///   - emit: takes a record with the rows that take its place.
  ///   - failed: takes each record that failed.
  package func run<Problem: Error>(
    next: () throws(Problem) -> ScriptRecord?, emit: (ScriptRecord, [JSON]) throws(Problem) -> Void,
    failed: (Failure) -> Void
  ) throws(Problem) -> Outcome {
    var state = State()
    guard var script = start(&state) else { return state.outcome }
    while true {
      try fill(&state, next, failed)
      if state.isInputOver, state.pending.isEmpty { break }
      if state.isInputOver, state.outgoing.isEmpty { script.closeInput() }
      let event = script.exchange(state.outgoing[...], milliseconds: 100)
      state.outgoing.removeFirst(event.taken)
      for line in event.lines { try take(line, &state, emit, failed) }
      let isLate =
        !state.pending.isEmpty
        && ContinuousClock.now - state.lastAnswer > .seconds(timeoutSeconds)
      guard event.isOver || isLate else { continue }
      let ending = script.end(within: isLate ? 0 : 2_000)
      if state.isInputOver, state.pending.isEmpty { return state.outcome }
      let isOrderly = state.isInputOver && ending == .exited(0) && !isLate
      let reason =
        isLate
        ? "no answer within \(Number.text(timeoutSeconds)) s"
        : isOrderly ? "no answer" : "the script ended (\(ending.text)) instead of answering"
      // Of those that have no answer, the first is the one that it was at.
      let lost = isOrderly ? state.pending.count : min(1, state.pending.count)
      fail(state.pending.prefix(lost), reason, &state, failed)
      state.pending.removeFirst(lost)
      if isOrderly { return state.outcome }
      state.endsInARow += 1
      if isLate { state.hangs += 1 }
      guard state.endsInARow < RecordScript.patience, state.hangs < RecordScript.hangsAtMost,
        let again = start(&state)
      else {
        try giveUp(&state, next, failed)
        return state.outcome
      }
      state.outcome.restarts += 1
      script = again
      state.outgoing = state.pending.flatMap(\.request)
    }
    script.closeInput()
    let ending = drain(script, &state)
    if ending != .exited(0) { say("ended with \(ending.text) after its last answer") }
    return state.outcome
  }

  private func start(_ state: inout State) -> ScriptProcess? {
    var failure = ""
    state.lastAnswer = .now
    let process = ScriptProcess(
      arguments, environment: environment, say: { say(VisibleText.safe($0)) }, failure: &failure)
    if process == nil { state.outcome.notStarted = failure }
    return process
  }

  /// Lets the script end by itself; what it still prints is no answer to anything.
  private func drain(_ script: ScriptProcess, _ state: inout State) -> ScriptProcess.Ending {
    let deadline = ContinuousClock.now + .seconds(timeoutSeconds)
    while ContinuousClock.now < deadline {
      let event = script.exchange([], milliseconds: 100)
      for line in event.lines { count(line, &state) }
      if event.isOver { return script.end(within: 2_000) }
    }
    return script.end(within: 0)
  }

  private func fill<Problem: Error>(
    _ state: inout State, _ next: () throws(Problem) -> ScriptRecord?, _ failed: (Failure) -> Void
  ) throws(Problem) {
    while !state.isInputOver, state.pending.count < RecordScript.ahead,
      state.outgoing.count < RecordScript.aheadBytes
    {
      guard let record = try next() else {
        state.isInputOver = true
        return
      }
      state.outcome.records += 1
      guard record.fault == nil, let request = record.request(state.next) else {
        fail(record, record.fault ?? "is no JSON object", &state, failed)
        continue
      }
      if state.pending.isEmpty { state.lastAnswer = .now }
      state.pending.append(Pending(row: state.next, record: record, request: request))
      state.outgoing += request
      state.next += 1
    }
  }

  private func take<Problem: Error>(
    _ line: ArraySlice<UInt8>, _ state: inout State,
    _ emit: (ScriptRecord, [JSON]) throws(Problem) -> Void, _ failed: (Failure) -> Void
  ) throws(Problem) {
    guard let (row, reply) = ScriptReply.read(line),
      let place = state.pending.firstIndex(where: { $0.row == row })
    else { return count(line, &state) }
    state.lastAnswer = .now
    state.endsInARow = 0
    // Answers come in order: what it has passed over it will not answer any more.
    fail(state.pending.prefix(place), "no answer: the script passed over it", &state, failed)
    let record = state.pending[place].record
    state.pending.removeFirst(place + 1)
    switch reply {
    case .wrong(let reason):
      count(line, &state)
      fail(record, reason, &state, failed)
    case .failure(let text): fail(record, VisibleText.safe(text), &state, failed)
    case .rows(let rows) where rows.isEmpty: state.outcome.dropped += 1
    case .rows(let rows):
      state.outcome.rows += rows.count
      try emit(record, rows)
    }
  }

  private func count(_ line: ArraySlice<UInt8>, _ state: inout State) {
    state.outcome.garbage += 1
    if state.outcome.firstGarbage == nil {
      state.outcome.firstGarbage = VisibleText.safe(
        String(decoding: line.prefix(80), as: UTF8.self))
    }
  }

  /// All that is left fails.
  private func giveUp<Problem: Error>(
    _ state: inout State, _ next: () throws(Problem) -> ScriptRecord?, _ failed: (Failure) -> Void
  ) throws(Problem) {
    let reason = "the script no longer runs"
    fail(state.pending[...], reason, &state, failed)
    while !state.isInputOver, let record = try next() {
      state.outcome.records += 1
      fail(record, reason, &state, failed)
    }
  }

  private func fail(
    _ pending: ArraySlice<Pending>, _ reason: String, _ state: inout State,
    _ failed: (Failure) -> Void
  ) {
    for one in pending { fail(one.record, reason, &state, failed) }
  }

  private func fail(
    _ record: ScriptRecord, _ reason: String, _ state: inout State, _ failed: (Failure) -> Void
  ) {
    let failure = Failure(record: record, reason: reason)
    state.outcome.failed += 1
    if state.outcome.failures.count < 5 { state.outcome.failures.append(failure) }
    failed(failure)
  }
}
