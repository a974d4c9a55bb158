import Engine
import Foundation
import Synchronization
import Testing

@testable import Outputs

/// Every alert arrives once, or is kept and said.
@Suite struct AlertDeliveryTests {
  let folder: Folder
  let outbox: Outbox

  init() throws {
    folder = try Folder()
    outbox = Outbox(folder: folder.path + "/state")
  }

  /// Pauses are noted and not waited for.
  private final class Pauses: Sendable {
    let seconds = Mutex<[Double]>([])
    var all: [Double] { seconds.withLock { $0 } }
  }

  private func delivery(_ routes: [AlertDelivery.Route], _ pauses: Pauses = Pauses())
    -> AlertDelivery
  {
    AlertDelivery(
      routes, outbox: outbox,
      pause: { delay in pauses.seconds.withLock { $0.append(delay) } }, chance: { 0.5 })
  }

  private func deliver(
    to receiver: Receiver, _ ids: [String], _ pauses: Pauses = Pauses(), timeout: Double = 60,
    retries: Int = 5
  ) async -> AlertDelivery.Outcome {
    let route = Alerts.route(Alerts.webhook(receiver.url, timeout: timeout, retries: retries))
    return await delivery([route], pauses).deliver(ids.map { Alerts.entry($0) })
  }

  @Test func whatArrivesIsNotKept() async throws {
    let receiver = try Receiver(.status(200))
    let outcome = await deliver(to: receiver, ["a", "b"])
    #expect(outcome.sent == 2 && outcome.problems.isEmpty && outbox.isEmpty)
    #expect(receiver.counts == ["a": 1, "b": 1])
    #expect(receiver.requests.allSatisfy { ReferenceHMAC.verifies($0, secret: Alerts.secret) })
  }

  @Test func messagesThatAlwaysFailHoldUpNoOther() async throws {
    let bad = Set((1...5).map { "bad\($0)" })
    let receiver = try Receiver { _, request in
      .status(bad.contains(request.headers["webhook-id"] ?? "") ? 500 : 200)
    }
    let outcome = await deliver(to: receiver, bad.sorted() + ["a", "b", "c"])
    #expect(outcome.sent == 3)
    #expect(["a", "b", "c"].allSatisfy { receiver.counts[$0] == 1 })
    #expect(Set(try outbox.contents().entries.map(\.key.id)) == bad)
  }

  @Test func aWaitWithoutEndIsNotWaitedFor() async throws {
    let receiver = try Receiver(
      .status(503, headers: ["Retry-After": "9223372036854775807"]))
    let outcome = await deliver(to: receiver, ["a"])
    #expect(outcome.sent == 0)
    #expect(try outbox.contents().entries.map(\.key.id) == ["a"])
  }

  @Test func runsAtOnceSendEachMessageOnce() async throws {
    let receiver = try Receiver { _, _ in
      usleep(100_000)
      return .status(200)
    }
    let delivery = delivery([Alerts.route(Alerts.webhook(receiver.url, timeout: 60, retries: 5))])
    async let first = delivery.deliver(["a", "b", "c"].map { Alerts.entry($0) })
    async let second = delivery.deliver([Alerts.entry("d")])
    let sent = await first.sent + second.sent
    #expect(sent == 4)
    #expect(receiver.counts == ["a": 1, "b": 1, "c": 1, "d": 1])
  }

  @Test func aMessageIsOnTheDiskBeforeItIsSent() async throws {
    let path = outbox.path
    let receiver = try Receiver { _, request in
      let isKept = FileManager.default.contents(atPath: path).map {
        String(decoding: $0, as: UTF8.self).contains(request.headers["webhook-id"] ?? "?")
      }
      return .status(isKept == true ? 200 : 400)
    }
    let outcome = await deliver(to: receiver, ["aaa", "bbb"])
    #expect(outcome.sent == 2 && outcome.problems.isEmpty)
  }

  @Test func failuresAreTriedAgainAfterGrowingPauses() async throws {
    let receiver = try Receiver(.status(500), .close, .status(503), .status(200))
    let pauses = Pauses()
    let outcome = await deliver(to: receiver, ["a"], pauses)
    #expect(outcome.sent == 1 && outcome.problems.isEmpty)
    #expect(pauses.all == [0.75, 1.5, 3])
    #expect(receiver.counts == ["a": 4])
    #expect(Set(receiver.requests.map(\.body)).count == 1)
  }

  @Test func aHangIsATimeOut() async throws {
    let receiver = try Receiver(.hang, .status(200))
    let outcome = await deliver(to: receiver, ["a"], timeout: 2)
    #expect(outcome.sent == 1 && receiver.requests.count >= 2)
    #expect(receiver.counts.keys.sorted() == ["a"])
  }

