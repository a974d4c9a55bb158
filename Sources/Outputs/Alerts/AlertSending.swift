import Engine

/// Sends the messages of one sink, in rounds: what failed is tried again after all others were, so
/// that one message does not hold up the next.
struct AlertSending: Sendable {
  let delivery: AlertDelivery
  let route: AlertDelivery.Route
  /// What is on the disk.
  let held: Set<OutboxEntry.Key>

  private(set) var sent = 0
  /// Messages that were not delivered, by why and whether they are on the disk.
  private(set) var failed: [(reason: String, isKept: Bool, count: Int)] = []

  init(_ delivery: AlertDelivery, _ route: AlertDelivery.Route, held: Set<OutboxEntry.Key>) {
    self.delivery = delivery
    self.route = route
    self.held = held
  }

  /// A message on its way, and how often it failed.
  private struct Pending {
    let entry: OutboxEntry
    let body: [UInt8]
    var failures = 0
  }

  /// How a round ended.
  private struct Round {
    /// What is to be tried again.
    var left: [Pending] = []
    var hasProgress = false
    /// Seconds that the receiver asked to wait.
    var asked: Double?
    var reason = ""
  }

  /// Failures in a row after which a round ends: a receiver that is down is not asked for each
  /// message.
  private static let patience = 5

  mutating func send(_ entries: [OutboxEntry]) async {
    let format = AlertFormat(route.specification)
    let retries = route.specification.retries
    var pending = entries.map { Pending(entry: $0, body: format.body($0.message)) }
    var waited = 0.0
    // Rounds in a row in which nothing arrived.
    var fruitless = 0
    var failuresInARow = 0
    while true {
      let round = await attempt(pending, &failuresInARow)
      if round.left.isEmpty { return }
      fruitless = round.hasProgress ? 1 : fruitless + 1
      let delay = delivery.backoff.delay(
        after: fruitless, asked: round.asked, spent: waited, chance: delivery.chance())
      guard fruitless <= retries, let delay else {
        let wish = round.asked.map { ", and asks to be left alone for \(Int($0.rounded(.up))) s" }
        let reason = round.reason + AlertSending.times(fruitless) + (wish ?? "")
        for message in round.left { settle(message.entry, reason) }
        return
      }
      waited += delay
      await delivery.pause(delay)
      pending = round.left
    }
  }

  /// Tries each message once, until the receiver fails again and again or asks for a wait. What was not
  /// tried comes first in the next round: messages that always fail hold up no other.
  private mutating func attempt(
    _ pending: [Pending], _ failuresInARow: inout Int
  ) async -> Round {
    var round = Round()
    for (index, message) in pending.enumerated() {
      switch await route.sink.send(message.body, id: message.entry.key.id) {
      case .done:
        settle(message.entry, nil)
        round.hasProgress = true
        failuresInARow = 0
      case .giveUp(let reason): settle(message.entry, reason)
      case .retry(let asked, let reason):
        round.asked = asked
        round.reason = reason
        failuresInARow += 1
        var again = message
        again.failures += 1
        if again.failures > route.specification.retries, round.hasProgress {
          settle(message.entry, reason + AlertSending.times(again.failures))
        } else {
          round.left.append(again)
        }
        if asked != nil || failuresInARow >= AlertSending.patience {
          round.left.insert(contentsOf: pending[(index + 1)...], at: 0)
          return round
        }
      }
    }
    return round
  }

  /// Notes the end of a message for this run: delivered, or why not.
  private mutating func settle(_ entry: OutboxEntry, _ problem: String?) {
    let isKept = held.contains(entry.key)
    if let problem { fail(problem, isKept: isKept) } else { sent += 1 }
    guard isKept else { return }
    do throws(FileFailure) {
      if let problem {
        try delivery.outbox.note(entry.key, failed: problem)
      } else {
        try delivery.outbox.strike(entry.key)
      }
    } catch {
      if problem == nil { fail("delivered, but \(error)", isKept: true) }
    }
  }

  private mutating func fail(_ reason: String, isKept: Bool) {
    if let index = failed.firstIndex(where: { $0.reason == reason && $0.isKept == isKept }) {
      failed[index].count += 1
    } else {
      failed.append((reason, isKept, 1))
    }
  }

  private static func times(_ number: Int) -> String {
    number > 1 ? ", tried \(number) times" : ""
  }
}
