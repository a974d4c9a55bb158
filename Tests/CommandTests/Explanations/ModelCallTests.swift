import Foundation
import Synchronization
import Testing

@testable import tidemark

/// How a model is asked: several batches under way, restarts, runs that go on where another ended.
@Suite struct ModelCallTests {
  let folder: Folder

  /// Records that are explained; each is asked about with 6 coalitions and 2 rows of a background, and
  /// once by itself.
  private static let records = 12
  private static let questions = 13

  init() throws {
    folder = try Folder()
    try folder.write("background.csv", "x,y,z\n0,0,0\n2,4,0\n")
    let rows = (0..<Self.records).map { "r\($0),\($0 * 7 % 5),\($0),\(20 - $0)\n" }
    try folder.write("data.csv", "id,x,y,z\n" + rows.joined())
  }

  private func rules(_ model: String) throws -> String {
    try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m {
        attributions kernel_shap(background: "background.csv", id: id)
        model \(model)
      }
      rule some { expect attribution(x) > 0 }

      """)
  }

  private func command(_ options: String) -> String {
    "command(\"python3 -B model.py\", timeout: 60 s, \(options))"
  }

  /// What `--local` gets.
  private func local(_ model: String, _ name: String) async throws -> (run: Run, text: String) {
    let path = "\(folder.path)/\(name)"
    let run = await Run(
      "check", try rules(model), "--data", "\(folder.path)/data.csv", "--allow-commands",
      "--local", path)
    return (run, (try? folder.read(name)) ?? "")
  }

  /// A model with a thread that reads, so that it knows how many batches wait for it.
  private static let watchful = """
    import os, queue, sys, threading, time
    batches = queue.Queue()
    def read():
      batch = []
      for line in sys.stdin:
        if line.strip():
          batch.append([float(cell) for cell in line.split(',')])
        else:
          batches.put(batch)
          batch = []
      batches.put(None)
    threading.Thread(target=read).start()
    most = 0
    number = 0
    while True:
      batch = batches.get()
      if batch is None: break
      number += 1
      # The first three see whether others come before they are answered.
      patience = time.monotonic() + (20 if number in (3, 4) else 0)
      while batches.qsize() < WANTED and time.monotonic() < patience: time.sleep(0.01)
      most = max(most, batches.qsize())
      for x, y, z in batch: print(3 * x + y * z)
      sys.stdout.flush()
    open('most', 'w').write(str(most))
    """

  @Test("Batches are sent while the program works, and answers keep their order")
  func batchesUnderWay() async throws {
    for (inFlight, waiting) in [(1, 0), (3, 2)] {
      try folder.write(
        "model.py", Self.watchful.replacing("WANTED", with: String(waiting)))
      let found = try await local(command("batch: 7, in_flight: \(inFlight)"), "l\(inFlight).jsonl")
      found.run.expect(
        0, says: "\(Self.records) records explained: \(2 + Self.records * Self.questions) questions"
      )
      #expect(try folder.read("most") == String(waiting))
    }
    #expect(try folder.read("l1.jsonl") == folder.read("l3.jsonl"))
    #expect(!folder.holds("l3.jsonl.part"))
  }

  @Test("A program that dies with batches under way is started again for them alone")
  func restart() async throws {
    try folder.write(
      "model.py",
      """
      import os, sys
      n = 0
      for line in sys.stdin:
        if not line.strip(): continue
        n += 1
        if n == 60 and not os.path.exists('died'):
          open('died', 'w')
          sys.exit(1)
        x, y, z = [float(cell) for cell in line.split(',')]
        print(3 * x + y * z, flush=True)
      """)
    let first = try await local(command("batch: 7"), "first.jsonl")
    first.run.expect(0, says: "model: started again: it ended (exit status 1)")
    let second = try await local(command("batch: 7"), "second.jsonl")
    second.run.expect(0)
    #expect(first.text == second.text && !first.text.isEmpty)
    #expect(!second.run.error.contains("started again"))
  }

  @Test("What was explained before the model failed is not asked again")
  func goesOn() async throws {
    // `asked` grows by a byte a record.
    try folder.write(
      "model.py",
      """
      import os, sys
      asked = open('asked', 'ab', buffering=0)
      for line in sys.stdin:
        if not line.strip(): continue
        asked.write(b'.')
        if os.path.getsize('asked') > 80 and not os.path.exists('mended'): sys.exit(3)
        x, y, z = [float(cell) for cell in line.split(',')]
        print(3 * x + y * z, flush=True)
      """)
    let model = command("batch: \(Self.questions)")
    let failed = try await local(model, "local.jsonl")
    failed.run.expect(4, says: "it ended (exit status 3)", "local.jsonl.part", "goes on from there")
    let known = try folder.read("local.jsonl.part").split(separator: "\n").count
    #expect((1..<Self.records).contains(known))
    // As an interruption may leave it.
    let cut = String(try folder.read("local.jsonl.part").dropLast(9))
    try folder.write("local.jsonl.part", cut)
    try folder.write("mended", "")
    try folder.write("asked", "")
    let second = try await local(model, "local.jsonl")
    second.run.expect(
      0, says: "\(Self.records) records explained, \(known - 1) of them before")
    #expect(
      try folder.read("asked").count == 2 + (Self.records - known + 1) * Self.questions)
    #expect(!folder.holds("local.jsonl.part"))
    let whole = try await local(model, "whole.jsonl")
    whole.run.expect(0)
    #expect(second.text == whole.text && !whole.text.isEmpty)
  }

  @Test("What another model said is no beginning")
  func anotherModel() async throws {
    let program = { (factor: Int, end: String) in
      """
      import sys
      for n, line in enumerate(sys.stdin):
        if not line.strip(): continue
        \(end)
        x, y, z = [float(cell) for cell in line.split(',')]
        print(\(factor) * x + y * z, flush=True)
      """
    }
    try folder.write("model.py", program(3, "if n > 40: print('no')"))
    try await local(command("batch: 13"), "local.jsonl").run.expect(4, says: "goes on from there")
    try folder.write("model.py", program(4, ""))
    let second = try await local(command("batch: 13"), "local.jsonl")
    second.run.expect(0)
    #expect(!second.run.error.contains("of them before"))
    #expect(second.text.contains("\"expected\": 4"))
  }

  private final class OpenRequests: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func begin() {
      counts.withLock { counts in
        counts.now += 1
        counts.most = max(counts.most, counts.now)
      }
    }

    func end() { counts.withLock { $0.now -= 1 } }

    func forget() { counts.withLock { $0 = (0, 0) } }
  }

  @Test("Requests are under way together, no more than it says, and answers keep their order")
  func requestsUnderWay() async throws {
    let open = OpenRequests()
    let server = try Receiver { number, request in
      open.begin()
      // The background comes first, alone; of the next three the first two wait for the third.
      let patience = Date.now + 20
      while number == 1 || number == 2, open.most < 3, Date.now < patience {
        usleep(10_000)
      }
      let rows = String(decoding: request.body, as: UTF8.self).split(separator: "\n")
      let body: String = rows.map { row in
        let cells = row.split(separator: ",").map { Double($0) ?? 0 }
        return "\(3 * cells[0] + cells[1] * cells[2])\n"
      }.joined()
      open.end()
      return .cut(
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
    }
    func model(_ inFlight: Int) -> String {
      "http(\"http://127.0.0.1:\(server.port)/invocations\", batch: 7, in_flight: \(inFlight))"
    }
    let together = try await local(model(3), "together.jsonl")
    together.run.expect(0)
    #expect(open.most == 3)
    open.forget()
    let alone = try await local(model(1), "alone.jsonl")
    alone.run.expect(0)
    #expect(open.most == 1)
    #expect(together.text == alone.text && !alone.text.isEmpty)
  }
}
