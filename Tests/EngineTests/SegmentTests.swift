import Engine
import Testing

struct SegmentTests {
  /// `region,x`, regions of very different size, some missing.
  static func data(_ rows: Int, seed: UInt64, regions: Int = 12) -> String {
    var random = SplitMix64(seed)
    var text = "region,x\n"
    for _ in 0..<rows {
      let size = Int.random(in: 1...regions, using: &random)
      let region = Int.random(in: 0..<size, using: &random)
      let x = Int.random(in: 0...9, using: &random)
      text += "\(region == 5 ? "" : "r\(region)"),\(x == 0 ? "" : "\(x)")\n"
    }
    return text
  }

  private static func segments(_ verdicts: [Verdict]) -> [String: Verdict] {
    Dictionary(
      verdicts.map { ($0.segment.first?.value ?? "missing", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test(
    "A segment's value is that of a rule over its records", arguments: 1...4 as ClosedRange<UInt64>)
  func oracle(seed: UInt64) async {
    let csv = Self.data(600, seed: seed)
    let verdicts = await judge(
      "rule r { by region at most 5 expect mean(x) > 4 }", over: csv,
      cut: Cut(rowsPerPiece: 37, threads: 3))
    #expect(verdicts.count == 6)
    let found = Self.segments(verdicts)
    var named: [String] = []
    for (name, verdict) in found where name != "«other»" {
      let condition = name == "missing" ? "region is null" : "region == \"\(name)\""
      named.append(condition)
      let alone = await judge("rule r { where \(condition) expect mean(x) > 4 }", over: csv)
      #expect(verdict.records == alone.first?.records)
      #expect(verdict.value == alone.first?.value)
    }
    let rest = named.map { "not (\($0))" }.joined(separator: " and ")
    // A missing region compares as null: it is named, or picked here.
    let other =
      found["missing"] == nil ? "(\(rest)) or region is null" : "region is not null and \(rest)"
    let alone = await judge("rule r { where \(other) expect mean(x) > 4 }", over: csv)
    #expect(found["«other»"]?.records == alone.first?.records)
    #expect(found["«other»"]?.value == alone.first?.value)
  }

  @Test("The largest segments are named")
  func largest() async {
    let csv = "g\n" + "a\na\na\nb\nb\nc\nd\n".replacing("x", with: "")
    let verdicts = await judge("rule r { by g at most 2 expect row_count > 0 }", over: csv)
    #expect(verdicts.map { $0.segment.map(\.value) } == [["a"], ["b"], ["«other»"]])
    #expect(verdicts.map(\.records) == [3, 2, 2])
  }

  @Test("A segment that the baseline has and the data lack is judged over no records")
  func absent() async {
    let verdicts = await judge(
      "rule r { by g at most 5 expect row_count > 0 }", over: "g\na\nb\n", against: "g\na\nc\n")
    let found = Self.segments(verdicts)
    #expect(found["c"]?.state == .violated)
    #expect(found["c"]?.records == 0)
    #expect(found["a"]?.state == .pass)
    #expect(found["b"]?.state == .pass)
  }

  @Test("`baseline` is the segment's own, and a new segment has none")
  func baseline() async {
    let found = Self.segments(
      await judge(
        "rule r { by g at most 5 expect mean(x) within 10% of baseline }",
        over: "g,x\na,1\nb,5\nc,1\n", against: "g,x\na,1\na,1\nb,9\n"))
    #expect(found["a"]?.state == .pass)
    #expect(found["b"]?.state == .violated)
    #expect(found["b"]?.baseline == .number(9))
    #expect(found["c"]?.state == .unknown(.noBaseline))
  }

  @Test("Few rows are undecided and excused")
  func fewRows() async {
    let found = Self.segments(
      await judge(
        "rule r { by g at most 5, at least 2 rows expect mean(x) < 0 }",
        over: "g,x\na,1\na,1\nb,9\n"))
    #expect(found["a"]?.state == .violated)
    #expect(found["b"]?.state == .unknown(.tooFewRows))
    #expect(found["b"]?.isExcused == true)
  }

  @Test("Columns together make a segment, and a message names them")
  func pairs() async {
    let verdicts = await judge(
      "rule r { by g, h at most 5 expect mean(x) < 0 message \"{g}/{h}: {value}\" }",
      over: "g,h,x\na,1,3\na,1.0,5\nb,,9\n")
    #expect(Set(verdicts.map(\.message)) == ["a/1: 4", "b/missing: 9"])
  }

  @Test("No records, no columns: undecided, never silent")
  func nothing() async {
    let empty = await judge("rule r { by g at most 5 expect row_count > 0 }", over: "g\n")
    #expect(empty.map(\.state) == [.unknown(.noData)])
    let lacking = await judge(
      "rule r { by g at most 5 expect row_count > 0 }", over: "x\n1\n",
      schema: Schema(names: ["x", "g"]))
    #expect(lacking.map(\.state) == [.unknown(.columnAbsent)])
  }

  @Test("A sensitive column tells no records apart: its values would be shown")
  func sensitive() {
    let rules = "columns { g: sensitive }\nrule r { by g at most 3 expect row_count > 0 }"
    #expect(codes(rules, schema: Schema(names: ["g"]), known: ["g"]) == ["TM206"])
  }

  @Test(
    "Mistakes",
    arguments: [
      ("by g at most 0", ["TM224"]), ("by g at most 10_001", ["TM224"]),
      ("by g at most 1.5", ["TM224"]), ("by g, g at most 3", ["TM221"]),
      ("by q at most 3", ["TM201"]), ("by g at most 3, at least 0 rows", ["TM224"]),
      ("by g at most 3 by x at most 3", ["TM221"]),
      ("by g at most 3 expect share(x > baseline(mean(x))) > 0", ["TM290"]),
    ])
  func mistakes(_ clause: String, _ expected: [String]) {
    let schema = Schema(names: ["g", "x"])
    let found = codes(
      "rule r { \(clause) expect row_count > 0 }", schema: schema, known: ["g", "x"])
    #expect(found == expected)
  }
}
