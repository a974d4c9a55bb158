import Engine
import Inputs
import Statistics
import Testing

/// JSON Lines: rows, kinds, and laws of pieces.
struct JSONLinesTests {
  private func read(
    _ text: String, wanted: [String]? = nil, piece: Int = 4 << 20, nulls: [String] = []
  ) throws -> Table {
    let folder = try Folder()
    var options = RecordLawsTests.options(piece: piece)
    options.nulls = nulls
    return try Table.read([folder.write("t.jsonl", text)], options, wanted: wanted)
  }

  @Test func kindsFollowTheJSONTypes() throws {
    let table = try read(
      """
      {"i":1,"f":1.0,"e":2e3,"b":true,"s":"12","t":"2024-01-02T03:04:05Z","n":null,"x":"true"}
      {"i":-7,"f":-0.5,"e":1E2,"b":false,"s":"","t":"later","n":3,"x":"a\\"b\\u00e9"}

      """)
    #expect(table.columns == ["i", "f", "e", "b", "s", "t", "n", "x"])
    #expect(
      table.rows == [
        ["1", "1.0", "2e3", "true", "12", "2024-01-02T03:04:05Z", nil, "true"],
        ["-7", "-0.5", "1E2", "false", "", "later", "3", "a\"bé"],
      ])
    #expect(
      table.kinds == [
        [.integral, .fractional, .fractional, .boolean, .text, .timestamp, .missing, .text],
        [.integral, .fractional, .fractional, .boolean, .text, .text, .integral, .text],
      ])
  }

  @Test func nestedValuesHavePathsForNames() throws {
    let table = try read(
      """
      {"a":{"b":1,"c":{"d":"x"}},"f":[1,[2,3]],"o":[{"k":1}],"z":{},"y":[]}
      {"f":[4],"a":{"c":{"d":null}},"a.b":9}
      """)
    #expect(table.columns == ["a.b", "a.c.d", "f[0]", "f[1][0]", "f[1][1]", "o[0].k"])
    #expect(table.rows == [["1", "x", "1", "2", "3", "1"], ["9", nil, "4", nil, nil, nil]])
    #expect(table.malformed.isEmpty)
  }

  @Test func laterKeysAreCounted() throws {
    var text = (0..<1000).map { "{\"a\":\($0)}\n" }.joined()
    text += (0..<50_000).map { "{\"a\":\($0),\"late\":{\"r\":1}}\n" }.joined()
    text += "{\"other\":2}\n"
    for piece in [5000, 4 << 20] {
      let table = try read(text, piece: piece)
      #expect(table.columns == ["a"])
      #expect(table.rows.count == 51_001)
      #expect(table.unlisted == ["late.r": 50_000, "other": 1])
    }
  }

  @Test func malformedLinesAreLocated() throws {
    let text =
      "\u{FEFF}{\"a\":1}\n\n{\"a\":2\n{\"a\":\"x}\n[1]\n7\r\n{\"a\":3}\r\n{\"a\":nul}\n{\"a\":4}x"
    for piece in [16, 30, 4 << 20] {
      let table = try read(text, piece: piece)
      #expect(table.rows == [["1"], ["3"]])
      #expect(table.malformed.map(\.line) == [3, 4, 5, 6, 8, 9])
      #expect(
        table.malformed.map(\.reason) == [
          "not JSON: the JSON value ends too early, byte 7 of the line",
          "not JSON: a string is never closed", "not a JSON object", "not a JSON object",
          "not JSON: a JSON value is expected, byte 6 of the line",
          "not JSON: more text follows the JSON value, byte 8 of the line",
        ])
      #expect(table.malformed.first.map { String(decoding: $0.bytes, as: UTF8.self) } == "{\"a\":2")
    }
  }

  @Test func bytesThatAreNotUTF8AreReplaced() throws {
    let folder = try Folder()
    let path = try folder.write(
      "a.jsonl", Array("{\"a\":\"x".utf8) + [0xFF] + Array("y\"}\n{\"a\":\"z\"}\n".utf8))
    let table = try Table.read([path])
    #expect(table.rows == [["x\u{FFFD}y"], ["z"]])
    #expect(table.invalidUTF8 == 1)
  }

  @Test func nullSpellingsAndLastOfTwins() throws {
    let table = try read(
      "{\"a\":\"NA\",\"b\":1,\"b\":2}\n{\"a\":\"x\",\"b\":3,\"b\":null}", nulls: ["NA"])
    #expect(table.rows == [[nil, "2"], ["x", nil]])
  }

  @Test func formatsMix() throws {
    let folder = try Folder()
    let paths = [
      try folder.write("a.csv", "x,y\n1,2\nbad\n"), try folder.write("b.jsonl", "{\"y\":3}\n{\n"),
      try folder.write("c.csv", "y,x\n5,6\nbad\n"), try folder.write("d", "{\"x\":7}\n"),
    ]
    let table = try Table.read(paths)
    #expect(table.rows == [["1", "2"], [nil, "3"], ["6", "5"], ["7", nil]])
    #expect(table.malformed.map(\.line) == [3, 2, 3])
    #expect(table.malformed.map(\.path) == Array(paths.prefix(3)))
  }

  @Test func longLinesAreMalformed() throws {
    let folder = try Folder()
    let text = "{\"a\":1}\n{\"a\":\"\(String(repeating: "x", count: 500))\"}\n{\"a\":2}\n"
    let path = try folder.write("a.jsonl", text)
    for piece in [16, 100, 4 << 20] {
      let table = try Table.read([path], RecordLawsTests.options(piece: piece, limit: 100))
      #expect(table.rows == [["1"], ["2"]])
      #expect(table.malformed.map(\.line) == [2])
    }
  }

  @Test func inputsWithoutRecordsAreRefused() throws {
    let folder = try Folder()
    for text in ["\n\n", "{\n  \"a\": 1\n}\n", "{\"a\""] {
      let path = try folder.write("a.jsonl", text)
      #expect(throws: ReadError.self) { try Table.read([path]) }
    }
  }

  /// Pieces of any size, any number of readers and any wanted columns tell one story.
  @Test(arguments: 0..<30)
  func piecesAgree(seed: Int) throws {
    var random = SplitMix64(UInt64(seed))
    let keys = ["a", "b", "c.d", "é", "k\\\"q", "long key with spaces"]
    let values = [
      "1", "-2.5e-3", "true", "null", "\"t\"", "\"a\\nb\"", "[1,2]", "{\"m\":\"🙂\"}", "\"\"",
    ]
    let damage = [
      "{\"a\":", "\"", "{\"a\":\"x", "[]", "}", "{\"a\":01}", "  ", "\\", "{\"a\":\"\u{1}\"}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1...80, using: &random) {
      if Int.random(in: 0..<8, using: &random) == 0 {
        text += damage.randomElement(using: &random) ?? ""
      } else {
        let members = keys.shuffled(using: &random).prefix(Int.random(in: 0...6, using: &random))
          .map { "\"\($0)\": \(values.randomElement(using: &random) ?? "0")" }
        text += "{" + members.joined(separator: " ,") + "}"
      }
      text += seed % 2 == 0 ? "\n" : "\r\n"
    }
    text += "{\"last\":1}"
    let folder = try Folder()
    let path = try folder.write("a.jsonl", text)
    let whole = try Table.read([path])
    #expect(whole.rows.count + whole.malformed.count > 0)
    for size in [16, 61, 300] {
      let table = try Table.read([path], RecordLawsTests.options(piece: size), readers: 3)
      #expect(table == whole, "pieces of \(size)")
    }
    let some = whole.columns.filter { _ in Bool.random(using: &random) }
    let fewer = try Table.read([path], wanted: some)
    let kept = some.compactMap { whole.columns.firstIndex(of: $0) }
    #expect(fewer.rows == whole.rows.map { row in kept.map { row[$0] } })
    #expect(fewer.malformed == whole.malformed)
  }
}