  @Test func retryAfterIsHonoured() async throws {
    let receiver = try Receiver(.status(429, headers: ["Retry-After": "21"]), .status(200))
    let pauses = Pauses()
    let outcome = await deliver(to: receiver, ["a"], pauses)
    #expect(outcome.sent == 1 && pauses.all == [21])
  }

  @Test func aLongWaitIsLeftToTheNextRun() async throws {
    let receiver = try Receiver(.status(429, headers: ["Retry-After": "3600"]))
    let pauses = Pauses()
    let outcome = await deliver(to: receiver, ["a", "b"], pauses)
    #expect(outcome.sent == 0 && outcome.kept == 2 && pauses.all.isEmpty)
    #expect(receiver.counts == ["a": 1], "a receiver that asked for peace gets it")
    #expect(outcome.problems.count == 1)
    #expect(outcome.problems[0].contains("answered 429, and asks to be left alone for 3600 s"))
    #expect(outcome.problems[0].contains("2 messages are kept in \(outbox.path)"))
  }

  @Test(arguments: [400, 401, 404, 410, 302]) func whatIsRefusedIsKeptAndSaid(
    _ status: Int
  ) async throws {
    let receiver = try Receiver(.status(status))
    let pauses = Pauses()
    let outcome = await deliver(to: receiver, ["a", "b"], pauses)
    #expect(outcome.sent == 0 && outcome.kept == 2 && pauses.all.isEmpty)
    #expect(receiver.counts == ["a": 1, "b": 1])
    #expect(outcome.problems.first?.contains("answered \(status)") == true)
    #expect(try outbox.contents().entries.map(\.problem?.first) == ["a", "a"])
    // Mended, it gets what was kept, first and once.
    let mended = try Receiver(.status(200))
    let next = await deliver(to: mended, ["c"])
    #expect(next.sent == 3 && next.problems.isEmpty && outbox.isEmpty)
    #expect(mended.requests.map { $0.headers["webhook-id"] } == ["a", "b", "c"])
    #expect(mended.requests.allSatisfy { ReferenceHMAC.verifies($0, secret: Alerts.secret) })
  }

  @Test func aDeadReceiverCostsItsRetriesOnce() async throws {
    let receiver = try Receiver(.status(500))
    let outcome = await deliver(to: receiver, (0..<50).map { "m\($0)" }, retries: 3)
    // Five failures in a row end the first round, one each of the three retries.
    #expect(outcome.kept == 50 && receiver.requests.count == 8)
    #expect(receiver.counts.values.allSatisfy { $0 == 1 }, "each asks about another message")
    #expect(outcome.problems.count == 1)
    #expect(outcome.problems.first?.contains("answered 500, tried 4 times") == true)
  }

  @Test func oneMessageThatFailsDoesNotHoldUpTheNext() async throws {
    let receiver = try Receiver { _, request in
      .status(request.headers["webhook-id"] == "bad" ? 500 : 200)
    }
    let pauses = Pauses()
    let outcome = await deliver(to: receiver, ["bad", "a", "b"], pauses, retries: 2)
    #expect(outcome.sent == 2 && outcome.kept == 1)
    #expect(receiver.requests.prefix(3).map { $0.headers["webhook-id"] } == ["bad", "a", "b"])
    #expect((receiver.counts["bad"] ?? 0) <= 4 && pauses.all.count <= 3)
    #expect(try outbox.contents().entries.map(\.key.id) == ["bad"])
  }

  @Test func aReceiverThatOftenFailsGetsThousandsInOneRun() async throws {
    let random = Mutex(SplitMix64(3))
    let receiver = try Receiver { _, _ in
      random.withLock { Int.random(in: 0..<10, using: &$0) } < 3 ? .status(503) : .status(200)
    }
    let pauses = Pauses()
    let ids = (0..<1_000).map { "m\($0)" }
    let outcome = await deliver(to: receiver, ids, pauses)
    let kept = Set(try outbox.contents().entries.map(\.key.id))
    #expect(outcome.sent + kept.count == 1_000 && kept.count < 10)
    #expect(Set(receiver.counts.keys) == Set(ids))
    #expect(pauses.all.reduce(0, +) <= Backoff().budget)
  }

  @Test func aRepeatIsSentOnceUnderItsID() async throws {
    let down = try Receiver(.status(500))
    _ = await deliver(to: down, ["a", "b"], retries: 0)
    _ = await deliver(to: down, ["a", "b"], retries: 0)
    let receiver = try Receiver(.status(200))
    let outcome = await deliver(to: receiver, ["b", "c"])
    #expect(outcome.sent == 3)
    #expect(receiver.counts == ["a": 1, "b": 1, "c": 1])
  }

