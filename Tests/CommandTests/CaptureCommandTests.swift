import Foundation
import Testing

@testable import tidemark

/// `tidemark capture` as a process before a model of another language, and the logger for servers in
/// Python: what both write, `check` reads.
@Suite struct CaptureCommandTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// The folder of the repository.
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private func python(_ script: String, _ arguments: String...) throws -> [String: Any] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-B", "-c", script] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PYTHONPATH": Self.root + "/plugins/python"], uniquingKeysWith: { _, new in new })
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  /// A model of Python's own server, the proxy before it, and a client that asks both ways; SIGTERM at
  /// the end.
  private static let traffic = """
    import http.client, http.server, json, random, re, signal, subprocess, sys, threading

    class Model(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def log_message(self, *_): pass
        def do_POST(self):
            if self.headers.get("Transfer-Encoding") == "chunked":
                body = b""
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
            else:
                body = self.rfile.read(int(self.headers["Content-Length"]))
            a, b = body.split(b",")
            answer = b"%.1f\\n" % (float(a) + float(b))
            self.send_response(200)
            self.send_header("Content-Type", "text/csv; charset=utf-8")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    model = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=model.serve_forever, daemon=True).start()
    program, out = sys.argv[1:]
    proxy = subprocess.Popen(
        [program, "capture", "--listen", "127.0.0.1:0", "--out", out, "--endpoint", "sums",
         "--upstream", f"http://127.0.0.1:{model.server_port}/", "--sample", "100%"],
        stderr=subprocess.PIPE, text=True)
    port = int(re.search(r"listening on 127.0.0.1:(\\d+)", proxy.stderr.readline())[1])
    wrong = 0
    def ask(worker):
        global wrong
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for number in range(50):
            body = b"%d,%d" % (worker, number)
            headers = {"Content-Type": "text/csv",
                       "X-Amzn-SageMaker-Inference-Id": f"{worker}-{number}"}
            if number == 7:
                headers["X-Tidemark-Call"] = "explain"
            content = iter([body[:1], body[1:]]) if number % 2 else body
            connection.request("POST", "/invocations", content, headers, encode_chunked=True)
            if connection.getresponse().read() != b"%.1f\\n" % (worker + number):
                wrong += 1
    workers = [threading.Thread(target=ask, args=(k,)) for k in range(4)]
    for worker in workers: worker.start()
    for worker in workers: worker.join()
    proxy.send_signal(signal.SIGTERM)
    said = proxy.stderr.read()
    print(json.dumps({"wrong": wrong, "status": proxy.wait(), "said": said}))
    """

  private func rules() throws -> String {
    try folder.write(
      "sums.tide",
      """
      edition 1
      monitor sums {
        capture { input: [a, b] output: [sum] }
      }
      columns { a: integral, complete  b: integral, in 0...49  sum: fractional, complete }
      rule all { expect row_count == 196 }
      rule right { expect every(sum == a + b) }
      rule once { expect distinct(inference_id) == 196 }
      """.replacingOccurrences(of: "  b:", with: "\n  b:").replacingOccurrences(
        of: "  sum: f", with: "\n  sum: f"))
  }

  @Test func whatTheProxyWroteIsReadBack() async throws {
    let out = folder.path + "/captures"
    let seen = try python(Self.traffic, ProgramTests.program.path, out)
    #expect(seen["wrong"] as? Int == 0)
    #expect(seen["status"] as? Int == 143, "SIGTERM")
    #expect(
      (seen["said"] as? String)?.contains("200 requests, 196 captured: 4 of tidemark itself")
        == true,
      "\(seen)")
    await Run("check", try rules(), "--data", out + "/sums/AllTraffic", "--quiet").expect(0)
  }

  @Test func whatTheLoggerWroteIsReadBack() async throws {
    let out = folder.path + "/captures"
    let seen = try python(
      """
      import json, os, sys, threading
      from tidemark_capture import CaptureLogger
      told = []
      captures = CaptureLogger(sys.argv[1], "sums", sample=1, max_file_bytes=5000, on_error=told.append)
      def serve(worker):
          for number in range(49):
              captures.log(f"{worker},{number}\\n".encode(), f"{worker + number}.0\\n",
                           input_type="text/csv", inference_id=f"{worker}-{number}")
      workers = [threading.Thread(target=serve, args=(k,)) for k in range(3)]
      for worker in workers: worker.start()
      for worker in workers: worker.join()
      # A server that forks: the child has a thread and files of its own.
      child = os.fork()
      if child == 0:
          serve(3)
          captures.close()
          os._exit(0 if captures.captured == 49 else 1)
      child = os.waitpid(child, 0)[1]
      captures.log({"no": float("nan")}, "1")
      captures.log("x" * (7 << 20), "1")
      captures.close()
      print(json.dumps({"captured": captures.captured, "lost": captures.lost, "told": told,
                        "child": child}))
      """, out)
    #expect(seen["captured"] as? Int == 147 && seen["lost"] as? Int == 2)
    #expect(seen["child"] as? Int == 0 && (seen["told"] as? [String])?.count == 1)
    await Run("check", try rules(), "--data", out + "/sums/AllTraffic", "--quiet").expect(0)
  }

  @Test func theLoggerNeverFailsItsServer() async throws {
    let seen = try python(
      """
      import json, sys
      from tidemark_capture import CaptureLogger
      open(sys.argv[1] + "/file", "w").close()
      told = []
      captures = CaptureLogger(sys.argv[1] + "/file", "sums", sample=1, on_error=told.append)
      events = [captures.log("1", "2", input_type="text/csv") for _ in range(20)]
      captures.close()
      sampled = CaptureLogger(sys.argv[1], "some", sample=0.2)
      for _ in range(1000): sampled.log("1", b"2", input_type="text/csv")
      kinds = CaptureLogger(sys.argv[1], "kinds", sample=1)
      kinds.log(b"\\xff", "{}", input_type="text/csv", output_type="application/json",
                custom_attributes="a=b")
      sampled.close(); kinds.close()
      import glob
      record = json.loads(open(glob.glob(sys.argv[1] + "/kinds/**/*.jsonl", recursive=True)[0]).read())
      print(json.dumps({"lost": captures.lost, "told": len(told), "sampled": sampled.captured,
                        "left": sampled.not_sampled, "record": record}))
      """, folder.path)
    #expect(seen["lost"] as? Int == 20 && seen["told"] as? Int == 1)
    let sampled = try #require(seen["sampled"] as? Int)
    // Six standard deviations of a binomial.
    #expect((125...275).contains(sampled) && seen["left"] as? Int == 1_000 - sampled)
    let record = try #require(seen["record"] as? [String: Any])
    let data = try #require(record["captureData"] as? [String: [String: String]])
    #expect(
      data["endpointInput"]?["encoding"] == "BASE64" && data["endpointInput"]?["data"] == "/w==")
    #expect(data["endpointOutput"]?["encoding"] == "JSON")
    let metadata = try #require(record["eventMetadata"] as? [String: Any])
    #expect(metadata["customAttributes"] as? [String] == ["a=b"])
    #expect(metadata["inferenceId"] == nil)
  }

  @Test func mistakesAreTold() async throws {
    func capture(_ more: String...) async -> Run {
      await Run(["capture", "--out", folder.path, "--endpoint", "e"] + more)
    }
    let model = ["--upstream", "http://127.0.0.1:1"]
    await capture().expect(2, says: "--upstream")
    await capture("--upstream", "https://model", "--upstream-ca", folder.path + "/no.pem")
      .expect(2, says: "no.pem", "file of certificates")
    await capture(model[0], model[1], "--upstream-ca", "x").expect(2, says: "--upstream-ca")
    await capture("--upstream", "https://model/path").expect(2, says: "without a path")
    await capture("--upstream", "http://model/path").expect(2, says: "http://HOST:PORT")
    await capture("--upstream", "model:80").expect(2, says: "http://HOST:PORT")
    for wrong in ["120%", "x", "-1", ""] {
      await capture(model[0], model[1], "--sample=\(wrong)").expect(2, says: "--sample")
    }
    await capture(model[0], model[1], "--listen", "8081").expect(2, says: "--listen", "HOST:PORT")
    await capture(model[0], model[1], "--listen", "192.0.2.1:1").expect(2, says: "--listen")
    await capture(model[0], model[1], "--variant", "a/b").expect(2, says: "--variant")
    await capture(model[0], model[1], "--path", "x").expect(2, says: "--path")
    await capture(model[0], model[1], "--file-bytes", "0").expect(2, says: "--file-bytes")
    let file = try folder.write("file", "")
    await Run(["capture", "--out", file, "--endpoint", "e"] + model).expect(2, says: "file")
  }
}
