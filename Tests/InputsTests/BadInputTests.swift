import Engine
import Foundation
import Inputs
import Testing

/// One test for each way that inputs can be bad.
struct BadInputTests {
  private func refusal(_ arguments: [String], _ options: InputOptions = InputOptions()) -> String? {
    do throws(ReadError) {
      _ = try InputSet.open(arguments, options: options)
      return nil
    } catch {
      return error.description
    }
  }

  private func read(_ text: String, _ options: InputOptions = InputOptions()) throws -> Table {
    let folder = try Folder()
    return try Table.read([folder.write("t.csv", text)], options)
  }

  @Test func emptyFile() throws {
    let folder = try Folder()
    let path = try folder.write("e.csv", "")
    #expect(refusal([path])?.contains("is empty (0 bytes)") == true)
    let packed = try folder.write("e.csv.gz", Gzip.wrap([]))
    #expect(refusal([packed])?.contains("0 bytes once decompressed") == true)
    let blank = try folder.write("b.csv", "\n\r\n\n")
    #expect(refusal([blank])?.contains("blank lines only") == true)
  }

  @Test(arguments: ["a,b", "a,b\n", "\n\na,b\r\n\n", "\u{FEFF}\"a\",b"])
  func headerOnly(text: String) throws {
    let table = try read(text)
    #expect(table.columns == ["a", "b"])
    #expect(table.rows.isEmpty)
    #expect(table.malformed.isEmpty && table.failure == nil)
  }

  @Test func oneColumn() throws {
    #expect(try read("a\n1\n\n3\n").rows == [["1"], [nil], ["3"]])
    #expect(try read("a\r\n1\r\n\r\n3").rows == [["1"], [nil], ["3"]])
    #expect(try read("a\n\"\"\n\"\n\"\n").rows == [[nil], ["\n"]])
  }

  @Test func carriageReturnsAlone() throws {
    let table = try read("a,b\r1,2\r3,\"x\ry\"\r4,5,6\r7,8")
    #expect(table.columns == ["a", "b"])
    #expect(table.rows == [["1", "2"], ["3", "x\ry"], ["7", "8"]])
    #expect(table.malformed.map(\.line) == [5])
    #expect(try read("a,b\n1\r,2\r\n3,\"4\"\r").rows == [["1\r", "2"], ["3", "4"]])
  }

  @Test func longLines() throws {
    let long = String(repeating: "x", count: 10 << 20)
    let text = "a,b\n1,2\n3,\(long)\n5,6\n"
    for size in [4096, 4 << 20] {
      let table = try read(text, RecordLawsTests.options(piece: size))
      #expect(table.rows.count == 3)
      #expect(table.rows[1][1]?.utf8.count == 10 << 20)
      let bounded = try read(text, RecordLawsTests.options(piece: size, limit: 1 << 20))
      #expect(bounded.rows == [["1", "2"], ["5", "6"]])
      #expect(bounded.malformed.map(\.line) == [3])
      #expect(bounded.malformed.map(\.reason) == ["longer than 1 MiB"])
      #expect(bounded.malformed.map(\.bytes.count) == [64 << 10])
    }
  }

  @Test func nulBytes() throws {
    #expect(try read("a,b\n1\u{0},\u{0}\n").rows == [["1\u{0}", "\u{0}"]])
  }

  @Test func invalidUTF8() throws {
    let folder = try Folder()
    let bytes = Array("a,b,c\nok,é".utf8) + [0xFF, 0x2C, 0xC3, 0x0A] + Array("\"x\"\"".utf8)
    let path = try folder.write("u.csv", bytes + [0xE2, 0x82, 0x22] + Array(",fine,y\n".utf8))
    let table = try Table.read([path])
    #expect(table.rows == [["ok", "é\u{FFFD}", "\u{FFFD}"], ["x\"\u{FFFD}", "fine", "y"]])
    #expect(table.invalidUTF8 == 3)
    #expect(try Table.read([path], wanted: ["b"]).invalidUTF8 == 1)
  }