  @Test func aDeadSinkDoesNotHoldUpOthers() async throws {
    let (dead, alive) = (try Receiver(.status(500)), try Receiver(.status(200)))
    let routes = [
      Alerts.route(Alerts.webhook(dead.url), name: "dead"),
      Alerts.route(Alerts.webhook(alive.url), name: "alive"),
    ]
    let entries = ["a", "b"].flatMap { id in
      ["dead", "alive"].map { Alerts.entry(id, sink: $0) }
    }
    let outcome = await delivery(routes).deliver(entries)
    #expect(outcome.sent == 2 && outcome.kept == 2 && alive.counts == ["a": 1, "b": 1])
    #expect(try outbox.contents().entries.map(\.key.sink) == ["dead", "dead"])
  }

  @Test func whatIsForOthersStays() async throws {
    try outbox.add([Alerts.entry("x", sink: "gone")])
    let receiver = try Receiver(.status(200))
    let outcome = await deliver(to: receiver, ["a"])
    #expect(outcome.sent == 1 && outcome.problems.isEmpty)
    #expect(outcome.remarks.count == 1 && outcome.remarks[0].contains("1 message is kept"))
    #expect(try outbox.contents().entries.map(\.key.id) == ["x"])
  }

  @Test func withoutAPlaceToKeepThemAlertsAreSentAllTheSame() async throws {
    try folder.write("state", "a file where the folder should be")
    let receiver = try Receiver(.status(200))
    let outcome = await deliver(to: receiver, ["a"])
    #expect(outcome.sent == 1 && outcome.problems.isEmpty && outcome.remarks.count == 1)
    let dead = try Receiver(.status(410))
    let lost = await deliver(to: dead, ["a"])
    #expect(lost.kept == 0 && lost.problems.first?.contains("1 message is lost") == true)
  }

  @Test func aDamagedOutboxIsAProblemAndNoReasonToStop() async throws {
    let down = try Receiver(.status(500))
    _ = await deliver(to: down, ["a", "b"], retries: 0)
    try folder.write("state/outbox", try folder.bytes("state/outbox").dropLast(400))
    let receiver = try Receiver(.status(200))
    let outcome = await deliver(to: receiver, ["c"])
    #expect(receiver.counts["a"] == 1 && receiver.counts["c"] == 1)
    #expect(outcome.problems.count == 1 && outcome.problems[0].contains("outbox.damaged-1"))
  }

  @Test func whileAnotherRunDeliversOnlyNewAlertsAreSent() async throws {
    try outbox.add([Alerts.entry("kept")])
    let claim = try outbox.claimDelivery()
    let receiver = try Receiver(.status(200))
    #expect(await deliver(to: receiver, ["new"]).sent == 1)
    #expect(receiver.counts == ["new": 1])
    claim?.release()
    #expect(await deliver(to: receiver, []).sent == 1)
    #expect(receiver.counts == ["new": 1, "kept": 1])
  }

  /// Whatever a receiver does, in a few runs each message arrives, and twice only where the answer
  /// to the first was lost.
  @Test(arguments: 0..<4) func everyMessageArrives(_ seed: UInt64) async throws {
    let random = Mutex(SplitMix64(seed))
    let accepted = Mutex<[String: Int]>([:])
    let receiver = try Receiver { _, request in
      guard ReferenceHMAC.verifies(request, secret: Alerts.secret) else { return .status(401) }
      let id = request.headers["webhook-id"] ?? ""
      let choice = random.withLock { Int.random(in: 0..<20, using: &$0) }
      switch choice {
      case 0: return .status(500)
      case 1: return .status(429, headers: ["Retry-After": "\(seed * 40 + 1)"])
      case 2: return .status(410)
      case 3: return .close
      case 4: return .cut("HTTP/1.1")
      case 5: return .status(307, headers: ["Location": "http://127.0.0.1:9/"])
      default:
        accepted.withLock { $0[id, default: 0] += 1 }
        return .status(204)
      }
    }
    let wanted = (0..<60).map { "run\($0 / 10)-\($0)" }
    var runs = 0
    repeat {
      let new = runs < 6 ? wanted.filter { $0.hasPrefix("run\(runs)-") } : []
      let outcome = await deliver(to: receiver, new, retries: 2)
      let kept = try outbox.contents().entries.count
      #expect(outcome.kept == kept && outcome.problems.isEmpty == (kept == 0))
      runs += 1
    } while runs < 6 || (!outbox.isEmpty && runs < 100)
    #expect(accepted.withLock { $0 } == Dictionary(uniqueKeysWithValues: wanted.map { ($0, 1) }))
  }
}
