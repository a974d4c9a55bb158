import Foundation
import Testing

/// `tidemark lsp` itself, as a process that an editor speaks with.
@Suite struct LanguageServerProgramTests {
  private final class Server {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())
    private var received = Data()

    init() throws {
      process.executableURL = ProgramTests.program
      process.arguments = ["lsp", "--stdio"]
      process.standardInput = input
      process.standardOutput = output
      try process.run()
    }

    func send(_ message: String) {
      let framed = "Content-Length: \(message.utf8.count)\r\n\r\n\(message)"
      input.fileHandleForWriting.write(Data(framed.utf8))
    }

    /// The content of the next message; nil at the end of the output.
    func next() throws -> [String: Any]? {
      while true {
        if let blank = received.range(of: Data("\r\n\r\n".utf8)) {
          let header = String(decoding: received[..<blank.lowerBound], as: UTF8.self)
          let length = try #require(header.split(separator: " ").last.flatMap { Int($0) })
          if received.endIndex - blank.upperBound >= length {
            let content = received[blank.upperBound..<blank.upperBound + length]
            received = Data(received[(blank.upperBound + length)...])
            return try JSONSerialization.jsonObject(with: Data(content)) as? [String: Any]
          }
        }
        let more = output.fileHandleForReading.availableData
        if more.isEmpty { return nil }
        received.append(more)
      }
    }

    func close() { try? input.fileHandleForWriting.close() }

    var status: Int32 {
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  @Test func anEditorIsServed() throws {
    let server = try Server()
    server.send(#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#)
    let hello = try #require(try server.next())
    #expect(hello["id"] as? Int == 1)
    let result = try #require(hello["result"] as? [String: Any])
    #expect((result["serverInfo"] as? [String: Any])?["name"] as? String == "tidemark")

    server.send(#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#)
    server.send(
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///r.tide","languageId":"tide","version":1,"text":"edition 1\nrule r { expect meen(x) > 1 }\n"}}}"#
    )
    let published = try #require(try server.next())
    #expect(published["method"] as? String == "textDocument/publishDiagnostics")
    let found = (published["params"] as? [String: Any])?["diagnostics"] as? [[String: Any]]
    #expect(found?.compactMap { $0["code"] as? String } == ["TM202"])

    server.send(#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#)
    #expect(try server.next()?["id"] as? Int == 2)
    server.send(#"{"jsonrpc":"2.0","method":"exit"}"#)
    #expect(try server.next() == nil)
    #expect(server.status == 0)
  }

  @Test func anEditorThatGoesAwayEndsIt() throws {
    let server = try Server()
    server.send(#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#)
    _ = try server.next()
    server.close()
    #expect(server.status == 1)
  }
}
