import Foundation
import Testing

@testable import Capture

/// A model behind TLS: what goes through, and what is refused.
@Suite(
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct SecureModelTests {
  private let folder: Scratch
  private let server: Process
  private let port: UInt16
  private let certificate: String
  /// The server ends where this is closed.
  private let input = Pipe()

  /// Answers each request with its own content, a chunk a byte for short ones.
  private static let program = """
    import http.server, os, ssl, sys, threading
    class Echo(http.server.BaseHTTPRequestHandler):
      protocol_version = "HTTP/1.1"
      def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/csv")
        if len(content) < 100:
          self.send_header("Transfer-Encoding", "chunked")
          self.end_headers()
          for byte in content:
            self.wfile.write(b"1\\r\\n" + bytes([byte]) + b"\\r\\n")
            self.wfile.flush()
          self.wfile.write(b"0\\r\\n\\r\\n")
        else:
          self.send_header("Content-Length", str(len(content)))
          self.end_headers()
          self.wfile.write(content)
      def log_message(self, *_): pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1] + "/cert.pem", sys.argv[1] + "/key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print(server.server_port, flush=True)
    server.serve_forever()
    """

  init() throws {
    folder = try Scratch()
    certificate = folder.path + "/cert.pem"
    let maker = Process()
    maker.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    maker.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
      "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder.path + "/key.pem", "-out",
      certificate,
    ]
    maker.standardError = FileHandle.nullDevice
    try maker.run()
    maker.waitUntilExit()
    server = Process()
    server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    server.arguments = ["python3", "-c", Self.program, folder.path]
    let output = Pipe()
    server.standardOutput = output
    // A server that is left over must not keep open what the tests are read from, and ends with them.
    server.standardError = FileHandle.nullDevice
    server.standardInput = input
    try server.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(UInt16(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// A test before may have had this process ignore SIGTERM, and its children then do as well.
  private func end() { kill(server.processIdentifier, SIGKILL) }

  private func proxy(authorities: String?) throws -> (server: ProxyServer, writer: CaptureWriter) {
    var options = ProxyOptions(upstream: HostPort(host: "127.0.0.1", port: port), sample: 1)
    options.isSecure = true
    options.authorities = authorities
    let writer = CaptureWriter(
      CaptureFolder(.init(folder: folder.path, endpoint: "e", variant: "v")),
      CaptureContentTypes(csv: ["text/csv"], json: ["application/json"]),
      now: { 1_803_898_798.25 }, say: { _ in })
    let proxy = try ProxyServer(HostPort(host: "127.0.0.1", port: 0), options, writer)
    proxy.start()
    return (proxy, writer)
  }

  private func post(_ content: String) -> String {
    "POST /invocations HTTP/1.1\r\nHost: h\r\nContent-Type: text/csv\r\n"
      + "Content-Length: \(content.utf8.count)\r\n\r\n\(content)"
  }

  @Test func requestsAndAnswersGoThroughAndAreCaptured() async throws {
    defer { end() }
    let (proxy, writer) = try proxy(authorities: certificate)
    let wire = try Wire(port: proxy.port)
    // One connection for all of them: short answers in pieces, long ones over many records of TLS.
    for content in ["1,2\n", "x", String(repeating: "0123456789", count: 200_000), "3"] {
      let request = post(content)
      DispatchQueue.global().async { wire.send(request) }
      let answer = try #require(wire.message(.response(toHead: false)))
      #expect(answer.content.elementsEqual(content.utf8))
    }
    await proxy.end()
    #expect(writer.counts.captured == 4 && writer.counts.unreachable == 0)
  }

  @Test func acertificateThatNobodyTrustsIsRefused() async throws {
    defer { end() }
    let (proxy, writer) = try proxy(authorities: nil)
    let wire = try Wire(port: proxy.port)
    wire.send(post("1,2\n"))
    let answer = try #require(wire.message(.response(toHead: false)))
    let text = String(decoding: answer.bytes, as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 502") && text.contains("certificate"), "\(text)")
    await proxy.end()
    #expect(writer.counts.unreachable == 1 && writer.counts.captured == 0)
  }
}
