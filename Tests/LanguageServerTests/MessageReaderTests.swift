import LanguageServer
import Testing

@Suite struct MessageReaderTests {
  private let stream = Array(
    "Content-Length: 2\r\n\r\n{}content-length:3\nContent-Type: x\n\n[1]Content-Length: 0\r\n\r\n"
      .utf8)

  @Test func messagesAreTheSameHoweverTheBytesAreCut() {
    var whole = MessageReader()
    let expected = whole.take(stream)
    #expect(expected == [.content(Array("{}".utf8)), .content(Array("[1]".utf8)), .content([])])
    var random = SplitMix64(1)
    for _ in 0..<200 {
      var reader = MessageReader()
      var items: [MessageReader.Item] = []
      var at = 0
      while at < stream.count {
        let end = min(stream.count, at + Int.random(in: 1...9, using: &random))
        items += reader.take(stream[at..<end])
        at = end
      }
      #expect(items == expected)
    }
  }

  @Test(arguments: [
    "Content-Length: -1\r\n\r\n", "Content-Length: x\r\n\r\n", "Content-Length: 1e3\r\n\r\n",
    "Content-Length: 99999999999999999999999\r\n\r\n", "{\"jsonrpc\": \"2.0\"}\r\n\r\n",
    "Content-Length:\r\n\r\n", "\u{0}\u{1}\r\n\r\n", String(repeating: "a", count: 20_000),
    "Content-Length: +2\r\n\r\n", "Content-Length : 2\r\n{}\r\n\r\n",
  ])
  func whatIsNoMessageIsOneFaultAndTheNextIsRead(garbage: String) {
    var reader = MessageReader()
    let items = reader.take(Array((garbage + "Content-Length: 2\r\n\r\n{}").utf8))
    let faults = items.filter { if case .fault = $0 { true } else { false } }
    #expect(faults.count == 1, "\(items)")
    #expect(items.last == .content(Array("{}".utf8)))
  }

  @Test func contentThatIsTooLongIsPassedOver() {
    var reader = MessageReader()
    let length = MessageReader.longest + 1
    var items = reader.take(Array("Content-Length: \(length)\r\n\r\n".utf8))
    let piece = [UInt8](repeating: 0x20, count: 1 << 20)
    for _ in 0..<64 { items += reader.take(piece) }
    items += reader.take(Array(" Content-Length: 2\r\n\r\n{}".utf8))
    #expect(items.count == 2)
    #expect(items.last == .content(Array("{}".utf8)))
  }

  @Test func anyBytesEnd() {
    var random = SplitMix64(2)
    let parts = [
      "Content-Length: ", "12", "\r\n", "\n", "\r\n\r\n", "{}", "{\"jsonrpc\":\"2.0\"}", ":", "\0",
    ]
    for _ in 0..<2_000 {
      var reader = MessageReader()
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        if let part = parts.randomElement(using: &random) { _ = reader.take(Array(part.utf8)) }
        _ = reader.take([UInt8.random(in: 0...255, using: &random)])
      }
    }
  }
}
