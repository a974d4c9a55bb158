import Engine
import Inputs
import Statistics
import Testing

/// Captured records: columns, rows, encodings.
struct CaptureTests {
  static func read(
    _ lines: [String], _ options: InputOptions = InputOptions(), wanted: [String]? = nil,
    readers: Int = 1
  ) throws -> Table {
    let folder = try Folder()
    let path = try folder.write("t.jsonl", lines.map { $0 + "\n" }.joined())
    return try Table.read([path], options, wanted: wanted, readers: readers)
  }

  @Test func columnsAreOutputThenInputThenMeta() throws {
    let table = try Self.read([
      Captured.simple("1,2.5,x", "0.9\n", id: "7"), Captured.simple("2,,y", "0.1\n"),
    ])
    #expect(table.columns == ["_c0", "_c1", "_c2", "_c3", "inference_time", "event_id"])
    #expect(
      table.rows == [
        ["0.9", "1", "2.5", "x", "2024-01-02T03:04:05Z", "7"],
        ["0.1", "2", nil, "y", "2024-01-02T03:04:05Z", "e-1"],
      ])
    #expect(
      table.kinds[0] == [.fractional, .integral, .fractional, .text, .timestamp, .text])
  }

  @Test func namesFromOptions() throws {
    let line = Captured.simple("1,2", "3")
    var options = InputOptions()
    options.inputNames = ["a", "b"]
    #expect(try Self.read([line], options).columns.prefix(3) == ["_c0", "a", "b"])
    options.inputNames = ["p", "a", "b"]
    #expect(try Self.read([line], options).columns.prefix(3) == ["p", "a", "b"])
    options.inputNames = ["a"]
    #expect(try Self.read([line], options).columns.prefix(3) == ["_c0", "_c1", "_c2"])
    options.capture = CaptureNames(input: ["x", "y"], output: ["x"], meta: ["at"])
    let folder = try Folder()
    let source = try InputSet.open([folder.write("c.jsonl", line)], options: options)
    #expect(source.columns == ["output.x", "input.x", "y", "at", "event_id"])
    #expect(
      source.sections == [
        "output.x": "output", "input.x": "input", "y": "input", "at": "meta", "event_id": "meta",
      ])
    options.capture = CaptureNames(input: ["x"])
    #expect(throws: ReadError.self) { try Self.read([line], options) }
  }

  @Test func truthAndAttributes() throws {
    let truth = "{\"data\":\"1\",\"encoding\":\"CSV\"}"
    let table = try Self.read([
      Captured.record(
        input: Captured.raw("5", "CSV", mode: "INPUT"),
        output: Captured.raw("0.5", "CSV", mode: "OUTPUT"), truth: truth,
        meta: ",\"inferenceId\":\"449\",\"customAttributes\":\"k=v,\\\"w\\\"\""),
      Captured.simple("6", "0.6"),
    ])
    #expect(
      table.columns == [
        "_c0", "_c1", "ground_truth", "inference_time", "event_id", "inference_id",
        "custom_attributes",
      ])
    #expect(table.rows[0][2] == "1")
    #expect(table.rows[0].suffix(2) == ["449", "k=v,\"w\""])
    #expect(table.kinds[0][5] == .text)
    #expect(table.rows[1][2] == nil && table.rows[1][5] == nil)
  }

  @Test func rowsOfJSONShapes() throws {
    let shapes: [(String, String)] = [
      ("[[1,2],[3,4]]", "[0.1,0.2]"),
      ("{\"instances\":[[1,2],[3,4]]}", "{\"predictions\":[0.1,0.2]}"),
      ("{\"features\":[1,2]}\n{\"features\":[3,4]}\n", "[[0.1],[0.2]]"),
      ("[1,2]\n[3,4]", "0.1\n0.2"),
      (
        "{\"instances\": [{\"features\":[1,2]},\n{\"features\":[3,4]}]}",
        "{\"predictions\":[[0.1],[0.2]]}"
      ),
    ]
    for (input, output) in shapes {
      let table = try Self.read(
        [
          Captured.record(
            input: Captured.raw(input, "JSON", mode: "INPUT"),
            output: Captured.raw(output, "JSON", mode: "OUTPUT"))
        ], wanted: ["_c0", "_c1", "_c2"])
      #expect(table.rows == [["0.1", "1", "2"], ["0.2", "3", "4"]], "\(input)")
    }
  }

  @Test func foldersOfTheService() throws {
    let folder = try Folder()
    for (hour, text) in [("01/02/23", "1,2"), ("01/02/04", "3,4"), ("01/03/00", "5,6")] {
      try folder.write("end/All/2024/\(hour)/00-01-002-x.jsonl", Captured.simple(text, "0") + "\n")
    }
    let packed = Gzip.wrap(Array(Captured.simple("7,8", "0").utf8))
    try folder.write("end/All/2024/01/03/01/a.json.gz", packed)
    let table = try Table.read([folder.path], wanted: ["_c1"])
    #expect(table.rows == [["3"], ["1"], ["5"], ["7"]])
  }

  /// All encodings, single or batched, say the same.
  @Test(arguments: 0..<40)
  func encodingsAgree(seed: Int) throws {
    var random = SplitMix64(UInt64(seed))
    let cells: [String?] = [
      "1", "-2.5", "1e3", "true", nil, "text", "a,b", "say \"hi\"", "é🙂", "two\nlines", "tab\t",
      "\\",
    ]
    let names = ["alpha", "be ta", "g\"amma"]
    let rows = (0..<Int.random(in: 1...40, using: &random)).map { _ in
      names.map { _ in cells.randomElement(using: &random) ?? nil }
    }
    let outputs: [[String?]] = rows.indices.map { ["0.\($0 + 1)", "\($0)"] }
    let time = "2024-01-02T03:04:05Z"
    let expected = rows.indices.map { outputs[$0] + rows[$0] + [time, "e"] }
    for batch in [1, 3, 100] {
      var lines: [String] = []
      for start in stride(from: 0, to: rows.count, by: batch) {
        let range = start..<min(start + batch, rows.count)
        let encodings = Captured.Encoding.allCases
        let end = ["", "\n", "\r\n"][Int.random(in: 0..<3, using: &random)]
        lines.append(
          Captured.record(
            input: Captured.section(
              Array(rows[range]), encodings.randomElement(using: &random) ?? .csv, mode: "INPUT",
              names: names, end: end),
            output: Captured.section(
              Array(outputs[range]), encodings.randomElement(using: &random) ?? .csv,
              mode: "OUTPUT", names: ["score", "label"], end: end), id: "e", time: time))
      }
      var options = InputOptions()
      options.capture = CaptureNames(input: names, output: ["score", "label"])
      options.format = .capture
      for piece in [50, 4 << 20] {
        options.pieceBytes = piece
        // Heads may have objects alone, which name themselves.
        let table = try Self.read(
          lines, options, wanted: ["score", "label"] + names + ["inference_time", "event_id"])
        #expect(table.malformed.isEmpty, "\(table.malformed.map(\.reason))")
        #expect(table.rows == expected, "batches of \(batch), pieces of \(piece)")
      }
    }
  }
}
