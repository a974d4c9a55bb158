import Engine
import Foundation
import Inputs
import Testing

/// Batch transforms: what their manifests name, read as captured records.
struct BatchTests {
  private static let id = "1f1d57b1-2e6f-488c-8c30-db4e6d757861"

  private static func manifest(_ prefix: String, _ names: [String]) -> String {
    JSON.array([.object(["prefix": .string(prefix)])] + names.map(JSON.string)).text(.pretty)
  }

  private static func id(_ number: Int) -> String {
    let digits = String(number)
    return id.dropLast(digits.count) + digits
  }

  /// The captures of a job: manifests below `cap`, objects below `in` and `out`.
  private func job(_ objects: [(name: String, input: String?, output: String?)]) throws -> Folder {
    let folder = try Folder()
    for (side, prefix) in [("input", "s3://bucket/in/"), ("output", "s3://bucket/jobs/out/")] {
      let names = objects.map { $0.name + (side == "input" ? "" : ".out") }
      try folder.write("cap/\(side)/2022/08/30/00/m.json", Self.manifest(prefix, names))
    }
    for object in objects {
      if let input = object.input { try folder.write("cap/in/\(object.name)", input) }
      if let output = object.output { try folder.write("cap/out/\(object.name).out", output) }
    }
    return folder
  }

  private func open(_ folder: Folder, _ change: (inout InputOptions) -> Void = { _ in }) throws
    -> any Source
  {
    var options = InputOptions()
    change(&options)
    return try InputSet.open([folder.path + "/cap"], options: options)
  }

