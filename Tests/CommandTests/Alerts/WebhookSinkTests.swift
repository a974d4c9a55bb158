import Engine
import Foundation
import Testing

@testable import Outputs

/// One attempt of a webhook against a real receiver, whatever that does.
@Suite struct WebhookSinkTests {
  private let body = Array("{\"text\": \"größe\"}".utf8)

  @Test func aRequestIsSigned() async throws {
    let receiver = try Receiver(.status(204))
    let sink = Alerts.sink(
      Alerts.webhook(
        receiver.url, headers: [.text("X-Team: demand"), .environment("AUTHORIZATION")]),
      environment: ["SECRET": Alerts.secret, "AUTHORIZATION": "Authorization: Bearer abc"])
    #expect(await sink.send(body, id: "msg_1") == .done)
    let request = try #require(receiver.requests.first)
    #expect(receiver.requests.count == 1)
    #expect(request.line == "POST /hook?name=value HTTP/1.1")
    #expect(request.body == body)
    #expect(ReferenceHMAC.verifies(request, secret: Alerts.secret))
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.headers["webhook-id"] == "msg_1")
    #expect(request.headers["idempotency-key"] == "msg_1")
    #expect(request.headers["webhook-timestamp"] == "1800000000")
    #expect(request.headers["user-agent"] == "tidemark/test")
    #expect(request.headers["x-team"] == "demand")
    #expect(request.headers["authorization"] == "Bearer abc")
    #expect(request.headers["expect"] == nil)
  }

  @Test func withoutASecretNothingIsSigned() async throws {
    let receiver = try Receiver(.status(200))
    let sink = Alerts.sink(Alerts.webhook(receiver.url, secret: nil))
    #expect(await sink.send(body, id: "msg_1") == .done)
    #expect(receiver.requests.first?.headers["webhook-signature"] == nil)
  }

  enum Meaning: Sendable { case done, retry, giveUp }

  @Test(
    arguments: [
      (200, .done), (201, .done), (204, .done), (299, .done), (300, .giveUp), (301, .giveUp),
      (302, .giveUp), (307, .giveUp), (308, .giveUp), (400, .giveUp), (401, .giveUp),
      (403, .giveUp), (404, .giveUp), (408, .retry), (410, .giveUp), (413, .giveUp), (422, .giveUp),
      (425, .retry), (429, .retry), (500, .retry), (502, .retry), (503, .retry), (504, .retry),
      (599, .retry),
    ] as [(Int, Meaning)])
  func whatAStatusMeans(_ status: Int, _ meaning: Meaning) async throws {
    let elsewhere = try Receiver(.status(200))
    let receiver = try Receiver(.status(status, headers: ["Location": elsewhere.url]))
    let reply = await Alerts.sink(Alerts.webhook(receiver.url)).send(body, id: "m")
    switch reply {
    case .done: #expect(meaning == .done)
    case .retry(let after, let reason):
      #expect(meaning == .retry && after == nil && reason == "answered \(status)")
    case .giveUp(let reason):
      #expect(meaning == .giveUp && reason.hasPrefix("answered \(status)"))
    }
    #expect(receiver.requests.count == 1)
    #expect(elsewhere.requests.isEmpty, "redirects are not followed")
  }

  @Test(arguments: [429, 503]) func aWaitThatIsAskedForIsTold(_ status: Int) async throws {
    let receiver = try Receiver(.status(status, headers: ["Retry-After": "17"]))
    let reply = await Alerts.sink(Alerts.webhook(receiver.url)).send(body, id: "m")
    #expect(reply == .retry(afterSeconds: 17, reason: "answered \(status)"))
    let never = try Receiver(.status(status, headers: ["Retry-After": "soon"]))
    let other = await Alerts.sink(Alerts.webhook(never.url)).send(body, id: "m")
    #expect(other == .retry(afterSeconds: nil, reason: "answered \(status)"))
  }

  @Test(arguments: [
    Receiver.Reply.hang, .close, .cut("HT"), .cut("HTTP/1.1"), .cut("not HTTP at all\r\n\r\n"),
    .cut("HTTP/1.1 100 Continue\r\n\r\n"),
  ])
  func noAnswerIsTriedAgain(_ reply: Receiver.Reply) async throws {
    let receiver = try Receiver(reply)
    var options = Alerts.webhook(receiver.url)
    if case .hang = reply { options = Alerts.webhook(receiver.url, timeout: 1) }
    let answer = await Alerts.sink(options).send(body, id: "m")
    guard case .retry(nil, _) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(receiver.requests.count == 1)
  }

  /// A receiver that has said 200 has it, whatever comes after.
  @Test(arguments: [
    Receiver.Reply.endless(200), .cut("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
  ])
  func anAnswerThatBeganCounts(_ reply: Receiver.Reply) async throws {
    let receiver = try Receiver(reply)
    #expect(await Alerts.sink(Alerts.webhook(receiver.url)).send(body, id: "m") == .done)
  }

  @Test func nobodyThereIsTriedAgain() async throws {
    var gone = try Receiver(.status(200)) as Receiver?
    let url = try #require(gone?.url)
    gone = nil
    guard case .retry = await Alerts.sink(Alerts.webhook(url)).send(body, id: "m") else {
      Issue.record("not tried again")
      return
    }
  }

  @Test(arguments: [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0.0.0.0", "0",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost", "LOCALHOST",
    "hooks.localhost", "user:word@127.0.0.1",
  ])
  func thisMachineIsRefused(_ host: String) async throws {
    let receiver = try Receiver(.status(200))
    for scheme in ["http", "https"] {
      let url = "\(scheme)://\(host):\(receiver.port)/"
      let reply = await Alerts.sink(Alerts.webhook(url), allowsPrivate: false).send(body, id: "m")
      guard case .giveUp(let reason) = reply else {
        Issue.record("\(url): \(reply)")
        continue
      }
      #expect(reason.contains("--allow-private-addresses"), "\(url): \(reason)")
    }
    #expect(receiver.requests.isEmpty)
  }

  @Test(arguments: [
    "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1:25/", "hooks.example", "", "://",
    "http://", "http:///x", "http://a b/", "http://a\r\nX: y/", "http://a\\@b/", "dict://127.0.0.1",
    "https://host:99999/", "https://[::1/", "http://%31%32%37.0.0.1/",
  ])
  func otherAddressesAreNoneAtAll(_ url: String) async {
    let reply = await Alerts.sink(Alerts.webhook(url)).send(body, id: "m")
    #expect(reply == .giveUp(reason: "its url is not an http or https address"))
  }

  @Test func secretsThatAreNotThereAreNamed() async throws {
    let receiver = try Receiver(.status(200))
    let none = Alerts.sink(Alerts.webhook(receiver.url), environment: [:])
    #expect(await none.send(body, id: "m") == .giveUp(reason: "SECRET is not set"))
    for wrong in ["hunter2!", "whsec_"] {
      let sink = Alerts.sink(Alerts.webhook(receiver.url), environment: ["SECRET": wrong])
      guard case .giveUp(let reason) = await sink.send(body, id: "m") else {
        Issue.record("sent with \(wrong)")
        continue
      }
      #expect(!reason.contains("hunter2"))
    }
    for header in ["no colon", "A: b\r\nC: d", "webhook-id: other", "Host: elsewhere", ": x"] {
      let sink = Alerts.sink(
        Alerts.webhook(receiver.url, headers: [.environment("H")]),
        environment: ["SECRET": Alerts.secret, "H": header])
      guard case .giveUp(let reason) = await sink.send(body, id: "m") else {
        Issue.record("sent with \(header)")
        continue
      }
      #expect(!reason.contains(header))
    }
    #expect(receiver.requests.isEmpty)
  }
}
