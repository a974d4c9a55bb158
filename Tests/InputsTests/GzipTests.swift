import Engine
import Foundation
import Inputs
import Testing

struct GzipTests {
  static let text = "a,b\n" + (0..<3000).map { "\($0),\"v \($0)\"\n" }.joined()

  @Test func compressedEqualsPlain() throws {
    let folder = try Folder()
    let plain = try Table.read([folder.write("t.csv", Self.text)])
    #expect(plain.rows.count == 3000)
    let packed = try folder.write("t.csv.gz", Gzip.wrap(Array(Self.text.utf8)))
    for size in [16, 1000, 4 << 20] {
      #expect(try Table.read([packed], RecordLawsTests.options(piece: size)) == plain)
    }
  }

  @Test func membersFollowEachOther() throws {
    let folder = try Folder()
    let plain = try Table.read([folder.write("t.csv", Self.text)])
    let bytes = Array(Self.text.utf8)
    let members =
      Gzip.wrap(Array(bytes[..<1001])) + Gzip.wrap([]) + Gzip.wrap(Array(bytes[1001...]))
    #expect(try Table.read([folder.write("m.csv.gz", members)]) == plain)
    let padded = members + [UInt8](repeating: 0, count: 512)
    #expect(try Table.read([folder.write("p.csv.gz", padded)]) == plain)
    let more = try Table.read([folder.write("x.csv.gz", members + [7])])
    #expect(more.rows == plain.rows)
    #expect(more.failure?.offset == members.count)
  }

  /// `printf 'a,b\n1,x\n1,x\n1,x\n' | gzip -9n`, to have a block with codes read too.
  @Test func codesAreRead() throws {
    let folder = try Folder()
    let data = try #require(
      Data(base64Encoded: "H4sIAAAAAAACA0vUSeIy1KmAYwC0aLwAEAAAAA=="))
    let path = try folder.write("c.csv.gz", data)
    let table = try Table.read([path])
    #expect(table.failure == nil)
    #expect(table.columns == ["a", "b"])
    #expect(table.rows == [["1", "x"], ["1", "x"], ["1", "x"]])
  }

  @Test func rowsBeforeTheCutAreDelivered() throws {
    let folder = try Folder()
    let whole = try Table.read([folder.write("t.csv", Self.text)])
    let packed = Gzip.wrap(Array(Self.text.utf8))
    for kept in [packed.count - 1, packed.count - 9, packed.count / 2] {
      let path = try folder.write("cut.csv.gz", packed[..<kept])
      for size in [16, 4 << 20] {
        let table = try Table.read([path], RecordLawsTests.options(piece: size))
        #expect(table.failure?.path == path)
        #expect(table.failure?.offset == kept)
        #expect(table.malformed.isEmpty)
        #expect(table.rows == Array(whole.rows.prefix(table.rows.count)))
        #expect(kept < packed.count - 8 || table.rows.count == 3000)
        #expect(table.rows.count > 1000)
      }
    }
  }

  @Test func damageIsLocated() throws {
    let folder = try Folder()
    var packed = Gzip.wrap(Array(Self.text.utf8))
    packed[packed.count - 5] ^= 1
    let table = try Table.read([folder.write("d.csv.gz", packed)])
    #expect(table.rows.count == 3000)
    #expect(table.failure?.message.contains("damaged") == true)
  }

  @Test func hashSeesTheStoredBytesOnce() throws {
    let folder = try Folder()
    let packed = Gzip.wrap(Array(Self.text.utf8))
    let paths = try [folder.write("a.csv.gz", packed), folder.write("b.csv", Self.text)]
    var seen: [Int: [UInt8]] = [:]
    var options = RecordLawsTests.options(piece: 999)
    options.computeHash = { source, bytes in
      unsafe bytes.withUnsafeBytes { unsafe seen[source, default: []].append(contentsOf: $0) }
    }
    let source = try InputSet.open(paths, options: options)
    #expect(seen.isEmpty)
    _ = Table.read(source)
    #expect(seen[0] == packed)
    #expect(seen[1] == Array(Self.text.utf8))
    #expect(source.progress.read == packed.count + Self.text.utf8.count)
    #expect(source.progress.total == source.progress.read)
  }
}
