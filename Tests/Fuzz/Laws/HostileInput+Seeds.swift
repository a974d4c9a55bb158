import Engine
import Language
import Metrics
import Statistics

extension HostileInput {
  /// Inputs as they should be, to be changed.
  package var seeds: [[UInt8]] {
    switch self {
    case .rules: Self.ruleSeeds.map { Array($0.utf8) }
    case .csv: Self.csvSeeds.map { Array($0.utf8) }
    case .jsonl: Self.jsonSeeds.map { Array($0.utf8) }
    case .captures: Self.captureSeeds.map { Array($0.utf8) }
    case .arrow: ArrowLaws.seeds
    case .states: Self.stateSeeds
    }
  }

  /// Pieces that such inputs are made of.
  package var words: [String] {
    switch self {
    case .rules:
      Set(
        Self.ruleSeeds.flatMap { text in
          Parser.parse(SourceFile(path: "seed", text: text)).tokens.map(\.text)
        }
      ).filter { !$0.isEmpty && $0.utf8.count <= 32 }.sorted()
    case .csv: [",", "\"", "\"\"", "\n", "\r\n", "\r", "\t", "\u{FEFF}", "NA", "1e400", "é"]
    case .jsonl, .captures:
      [
        "{", "}", "[", "]", ":", ",", "\"", "\\\"", "\\n", "\\u0000", "\\ud800", "null", "true",
        "1e400", "-0", "\n", "\u{FEFF}", "\"a\":", "captureData", "endpointInput",
        "endpointOutput", "groundTruthData", "observedContentType", "text/csv",
        "application/json", "mode", "data", "encoding", "CSV", "JSON", "BASE64", "eventMetadata",
        "eventId", "inferenceTime", "eventVersion", "instances", "predictions", "features",
      ]
    case .arrow: ["ARROW1", "\u{0}\u{0}\u{0}\u{0}", "\u{7F}\u{7F}\u{7F}\u{7F}"]
    case .states: ["TIDESTAT", "kll{", "presence(x)", "moments(x)"]
    }
  }

  /// The examples of every code and of every metric.
  private static var ruleSeeds: [String] {
    DiagnosticCode.all.flatMap { [$0.avoid, $0.prefer] }
      + Catalogue.standard.all.flatMap { $0.examples }.map {
        "edition 1\nrule r { expect \($0.expression) > 0 }\n"
      }
  }

  private static let csvSeeds = [
    "id,name,note\r\n1,\"Smith, J\",\"said \"\"hi\"\"\"\r\n2,Zoë,\"two\nlines\"\r\n\r\n3,,\r\n",
    "\u{FEFF}a,b\n1,2\n3,4\n,\n5\n6,7,8\n",
    "x\n1\n\n2\nNA\n1e400\n-0\n",
    "a,b,c,d\n" + (0..<12).map { "\($0),2026-01-0\($0 % 9 + 1),true,text \($0)\n" }.joined(),
    "a\tb\n1\t2\n\"x\ty\"\tz\n",
    "a,b\r1,2\r3,4\r",
    "a,b\n1,\"never closed\n2,3\n4,\"closed\" late\n",
  ]

  private static let jsonSeeds = [
    #"{"a": 1, "b": "x", "c": null, "d": true}"# + "\n" + #"{"b": 2.5, "a": -1e3}"# + "\n",
    #"{"a": {"b": {"c": 1}}, "l": [1, 2, {"m": 3}]}"# + "\n\n" + #"{"a": {"b": 2}}"# + "\n",
    #"{"é\n\u00e9\ud83d\ude00": "\"\\\/"}"# + "\r\n" + #"{"a": "2026-01-01T00:00:00Z"}"#,
    "{\"a\": 1}\nnot json\n[1, 2]\n{\"a\": 2, \"a\": 3}\n{\"a\": \"open\n{\"a\": 1e999}\n",
  ]

