import Engine
import Interchange
import JSONText
import Statistics
import Testing

@Suite struct ToleranceTests {
  /// A document with one field taken away, by its path.
  private static func without(_ path: [String], _ json: JSON) -> JSON {
    switch json {
    case .object(let members):
      return .object(
        members.compactMap { member in
          guard member.key == path.first else { return member }
          if path.count == 1 { return nil }
          return JSON.Member(member.key, without(Array(path.dropFirst()), member.value))
        })
    case .array(let elements):
      guard let index = path.first.flatMap({ Int($0) }) else { return json }
      return .array(
        elements.enumerated().map {
          $0 == index ? without(Array(path.dropFirst()), $1) : $1
        })
    default: return json
    }
  }

  /// A document with one field set.
  private static func with(_ path: [String], _ value: JSON, _ json: JSON) -> JSON {
    guard let key = path.first else { return value }
    let rest = Array(path.dropFirst())
    switch json {
    case .object(let members):
      if members.contains(where: { $0.key == key }) {
        return .object(
          members.map { $0.key == key ? JSON.Member(key, with(rest, value, $0.value)) : $0 })
      }
      return .object(members + [JSON.Member(key, with(rest, value, .object([])))])
    case .array(let elements):
      return .array(elements.enumerated().map { String($0) == key ? with(rest, value, $1) : $1 })
    default: return value
    }
  }

  private static let file = Sample.statistics(
    4, [Sample.numbers("x", [1, 2, 3, 4]), Sample.strings("d", [("A", 3), ("B", 1)])])

  private static let fields = [
    ["version"], ["dataset"], ["dataset", "item_count"], ["features", "0", "inferred_type"],
    ["features", "0", "numerical_statistics", "common"],
    ["features", "0", "numerical_statistics", "common", "num_present"],
    ["features", "0", "numerical_statistics", "common", "num_missing"],
    ["features", "0", "numerical_statistics", "mean"],
    ["features", "0", "numerical_statistics", "sum"],
    ["features", "0", "numerical_statistics", "std_dev"],
    ["features", "0", "numerical_statistics", "min"],
    ["features", "0", "numerical_statistics", "max"],
    ["features", "0", "numerical_statistics", "distribution"],
    ["features", "0", "numerical_statistics", "distribution", "kll"],
    ["features", "0", "numerical_statistics", "distribution", "kll", "sketch"],
    ["features", "0", "numerical_statistics", "distribution", "kll", "sketch", "parameters"],
    ["features", "0", "numerical_statistics", "distribution", "kll", "sketch", "data"],
    ["features", "1", "string_statistics"],
    ["features", "1", "string_statistics", "distinct_count"],
    ["features", "1", "name"],
  ]

