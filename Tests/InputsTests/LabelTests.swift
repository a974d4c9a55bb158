import Engine
import Foundation
import Testing

@testable import Inputs

/// Ground truth joined to captured records.
@Suite struct LabelTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// Writes labels to `parts` files, in an order of `seed`.
  private func write(_ truth: Truth, to name: String, parts: Int, seed: UInt64) throws -> String {
    var random = SplitMix64(seed)
    var files: [String: [String]] = [:]
    for label in truth.labels.shuffled(using: &random) {
      let part = Int(random.next() % UInt64(parts))
      files["\(name)/\(Truth.hourFolder(label.hour))/\(part).jsonl", default: []]
        .append(Truth.line(label))
    }
    for (file, lines) in files { try folder.write(file, lines.joined(separator: "\n") + "\n") }
    return folder.path + "/" + name
  }

  private func capture(_ ids: [String], to name: String) throws -> String {
    let lines = ids.map { id in
      Captured.record(
        input: Captured.raw("1,2", "CSV", mode: "INPUT"),
        output: Captured.raw("0.5", "CSV", mode: "OUTPUT"), id: "e",
        meta: ",\"inferenceId\":\(Captured.quoted(id))")
    }
    return try folder.write(name, lines.joined(separator: "\n") + "\n")
  }

  private func summary(
    _ labels: Labels, _ data: String, pieces: Int = 4 << 20
  ) throws -> (summary: LabelSummary, truth: [Double?]) {
    var options = InputOptions()
    options.labels = labels
    options.pieceBytes = pieces
    let source = try InputSet.open([data], options: options)
    var summary: LabelSummary?
    let table = Table.read(source, wanted: ["ground_truth"], readers: 3) {
      summary = labels.summary($0)
    }
    return (try #require(summary), table.rows.map { $0[0].flatMap(Double.init) })
  }

  private func count(_ summary: LabelSummary, _ kind: LabelFinding) -> Int {
    summary.findings.first { $0.kind == kind }?.count ?? 0
  }

  @Test(arguments: [1, 2, 3])
  func anySplitOrderAndMemoryGiveTheSame(_ seed: UInt64) throws {
    let truth = Truth(seed: seed, ids: 300)
    let expected = truth.expected
    let data = try capture(truth.records, to: "c.jsonl")
    var first: LabelSummary?
    for (number, memory) in [64 << 20, 1 << 10, 9 << 10, 40 << 10].enumerated() {
      for parts in [1, 4] {
        let name = "t\(number)-\(parts)"
        let path = try write(truth, to: name, parts: parts, seed: seed &* 31 &+ UInt64(number))
        var options = LabelOptions()
        options.memory = memory
        options.folder = folder.path
        options.pieceBytes = 3000
        let labels = try Labels([path], options)
        #expect((labels.spilled > 0) == (memory < 64 << 20), "\(memory) bytes")
        let (found, values) = try summary(labels, data, pieces: 5000)
        #expect(values == expected.values)
        #expect(found.labels == truth.labels.count)
        #expect(found.ids == Set(truth.labels.map(\.id)).count)
        #expect(found.labelled == expected.values.count { $0 != nil })
        #expect(found.unlabelled == expected.undecided + expected.notLabelled)
        #expect(count(found, .contradictory) == expected.contradictory)
        #expect(count(found, .unknownID) == expected.unknown)
        #expect(count(found, .undecided) == expected.undecided)
        #expect(count(found, .notLabelled) == expected.notLabelled)
        #expect(count(found, .repeatedID) == expected.repeated)
        #expect(count(found, .duplicate) >= expected.duplicates)
        // The records are the same each time, so what is said of them is, to the last place.
        first = first ?? found
        for kind in LabelFinding.reasons {
          #expect(
            found.findings.first { $0.kind == kind } == first?.findings.first { $0.kind == kind })
        }
      }
    }
  }

  @Test func theSameFilesSayTheSameWhateverTheMemory() throws {
    let truth = Truth(seed: 9, ids: 400)
    let path = try write(truth, to: "t", parts: 3, seed: 1)
    let data = try capture(truth.records, to: "c.jsonl")
    var options = LabelOptions()
    options.folder = folder.path
    let inMemory = try summary(try Labels([path], options), data)
    options.memory = 1 << 10
    let spilled = try summary(try Labels([path], options), data, pieces: 2000)
    #expect(inMemory.summary == spilled.summary)
    #expect(inMemory.truth == spilled.truth)
  }

  @Test func temporaryFilesHaveNoNames() throws {
    let truth = Truth(seed: 3, ids: 300)
    let path = try write(truth, to: "t", parts: 1, seed: 1)
    let room = folder.path + "/room"
    try FileManager.default.createDirectory(atPath: room, withIntermediateDirectories: true)
    var options = LabelOptions()
    options.folder = room
    options.memory = 1 << 10
    let labels = try Labels([path], options)
    // They are in use, and nothing is there that an end by a signal could leave behind.
    #expect(labels.spilled > 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: room) == [])
    options.folder = folder.path + "/nowhere"
    #expect(throws: ReadError.self) { try Labels([path], options) }
  }

  @Test func badLabelsAreCountedAndNamedAndTheRestCount() throws {
    func label(_ data: String, _ encoding: String = "CSV", id: String = "\"1\"") -> String {
      "{\"groundTruthData\":{\"data\":\(Captured.quoted(data)),\"encoding\":\"\(encoding)\"},"
        + "\"eventMetadata\":{\"eventId\":\(id)},\"eventVersion\":\"0\"}"
    }
    let bad: [(line: String, reason: String)] = [
      ("{\"groundTruthData\":", "not JSON"), ("7", "no groundTruthData"),
      ("{}", "no groundTruthData"),
      (label("{\"label\": ", "JSON"), "not JSON"), (label("", "CSV"), "empty"),
      (label("%%%", "BASE64"), "BASE64"), (label("1", "XML"), "encoding"),
      (label("\"1", "CSV"), "never closed"),
      (label("1", id: "null"), "no eventId"), (label("1", id: "\"\""), "no eventId"),
      (label("1", id: "{}"), "no eventId"),
      ("{\"eventMetadata\":{\"eventId\":\"1\"},\"eventVersion\":\"0\"}", "no groundTruthData"),
    ]
    let path = try folder.write(
      "l/2024/01/01/00/l.jsonl",
      ([label("5", id: "1")] + bad.map(\.line) + [label("6", id: "\"2\"")]).joined(separator: "\n"))
    var quarantined: [String] = []
    var options = LabelOptions()
    options.quarantine = { _, line, _, bytes in
      quarantined.append("\(line): " + String(decoding: bytes, as: UTF8.self))
    }
    let labels = try Labels([path], options)
    #expect(labels.malformed == bad.count)
    #expect(quarantined == bad.enumerated().map { "\($0 + 2): \($1.line)" })
    for (place, bad) in zip(labels.malformedPlaces, bad) {
      #expect(place.reason.contains(bad.reason), "\(place)")
    }
    // A number is an id as its text is.
    let found = try summary(labels, try capture(["1", "2", "3"], to: "c.jsonl"))
    #expect(found.truth == [5, 6, nil])
  }

  @Test func aLabelThatDoesNotFitLeavesItsRecord() throws {
    let labels = ["1,2", "1\n2", "7"].enumerated().map {
      Truth.line(Truth.Label(id: "\($0)", value: $1, hour: 0))
    }
    let many = (3..<9).map { Truth.line(Truth.Label(id: "\($0)", value: "\($0)", hour: 0)) }
    let path = try folder.write("l.jsonl", (labels + many).joined(separator: "\n"))
    let (found, truth) = try summary(
      try Labels([path]), try capture((0..<9).map(String.init), to: "c.jsonl"))
    #expect(truth == [nil, nil, 7, 3, 4, 5, 6, 7, 8])
    let misfits = try #require(found.findings.first { $0.kind == .misfit })
    #expect(misfits.count == 2)
    #expect(misfits.examples[0].contains("\"0\"") && misfits.examples[0].contains("c.jsonl:1"))
    #expect(misfits.examples[1].contains("2 rows where the record has 1"))
  }

  @Test func batchedRequestsTakeARowOfTheirLabelEach() throws {
    let path = try folder.write(
      "l.jsonl",
      "{\"groundTruthData\":{\"data\":\"{\\\"instances\\\": [{\\\"label\\\": 0}, {\\\"label\\\": 1}]}\","
        + "\"encoding\":\"JSON\"},\"eventMetadata\":{\"eventId\":\"7\"},\"eventVersion\":\"0\"}\n")
    let data = try folder.write(
      "c.jsonl",
      Captured.record(
        input: Captured.raw("1\n2\n", "CSV", mode: "INPUT"),
        output: Captured.raw("0\n1\n", "CSV", mode: "OUTPUT"), id: "7") + "\n")
    var options = InputOptions()
    options.labels = try Labels([path])
    let table = try Table.read([data], options, wanted: ["label", "label_time"])
    #expect(table.rows == [["0", nil], ["1", nil]])
  }

  @Test func theInferenceIdComesBeforeTheEventId() throws {
    let path = try folder.write(
      "2024/01/02/03/l.jsonl",
      ["a", "b"].map { Truth.line(Truth.Label(id: $0, value: "\($0 == "a" ? 1 : 2)", hour: 0)) }
        .joined(separator: "\n"))
    func record(_ meta: String, id: String) -> String {
      Captured.record(
        input: Captured.raw("1", "CSV", mode: "INPUT"),
        output: Captured.raw("1", "CSV", mode: "OUTPUT"), id: id, meta: meta)
    }
    let data = try folder.write(
      "c.jsonl",
      [
        record(",\"inferenceId\":\"a\"", id: "b"), record(",\"inferenceId\":null", id: "b"),
        record(",\"inferenceId\":\"\"", id: "b"), record(",\"inferenceId\":\"c\"", id: "b"),
        record("", id: ""),
      ].joined(separator: "\n"))
    var options = InputOptions()
    options.labels = try Labels([path])
    var counts: [LabelFinding: Int] = [:]
    let source = try InputSet.open([data], options: options)
    let table = Table.read(source, wanted: ["ground_truth", "label_time"]) {
      counts = $0.labels.counts
    }
    let time = "2024-01-02T03:00:00Z"
    #expect(table.rows == [["1", time], ["2", time], ["2", time], [nil, nil], [nil, nil]])
    #expect(counts == [.notLabelled: 1, .noID: 1])
  }

  @Test func labelsNeedCapturedRecords() throws {
    let path = try folder.write("l.jsonl", Truth.line(Truth.Label(id: "1", value: "1", hour: 0)))
    var options = InputOptions()
    options.labels = try Labels([path])
    let data = try folder.write("t.csv", "a,b\n1,2\n")
    #expect(throws: ReadError.self) { try InputSet.open([data], options: options) }
  }

  @Test(arguments: [1, 2, 3]) func damagedLabelsNeverStopARun(_ seed: UInt64) throws {
    var random = SplitMix64(seed)
    let truth = Truth(seed: seed, ids: 30)
    let text = Array(truth.labels.map(Truth.line).joined(separator: "\n").utf8)
    let data = try capture(truth.records, to: "c.jsonl")
    for _ in 0..<60 {
      var bytes = text
      for _ in 0..<1 + random.next() % 8 {
        let at = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: at)
        default: bytes.insert(contentsOf: bytes[max(0, at - 9)..<at], at: at)
        }
      }
      let path = try folder.write("l.jsonl", bytes)
      var options = LabelOptions()
      options.memory = 2 << 10
      options.folder = folder.path
      let labels = try Labels([path], options)
      let (found, values) = try summary(labels, data)
      #expect(values.count == truth.records.count)
      #expect(found.labelled + found.unlabelled == truth.records.count)
    }
  }
}
