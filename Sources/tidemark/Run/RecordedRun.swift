import Engine
import Statistics

/// What a run found, as its `verdicts.json` has it: what is explained of it, and what trends are made of.
struct RecordedRun {
  let windows: [RecordedWindow]

  /// - Throws: where the file can't be read or is no JSON.
  /// - Returns: nil where it holds no windows of a run.
  init?(_ path: String) throws {
    let fields = try Files.json(path).fields
    guard case .array(let windows)? = fields["windows"], fields["summary"] != nil else {
      return nil
    }
    self.windows = windows.map { RecordedWindow($0.fields) }
  }

  var verdicts: [RecordedVerdict] { windows.flatMap(\.verdicts) }
}

/// A window of a recorded run.
struct RecordedWindow {
  let start: Double?
  let end: Double?
  let records: Int?
  let verdicts: [RecordedVerdict]
  let findings: [TrendFinding]

  init(_ fields: [String: JSON]) {
    start = fields["start"]?.seconds
    end = fields["end"]?.seconds
    records = fields["records"]?.count
    verdicts = fields["verdicts"]?.items.map { RecordedVerdict($0, fields) } ?? []
    findings =
      verdicts.map(\.finding)
      + (fields["metrics"]?.items.map { TrendFinding(metric: $0.fields) } ?? [])
  }
}

/// A verdict of a recorded run, and the window that it is of.
struct RecordedVerdict {
  let window: [String: JSON]
  let fields: [String: JSON]
  /// With the times of its window.
  let json: JSON

  init(_ json: JSON, _ window: [String: JSON]) {
    fields = json.fields
    self.window = window
    guard case .object(var members) = json else {
      self.json = json
      return
    }
    for key in ["end", "start"] {
      if let time = window[key], time != .null { members.insert(JSON.Member(key, time), at: 0) }
    }
    self.json = .object(members)
  }

  var rule: String? { fields["rule"]?.words }

  var finding: TrendFinding {
    var finding = TrendFinding(names: [rule].compactMap(\.self))
    if case .object(let members)? = fields["segment"] {
      finding.segment = members.map { History.SegmentPart($0.key, $0.value.words) }
    }
    finding.value = fields["value"]?.double
    finding.unknown = fields["unknown"]?.words
    finding.limit = fields["limit"]?.double
    finding.operation = fields["operator"]?.words
    finding.records = fields["records"]?.count
    switch fields["verdict"]?.words {
    case "violated": finding.isViolated = true
    case "pass": finding.isViolated = false
    default: break
    }
    RecordedVerdict.add(fields["tree"], to: &finding.parts)
    return finding
  }

  private static func add(_ node: JSON?, to parts: inout [TrendFinding.Part]) {
    guard let fields = node?.fields, !fields.isEmpty else { return }
    parts.append(
      TrendFinding.Part(
        metric: fields["metric"]?.words, text: fields["expression"]?.words,
        value: fields["value"]?.double))
    for child in fields["operands"]?.items ?? [] { add(child, to: &parts) }
  }
}

extension TrendFinding {
  /// A declared metric.
  fileprivate init(metric fields: [String: JSON]) {
    self.init(names: ["metric", "expression"].compactMap { fields[$0]?.words })
    value = fields["value"]?.double
    unknown = fields["unknown"]?.words
  }
}

extension JSON {
  /// A time, in seconds since 1970-01-01T00:00:00Z.
  var seconds: Double? { words.flatMap(Timestamp.seconds) }

  fileprivate var count: Int? { if case .integer(let count) = self { count } else { nil } }
}
