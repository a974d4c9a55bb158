import Foundation
import Synchronization
import Testing

@testable import Capture

/// What goes through the proxy, and what is captured of it.
@Suite struct ProxyTests {
  let folder: Scratch
  private let said = Said()

  private final class Said: Sendable {
    let texts = Mutex<[String]>([])
    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var all: [String] { texts.withLock { $0 } }
  }

  init() throws { folder = try Scratch() }

  private func proxy(
    _ place: HostPort, sample: Double = 1, _ change: (inout ProxyOptions) -> Void = { _ in }
  ) throws -> (server: ProxyServer, writer: CaptureWriter) {
    var options = ProxyOptions(upstream: place, sample: sample)
    options.grace = 20
    change(&options)
    let writer = CaptureWriter(
      CaptureFolder(.init(folder: folder.path, endpoint: "demand", variant: "AllTraffic")),
      CaptureContentTypes(csv: ["text/csv"], json: ["application/json"]),
      now: { 1_803_898_798.25 }, say: said.add)
    let server = try ProxyServer(HostPort(host: "127.0.0.1", port: 0), options, writer)
    server.start()
    return (server, writer)
  }

  private static let csv = "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n"

  private func post(
    _ content: String, path: String = "/invocations", headers: String = "",
    type: String = "text/csv"
  ) -> String {
    "POST \(path) HTTP/1.1\r\nHost: h\r\nContent-Type: \(type)\r\n\(headers)"
      + "Content-Length: \(content.utf8.count)\r\n\r\n\(content)"
  }

  private func section(_ record: [String: Any], _ name: String) -> [String: String] {
    (record["captureData"] as? [String: Any])?[name] as? [String: String] ?? [:]
  }

  static let answers = [
    csv + "Content-Length: 4\r\n\r\n0.5\n",
    csv + "Transfer-Encoding: chunked\r\n\r\n4\r\n0.5\n\r\n0\r\n\r\n",
    csv + "Transfer-Encoding: chunked\r\n\r\n1\r\n0\r\n3;x\r\n.5\n\r\n0\r\nTrailer: t\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + csv
      + "Content-Length: 4\r\n\r\n0.5\n", csv + "\r\n0.5\n",
    csv + "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nconTENT-length: 4\r\n\r\n0.5\n",
  ]

