import Engine
import Foundation
import Inputs
import Statistics
import Testing

struct ArrowTests {
  static func expect(
    _ table: Table, _ sample: ArrowSamples.Sample, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(table.failure == nil, sourceLocation: sourceLocation)
    #expect(table.malformed.isEmpty, sourceLocation: sourceLocation)
    #expect(table.columns == sample.columns, sourceLocation: sourceLocation)
    #expect(table.rows.count == sample.rows.count, sourceLocation: sourceLocation)
    for (row, (found, wanted)) in zip(zip(table.rows, table.kinds), zip(sample.rows, sample.kinds))
      .enumerated()
    {
      for (column, name) in sample.columns.enumerated() {
        #expect(
          found.0[column] == wanted.0[column] && found.1[column] == wanted.1[column],
          "\(sample.name), row \(row), \(name)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test(arguments: ArrowSamples.names)
  func whatPyarrowWritesIsRead(_ name: String) throws {
    let sample = try ArrowSamples.sample(name)
    Self.expect(try Table.read([sample.path]), sample)
  }

  @Test(.enabled(if: ArrowSamples.canMakeMore), arguments: 1...4)
  func whatPyarrowWritesNowIsRead(_ seed: Int) throws {
    let folder = try Folder()
    #expect(ArrowSamples.make(in: folder.path, seed: seed))
    for name in ArrowSamples.names {
      let sample = try ArrowSamples.sample(name, in: folder.path)
      Self.expect(try Table.read([sample.path]), sample)
    }
  }

  @Test(arguments: ArrowSamples.names, [1, 200, 3000])
  func piecesOfAnySizeTellTheSame(_ name: String, _ size: Int) throws {
    let sample = try ArrowSamples.sample(name)
    for readers in 1...3 {
      let table = try Table.read(
        [sample.path], RecordLawsTests.options(piece: size), readers: readers)
      Self.expect(table, sample)
    }
  }

  /// The name says nothing, and the input can be read once alone; or it is compressed as a whole.
  @Test(arguments: ArrowSamples.names)
  func contentSaysWhatItIs(_ name: String) throws {
    let sample = try ArrowSamples.sample(name)
    let folder = try Folder()
    let plain = try folder.write("data", sample.bytes)
    Self.expect(try Table.read([plain]), sample)
    let packed = try folder.write("data.gz", Gzip.wrap(sample.bytes))
    Self.expect(try Table.read([packed]), sample)
    let pipe = Pipe()
    let (bytes, writing) = (Data(try sample.bytes), pipe.fileHandleForWriting)
    Thread.detachNewThread {
      writing.write(bytes)
      try? writing.close()
    }
    Self.expect(
      try Table.read(["/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"]), sample)
  }

  @Test func onlyWantedColumnsAreRead() throws {
    for name in ArrowSamples.names {
      let sample = try ArrowSamples.sample(name)
      for column in sample.columns.indices {
        let table = try Table.read([sample.path], wanted: [sample.columns[column]])
        #expect(table.rows == sample.rows.map { [$0[column]] }, "\(name), \(column)")
      }
      let none = try Table.read([sample.path], wanted: [])
      #expect(none.rows.count == sample.rows.count)
    }
  }

  @Test func columnsThatCannotBeReadAreNamed() throws {
    let sample = try ArrowSamples.sample("nested.arrows")
    let source = try InputSet.open([sample.path])
    #expect(source.warnings.contains { $0.contains("'m' (a map)") })
    #expect(!source.columns.contains { $0.hasPrefix("m") })
  }

  @Test func otherSpellingsOfMissing() throws {
    let sample = try ArrowSamples.sample("types.arrows")
    var options = InputOptions()
    options.nulls = ["NA", "0", "true", "2024-02-29"]
    let table = try Table.read([sample.path], options)
    #expect(
      table.rows
        == sample.rows.map { row in
          row.map { cell in cell.flatMap { options.nulls.contains($0) ? nil : $0 } }
        })
    for (cells, kinds) in zip(table.rows, table.kinds) {
      for (cell, kind) in zip(cells, kinds) { #expect((cell == nil) == (kind == .missing)) }
    }
  }

  @Test func textThatIsNotUTF8IsCountedAndReplaced() throws {
    let sample = try ArrowSamples.sample("types.arrows")
    let replaced = sample.rows.joined().count { $0?.contains("\u{FFFD}") ?? false }
    #expect(replaced > 0)
    #expect(try Table.read([sample.path]).invalidUTF8 == replaced)
  }

  @Test func filesOfSeveralFormatsAreOneInput() throws {
    let sample = try ArrowSamples.sample("views.arrows")
    let folder = try Folder()
    let text = try folder.write("a.csv", "n,v\n7,x\n")
    let table = try Table.read([text, sample.path], wanted: ["n", "v"])
    #expect(table.rows == [["7", "x"]] + sample.rows.map { [$0[3], $0[0]] })
  }

  @Test func theFormatThatIsAskedForMustBeThere() throws {
    let folder = try Folder()
    var options = InputOptions()
    options.format = .arrow
    for (name, text) in [("a.csv", "a,b\n1,2\n"), ("b.arrow", "a,b\n1,2\n")] {
      let path = try folder.write(name, text)
      do throws(ReadError) {
        _ = try InputSet.open([path], options: options)
        Issue.record("\(name) was opened")
      } catch {
        #expect(error.message.contains("not Arrow"))
      }
    }
    options.format = .csv
    do throws(ReadError) {
      _ = try InputSet.open([ArrowSamples.golden + "/file.arrow"], options: options)
      Issue.record("opened as CSV")
    } catch {
      #expect(error.message.contains("--input-format"))
    }
  }

  /// What comes after the end of a stream is another one, with some of its columns.
  @Test func aStreamMayFollowAStream() throws {
    let folder = try Folder()
    let sample = try ArrowSamples.sample("types.arrows")
    let path = try folder.write("two.arrows", sample.bytes + sample.bytes)
    #expect(try Table.read([path]).rows == sample.rows + sample.rows)
    let other = try ArrowSamples.sample("views.arrows")
    let mixed = try folder.write("mixed.arrows", sample.bytes + other.bytes)
    #expect(try Table.read([mixed]).failure?.message.contains("lacks the column") == true)
    let behind = try folder.write("behind.arrows", sample.bytes + [1, 2, 3, 4, 5, 6, 7, 8])
    let table = try Table.read([behind])
    #expect(table.rows == sample.rows)
    #expect(table.failure?.offset == (try sample.bytes.count))
  }
}
