import Engine
import Foundation
import Inputs
import Testing

struct PathTests {
  @Test func foldersAndPatterns() throws {
    let folder = try Folder()
    for name in [
      "b.csv", "a.csv", "sub/c.csv.gz", ".hidden.csv", "_SUCCESS", "part-0", "sub/.x/d.csv",
    ] {
      let text = "x\n\(name)\n"
      try folder.write(name, name.hasSuffix(".gz") ? Gzip.wrap(Array(text.utf8)) : Array(text.utf8))
    }
    try folder.write("notes.md", "# no data")
    let source = try InputSet.open([folder.path])
    #expect(
      source.names == ["a.csv", "b.csv", "part-0", "sub/c.csv.gz"].map { folder.path + "/" + $0 })
    #expect(source.warnings.count == 1)
    let rows = Table.read(source).rows
    #expect(rows == [["a.csv"], ["b.csv"], ["part-0"], ["sub/c.csv.gz"]])

    let matched = try InputSet.open([folder.path + "/[ab].csv", folder.path + "/?art-*"])
    #expect(matched.names == ["a.csv", "b.csv", "part-0"].map { folder.path + "/" + $0 })
    #expect(try InputSet.open([folder.path + "/*.csv"]).names.count == 2)

    let literal = try folder.write("odd[1].csv", "x\n1\n")
    #expect(try InputSet.open([literal]).names == [literal])
    let twice = try InputSet.open([literal, literal])
    #expect(twice.warnings.contains { $0.contains("named twice") })
  }

  @Test func nothingReadable() throws {
    let folder = try Folder()
    #expect(throws: ReadError.self) { try InputSet.open([folder.path]) }
    try folder.write("a.orc", "ORC")
    do throws(ReadError) {
      _ = try InputSet.open([folder.path])
      Issue.record("opened a folder without CSV")
    } catch {
      #expect(error.message.contains("a.orc"))
    }
  }

  @Test func linksInCirclesEnd() throws {
    let folder = try Folder()
    try folder.write("sub/a.csv", "x\n1\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/sub/up", withDestinationPath: folder.path)
    #expect(try InputSet.open([folder.path]).names.count == 1)
  }

  @Test func pipesAreReadOnce() throws {
    let pipe = Pipe()
    let text = Array("a,b\n1,2\n\"x\ny\",4\nbad\n5,6\n".utf8)
    pipe.fileHandleForWriting.write(Data(Gzip.wrap(text)))
    try pipe.fileHandleForWriting.close()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    var options = InputOptions()
    var hashed = 0
    options.computeHash = { _, bytes in hashed += bytes.byteCount }
    let source = try InputSet.open([path], options: options)
    let table = Table.read(source)
    #expect(table.rows == [["1", "2"], ["x\ny", "4"], ["5", "6"]])
    #expect(table.malformed.map(\.line) == [5])
    #expect(source.progress.total == nil)
    #expect(hashed == Gzip.wrap(text).count)
  }
}
