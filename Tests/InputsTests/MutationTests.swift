import Engine
import Inputs
import Testing

/// Bytes that no one meant: nothing crashes, all ends, and no piece size tells another story.
struct MutationTests {
  private static let seedText =
    "\u{FEFF}id,name,note\r\n1,\"Smith, J\",\"said \"\"hi\"\"\"\n2,Zoë,\"two\nlines\"\n\n3,,\n"
    + (4..<30).map { "\($0),name \($0),plain text of some length \($0)\n" }.joined()

  @Test(arguments: 0..<50)
  func piecesAgree(batch: Int) throws {
    let folder = try Folder()
    for round in 0..<100 {
      var random = SplitMix64(UInt64(batch * 100 + round) &+ 77)
      let bytes = Self.mutant(&random)
      let path = try folder.write("m.csv", bytes)
      let limit = [64 << 20, 200, 40][round % 3]
      var tables: [Table?] = []
      for size in [16, 70, 4 << 20] {
        var options = RecordLawsTests.options(piece: size, limit: limit)
        options.hasHeader = round % 4 != 0
        tables.append(try? Table.read([path], options, readers: 2))
      }
      #expect(tables[0] == tables[2], "batch \(batch), round \(round)")
      #expect(tables[1] == tables[2], "batch \(batch), round \(round)")
    }
  }

  private static func mutant(_ random: inout SplitMix64) -> [UInt8] {
    if Int.random(in: 0..<5, using: &random) == 0 {
      return (0..<Int.random(in: 1...300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
    }
    var bytes = Array(seedText.utf8)
    if Int.random(in: 0..<8, using: &random) == 0 { bytes = Gzip.wrap(bytes) }
    let special = Array("\",\n\r\t".utf8) + [0, 0xFF, 0x80]
    for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      let byte = special.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[at] = byte
      case 1: bytes.insert(byte, at: at)
      case 2: bytes.remove(at: at)
      case 3:
        bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
      default: bytes.insert(contentsOf: bytes[..<min(at, 60)], at: at)
      }
    }
    return bytes
  }
}
