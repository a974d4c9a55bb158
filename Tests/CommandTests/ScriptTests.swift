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
      "if x == 7:\n  print(json.dumps({'_row': row, '_rows': 'x'})); continue\n",
      "its answer's _rows is no list of objects"
    ),
    (
      "if x == 7:\n  print(json.dumps({'_row': row, '_rows': [1]})); continue\n",
      "1 line of the script is no answer"
    ),
    (
      "if x == 7:\n  print(json.dumps({'_row': row, '_error': 5, 'x': 7})); continue\n",
      "its answer's _error is no text"
    ),
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
    let run = await check(try script(body), "--script-timeout", "5", "--max-bad-records", "90%")
    run.expect(0, says: "no answer within 5 s")
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
    let statistics = try folder.write(
      "s.json", "{\"version\": 0.0, \"dataset\": {\"item_count\": 1}, \"features\": []}")
    await Run("check", plain, "--data", statistics, "--preprocess", "cat")
      .expect(2, says: "--preprocess", "holds statistics alone")
    let empty = try folder.write("empty.csv", "a\n")
    await Run("check", plain, "--data", empty, "--preprocess", "cat")
      .expect(3, says: "empty.csv", "there is no record")
  }

  /// Answers with the record as it came.
  private func echo() throws -> String {
    let path = try folder.write(
      "echo.py", "import sys\nfor line in sys.stdin: print(line, end='')\n")
    return "python3 " + path
  }

  @Test("Rows of CSV go through a script that changes nothing, and nothing is changed")
  func rowsOfCSV() async throws {
    let csv = try folder.write(
      "t.csv",
      "n,whole,text,flag,\"odd, \"\"name\"\"\"\n1.5,758.0,\"a, \"\"b\"\"\nc\",true,007\r\n"
        + "-2,3,,false,1e3\n\n0,4,NA,true,é\n")
    let expressions = [
      "sum(n)", "sum(whole)", "completeness(text)", "type_share(n, integral)",
      "type_share(whole, fractional)", "type_share(flag, boolean)",
      "distinct(text)", "completeness(`odd, \"name\"`)", "row_count",
    ]
    let rules = try folder.write(
      "csv.tide",
      "edition 1\n"
        + expressions.enumerated().map { "metric m\($0) = \($1)\n" }.joined()
        + "rule r { expect row_count == 3 }\n")
    for flags in [[], ["--null", "NA"]] {
      let arguments = ["check", rules, "--data", csv, "--format", "json"] + flags
      let direct = await Run(arguments).expect(0)
      let through = await Run(arguments + ["--preprocess", try echo()]).expect(0)
      #expect(try figures(through) == figures(direct), "\(through.error)")
    }
  }

  @Test("Rows of CSV that can't be read are named with their lines")
  func oddRowsOfCSV() async throws {
    let csv = try folder.write(
      "t.csv", "a,b\n1,2\n3\n\"x\ny\",4\n5,\"6\"7\n8,9\n1,\"never closed\n2,3\n")
    let rules = try folder.write("csv.tide", "edition 1\nrule r { expect row_count == 4 }\n")
    let arguments = ["check", rules, "--data", csv, "--max-bad-records", "9"]
    let direct = await Run(arguments)
    let through = await Run(arguments + ["--preprocess", try echo()])
    for run in [direct, through] {
      run.expect(
        0, says: "t.csv:3: 1 field where 2 are expected", "t.csv:6: text after a closing quote",
        "t.csv:8: ")
    }
    let named = try folder.write("n.csv", "1\t2\n3\t4\n")
    let sum = try folder.write("sum.tide", "edition 1\nrule r { expect sum(y) == 6 }\n")
    await Run(
      "check", sum, "--data", named, "--no-header", "--columns", "x,y", "--input-format", "tsv",
      "--preprocess", try echo()
    ).expect(0)
  }

  @Test("A batch transform goes through as captured requests")
  func batchTransform() async throws {
    for (side, name) in [("input", "a.csv"), ("output", "a.csv.out")] {
      try folder.write(
        "batch/\(side)/2027/03/01/10/m.json",
        "[{\"prefix\": \"s3://b/\(side)/\"}, \"\(name)\", \"gone.csv\"]")
    }
    try folder.write("batch/copies/input/a.csv", "1,10\n2,20\n3,30\n")
    try folder.write("batch/copies/output/a.csv.out", "0.1\n0.2\n0.3\n")
    let rules = try folder.write(
      "b.tide",
      "edition 1\nmonitor m { window 1 day on inference_time }\nmetric a = sum(x)\nmetric b = sum(p)\nrule r { expect row_count == 3 }\n"
    )
    let handlers = try folder.write(
      "batch.py",
      """
      def preprocess_handler(inference_record):
          x = inference_record.endpoint_input.data.split(",")[0]
          return {"x": x, "p": inference_record.endpoint_output.data, "gt": inference_record.ground_truth.data}
      """)
    let adapter = "python3 \(Self.root)/plugins/python/sagemaker_handlers.py preprocess \(handlers)"
    let run = await Run(
      "check", rules, "--data", folder.path + "/batch", "--s3",
      "s3://b=\(folder.path)/batch/copies",
      "--preprocess", adapter, "--format", "json")
    run.expect(3, says: "gone.csv", "could not be found")
    let values = try figures(run)
    #expect(values[0] == 6 && abs(values[1] - 0.6) < 1e-12)
    let windows = try #require(try run.json()["windows"] as? [[String: Any]])
    #expect(windows.first?["start"] as? String == "2027-03-01T00:00:00Z")
  }

  @Test("A baseline sees what the script makes of the data")
  func baseline() async throws {
    let csv = try folder.write("train.csv", "a,b\n1,x\n2,y\n3,z\n")
    let handlers = try folder.write(
      "train.py",
      """
      def preprocess_handler(inference_record):
          a, b = inference_record.endpoint_input.data.split(",")
          return {"twice": 2 * int(a)}
      """)
    let adapter = "python3 \(Self.root)/plugins/python/sagemaker_handlers.py preprocess \(handlers)"
    let out = folder.path + "/base"
    await Run("baseline", csv, "-o", out, "--preprocess", adapter)
      .expect(0, says: "3 records, 1 column")
    let statistics = try folder.read("base/statistics.json")
    #expect(statistics.contains("\"twice\"") && !statistics.contains("\"a\""))
    await Run("baseline", csv, "-o", out, "--preprocess", "no-such-program-here")
      .expect(2, says: "could not be started")
    await Run(
      "baseline", csv, "-o", out, "--part", "quality", "--preprocess", try echo(), "--task",
      "regression(prediction: a, label: a)"
    ).expect(0, says: "3 held-out records")
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
