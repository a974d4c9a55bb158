import Engine
import Foundation
import Testing

@testable import tidemark

/// `--preprocess` and `--postprocess`, with scripts that behave and scripts that do not.
@Suite struct ScriptTests {
  let folder: Folder
  let data: String
  let rules: String

  init() throws {
    folder = try Folder()
    data = try folder.write(
      "captures/a.jsonl",
      (0..<100).map { number in
        """
        {"captureData":{"endpointInput":{"observedContentType":"text/csv","mode":"INPUT","data":"\(number),\(number * 2)","encoding":"CSV"},"endpointOutput":{"observedContentType":"text/csv","mode":"OUTPUT","data":"0.5\\n","encoding":"CSV"}},"eventMetadata":{"eventId":"e\(number)","inferenceTime":"2027-03-0\(1 + number / 50)T10:00:00Z"},"eventVersion":"0"}

        """
      }.joined())
    rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m { window 1 day on inference_time }
      metric rows = row_count
      metric total = sum(x)
      rule r { expect row_count > 0 }
      """)
  }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// A script that reads records as `record`; `body` stands in the loop.
  private func script(_ body: String) throws -> String {
    let text =
      "import json, sys, os, time\nfor line in sys.stdin:\n  record = json.loads(line)\n"
      + "  row = record['_row']\n  x = int(record['captureData']['endpointInput']['data'].split(',')[0])\n"
      + body.split(separator: "\n").map { "  \($0)\n" }.joined()
    return "python3 '" + (try folder.write("my script.py", text)) + "'"
  }

  private static let answer = "print(json.dumps({'_row': row, 'x': x}))"

  private func check(_ command: String, _ more: String...) async -> Run {
    await Run(
      [
        "check", rules, "--data", data, "--preprocess", command, "--format", "json",
        "--max-bad-records", "50%",
      ] + more)
  }

  /// Rows and totals of both days.
  private func figures(_ run: Run) throws -> [Double] {
    let windows = try #require(try run.json()["windows"] as? [[String: Any]])
    return windows.flatMap { window in
      (window["metrics"] as? [[String: Any]] ?? []).map { $0["value"] as? Double ?? -1 }
    }
  }

  @Test func everyRecordGoesThrough() async throws {
    let run = await check(try script(Self.answer)).expect(0)
    #expect(try figures(run) == [50, 1_225, 50, 3_725], "windows by the capture's own time")
    #expect(run.error.isEmpty)
    let twice = await check(try script(Self.answer))
    #expect(twice.output == run.output)
  }

  @Test func arecordMayBeSeveralRowsOrNone() async throws {
    let run = await check(
      try script("print(json.dumps({'_row': row, '_rows': [{'x': x}, {'x': 1}] if x % 2 else []}))")
    )
    run.expect(0, says: "50 records left out on purpose")
    #expect(try figures(run) == [50, 625 + 25, 50, 1_875 + 25])
  }

  /// Each of these spoils record 7 alone: the others are evaluated, and it is named.
  @Test(arguments: [
    ("if x == 7: raise SystemExit(3)\n", "the script ended (exit status 3)"),
    ("if x == 7: os.kill(os.getpid(), 9)\n", "the script ended (signal 9)"),
    ("if x == 7: time.sleep(600)\n", "no answer within 1 s"),
    ("if x == 7: continue\n", "no answer: the script passed over it"),
    ("if x == 7:\n  print('garbage'); continue\n", "such as: garbage"),
    ("if x == 7:\n  print(json.dumps({'_row': row, '_error': 'too odd'})); continue\n", "too odd"),
    (
      "if x == 7:\n  print(json.dumps({'_row': 999})); continue\n",
      "1 line of the script is no answer"
    ),
  ]) func aSpoiltRecordIsOneRecord(_ body: String, _ reason: String) async throws {
    let run = await check(try script(body + Self.answer), "--script-timeout", "1")
    run.expect(0, says: "a.jsonl:8: ", reason, "--preprocess: 1 record left out")
    #expect(try figures(run) == [49, 1_225 - 7, 50, 3_725])
    #expect((try run.json()["data"] as? [String: Any])?["malformed"] as? Int == 1)
  }

  @Test func theLastOnesMayBeMissing() async throws {
    let run = await check(try script("if x > 97: continue\n" + Self.answer))
    run.expect(0, says: "2 records left out", "a.jsonl:99: no answer", "a.jsonl:100: no answer")
    #expect(try figures(run)[2] == 48)
  }

  @Test func aScriptThatAlwaysDiesIsLeftAlone() async throws {
    let run = await check(try script("if x >= 60: raise SystemExit(1)\n" + Self.answer))
    run.expect(0, says: "40 records left out", "started again 2 times")
    #expect(try figures(run) == [50, 1_225, 10, 545])
    await check(try script("raise SystemExit(1)")).expect(3, says: "100 failed")
    await check("no-such-program-here").expect(2, says: "could not be started")
    await check("python3 'open").expect(2, says: "--preprocess")
  }

  @Test func aScriptThatHangsAgainAndAgainIsLeftAlone() async throws {
    let body = "if x >= 60 and x % 2: time.sleep(60)\n" + Self.answer
    let run = await check(try script(body), "--script-timeout", "0.2", "--max-bad-records", "90%")
    run.expect(0, says: "no answer within 0.2 s")
    #expect(try figures(run)[2] < 50)
  }

  @Test func tooManyFailuresAreAFailure() async throws {
    let quarantine = folder.path + "/bad.txt"
    await Run(
      "check", rules, "--data", data, "--preprocess",
      try script("if x % 3: continue\n" + Self.answer),
      "--quarantine", quarantine
    ).expect(3, says: "66 of 100 records are malformed")
    #expect(try folder.read("bad.txt").contains("a.jsonl:2: no answer"))
    #expect(try folder.read("bad.txt").split(separator: "\n").count == 132)
  }

  @Test func whatItSaysIsShown() async throws {
    let run = await check(
      try script("if x < 2: sys.stderr.write('\\x1b[31mlook\\n')\n" + Self.answer))
    run.expect(0, says: "preprocess: ␛[31mlook\n")
  }

  @Test func theServicesScriptsRunUnchanged() async throws {
    // As in the service's documentation, and with what it allows.
    let handlers = try folder.write(
      "handlers.py",
      """
      import json, random
      def preprocess_handler(inference_record, logger):
          logger.info("record %s", inference_record.event_metadata.event_id)
          print("noise on standard output")
          data = inference_record.endpoint_output.data.rstrip("\\n") + "," + inference_record.endpoint_input.data
          cells = data.split(",")
          if cells[1] == "3": return []
          if cells[1] == "4": return [{"x": "1"}, {"x": None}]
          if cells[1] == "5": raise ValueError("five")
          return {"x": cells[1], "p": cells[0], str(2).zfill(20): cells[2]}
      def postprocess_handler():
          import os
          print("files:", ",".join(sorted(os.listdir(os.environ["output_path"]))))
      """)
    let adapter = "python3 \(Self.root)/plugins/python/sagemaker_handlers.py"
    let out = folder.path + "/out"
    let run = await check(
      "\(adapter) preprocess \(handlers)", "--postprocess", "\(adapter) postprocess \(handlers)",
      "--out", out)
    run.expect(
      0, says: "a.jsonl:6: ValueError: five", "1 record left out on purpose",
      "preprocess: noise on standard output", "postprocess: files: run.json,verdicts.json")
    #expect(try figures(run) == [49, 1_225 - 3 - 4 - 5 + 1, 50, 3_725])
  }

  @Test func whatIsSaidOfLabelsNamesTheAnswersAndNoTemporaryFile() async throws {
    let labels = try folder.write(
      "labels.jsonl",
      (1..<100).map { number in
        """
        {"groundTruthData":{"data":"1","encoding":"CSV"},"eventMetadata":{"eventId":"e\(number)"},"eventVersion":"0"}

        """
      }.joined())
    let run = await check(try script(Self.answer), "--labels", labels)
    let summary = try #require(try run.expect(0).json()["labels"] as? [String: Any])
    #expect(summary["labelled"] as? Int == 99)
    let examples = summary["examples"] as? [String: [String]]
    let said = examples?["no_label"]?.first ?? ""
    #expect(said.hasPrefix("\"e0\" (answers of python3 "), "\(said)")
    #expect(!run.output.contains("records.jsonl"))
  }

  @Test func thePostprocessorSeesTheReport() async throws {
    let run = await Run(
      "check", rules, "--data", data, "--preprocess", try script(Self.answer), "--postprocess",
      "python3 -c 'import json,sys; print(json.load(sys.stdin)[\"exit\"])'")
    run.expect(0, says: "postprocess: 0\n")
    await Run(
      "check", rules, "--data", data, "--preprocess", try script(Self.answer), "--postprocess",
      "python3 -c 'raise SystemExit(4)'"
    ).expect(5, says: "--postprocess", "exit status 4")
  }

  @Test func flatRecordsAndOthers() async throws {
    let flat = try folder.write("flat.jsonl", "{\"a\": 1}\n\n{\"a\": 2}\nno json\n{\"a\": 3}")
    let plain = try folder.write(
      "plain.tide", "edition 1\nmetric total = sum(b)\nrule r { expect row_count == 3 }\n")
    let double = try folder.write(
      "double.py",
      "import json, sys\nfor line in sys.stdin:\n  r = json.loads(line)\n  print(json.dumps({'_row': r['_row'], 'b': r['a'] * 2}))\n"
    )
    let run = await Run(
      "check", plain, "--data", flat, "--preprocess", "python3 \(double)", "--format", "json",
      "--max-bad-records", "1")
    run.expect(0, says: "flat.jsonl:4: is no JSON object")
    #expect(try figures(run) == [12])
    let csv = try folder.write("data.csv", "a\n1\n")
    await Run("check", plain, "--data", csv, "--preprocess", "cat").expect(3, says: "is CSV")
  }

  @Test(arguments: [
    ("a b", ["a", "b"]), (" 'a b'  \"c 'd\"", ["a b", "c 'd"]), ("a\\ b ''", ["a b", ""]),
    ("\"a\\\"b\" 'c\\d'", ["a\"b", "c\\d"]), ("x$HOME;*", ["x$HOME;*"]),
  ]) func commandsAreCutIntoWords(_ text: String, _ words: [String]) {
    #expect(CommandWords.split(text) == words)
    #expect(CommandWords.split("'" + text) == nil || text.contains("'"))
    #expect(CommandWords.split("  ") == nil)
  }
}
