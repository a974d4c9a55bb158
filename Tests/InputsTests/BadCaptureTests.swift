import Engine
import Inputs
import Testing

/// Captured records that are damaged: each is counted and named, the others are read.
struct BadCaptureTests {
  private static let good = Captured.simple("1,2", "0.5")

  private static func record(_ input: String, _ encoding: String = "CSV", output: String = "0.5")
    -> String
  {
    Captured.record(
      input: Captured.raw(input, encoding, mode: "INPUT"),
      output: Captured.raw(output, "CSV", mode: "OUTPUT"))
  }

  private static let input = Captured.raw("1,2", "CSV", mode: "INPUT")

  @Test(arguments: [
    (String(good.prefix(100)), "not JSON: a string is never closed"),
    (String(good.dropLast(5)), "not JSON: the JSON value ends too early"),
    (String(good.dropLast(1)), "not JSON: the JSON value ends too early"),
    (Captured.record(input: input, output: nil), "record without output"),
    (Captured.record(input: nil, output: input), "record without input"),
    (Captured.record(input: nil, output: nil), "record without input and output"),
    ("{\"a\":1}", "record without captureData"), ("[]", "record without captureData"),
    (record("1,2,3"), "input has 3 fields where 2 are expected"),
    (record("1,2\n3"), "input rows differ in length: 2 and 1 fields"),
    (record("1,2\n3,4"), "output has 1 row where the others have 2"),
    (record("1,2", output: "1\n2\n"), "output has 2 rows where the others have 1"),
    (record("{\"a\": 1}"), "input says CSV but holds JSON"),
    (record("[1, 2]"), "input says CSV but holds JSON"),
    (record("1,2", "JSON"), "input is not JSON: more text follows the JSON value"),
    (record("1,2", "BASE64"), "input is not BASE64"),
    (record("MSwy=", "BASE64"), "input is not BASE64"),
    (record("1,2", "XML"), "input has an encoding that is not known"),
    (record(""), "input is empty"), (record("\n"), "input is empty"),
    (record("[]", "JSON"), "input is empty"),
    (record("\"1,2"), "input: quoted field is never closed"),
    (record("\"1\"2,3"), "input: text after a closing quote"),
    (
      record("1,2").split(separator: "\"1,2\"").joined(separator: "12"),
      "input data is not a string"
    ),
  ])
  func faults(line: String, reason: String) throws {
    let table = try CaptureTests.read([Self.good, line, Self.good, Self.good])
    #expect(table.rows.count == 3)
    #expect(table.malformed.count == 1)
    #expect(table.malformed.first?.line == 2)
    #expect(table.malformed.first?.reason.hasPrefix(reason) == true, "\(table.malformed)")
    let few = try CaptureTests.read([Self.good, line, Self.good, Self.good], wanted: ["event_id"])
    #expect(few.malformed.map(\.reason) == table.malformed.map(\.reason))
  }

  @Test func base64IsDecoded() throws {
    for data in ["MSwy", "MSwyCg==", "MSwyCg", "MS\nwy"] {
      let table = try CaptureTests.read([Self.good, Self.record(data, "BASE64")], wanted: ["_c2"])
      #expect(table.rows == [["2"], ["2"]], "\(data)")
    }
  }

  @Test func strayFirstRecordDoesNotDecide() throws {
    let table = try CaptureTests.read([Self.record("9"), Self.good, Self.good])
    #expect(table.rows.count == 2)
    #expect(table.malformed.map(\.reason) == ["input has 1 field where 2 are expected"])
  }

  @Test func laterNamesAreCounted() throws {
    let object = Captured.record(
      input: Captured.raw("{\"a\":1}", "JSON", mode: "INPUT"), output: nil)
    let later = Captured.record(
      input: Captured.raw("{\"a\":1,\"b\":2}", "JSON", mode: "INPUT"), output: nil,
      meta: ",\"inferenceId\":\"5\"")
    let lines = Array(repeating: object, count: 1000) + [later, later]
    let table = try CaptureTests.read(lines)
    #expect(table.rows.count == 1002)
    #expect(table.unlisted == ["input.b": 2, "inference_id": 2])
  }

  @Test func laterSectionsAreCounted() throws {
    let early = Captured.record(input: Self.input, output: nil)
    let table = try CaptureTests.read(Array(repeating: early, count: 1000) + [Self.good])
    #expect(table.rows.count == 1001)
    #expect(table.malformed.isEmpty)
    #expect(table.unlisted == ["output": 1])
  }

  /// Nothing crashes, and no piece size or number of readers tells another story.
  @Test(arguments: 0..<50)
  func mutations(batch: Int) throws {
    let rows: [[String?]] = [["1", "a,\"b"], [nil, "é"]]
    let special = Array("{}[]\":,\\n= \n".utf8) + [0, 0xFF, 0x80]
    let folder = try Folder()
    for round in 0..<100 {
      var random = SplitMix64(UInt64(batch * 100 + round) &+ 99)
      var text = ""
      for _ in 0..<5 {
        let encoding = Captured.Encoding.allCases.randomElement(using: &random) ?? .csv
        text +=
          Captured.record(
            input: Captured.section(rows, encoding, mode: "INPUT", names: ["a", "b"], end: "\n"),
            output: Captured.section(
              [["1"], ["2"]], encoding, mode: "OUTPUT", names: ["p"], end: "\n")) + "\n"
      }
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 1...10, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        let byte = special.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[at] = byte
        case 1: bytes.insert(byte, at: at)
        case 2: bytes.remove(at: at)
        default: bytes.removeSubrange(at..<min(bytes.count, at + 30))
        }
      }
      let path = try folder.write("m.jsonl", bytes)
      var options = InputOptions()
      options.format = round % 2 == 0 ? .capture : nil
      let whole = try? Table.read([path], options)
      options.pieceBytes = 64
      let parts = try? Table.read([path], options, readers: 2)
      #expect(whole == parts, "batch \(batch), round \(round)")
      if let whole, let last = whole.columns.last {
        let few = try Table.read([path], options, wanted: [last])
        #expect(few.malformed == whole.malformed)
        #expect(few.rows.count == whole.rows.count)
      }
    }
  }
}