  @Test(arguments: answers) func answersGoThroughByteForByte(_ answer: String) async throws {
    let seen = Said()
    let model = try Model { wire in
      while let request = wire.message(.request) {
        seen.add(String(decoding: request.bytes, as: UTF8.self))
        wire.send(Array(answer.utf8), parts: 7)
        if !answer.contains("ength: 4"), !answer.contains("chunked") { return }
      }
    }
    let (server, writer) = try proxy(model.place)
    let request = post(
      "1,2\n",
      headers:
        "X-Amzn-SageMaker-Inference-Id: 449\r\nX-Amzn-SageMaker-Custom-Attributes: a=\"b\"\r\n")
    let client = try Wire(port: server.port)
    client.send(Array(request.utf8), parts: 5)
    #expect(String(decoding: client.receive(answer.utf8.count), as: UTF8.self) == answer)
    await server.end()
    #expect(seen.all == [request])
    #expect(writer.counts.captured == 1 && said.all.isEmpty)
    let record = try #require(try folder.records().first)
    #expect(
      section(record, "endpointInput") == [
        "observedContentType": "text/csv", "mode": "INPUT", "data": "1,2\n", "encoding": "CSV",
      ])
    #expect(
      section(record, "endpointOutput") == [
        "observedContentType": "text/csv", "mode": "OUTPUT", "data": "0.5\n", "encoding": "CSV",
      ])
    let metadata = try #require(record["eventMetadata"] as? [String: Any])
    #expect(metadata["inferenceId"] as? String == "449")
    #expect(metadata["customAttributes"] as? [String] == ["a=\"b\""])
    #expect(metadata["inferenceTime"] as? String == "2027-03-01T10:59:58Z")
    #expect(UUID(uuidString: metadata["eventId"] as? String ?? "") != nil)
    #expect(record["eventVersion"] as? String == "0")
    #expect(Set(record.keys) == ["captureData", "eventMetadata", "eventVersion"])
  }

  @Test func contentIsWrittenByItsType() async throws {
    let model = try Model { wire in
      while let request = wire.message(.request) {
        let head = HTTPHead(request.bytes.prefix(request.bytes.count - request.content.count))
        let type = head?.first("content-type").map { "Content-Type: \($0)\r\n" } ?? ""
        wire.send(
          Array("HTTP/1.1 200 OK\r\n\(type)Content-Length: \(request.content.count)\r\n\r\n".utf8)
            + request.content)
      }
    }
    let (server, _) = try proxy(model.place)
    let client = try Wire(port: server.port)
    let cases: [(type: String, content: [UInt8], encoding: String)] = [
      ("Text/CSV; header=absent", Array("1,\"ü\"\n".utf8), "CSV"),
      ("application/json", Array("{\"a\": [1]}".utf8), "JSON"),
      ("application/x-npy", Array("12".utf8), "BASE64"),
      ("text/csv", [0x31, 0xFF, 0x00], "BASE64"), ("", Array("x".utf8), "BASE64"),
    ]
    for (type, content, _) in cases {
      let line = type.isEmpty ? "" : "Content-Type: \(type)\r\n"
      client.send(
        Array("POST / HTTP/1.1\r\n\(line)Content-Length: \(content.count)\r\n\r\n".utf8) + content)
      #expect(client.message(.response(toHead: false))?.content == content)
    }
    await server.end()
    let records = try folder.records()
    #expect(records.count == cases.count)
    for (record, (_, content, encoding)) in zip(records, cases) {
      for name in ["endpointInput", "endpointOutput"] {
        let section = section(record, name)
        #expect(section["encoding"] == encoding)
        let data = section["data"] ?? ""
        let bytes =
          encoding == "BASE64" ? Array(Data(base64Encoded: data) ?? Data()) : Array(data.utf8)
        #expect(bytes == content)
      }
    }
  }

  @Test func onlyWhatTheServiceCapturesIsCaptured() async throws {
    let model = try Model { wire in
      while let request = wire.message(.request) {
        let line = String(decoding: request.bytes.prefix { $0 != 13 }, as: UTF8.self)
        let status = line.contains("/fail") ? "500 X" : line.contains("/moved") ? "302 X" : "200 OK"
        let coding = line.contains("/packed") ? "Content-Encoding: gzip\r\n" : ""
        let content = line.hasPrefix("HEAD") ? "" : "1"
        wire.send("HTTP/1.1 \(status)\r\n\(coding)Content-Length: 1\r\n\r\n\(content)")
      }
    }
    let (server, writer) = try proxy(model.place) {
      $0.paths = ["/invocations", "/fail", "/moved", "/packed", "/large"]
      $0.bodyBytes = 1_000
    }
    let client = try Wire(port: server.port)
    let large = String(repeating: "1", count: 1_001)
    for request in [
      post("1"), post("1", path: "/invocations?a=b"), post("1", path: "/other"),
      post("1", path: "/fail"), post("1", path: "/moved"), post("1", path: "/packed"),
      post("1", headers: "x-tidemark-call: 1\r\n"), post(large, path: "/large"),
      "GET /invocations HTTP/1.1\r\n\r\n",
    ] {
      client.send(request)
      #expect(client.message(.response(toHead: false))?.content == [0x31], "\(request.prefix(40))")
    }
    client.send("HEAD /ping HTTP/1.1\r\n\r\n")
    #expect(client.message(.response(toHead: true)) != nil)
    #expect(model.connections == 1, "one connection serves all of them")
    await server.end()
    var expected = CaptureWriter.Counts()
    (expected.requests, expected.captured, expected.notOfInterest) = (10, 2, 5)
    (expected.own, expected.tooLarge, expected.compressed) = (1, 1, 1)
    #expect(writer.counts == expected)
    #expect(try folder.records().count == 2)
  }

  @Test func largeContentGoesThroughInBothDirections() async throws {
    let model = try Model { wire in
      guard let request = wire.message(.request) else { return }
      wire.send(
        Array("HTTP/1.1 200 OK\r\nContent-Length: \(request.content.count)\r\n\r\n".utf8)
          + request.content)
      _ = wire.receive()
    }
    let (server, writer) = try proxy(model.place)
    let content = (0..<8 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
    let client = try Wire(port: server.port)
    let sending = Wire(dup(client.descriptor))
    Thread.detachNewThread { [content] in
      sending.send(
        Array(
          "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: \(content.count)\r\n\r\n".utf8
        ) + content)
    }
    #expect(client.message(.response(toHead: false))?.content == content)
    await server.end()
    #expect(writer.counts.tooLarge == 1 && writer.counts.captured == 0)
  }

  @Test func aModelThatIsDownIsFiveHundredAndTwo() async throws {
    let gone: HostPort
    do {
      let model = try Model { _ in }
      gone = model.place
    }
    usleep(50_000)
    let (server, writer) = try proxy(gone)
    for _ in 0..<3 {
      let client = try Wire(port: server.port)
      client.send(post("1"))
      let answer = String(
        decoding: client.message(.response(toHead: false))?.bytes ?? [], as: UTF8.self)
      #expect(
        answer.hasPrefix("HTTP/1.1 502 Bad Gateway\r\n") && answer.contains("can't be reached"))
    }
    await server.end()
    #expect(writer.counts.unreachable == 3 && said.all.count == 1, "said once a minute")
  }

  @Test(arguments: ["", "no http at all\r\n\r\n", "HTTP/1.1 20x\r\n\r\n"])
  func aModelThatAnswersNonsenseIsFiveHundredAndTwo(_ nonsense: String) async throws {
    let model = try Model { wire in
      _ = wire.message(.request)
      wire.send(nonsense)
    }
    let (server, _) = try proxy(model.place)
    let client = try Wire(port: server.port)
    client.send(post("1"))
    let answer = String(
      decoding: client.message(.response(toHead: false))?.bytes ?? [], as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 502"))
    await server.end()
    #expect(try folder.records().isEmpty)
  }

  @Test func anAnswerThatIsCutOffIsCutOffForTheClientToo() async throws {
    let model = try Model { wire in
      _ = wire.message(.request)
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123")
    }
    let (server, writer) = try proxy(model.place)
    let client = try Wire(port: server.port)
    client.send(post("1"))
    #expect(String(decoding: client.receive(1_000), as: UTF8.self).hasSuffix("\r\n\r\n123"))
    await server.end()
    #expect(writer.counts.captured == 0)
  }

  @Test func requestsThatCannotBeReadAreFourHundred() async throws {
    let model = try Model(answering: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let (server, _) = try proxy(model.place)
    for text in [
      "nonsense\r\n\r\n",
      "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ] {
      let client = try Wire(port: server.port)
      client.send(text)
      #expect(String(decoding: client.receive(12), as: UTF8.self).hasPrefix("HTTP/1.1 400"))
    }
    #expect(model.connections == 0)
    await server.end()
  }

  @Test func aModelThatClosesIdleConnectionsIsConnectedAnew() async throws {
    let model = try Model { wire in
      _ = wire.message(.request)
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    }
    let (server, _) = try proxy(model.place)
    let client = try Wire(port: server.port)
    for _ in 0..<5 {
      client.send(post("1"))
      #expect(client.message(.response(toHead: false))?.content == Array("ok".utf8))
      usleep(30_000)
    }
    #expect(model.connections == 5)
    await server.end()
  }

  @Test func otherProtocolsGoThrough() async throws {
    let model = try Model { wire in
      _ = wire.message(.request)
      wire.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\n\r\n")
      while case let bytes = wire.receive(), !bytes.isEmpty { wire.send(bytes) }
    }
    let (server, _) = try proxy(model.place)
    let client = try Wire(port: server.port)
    client.send("GET / HTTP/1.1\r\nUpgrade: echo\r\nConnection: upgrade\r\n\r\n")
    #expect(String(decoding: client.receive(51), as: UTF8.self).hasPrefix("HTTP/1.1 101"))
    for text in ["first", "second"] {
      client.send(text)
      #expect(String(decoding: client.receive(text.count), as: UTF8.self) == text)
    }
    await server.end()
  }

  @Test func recordsThatCannotBeWrittenChangeNoAnswer() async throws {
    let model = try Model(answering: Self.csv + "Content-Length: 2\r\n\r\nok")
    let (server, writer) = try proxy(model.place)
    // A file where the folder of the records should be.
    try Data().write(to: URL(fileURLWithPath: folder.path + "/demand"))
    let client = try Wire(port: server.port)
    for _ in 0..<10 {
      client.send(post("1"))
      #expect(client.message(.response(toHead: false))?.content == Array("ok".utf8))
    }
    await server.end()
    #expect(writer.counts.lost == 10 && writer.counts.captured == 0)
    #expect(said.all.count == 1 && said.all[0].contains("answers go through"))
  }

  @Test func memoryIsBounded() async throws {
    let model = try Model(answering: Self.csv + "Content-Length: 2\r\n\r\nok")
    let (server, writer) = try proxy(model.place) { $0.memoryBytes = 100 }
    let client = try Wire(port: server.port)
    for size in [200, 50] {
      client.send(post(String(repeating: "1", count: size)))
      #expect(client.message(.response(toHead: false)) != nil)
    }
    await server.end()
    #expect(writer.counts.tooLarge == 1 && writer.counts.captured == 1)
  }

  @Test func aShareIsCaptured() async throws {
    let model = try Model(answering: Self.csv + "Content-Length: 2\r\n\r\nok")
    let (server, writer) = try proxy(model.place, sample: 0.2)
    let client = try Wire(port: server.port)
    for _ in 0..<1_000 {
      client.send(post("1"))
      _ = client.message(.response(toHead: false))
    }
    await server.end()
    let counts = writer.counts
    #expect(counts.captured + counts.notSampled == 1_000)
    // Six standard deviations of a binomial: √(1000 · 0.2 · 0.8) = 12.6.
    #expect((125...275).contains(counts.captured))
  }

  @Test func clientsAtOnceGetTheirOwnAnswersAndRecords() async throws {
    let model = try Model { wire in
      while let request = wire.message(.request) {
        usleep(.random(in: 0..<2_000))
        let size = "Content-Length: \(request.content.count)\r\n\r\n"
        wire.send(Array((Self.csv + size).utf8) + request.content)
      }
    }
    let (server, writer) = try proxy(model.place)
    let port = server.port
    await withTaskGroup(of: Bool.self) { group in
      for client in 0..<24 {
        group.addTask {
          await withCheckedContinuation { continuation in
            Thread.detachNewThread {
              guard let wire = try? Wire(port: port) else {
                return continuation.resume(returning: false)
              }
              let isRight = (0..<20).allSatisfy { number in
                let content = "\(client),\(number)\n"
                wire.send(
                  "POST / HTTP/1.1\r\nContent-Type: text/csv\r\nContent-Length: \(content.utf8.count)\r\n\r\n"
                    + content)
                return wire.message(.response(toHead: false))?.content == Array(content.utf8)
              }
              continuation.resume(returning: isRight)
            }
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
    await server.end()
    let records = try folder.records()
    #expect(records.count == 480 && writer.counts.captured == 480)
    #expect(
      records.allSatisfy {
        section($0, "endpointInput")["data"] == section($0, "endpointOutput")["data"]
      })
    #expect(Set(records.map { section($0, "endpointInput")["data"] }).count == 480)
  }

  @Test func answersOnTheirWayArriveWhenItEnds() async throws {
    let model = try Model { wire in
      _ = wire.message(.request)
      usleep(300_000)
      wire.send(Self.csv + "Content-Length: 2\r\n\r\nok")
    }
    let (server, writer) = try proxy(model.place)
    let (client, idle) = (try Wire(port: server.port), try Wire(port: server.port))
    client.send(post("1"))
    usleep(100_000)
    await server.end()
    #expect(client.message(.response(toHead: false))?.content == Array("ok".utf8))
    #expect(idle.receive().isEmpty)
    #expect(writer.counts.captured == 1)
    #expect(throws: CaptureFailure.self) { try Wire(port: server.port) }
  }
}
