import Engine
import JSONText
import Language

/// What a run found, read back from the `verdicts.json` of its `--out`.
struct LastRun {
  /// A verdict and the window that it is of.
  struct Entry {
    let window: [String: JSON]
    let verdict: [String: JSON]
    let json: JSON

    init?(_ json: JSON, _ window: [String: JSON]) {
      guard case .object(var members) = json else { return nil }
      verdict = LastRun.fields(json)
      self.window = window
      for key in ["end", "start"] {
        if let time = window[key], time != .null { members.insert(JSON.Member(key, time), at: 0) }
      }
      self.json = .object(members)
    }
  }

  private let entries: [Entry]
  /// The names of the rules, once each, as the file has them.
  let rules: [String]

  init(folder: String) throws {
    let path = folder + "/verdicts.json"
    guard Files.exists(path) else {
      throw CommandFailure.arguments(
        "\(path): there is no such file: `tidemark check RULES --data DATA --out \(folder)` writes it"
      )
    }
    let json: JSON
    do {
      json = try JSON(parsing: try Files.read(path, "file"))
    } catch let error as JSONError {
      throw CommandFailure.arguments(
        "\(path)\(error.offset.map { ": byte \($0)" } ?? ""): this is no JSON: \(error.message)")
    }
    var entries: [Entry] = []
    for window in LastRun.items(LastRun.fields(json)["windows"]) {
      let fields = LastRun.fields(window)
      entries += LastRun.items(fields["verdicts"]).compactMap { Entry($0, fields) }
    }
    guard !entries.isEmpty else {
      throw CommandFailure.arguments("\(path): this holds no verdicts of a run")
    }
    self.entries = entries
    var seen: Set<String> = []
    rules = entries.compactMap(\.rule).filter { seen.insert($0).inserted }
  }

  func verdicts(of rule: String) throws -> [Entry] {
    let found = entries.filter { $0.rule == rule }
    guard found.isEmpty else { return found }
    let near = Spelling.nearest(to: rule, among: rules).map { ": did you mean `\($0)`?" } ?? ""
    throw CommandFailure.arguments("no rule of this run is called `\(rule)`\(near)")
  }

  static func fields(_ json: JSON?) -> [String: JSON] {
    guard case .object(let members)? = json else { return [:] }
    return Dictionary(members.map { ($0.key, $0.value) }) { _, last in last }
  }

  static func items(_ json: JSON?) -> [JSON] {
    if case .array(let items)? = json { items } else { [] }
  }
}

extension LastRun.Entry {
  var rule: String? { verdict["rule"]?.plain }

  /// The verdict, the condition with the value of each part, and what bears it out.
  var text: String {
    var lines = [heading]
    if let title = verdict["title"]?.plain { lines.append("  \(title)") }
    if let place = verdict["place"]?.plain { lines.append("  at \(place)") }
    if let start = window["start"]?.plain, let end = window["end"]?.plain {
      lines.append("  window \(start) to \(end)")
    }
    lines.append("")
    add(verdict["tree"], indent: "  ", to: &lines)
    lines.append("")
    for (key, label) in [
      ("value", "value"), ("error", "error of the sketch"), ("limit", "limit"),
      ("baseline", "baseline"), ("records", "records"), ("unknown", "unknown because"),
      ("message", "message"), ("caution", "caution"), ("owner", "owner"), ("runbook", "runbook"),
    ] {
      guard let text = verdict[key]?.plain, !(key == "error" && text == "0") else { continue }
      lines.append("  \(label): \(text)")
    }
    for json in LastRun.items(verdict["evidence"]) {
      let fields = LastRun.fields(json)
      let count = fields["count"]?.plain.map { " ×\($0)" } ?? ""
      lines.append("  seen: \(fields["value"]?.plain ?? "")\(count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    var parts = [rule ?? "", verdict["verdict"]?.plain ?? ""]
    let segment = LastRun.fields(verdict["segment"]).sorted { $0.key < $1.key }
    if !segment.isEmpty {
      parts.insert(
        segment.map { "\($0.key) = \($0.value.plain ?? "missing")" }.joined(separator: ", "), at: 1)
    }
    if verdict["firing"] == .boolean(true) { parts.append("fires") }
    if verdict["waived"] == .boolean(true) { parts.append("waived") }
    if let mode = verdict["mode"]?.plain, mode != "enforce" { parts.append("mode \(mode)") }
    if let severity = verdict["severity"]?.plain { parts.append(severity) }
    return parts.joined(separator: "  ")
  }

  private func add(_ node: JSON?, indent: String, to lines: inout [String]) {
    let fields = LastRun.fields(node)
    guard let expression = fields["expression"]?.plain else { return }
    let value = fields["value"]?.plain ?? "unknown"
    lines.append(indent + (expression == value ? expression : "\(expression) = \(value)"))
    for child in LastRun.items(fields["operands"]) {
      add(child, indent: indent + "  ", to: &lines)
    }
  }
}

extension JSON {
  /// What stands for the value in a line of text; nil for null.
  fileprivate var plain: String? {
    switch self {
    case .null: nil
    case .string(let text): text
    case .number(let value): Number.text(value)
    default: text(.compact)
    }
  }
}
