import Engine
import Foundation
import Inputs
import Testing

struct ZstdTests {
  static let text = GzipTests.text + (0..<20_000).map { "\($0),w\n" }.joined()

  @Test func compressedEqualsPlain() throws {
    let folder = try Folder()
    let plain = try Table.read([folder.write("t.csv", Self.text)])
    let packed = try folder.write("t.csv.zst", Zstd.wrap(Array(Self.text.utf8)))
    for size in [1000, 4 << 20] {
      #expect(try Table.read([packed], RecordLawsTests.options(piece: size)) == plain)
    }
  }

  @Test func framesFollowEachOther() throws {
    let folder = try Folder()
    let plain = try Table.read([folder.write("t.csv", Self.text)])
    let bytes = Array(Self.text.utf8)
    let skipped: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    let frames =
      skipped + Zstd.wrap(Array(bytes[..<1001])) + Zstd.wrap([])
      + Zstd.wrap(Array(bytes[1001...]))
    #expect(try Table.read([folder.write("m.csv.zst", frames)]) == plain)
    let more = try Table.read([folder.write("x.csv.zst", frames + [7, 7, 7, 7, 7])])
    #expect(more.rows == plain.rows)
    #expect(more.failure?.message.contains("damaged") == true)
  }

  @Test func codesAreRead() throws {
    let folder = try Folder()
    let data = try #require(Data(base64Encoded: "KLUv/QRobQAAOGEsYgoxLHgBADzXCMdxMls="))
    let table = try Table.read([folder.write("c.data", data)])
    #expect(table.failure == nil)
    #expect(table.rows == Array(repeating: ["1", "x"], count: 10))
  }

  @Test func jsonLinesAreReadToo() throws {
    let folder = try Folder()
    let packed = Zstd.wrap(Array("{\"a\": 1}\n{\"a\": \"x\"}\n".utf8))
    let table = try Table.read([folder.write("a.jsonl.zst", packed)])
    #expect(table.rows == [["1"], ["x"]])
  }

  @Test func rowsBeforeTheCutAreDelivered() throws {
    let folder = try Folder()
    let whole = try Table.read([folder.write("t.csv", Self.text)])
    let packed = Zstd.wrap(Array(Self.text.utf8))
    for kept in [packed.count - 1, packed.count - 20_000] {
      let path = try folder.write("cut.csv.zst", packed[..<kept])
      let table = try Table.read([path])
      #expect(table.failure?.path == path)
      #expect(table.failure?.offset == kept)
      #expect(table.failure?.message.contains("too early") == true)
      #expect(table.rows == Array(whole.rows.prefix(table.rows.count)))
      #expect(table.rows.count > 1000)
    }
  }

  @Test func hashSeesTheStoredBytesOnce() throws {
    let folder = try Folder()
    let packed = Zstd.wrap(Array(Self.text.utf8))
    let path = try folder.write("a.csv.zst", packed)
    var seen: [UInt8] = []
    var options = InputOptions()
    options.computeHash = { _, bytes in
      unsafe bytes.withUnsafeBytes { unsafe seen.append(contentsOf: $0) }
    }
    let source = try InputSet.open([path], options: options)
    _ = Table.read(source)
    #expect(seen == packed)
    #expect(source.progress.read == packed.count)
  }

  /// A thread that decompresses ahead ends with its reader, however much is left.
  @Test func whatIsNotReadToItsEndIsLeft() throws {
    let folder = try Folder()
    let rows = (0..<2_000_000).map { "\($0),w\n" }.joined()
    let bytes = Array(("a,b\n" + rows).utf8)
    for packed in [Zstd.wrap(bytes), Gzip.wrap(bytes)] {
      let path = try folder.write("a.packed", packed)
      let source = try InputSet.open([path], options: RecordLawsTests.options(piece: 1000))
      _ = source.readers(columns: [0])
      for _ in 0..<3 { #expect(try source.next() != nil) }
    }
  }
}
