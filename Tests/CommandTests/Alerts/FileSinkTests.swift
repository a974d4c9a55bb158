import Engine
import Foundation
import Testing

@testable import Outputs

@Suite struct FileSinkTests {
  let folder: Folder
  let path: String

  init() throws {
    folder = try Folder()
    path = folder.path + "/deep/alerts.jsonl"
  }

  private static func line(_ number: Int) -> String {
    String(repeating: "x", count: 95) + "\(1_000 + number)"
  }

  @Test func linesAreAppended() async throws {
    let sink = FileSink(SinkSpecification.FileOptions(path: path))
    for number in 0..<3 {
      #expect(await sink.send(Array(Self.line(number).utf8), id: "a") == .done)
    }
    #expect(try folder.read("deep/alerts.jsonl") == (0..<3).map { Self.line($0) + "\n" }.joined())
  }

  @Test func aLineThatACrashCutOffStaysAlone() async throws {
    try folder.write("deep/alerts.jsonl", "whole\nhal")
    let sink = FileSink(SinkSpecification.FileOptions(path: path))
    #expect(await sink.send(Array("next".utf8), id: "a") == .done)
    #expect(try folder.read("deep/alerts.jsonl") == "whole\nhal\nnext\n")
  }

  /// 100 bytes a line: the files are full after ten.
  @Test(arguments: [0, 1, 3]) func fullFilesAreKeptUpToANumber(_ keep: Int) async throws {
    let sink = FileSink(
      SinkSpecification.FileOptions(path: path, rotateBytes: 1_000, keep: keep))
    for number in 0..<55 {
      #expect(await sink.send(Array(Self.line(number).utf8), id: "a") == .done)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/deep").sorted()
    #expect(names == ["alerts.jsonl"] + (0..<keep).map { "alerts.jsonl.\($0 + 1)" })
    var lines: [String] = []
    for name in names.dropFirst().reversed() + [names[0]] {
      let text = try folder.read("deep/" + name)
      #expect(text.utf8.count <= 1_000)
      lines += text.split(separator: "\n").map(String.init)
    }
    #expect(
      lines == (0..<55).suffix(lines.count).map(Self.line), "in order, none twice, none missing")
    #expect(lines.count > keep * 8)
  }

  @Test func aLineLongerThanTheLimitIsWrittenAlone() async throws {
    let sink = FileSink(SinkSpecification.FileOptions(path: path, rotateBytes: 50, keep: 9))
    for number in 0..<3 {
      #expect(await sink.send(Array(Self.line(number).utf8), id: "a") == .done)
    }
    #expect(try folder.read("deep/alerts.jsonl") == Self.line(2) + "\n")
    #expect(try folder.read("deep/alerts.jsonl.2") == Self.line(0) + "\n")
  }

  @Test func severalProgramsMayWrite() async throws {
    let options = SinkSpecification.FileOptions(path: path, rotateBytes: 1_000, keep: 100)
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<25 {
            _ = await FileSink(options).send(
              Array(Self.line(writer * 25 + number).utf8), id: "a")
          }
        }
      }
    }
    var lines: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/deep") {
      lines += try folder.read("deep/" + name).split(separator: "\n").map(String.init)
    }
    #expect(lines.sorted() == (0..<100).map(Self.line).sorted())
  }

  @Test func whatCannotBeWrittenIsSaid() async throws {
    try folder.write("file", "")
    for path in [folder.path, folder.path + "/file/below"] {
      let sink = FileSink(SinkSpecification.FileOptions(path: path))
      guard case .retry(nil, let reason) = await sink.send([1], id: "a") else {
        Issue.record("written to \(path)")
        continue
      }
      #expect(reason.contains(folder.path))
    }
  }

  @Test func aFullDiskLeavesNoHalfLine() async throws {
    let sink = FileSink(SinkSpecification.FileOptions(path: "/dev/full"))
    guard case .retry = await sink.send([1], id: "a") else {
      Issue.record("written to a full disk")
      return
    }
  }
}
