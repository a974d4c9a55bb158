import Engine
import Inputs
import Testing

/// Laws of records, rows and pieces.
struct RecordLawsTests {
  static let sizes = [16, 17, 61, 256, 4096, 4 << 20]

  static func options(piece: Int, limit: Int = 64 << 20) -> InputOptions {
    var options = InputOptions()
    options.pieceBytes = piece
    options.maximumRecordBytes = limit
    return options
  }

  static let cells = [
    "", "1", "-2.5", "a b", "x,y", "say \"hi\"", "\"", "\"\"", "two\nlines", "two\r\nlines", "é",
    "日本語", "🙂,🙂", "NA", " lead", "tail ", "tab\there", "long " + String(repeating: "z", count: 90),
  ]

  static func render(_ cell: String?, _ random: inout SplitMix64) -> String {
    let cell = cell ?? ""
    let needs = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needs || Int.random(in: 0..<4, using: &random) == 0 else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  @Test(arguments: 0..<40)
  func whatIsRenderedIsRead(seed: Int) throws {
    var random = SplitMix64(UInt64(seed))
    let folder = try Folder()
    let columns = (0..<Int.random(in: 1...7, using: &random)).map { "c\($0)" }
    let line = ["\n", "\r\n"][seed % 2]
    var text = seed % 3 == 0 ? "\u{FEFF}" : ""
    text += columns.joined(separator: ",") + line
    var rows: [[String?]] = []
    let plain = seed % 5 == 0
    for _ in 0..<Int.random(in: 0...120, using: &random) {
      let row = columns.map { _ -> String? in
        let cell =
          plain
          ? "\(Int.random(in: 0...99, using: &random))"
          : Self.cells.randomElement(using: &random) ?? ""
        return cell.isEmpty ? nil : cell
      }
      // A lone empty unquoted cell at the very end is no record but the end of the file.
      rows.append(row)
      text += row.map { Self.render($0, &random) }.joined(separator: ",") + line
    }
    // In files of several columns a row of one empty cell can't be; blank lines mean nothing.
    let path = try folder.write("t.csv", text)
    for size in Self.sizes {
      let table = try Table.read([path], Self.options(piece: size), readers: 1 + seed % 3)
      #expect(table.columns == columns)
      #expect(table.rows == rows, "pieces of \(size)")
      #expect(table.malformed.isEmpty)
      #expect(table.failure == nil)
    }
    let some = columns.filter { _ in Bool.random(using: &random) }
    let fewer = try Table.read([path], wanted: some)
    let kept = some.compactMap { columns.firstIndex(of: $0) }
    #expect(fewer.rows == rows.map { row in kept.map { row[$0] } })
  }

  @Test(arguments: 0..<60)
  func recordsAreThoseOfTheRules(seed: Int) throws {
    let folder = try Folder()
    for round in 0..<10 {
      var random = SplitMix64(UInt64(seed * 1000 + round))
      let body = Self.noise(&random)
      let path = try folder.write("n.csv", Array("a,b,c\n".utf8) + body)
      let expected = Oracle(body, fieldCount: 3, firstLine: 2)
      for size in [16, 61, 4 << 20] {
        let table = try Table.read([path], Self.options(piece: size))
        #expect(table.rows == expected.rows, "seed \(seed), round \(round), pieces of \(size)")
        #expect(table.malformed.map(\.line) == expected.malformed.map(\.line))
        #expect(table.malformed.map(\.reason) == expected.malformed.map(\.reason))
      }
    }
  }

  /// Bytes in which structure is frequent.
  static func noise(_ random: inout SplitMix64) -> [UInt8] {
    let dense = Array("a,b\n\"".utf8)
    let wide: [UInt8] = Array("abcdefgh,,,,\n\n\"\r".utf8) + [0, 0xC3, 0xA9, 0xFF]
    let parts = ["a,b,c\n", "\"a\",b,c\r\n", "\"x\ny\",2,3\n", "\"a\"\"b\",,\n", ",\"", "\",\"\n"]
    var bytes: [UInt8] = []
    let length = Int.random(in: 0...500, using: &random)
    let style = Int.random(in: 0..<3, using: &random)
    while bytes.count < length {
      switch style {
      case 0: bytes.append(dense.randomElement(using: &random) ?? 0)
      case 1: bytes.append(wide.randomElement(using: &random) ?? 0)
      default: bytes += Array((parts.randomElement(using: &random) ?? "").utf8)
      }
    }
    return bytes
  }

  /// Each line opens a quote if read on its own, and also if read within quotes: the shape for
  /// which naive recovery is quadratic.
  @Test func straysOnEachLineStayLinear() throws {
    let folder = try Folder()
    let lines = 100_000
    let body = "a,b\n" + String(repeating: "x\",\"\n", count: lines)
    let path = try folder.write("stray.csv", body)
    for size in [4096, 4 << 20] {
      let table = try Table.read([path], Self.options(piece: size))
      #expect(table.rows.isEmpty)
      #expect(table.malformed.count == lines)
      #expect(table.malformed.last?.line == lines + 1)
      #expect(table.malformed.last?.reason == "quoted field is never closed")
    }
  }
}