  private static let captureSeeds: [String] = {
    let record = {
      (input: String, kind: String, output: String, rest: String) in
      #"{"captureData":{"endpointInput":{"observedContentType":"\#(kind)","mode":"INPUT","#
        + #""data":"\#(input)","encoding":"\#(kind == "text/csv" ? "CSV" : "JSON")"},"#
        + #""endpointOutput":{"observedContentType":"text/csv","mode":"OUTPUT","data":"\#(output)","#
        + #""encoding":"CSV"}\#(rest)},"eventMetadata":{"eventId":"e-1","#
        + #""inferenceTime":"2024-01-02T03:04:05Z"},"eventVersion":"0"}"# + "\n"
    }
    let truth =
      #","groundTruthData":{"observedContentType":"text/csv","mode":"OUTPUT","data":"1","encoding":"CSV"}"#
    let base64 =
      #"{"captureData":{"endpointInput":{"observedContentType":"text/csv","mode":"INPUT","#
      + #""data":"MSwyCjMsNAo=","encoding":"BASE64"}},"eventMetadata":{"eventId":"e","#
      + #""inferenceTime":"2024-01-02T03:04:05Z"},"eventVersion":"0"}"# + "\n"
    return [
      record("1,2,x", "text/csv", "0.5", "") + record("3,,\\\"a,b\\\"", "text/csv", "0.25\\n", ""),
      record("1,2\\n3,4", "text/csv", "5\\n6", truth) + "not json\n" + "{}\n",
      record(
        #"{\"instances\": [{\"features\": [1, 2.5, \"x\"]}, {\"features\": [3, null, \"y\"]}]}"#,
        "application/json", "1\\n2", ""),
      record(#"{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2}"#, "application/jsonlines", "1\\n2", ""),
      base64 + base64 + record("1", "text/csv", "2,3", ""),
    ]
  }()

  /// A state of each statistic, and a state file.
  private static var stateSeeds: [[UInt8]] {
    let cells = (0..<60).map { row in
      ["\(row % 7)", "\(row).5", "", "c\(row % 5)", "true"][row % 5]
    }
    var text = TextCells()
    for cell in cells {
      if cell.isEmpty { text.appendMissing() } else { text.append(cell.utf8) }
    }
    let column = Column()
    column.fill(text: text)
    let truths = Column()
    truths.fill(
      kinds: cells.indices.map { $0 % 4 == 0 ? .missing : .boolean },
      numbers: cells.indices.map { $0 % 4 == 0 ? .nan : Double($0 % 2) })
    let block = ColumnBlock(rows: cells.count, columns: [column])
    let two = ColumnBlock(rows: cells.count, columns: [truths, column])
    let three = ColumnBlock(rows: cells.count, columns: [truths, truths, column])
    let scored = ColumnBlock(rows: cells.count, columns: [column, truths])
    let ranked = ColumnBlock(rows: cells.count, columns: [truths, column, column])
    func of<S: Statistic>(_ empty: S, _ block: ColumnBlock) -> S {
      var result = empty
      result.update(block)
      return result
    }
    let readings = ColumnProfile.Readings("x")
    var gathered = Gathered(records: cells.count, schema: Schema([.init("x", .string)]))
    gathered.set(of(Presence(), block), for: readings.presence)
    gathered.set(of(TypeCounts(), block), for: readings.types)
    gathered.set(of(Moments(), block), for: readings.moments)
    gathered.set(of(QuantileSketch(), block), for: readings.quantiles)
    gathered.set(of(DistinctCount(), block), for: readings.distinct)
    gathered.set(of(CategoryCounts(), block), for: readings.categories)
    return [
      StateLaws.tagged(of(RowCount(), block)), StateLaws.tagged(of(Presence(), block)),
      StateLaws.tagged(of(TypeCounts(), block)), StateLaws.tagged(of(Moments(), block)),
      StateLaws.tagged(of(QuantileSketch(.init(k: 8)), block)),
      StateLaws.tagged(of(DistinctCount(), block)),
      StateLaws.tagged(of(CategoryCounts(.init(budget: 4)), block)),
      StateLaws.tagged(of(CategoryCounts(), block)),
      StateLaws.tagged(of(PredicateCounts(), two)), StateLaws.tagged(of(SpecialValues(), block)),
      StateLaws.tagged(of(BinCounts(.init(edges: [0, 1, 2])), block)),
      StateLaws.tagged(of(HigherMoments(), block)), StateLaws.tagged(of(CoMoments(), two)),
      StateLaws.tagged(of(ValueMultiplicity(.init(budget: 4)), block)),
      StateLaws.tagged(of(TimeRange(), block)), StateLaws.tagged(of(TimeGaps(), block)),
      StateLaws.tagged(of(PairCounts(), two)), StateLaws.tagged(of(ScoreCounts(), scored)),
      StateLaws.tagged(of(CalibrationBins(), scored)),
      StateLaws.tagged(of(RankedQueries(), ranked)),
      StateLaws.tagged(of(FacetCounts(.init(label: true, prediction: true)), three)),
      StateLaws.tagged(of(GroupedFacetCounts(), three)),
      StateLaws.tagged(of(NeighbourSample(.init(features: 1)), three)),
      StateLaws.tagged(gathered),
    ]
  }
}