  @Test(arguments: fields) func aMissingFieldIsNamed(path: [String]) throws {
    let read = try ServiceStatistics(Self.without(path, Self.file))
    #expect(read.remarks.count == 1, "\(read.remarks)")
    let remark = try #require(read.remarks.first)
    #expect(remark.problem == .missing)
    #expect(remark.description.contains(path.last ?? ""))
    if path.first == "features", path[1] == "0" { #expect(remark.feature == "x") }
    #expect(read.features.count == (path.last == "name" ? 1 : 2))
    _ = read.gathered
  }

  @Test(arguments: fields) func aFieldOfAnotherTypeIsNamed(path: [String]) throws {
    let wrong: JSON = path.last == "name" ? .integer(7) : .boolean(true)
    let read = try ServiceStatistics(Self.with(path, wrong, Self.file))
    #expect(read.remarks.count == 1, "\(read.remarks)")
    #expect(read.remarks.first?.description.contains(path.last ?? "") == true)
    #expect(read.features.count == (path.last == "name" ? 1 : 2))
    _ = read.gathered
  }

  @Test func aForeignFieldIsNamedAndTheRestIsUsed() throws {
    for path in [
      ["extra"], ["features", "0", "extra"], ["features", "1", "string_statistics", "extra"],
    ] {
      let read = try ServiceStatistics(Self.with(path, .integer(1), Self.file))
      #expect(read.remarks.map(\.problem) == [.foreign])
      #expect(try read.json == ServiceStatistics(Self.file).json)
    }
  }

  @Test func whatIsMissingIsUnknownAndTheRestIsDecided() throws {
    let file = Self.without(["features", "0", "numerical_statistics", "mean"], Self.file)
    let run = try Run(
      rules: """
        edition 1
        rule a { expect mean(x) < 1 }
        rule b { expect sum(x) == 10 }
        rule c { expect distinct(d) == 2 }
        """, data: file)
    #expect(run.diagnostics.isEmpty, "\(run.diagnostics.map(\.message))")
    #expect(run.verdict("a")?.state == .unknown(.undefined))
    #expect(run.verdict("b")?.state == .pass)
    if case .unknown? = run.verdict("c")?.state {
    } else {
      Issue.record("distinct is not in the file")
    }
  }

  @Test func aFileOfAnotherKindIsRefused() throws {
    for text in [
      "[]", "1", "{}", "{\"features\": 1}", "{\"version\": 0.0, \"regression_metrics\": {}}",
    ] {
      let json = try Sample.parse(text)
      #expect(throws: ForeignFile.self) { try ServiceStatistics(json) }
      #expect(throws: ForeignFile.self) { try ServiceConstraints(json) }
    }
  }

  @Test func aSecondFeatureOfANameIsLeftOut() throws {
    let read = try ServiceStatistics(
      Sample.statistics(2, [Sample.numbers("x", [1, 2]), Sample.numbers("x", [3, 4])]))
    #expect(read.features.count == 1)
    #expect(read.remarks.count == 1)
    #expect(read.features.first?.numerical?.maximum == 2)
  }

  /// Any document, however spoilt, is read or refused.
  @Test(arguments: 0..<4) func mutatedFilesNeverCrash(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let constraints = Array(ConstraintsTests.file.utf8)
    let statistics = Array(Self.file.text(.service).utf8)
    for source in [statistics, constraints] {
      for _ in 0..<400 {
        var bytes = source
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let at = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0..<5, using: &random) {
          case 0: bytes[at] = UInt8.random(in: 32...126, using: &random)
          case 1: bytes.remove(at: at)
          case 2: bytes.insert(contentsOf: Array("1e308".utf8), at: at)
          case 3: bytes.insert(contentsOf: Array("-".utf8), at: at)
          default:
            let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
            bytes.removeSubrange(at..<end)
          }
          if bytes.isEmpty { bytes = [123] }
        }
        guard let json = try? JSON(parsing: bytes) else { continue }
        if let read = try? ServiceStatistics(json) {
          _ = read.json.text(.service)
          _ = read.gathered.encoded()
        }
        if let read = try? ServiceConstraints(json) {
          _ = read.json.text(.service)
          _ = try Run(constraints: json, data: Self.file, baseline: Self.file)
        }
      }
    }
  }

  @Test(arguments: 0..<3) func mutatedTreesNeverCrash(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let strange: [JSON] = [
      .null, .array([]), .object([]), .integer(.max), .integer(.min), .number(1e300), .number(.nan),
      .number(-0.0), .string("NaN"), .string("-Infinity"), .string(""), .boolean(false),
    ]
    for path in Self.fields {
      for value in strange {
        let second = Self.fields.randomElement(using: &random) ?? path
        let json = Self.with(
          second, strange.randomElement(using: &random) ?? .null, Self.with(path, value, Self.file))
        guard let read = try? ServiceStatistics(json) else { continue }
        _ = read.json.text(.service)
        _ = read.gathered.encoded()
        _ = try Run(constraints: Sample.parse(ConstraintsTests.file), data: json, baseline: json)
      }
    }
  }
}