  @Test("Requests and responses of CSV, a line each, with id and time of the job")
  func csv() throws {
    let folder = try job([
      (
        "a.csv", "1,red\n2,\"blue, dark\"\n",
        "0.5, \(Self.id(1)),2022-08-30T00:49:15Z\n0.7, \(Self.id(2)),2022-08-30T00:49:15Z\n"
      ),
      ("b.csv", "3,\n", "0.9,\(Self.id(3)),2022-08-30T00:49:15Z\n"),
    ])
    let source = try open(folder)
    #expect(source.columns == ["_c0", "_c1", "_c2", "inference_time", "event_id", "inference_id"])
    #expect(source.captureTime == "inference_time")
    let table = Table.read(source)
    let time = "2022-08-30T00:49:15Z"
    #expect(
      table.rows == [
        ["0.5", "1", "red", time, nil, Self.id(1)],
        ["0.7", "2", "blue, dark", time, nil, Self.id(2)],
        ["0.9", "3", nil, time, nil, Self.id(3)],
      ])
    #expect(table.malformed.isEmpty)
    #expect(source.names.map { ($0 as NSString).lastPathComponent } == ["a.csv.out", "b.csv.out"])
  }

  @Test("Without ids the hour of the folder is the time, and last fields stay fields")
  func withoutIds() throws {
    let folder = try job([("a.csv", "1\n2\n", "x,2022-08-30T00:49:15Z\ny,2022-08-30T00:49:16Z\n")])
    let table = Table.read(try open(folder))
    #expect(
      table.rows == [
        ["x", "2022-08-30T00:49:15Z", "1", "2022-08-30T00:00:00Z", nil],
        ["y", "2022-08-30T00:49:16Z", "2", "2022-08-30T00:00:00Z", nil],
      ])
  }

  @Test("Responses of JSON, a line each, joined with their requests, or as one document")
  func json() throws {
    let meta = { (number: Int) in
      "\"SageMakerInferenceId\": \"\(Self.id(number))\", \"SageMakerInferenceTime\": \"2022-08-30T00:49:15Z\""
    }
    let lines = try job([
      (
        "a.jsonl", "{\"x\": 1.50}\n{\"x\": 2}\n",
        "{\"output\": 0.0, \(meta(1))}\n{\"output\": 1, \(meta(2))}\n"
      )
    ])
    let table = Table.read(try open(lines))
    let time = "2022-08-30T00:49:15Z"
    // Spellings stay as they are.
    #expect(
      table.rows == [["0.0", "1.50", time, nil, Self.id(1)], ["1", "2", time, nil, Self.id(2)]])
    let document = try job([
      ("a.json", "{\"instances\": [[1, 2],\n [3, 4]]}\n", "{\"predictions\": [\n0.5,\n0.6]}\n")
    ])
    #expect(
      Table.read(try open(document)).rows == [
        ["0.5", "1", "2", "2022-08-30T00:00:00Z", nil],
        ["0.6", "3", "4", "2022-08-30T00:00:00Z", nil],
      ])
    // Only the output's manifests: requests are in the responses.
    let joined = try job([
      ("a.jsonl", "", "{\"x\": 7, \"SageMakerOutput\": {\"p\": 0.5}, \(meta(1))}\n")
    ])
    let source = try InputSet.open(
      [joined.path + "/cap/output"],
      options: {
        var options = InputOptions()
        options.copies = [("s3://bucket/jobs/out", joined.path + "/cap/out")]
        return options
      }())
    #expect(source.columns == ["p", "x", "inference_time", "event_id", "inference_id"])
    #expect(Table.read(source).rows == [["0.5", "7", time, nil, Self.id(1)]])
  }

  @Test("Merged records of batch transforms: response and instances in one document")
  func merged() throws {
    let data =
      "{\"SageMakerOutput\": {\"predictions\": [{\"score\": 0.25}, {\"score\": 0.75}]}, \"instances\": [{\"age\": 30}, {\"age\": 40}]}"
    let folder = try Folder()
    for (name, text) in [("string", Captured.quoted(data)), ("json", data)] {
      let path = try folder.write(
        "\(name).jsonl",
        "{\"captureData\":{\"batchTransformOutput\":{\"data\":\(text),\"encoding\":\"JSON\"}},"
          + "\"groundTruthData\":{\"data\":\"1\\n0\",\"encoding\":\"CSV\"},"
          + "\"eventMetadata\":{\"inferenceId\":\"i\",\"inferenceTime\":\"2022-08-30T00:49:15Z\"},\"eventVersion\":\"0\"}\n"
      )
      let source = try InputSet.open([path])
      #expect(source.sections["age"] == "input" && source.sections["score"] == "output")
      let table = Table.read(source)
      #expect(table.malformed.isEmpty, "\(table.malformed)")
      #expect(
        table.rows.map { Array($0.prefix(3)) } == [["0.25", "30", "1"], ["0.75", "40", "0"]])
    }
  }

  @Test("A request without a response, and the other way, are malformed and told with their line")
  func unequal() throws {
    let folder = try job([
      ("a.csv", "1\n2\n3\n", "0.1\n0.2\n"), ("b.csv", "4\n", "0.4\n0.5\n"),
      ("c.jsonl", "{\"x\": 1}\n", "{\"output\": \n"),
    ])
    let table = Table.read(try open(folder))
    #expect(table.malformed.count == 3, "\(table.malformed)")
    #expect(
      table.malformed.prefix(2).map(\.reason) == ["record without output", "record without input"])
    #expect(table.malformed.prefix(2).map(\.line) == [3, 2])
  }

  @Test("An object that is not there is named, and the rest is read")
  func missing() throws {
    let folder = try job([
      ("a.csv", "1\n", "0.1\n"), ("b.csv", "2\n", nil), ("c.csv", nil, "0.3\n"),
    ])
    let source = try open(folder)
    #expect(source.names.count == 1)
    do throws(ReadError) {
      while try source.next() != nil {}
      Issue.record("nothing was said of the objects that are not there")
    } catch {
      #expect(error.message.contains("2 objects"))
      #expect(error.message.contains("s3://bucket/jobs/out/b.csv.out"))
      #expect(error.message.contains("s3://bucket/in/c.csv") && error.message.contains("--s3"))
    }
    let none = try job([("a.csv", nil, nil)])
    #expect(throws: ReadError.self) { try open(none) }
    let empty = try job([])
    #expect(throws: ReadError.self) { try open(empty) }
  }

  @Test(
    "Copies lie where --s3 says, the longest beginning first, and no name leads out of a folder")
  func copies() throws {
    let folder = try Folder()
    try folder.write(
      "cap/output/2022/08/30/00/m.json",
      Self.manifest("s3://b/x/", ["y/a.csv.out", "../../secret.csv", "n.csv"]))
    try folder.write("one/y/a.csv.out", "1\n")
    try folder.write("two/a.csv.out", "2\n")
    try folder.write("secret.csv", "3\n")
    try folder.write("cap/output/2022/secret.csv", "3\n")
    try folder.write("one/n.csv", "4\n")
    let source = try open(folder) {
      $0.copies = [("s3://b/x", folder.path + "/one"), ("s3://b/x/y", folder.path + "/two")]
    }
    let names = source.names.map { $0.dropFirst(folder.path.count) }
    #expect(names.sorted() == ["/one/n.csv", "/two/a.csv.out"])
  }

  @Test("Manifests are chosen by their hours")
  func hours() throws {
    let folder = try job([("a.csv", "1\n", "0.1\n")])
    // 2022-08-30T00:00Z
    let hour = 1_661_817_600.0
    #expect(try open(folder) { $0.span = hour..<hour + 3_600 }.names.count == 1)
    #expect(throws: ReadError.self) { try open(folder) { $0.span = hour + 3_600..<hour + 7_200 } }
  }

  @Test("Files in which anything may stand end as records or are told, never in a crash")
  func hostile() throws {
    var random = SplitMix64(9)
    let signs = Array("{}[]\",:\\\n\r 0a-Z".utf8) + [0, 0x80, 0xFF, 0xEF, 0xBB, 0xBF]
    for _ in 0..<150 {
      let text = { (random: inout SplitMix64) in
        (0..<Int.random(in: 1...60, using: &random)).map { _ in
          signs[Int.random(in: 0..<signs.count, using: &random)]
        }
      }
      let folder = try Folder()
      for (side, name) in [("input", "a"), ("output", "a.out")] {
        try folder.write("cap/\(side)/2022/08/30/00/m.json", Self.manifest("s3://b/", [name]))
        try folder.write("cap/b/\(name)", text(&random))
      }
      if Bool.random(using: &random) {
        try folder.write("cap/output/2022/08/30/00/n.json", [0x5B] + text(&random))
      }
      guard let source = try? open(folder) else { continue }
      _ = Table.read(source)
    }
  }
}