  @Test func ragged() throws {
    let table = try read("a,b\n1\n\n1,2,3\n\"x\ny\"\n1,2\n")
    #expect(table.rows == [["1", "2"]])
    #expect(table.malformed.map(\.line) == [2, 4, 5])
    #expect(
      table.malformed.map(\.reason) == [
        "1 field where 2 are expected", "3 fields where 2 are expected",
        "1 field where 2 are expected",
      ])
    #expect(table.malformed.last?.bytes == Array("\"x\ny\"".utf8))
  }

  @Test func quoteThatNeverCloses() throws {
    let text = "a,b\n1,2\n\"oops,3\n" + (0..<500).map { "\($0),\($0)\n" }.joined()
    for size in RecordLawsTests.sizes {
      for limit in [100, 64 << 20] {
        let table = try read(text, RecordLawsTests.options(piece: size, limit: limit))
        #expect(table.rows.count == 501)
        #expect(table.malformed.map(\.line) == [3])
        #expect(table.malformed.map(\.reason) == ["quoted field is never closed"])
        #expect(table.malformed.map(\.bytes) == [Array("\"oops,3".utf8)])
      }
    }
  }

  @Test func textAfterAQuote() throws {
    let table = try read("a,b\n\"x\"y,2\n5\" disk,\"z\" \n3,4\n")
    #expect(table.rows == [["3", "4"]])
    #expect(
      table.malformed.map(\.reason) == Array(repeating: "text after a closing quote", count: 2))
    #expect(try read("a,b\n5\" disk,it\"s\n").rows == [["5\" disk", "it\"s"]])
  }

  @Test func duplicateHeader() throws {
    let folder = try Folder()
    let path = try folder.write("d.csv", "a,b,a\n1,2,3\n")
    let message = refusal([path])
    #expect(message?.contains("two columns are named 'a', the 1st and the 3rd") == true)
    var options = InputOptions()
    options.columns = ["x", "y", "z"]
    #expect(try Table.read([path], options).columns == ["x", "y", "z"])
    options.columns = ["x", "y"]
    #expect(refusal([path], options)?.contains("has 3 columns where 2 names") == true)
    #expect(try read("a,,\n1,2,3\n").columns == ["a", "_c1", "_c2"])
    let open = try folder.write("o.csv", "a,\"b\n1,2\n")
    #expect(refusal([open])?.contains("line 1: quoted field is never closed") == true)
  }

  @Test func differingHeaders() throws {
    let folder = try Folder()
    let paths = try [
      folder.write("a.csv", "x,y\n1,2\n"), folder.write("b.csv", "y,z,x\n3,4,5\nbad\n"),
    ]
    let source = try InputSet.open(paths)
    #expect(source.columns == ["x", "y", "z"])
    #expect(source.warnings.count == 1)
    #expect(source.warnings.first?.contains("a.csv: lacks 'z'") == true)
    let table = Table.read(source)
    #expect(table.rows == [["1", "2", nil], ["5", "3", "4"]])
    #expect(table.malformed.map(\.path) == [paths[1]])
    #expect(table.malformed.map(\.line) == [3])
  }

  @Test func headerless() throws {
    var options = InputOptions()
    options.hasHeader = false
    let plain = try read("1,2\n3,4\n", options)
    #expect(plain.columns == ["_c0", "_c1"])
    #expect(plain.rows == [["1", "2"], ["3", "4"]])
    options.columns = ["a", "b"]
    let table = try read("\u{FEFF}1,2\n3\n", options)
    #expect(table.columns == ["a", "b"])
    #expect(table.rows == [["1", "2"]])
    #expect(table.malformed.map(\.line) == [2])
  }

  @Test func otherSpellingsOfMissing() throws {
    var options = InputOptions()
    options.nulls = ["NA", "null"]
    let table = try read("a,b,c\nNA,\"null\",\"\"\nNAN,nul,0\n", options)
    #expect(table.rows == [[nil, nil, nil], ["NAN", "nul", "0"]])
  }

  @Test func formatsOfLaterVersions() throws {
    let folder = try Folder()
    for (name, content, format) in [
      ("a.jsonl", "[{\"a\":1}]\n", "JSON"), ("a.orc", "ORC", "ORC"),
      ("a.data", "[{\"a\":1}]\n", "JSON"), ("b.json", "[]", "JSON"),
    ] {
      let message = refusal([try folder.write(name, content)])
      #expect(message?.contains("not yet: \(format)") == true)
    }
    var options = InputOptions()
    options.format = .csv
    #expect(try Table.read([folder.write("c.jsonl", "{x\n1\n")], options).rows == [["1"]])
    let unknown = try folder.write("a.data", "a\tb\n1\t2\n")
    #expect(try Table.read([unknown]).rows == [["1", "2"]])
    #expect(try Table.read([folder.write("a.tsv", "a\tb,c\n1\t2\n")]).columns == ["a", "b,c"])
  }

  @Test func missingFileAndPermission() throws {
    let folder = try Folder()
    #expect(refusal([folder.path + "/none.csv"])?.contains("no such file") == true)
    #expect(refusal([folder.path + "/*.csv"])?.contains("no file matches") == true)
    #expect(refusal([]) != nil)
    #expect(refusal(["-", "-"])?.contains("named twice") == true)
    guard getuid() != 0 else { return }
    let path = try folder.write("p.csv", "a\n1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(refusal([path])?.contains("permission denied") == true)
  }

  @Test func changedWhileRead() throws {
    let folder = try Folder()
    let path = try folder.write("t.csv", "a,b\n1,2\n")
    let source = try InputSet.open([path])
    try folder.write("t.csv", "b,a\n1,2\n")
    #expect(Table.read(source).failure?.message.contains("changed") == true)
  }
}
