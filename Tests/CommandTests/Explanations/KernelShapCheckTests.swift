import Foundation
import Testing

@testable import tidemark

/// Attributions that a model is asked for: a program or an address, good ones and bad ones.
@Suite struct KernelShapCheckTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write("background.csv", "x,y,z\n0,0,0\n2,4,0\n")
    try folder.write("train.csv", "id,z,y,x\n1,5,1,9\n2,6,-1,-8\n3,7,2,10\n4,1,3,-9\n")
    try folder.write("same.csv", "id,z,y,x\na,1,1,9\nb,2,-1,-9\nc,3,4,12\n")
    try folder.write("shifted.csv", "id,z,y,x\na,1,90,1\nb,2,-80,1\nc,3,95,1.5\n")
  }

  /// 3x + y, of a record in the background's order.
  private static let good = "print(3 * float(r[0]) + float(r[1]), flush=True)"

  /// A program that does `body` with each record `r`, its number being `n`.
  @discardableResult
  private func model(_ body: String, before: String = "") throws -> String {
    let lines = body.split(separator: "\n").map { "  \($0)\n" }.joined()
    return try folder.write(
      "model.py",
      "import sys, os, time\nn = 0\n\(before)\nfor line in sys.stdin:\n  if not line.strip(): continue\n"
        + "  r = line.strip().split(',')\n  n += 1\n\(lines)")
  }

  private func rules(
    _ options: String = "", model: String = "command(\"python3 -B model.py\", timeout: 20 s)"
  ) throws -> String {
    try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m {
        attributions kernel_shap(background: "background.csv", id: id\(options))
        model \(model)
      }
      rule explanations { alert when attribution_ndcg < 0.9 }
      rule share { expect attribution_share(x) >= 80% }
      rule idle { expect attribution(z) <= 0.000001 }
      rule volume { expect row_count > 0 }

      """)
  }

  private func check(_ data: String, _ rules: String, _ more: String...) async -> Run {
    await Run(
      [
        "check", rules, "--data", "\(folder.path)/\(data)", "--baseline", "\(folder.path)/base",
        "--allow-commands",
      ] + more)
  }

  private func baseline(_ rules: String) async {
    await Run(
      "baseline", "\(folder.path)/train.csv", "-o", "\(folder.path)/base", "--rules", rules,
      "--allow-commands"
    ).expect(0)
  }

  @Test("A linear model: exact values, local files, one record explained")
  func linear() async throws {
    try model(Self.good)
    let rules = try rules()
    await baseline(rules)
    #expect(try folder.read("base/analysis.json").contains("\"expected_value\" : 5.0"))
    let local = folder.path + "/local.jsonl"
    await check("same.csv", rules, "--local", local).expect(0)
    await check("shifted.csv", rules).expect(1, says: "explanations", "share")
    let lines = try folder.read("local.jsonl").split(separator: "\n")
    #expect(lines.count == 3)
    // 3 (9 − 1), 1 − 2 and nothing.
    await Run("explain", "--record", "a", "--local", local).expect(
      0, says: "28 = 5 without any feature", "x  +24", "y  −1", "z  +0")
    await Run("explain", "--record", "zz", "--local", local).expect(
      2, says: "no record `zz` was explained", "there are")
    await Run("explain", "--record", "a").expect(2, says: "--local")
    await Run("explain", "--record", "a", "--local", rules).expect(2, says: "rules.tide:1")
  }

  @Test("JSON Lines and several outputs; the same seed gives the same bytes")
  func jsonLines() async throws {
    try folder.write(
      "model.py",
      """
      import json, sys
      batch = []
      for line in sys.stdin:
        if line.strip():
          batch.append(json.loads(line))
          continue
        for r in batch:
          p = r['x'] * r['y'] * (r['z'] + 1)
          print(json.dumps({'predictions': [1 - p, p]}))
        batch = []
        sys.stdout.flush()
      """)
    let model = "command([\"python3\", \"-B\", \"model.py\"], content: \"application/jsonlines\")"
    let rules = try rules(", output: 1, samples: 2, summary: mean", model: model)
    await baseline(rules)
    let local = folder.path + "/local.jsonl"
    let first = await check("same.csv", rules, "--format", "json", "--local", local)
    let bytes = try folder.read("local.jsonl")
    #expect(bytes.contains("\"outputs\": [{") && bytes.contains("}, {\"prediction\""))
    let second = await check("same.csv", rules, "--format", "json", "--local", local)
    #expect(first.output == second.output && !first.output.isEmpty)
    #expect(try folder.read("local.jsonl") == bytes)
    let beyond = try self.rules(", output: 2", model: model)
    await check("same.csv", beyond).expect(4, says: "it has 2 outputs, and `output: 2`")
  }

  @Test(
    "A model that fails leaves its rules unknown and says why; the others are judged",
    arguments: [
      ("if n > 20: sys.exit(3)\n" + good, "it ended (exit status 3)"),
      ("print('about 7', flush=True)", "its answer is no number: `about 7`"),
      ("print('nan', flush=True)", "its answer is no number: `nan`"),
      ("if n % 2: " + good, "and then nothing for 5 s"),
      ("time.sleep(60)", "gave 0 predictions"),
      (good + "\n" + good, "more predictions than"),
      ("print(1 if n == 1 else '1,2', flush=True)", "1 numbers for one record and 2 for another"),
      ("raise ValueError('no such feature')", "its last words: ValueError: no such feature"),
    ])
  func failures(body: String, said: String) async throws {
    try model(Self.good)
    let good = try rules()
    await baseline(good)
    try model(body)
    let rules = try rules(model: "command(\"python3 -B model.py\", timeout: 5 s)")
    let run = await check("same.csv", rules, "--format", "json")
    run.expect(4, says: said)
    let verdicts = try run.verdicts()
    #expect(verdicts["explanations"]?.reason == "model failed")
    #expect(verdicts["volume"]?.state == "pass")
    await Run(
      "baseline", "\(folder.path)/train.csv", "-o", "\(folder.path)/other", "--rules", rules,
      "--allow-commands"
    ).expect(3, says: said, "no baseline was made")
    #expect(!folder.holds("other/rules.tide"))
  }

  @Test("A model that dies once is started again, and nothing is lost")
  func restart() async throws {
    try model(
      Self.good,
      before:
        "if not os.path.exists('died'):\n  sys.stdin.readline()\n  open('died', 'w')\n  sys.exit(1)"
    )
    await Run(
      "baseline", "\(folder.path)/train.csv", "-o", "\(folder.path)/base", "--rules", try rules(),
      "--allow-commands"
    ).expect(0, says: "model: started again")
  }

  @Test("A command is not run without leave, and one that is not there is said")
  func leave() async throws {
    let rules = try rules(model: "command(\"./no-such-model\")")
    let refused = await Run(
      "check", rules, "--data", "\(folder.path)/same.csv", "--alerts", "off")
    refused.expect(2, says: "TM394", "--allow-commands")
    await Run(
      "check", rules, "--data", "\(folder.path)/same.csv", "--allow-commands"
    ).expect(4, says: "./no-such-model could not be started")
  }

  @Test("A background that is not there, or lacks a feature, is refused")
  func background() async throws {
    try model(Self.good)
    let rules = try rules(", features: columns(x, y, z)")
    try folder.write("background.csv", "x,y\n1,2\n")
    await Run(
      "check", rules, "--data", "\(folder.path)/same.csv", "--allow-commands"
    ).expect(2, says: "`z` has no attributions: features are `x`, `y`")
    try FileManager.default.removeItem(atPath: folder.path + "/background.csv")
    await Run(
      "check", rules, "--data", "\(folder.path)/same.csv", "--allow-commands"
    ).expect(3, says: "background")
    try folder.write("background.csv", "x,y,z\n")
    await Run(
      "check", rules, "--data", "\(folder.path)/same.csv", "--allow-commands"
    ).expect(3, says: "no row in this background")
  }

  @Test("--local without a model that is asked is refused")
  func localAlone() async throws {
    let rules = try folder.write("r.tide", "edition 1\nrule r { expect row_count > 0 }\n")
    await Run(
      "check", rules, "--data", "\(folder.path)/same.csv", "--local", "\(folder.path)/l.jsonl"
    ).expect(2, says: "--local", "kernel_shap")
  }

  /// Answers 3x + y for the CSV of a request, as `text`.
  private func server(
    _ text: @escaping @Sendable ([Double]) -> String
  ) throws -> Receiver {
    try Receiver { _, request in
      let rows = String(decoding: request.body, as: UTF8.self).split(separator: "\n")
      let values = rows.map { row in
        let cells = row.split(separator: ",").map { Double($0) ?? 0 }
        return 3 * cells[0] + cells[1]
      }
      let body = text(values)
      return .cut(
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
    }
  }

  @Test("A model over HTTP: the marker, lines, one line, JSON")
  func http() async throws {
    let forms: [@Sendable ([Double]) -> String] = [
      { $0.map { "\($0)\n" }.joined() }, { $0.map { "\($0)" }.joined(separator: ",") },
      { "{\"predictions\": [" + $0.map { "{\"score\": \($0)}" }.joined(separator: ",") + "]}" },
      { "[" + $0.map { "[\($0)]" }.joined(separator: ",") + "]" },
    ]
    for form in forms {
      let server = try server(form)
      let model = "http(\"http://127.0.0.1:\(server.port)/invocations\", headers: [\"X-A: b\"])"
      let rules = try rules(model: model)
      await baseline(rules)
      await check("same.csv", rules).expect(0)
      let request = try #require(server.requests.first)
      #expect(request.line.hasPrefix("POST /invocations"))
      #expect(request.headers["x-tidemark-call"] == "explain")
      #expect(request.headers["content-type"] == "text/csv")
      #expect(request.headers["x-a"] == "b")
    }
  }

  @Test("An address that fails is said, and tried again where that may help")
  func badHTTP() async throws {
    let good = try server { $0.map { "\($0)\n" }.joined() }
    func rules(_ port: UInt16) throws -> String {
      try self.rules(model: "http(\"http://127.0.0.1:\(port)/invocations\", timeout: 1 s)")
    }
    await baseline(try rules(good.port))
    let short = try server { $0.dropLast().map { "\($0)\n" }.joined() }
    let cases: [(Receiver, String)] = [
      (try Receiver(.status(500)), "status 500"), (try Receiver(.hang), "no answer within 1 s"),
      (try Receiver(.close), "can't be reached"), (short, "predictions for"),
      (
        try Receiver(.cut("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")),
        "no number: `hello`"
      ),
    ]
    for (receiver, said) in cases {
      await check("same.csv", try rules(receiver.port)).expect(4, says: said)
    }
    let busy = try Receiver(.status(503))
    await check("same.csv", try rules(busy.port)).expect(4, says: "status 503")
    #expect(busy.requests.count == 3)
  }
}
