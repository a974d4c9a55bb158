import Engine
import JSONText
import Statistics

/// The values that a run left in its `verdicts.json`.
struct TrendRun {
  private let path: String
  private let windows: [[String: JSON]]
  /// When it ran, for data that are of no time.
  private let started: Double?
  /// Metrics, declared names and rules that it has values of.
  private(set) var names: Set<String> = []

  init(_ path: String) throws {
    self.path = path
    let fields = LastRun.fields(try TrendRun.json(path))
    guard case .array(let windows)? = fields["windows"], fields["summary"] != nil else {
      throw CommandFailure.arguments(
        "\(path): this is neither the verdicts.json of a run nor a statistics.json of SageMaker")
    }
    self.windows = windows.map(LastRun.fields)
    let record = path.hasSuffix("verdicts.json") ? path.dropLast(13) + "run.json" : ""
    started =
      Files.exists(String(record))
      ? TrendRun.time(LastRun.fields(try TrendRun.json(String(record)))["started"]) : nil
    for window in self.windows {
      for verdict in LastRun.items(window["verdicts"]).map(LastRun.fields) {
        if case .string(let rule)? = verdict["rule"] { names.insert(rule) }
        collect(verdict["tree"])
      }
      for metric in LastRun.items(window["metrics"]).map(LastRun.fields) {
        if case .string(let name)? = metric["metric"] { names.insert(name) }
      }
    }
  }

  private mutating func collect(_ node: JSON?) {
    let fields = LastRun.fields(node)
    if case .string(let name)? = fields["metric"] { names.insert(name) }
    for child in LastRun.items(fields["operands"]) { collect(child) }
  }

  /// The values of a metric, for each window and segment once.
  func points(_ metric: TrendMetric) -> [(segment: History.Segment, point: TrendPoint)] {
    var result: [(segment: History.Segment, point: TrendPoint)] = []
    for window in windows {
      var found: [History.Segment: TrendPoint] = [:]
      var order: [History.Segment] = []
      func add(_ point: TrendPoint?, _ segment: History.Segment) {
        guard let point else { return }
        guard let known = found[segment] else {
          order.append(segment)
          found[segment] = point
          return
        }
        // Of several verdicts by one value, that which bounds it, and which is violated, says most.
        let rank = { (point: TrendPoint) in
          (point.isViolated == true ? 4 : 0) + (point.limit == nil ? 0 : 2)
            + (point.value == nil ? 0 : 1)
        }
        if rank(point) > rank(known) { found[segment] = point }
      }
      for verdict in LastRun.items(window["verdicts"]).map(LastRun.fields) {
        add(point(metric, verdict, window), TrendRun.segment(verdict["segment"]))
      }
      for named in LastRun.items(window["metrics"]).map(LastRun.fields) {
        let known = ["metric", "expression"].compactMap { TrendRun.text(named[$0]) }
        guard known.contains(where: metric.isOf) else { continue }
        var point = start(window)
        point.value = TrendRun.number(named["value"])
        point.unknown = TrendRun.text(named["unknown"])
        add(point, [])
      }
      result += order.compactMap { segment in found[segment].map { (segment, $0) } }
    }
    return result
  }

  private func start(_ window: [String: JSON]) -> TrendPoint {
    var point = TrendPoint(
      start: TrendRun.time(window["start"]) ?? started, end: TrendRun.time(window["end"]),
      source: path)
    if case .integer(let records)? = window["records"] { point.records = records }
    return point
  }

  /// What a verdict says of a metric; nil where it does not read it.
  private func point(
    _ metric: TrendMetric, _ verdict: [String: JSON], _ window: [String: JSON]
  ) -> TrendPoint? {
    let isRule = TrendRun.text(verdict["rule"]).map { $0 == metric.text } ?? false
    guard isRule || TrendRun.holds(verdict["tree"], metric) else { return nil }
    var point = start(window)
    if case .integer(let records)? = verdict["records"] { point.records = records }
    let decided = TrendRun.number(verdict["value"])
    point.value = isRule ? decided : TrendRun.value(verdict["tree"], metric)
    point.unknown = point.value == nil ? TrendRun.text(verdict["unknown"]) ?? "no number" : nil
    // The bound is of the comparison that decided, whose left side this is.
    if point.value == decided, decided != nil {
      point.limit = TrendRun.number(verdict["limit"])
      point.operation = point.limit == nil ? nil : TrendRun.text(verdict["operator"])
    }
    switch TrendRun.text(verdict["verdict"]) {
    case "violated": point.isViolated = true
    case "pass": point.isViolated = false
    default: break
    }
    return point
  }

  private static func holds(_ node: JSON?, _ metric: TrendMetric) -> Bool {
    self.node(node, metric) != nil
  }

  private static func value(_ node: JSON?, _ metric: TrendMetric) -> Double? {
    self.node(node, metric).flatMap { number($0["value"]) }
  }

  /// The part of a condition that is the metric.
  private static func node(_ node: JSON?, _ metric: TrendMetric) -> [String: JSON]? {
    let fields = LastRun.fields(node)
    for key in ["metric", "expression"] {
      if let name = text(fields[key]), metric.isOf(name) { return fields }
    }
    for child in LastRun.items(fields["operands"]) {
      if let found = self.node(child, metric) { return found }
    }
    return nil
  }

  private static func segment(_ json: JSON?) -> History.Segment {
    guard case .object(let members)? = json else { return [] }
    return members.map { History.SegmentPart($0.key, text($0.value)) }
  }

  static func json(_ path: String) throws -> JSON {
    do {
      return try JSON(parsing: try Files.read(path, "file"))
    } catch let error as JSONError {
      throw CommandFailure.data(
        "\(path)\(error.offset.map { ": byte \($0)" } ?? ""): this is no JSON: \(error.message)")
    }
  }

  static func number(_ json: JSON?) -> Double? {
    switch json {
    case .integer(let value)?: Double(value)
    case .number(let value)?: value
    case .string("Infinity")?: .infinity
    case .string("-Infinity")?: -.infinity
    default: nil
    }
  }

  static func text(_ json: JSON?) -> String? {
    if case .string(let text)? = json { text } else { nil }
  }

  static func time(_ json: JSON?) -> Double? { text(json).flatMap(Timestamp.seconds) }
}
