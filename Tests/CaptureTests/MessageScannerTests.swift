import Testing

@testable import Capture

/// Where messages end and what their content is, however their bytes come in.
@Suite struct MessageScannerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    var role = MessageScanner.Role.request
    /// Nil where the message has no end that could be told.
    var content: String?
    var testDescription: String { text.debugDescription }
  }

  static let answer = MessageScanner.Role.response(toHead: false)
  static let whole: [Case] = [
    Case(text: "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n", content: ""),
    Case(text: "\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", content: "abc"),
    Case(text: "POST / HTTP/1.1\nContent-Length:0\n\n", content: ""),
    Case(text: "POST / HTTP/1.1\r\ncontent-length: 2, 2\r\n\r\nhi", content: "hi"),
    Case(
      text:
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=\"y\"\r\n0123456789\r\n0\r\n\r\n",
      content: "abc0123456789"),
    Case(
      text: "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\nDigest: a\r\nB: c\r\n\r\n",
      content: ""),
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", role: answer, content: "ok"),
    Case(text: "HTTP/1.0 204\r\nContent-Length: 9\r\n\r\n", role: answer, content: ""),
    Case(text: "HTTP/1.1 304 Not Modified\r\n\r\n", role: answer, content: ""),
    Case(
      text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", role: .response(toHead: true),
      content: ""),
    Case(
      text:
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n1\r\na\r\n0\r\n\r\n",
      role: answer, content: "a"),
  ]

  private struct Outcome: Equatable {
    var state: MessageScanner.State
    var passed: [UInt8] = []
    var content: [UInt8] = []
    var taken = 0
  }

  /// Feeds text in parts that end at these places.
  private func scan(_ text: String, _ role: MessageScanner.Role, cuts: [Int]) -> Outcome {
    let bytes = Array(text.utf8)
    var scanner = MessageScanner(role)
    var outcome = Outcome(state: .head)
    var start = 0
    for end in (cuts + [bytes.count]).sorted() where end > start {
      outcome.taken += scanner.take(
        bytes[start..<end], pass: { outcome.passed += $0 }, content: { outcome.content += $0 })
      start = end
      guard scanner.state == .head || scanner.state == .body else { break }
    }
    outcome.state = scanner.state
    return outcome
  }

  @Test(arguments: whole) func messagesEndWhereTheySay(_ message: Case) {
    let whole = scan(message.text + "next", message.role, cuts: [])
    #expect(whole.state == .complete)
    #expect(String(decoding: whole.content, as: UTF8.self) == message.content)
    #expect(whole.taken == message.text.utf8.count)
    let sent = message.text.drop { $0.isNewline }
    #expect(whole.passed == Array(sent.utf8), "bytes go on as they are")
  }

  @Test(arguments: whole) func howTheyAreCutIsNoMatter(_ message: Case) {
    let whole = scan(message.text + "next", message.role, cuts: [])
    for cut in 0...message.text.utf8.count {
      #expect(scan(message.text + "next", message.role, cuts: [cut, cut + 2, cut + 7]) == whole)
    }
    let each = Array(0...message.text.utf8.count)
    #expect(scan(message.text + "next", message.role, cuts: each) == whole)
  }

  @Test func contentUpToTheEndOfTheConnection() {
    for head in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"] {
      var scanner = MessageScanner(Self.answer)
      var content: [UInt8] = []
      _ = scanner.take(Array((head + "abc").utf8)[...], pass: { _ in }, content: { content += $0 })
      #expect(scanner.state == .body && scanner.endsByClosing)
      scanner.close()
      #expect(scanner.state == .complete && content == Array("abc".utf8))
    }
  }

  static let broken: [Case] = [
    Case(text: "nonsense\r\n\r\n"), Case(text: "GET / HTTP/1.1\r\nA B: c\r\n\r\n"),
    Case(text: "GET / HTTP/1.1\r\n folded\r\n\r\n"), Case(text: "GET / HTTP/1.1\r\n: x\r\n\r\n"),
    Case(text: "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
    Case(text: "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
    Case(text: "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"),
    Case(text: "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
    Case(text: "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"),
    Case(text: "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n"),
    Case(text: "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n"),
    Case(text: "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab"),
    Case(text: "HTTP/1.1 200 OK\r\n\r\n"), Case(text: "GET / HTTP/1.1\r\n\r\n", role: answer),
    Case(text: "HTTP/1.1 2000 OK\r\n\r\n", role: answer),
    Case(text: "GET / HTTP/1.1\r\nA: " + String(repeating: "x", count: 70_000)),
  ]

  @Test(arguments: broken) func whatTwoReadersCouldReadDifferentlyIsRefused(_ message: Case) {
    for cuts in [[], Array(0..<min(200, message.text.utf8.count))] {
      guard case .broken = scan(message.text, message.role, cuts: cuts).state else {
        Issue.record("taken")
        return
      }
    }
  }

  @Test func anyBytesAtAllEndSomewhere() {
    var random = SystemRandomNumberGenerator()
    let sources = (Self.whole + Self.broken.dropLast()).map { Array($0.text.utf8) }
    for _ in 0..<5_000 {
      var bytes = sources[Int.random(in: 0..<sources.count, using: &random)]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      for role in [MessageScanner.Role.request, Self.answer] {
        var scanner = MessageScanner(role)
        var passed = 0
        let taken = scanner.take(bytes[...], pass: { passed += $0.count }, content: { _ in })
        #expect(taken <= bytes.count && passed <= taken, "\(bytes)")
        scanner.close()
        #expect(scanner.state != .head && scanner.state != .body)
      }
    }
  }
}
