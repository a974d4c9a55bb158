import Engine
import Language

/// What a run found, read back from the `verdicts.json` of its `--out` to be explained.
struct LastRun {
  private let verdicts: [RecordedVerdict]
  /// The names of the rules, once each, as the file has them.
  let rules: [String]

  init(folder: String) throws {
    let path = folder + "/verdicts.json"
    guard Files.exists(path) else {
      throw CommandFailure.arguments(
        "\(path): there is no such file: `tidemark check RULES --data DATA --out \(folder)` writes it"
      )
    }
    verdicts = try RecordedRun(path)?.verdicts ?? []
    guard !verdicts.isEmpty else {
      throw CommandFailure.arguments("\(path): this holds no verdicts of a run")
    }
    var seen: Set<String> = []
    rules = verdicts.compactMap(\.rule).filter { seen.insert($0).inserted }
  }

  func verdicts(of rule: String) throws -> [RecordedVerdict] {
    let found = verdicts.filter { $0.rule == rule }
    guard found.isEmpty else { return found }
    let near = Spelling.nearest(to: rule, among: rules).map { ": did you mean `\($0)`?" } ?? ""
    throw CommandFailure.arguments("no rule of this run is called `\(rule)`\(near)")
  }
}

extension RecordedVerdict {
  /// The verdict, the condition with the value of each part, and what bears it out.
  var text: String {
    var lines = [heading]
    if let title = fields["title"]?.plain { lines.append("  \(title)") }
    if let place = fields["place"]?.plain { lines.append("  at \(place)") }
    if let start = window["start"]?.plain, let end = window["end"]?.plain {
      lines.append("  window \(start) to \(end)")
    }
    lines.append("")
    add(fields["tree"], indent: "  ", to: &lines)
    lines.append("")
    for (key, label) in [
      ("value", "value"), ("interval", "95% confidence interval"),
      ("error", "error of the sketch"), ("limit", "limit"),
      ("baseline", "baseline"), ("records", "records"), ("unknown", "unknown because"),
      ("message", "message"), ("caution", "caution"), ("owner", "owner"), ("runbook", "runbook"),
    ] {
      guard let text = fields[key]?.plain, !(key == "error" && text == "0") else { continue }
      lines.append("  \(label): \(text)")
    }
    for json in fields["evidence"]?.items ?? [] {
      let fields = json.fields
      let count = fields["count"]?.plain.map { " ×\($0)" } ?? ""
      lines.append("  seen: \(fields["value"]?.plain ?? "")\(count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    var parts = [rule ?? "", fields["verdict"]?.plain ?? ""]
    let segment = (fields["segment"]?.fields ?? [:]).sorted { $0.key < $1.key }
    if !segment.isEmpty {
      parts.insert(
        segment.map { "\($0.key) = \($0.value.plain ?? "missing")" }.joined(separator: ", "), at: 1)
    }
    if fields["firing"] == .boolean(true) { parts.append("fires") }
    if fields["waived"] == .boolean(true) { parts.append("waived") }
    if let mode = fields["mode"]?.plain, mode != "enforce" { parts.append("mode \(mode)") }
    if let severity = fields["severity"]?.plain { parts.append(severity) }
    return parts.joined(separator: "  ")
  }

  private func add(_ node: JSON?, indent: String, to lines: inout [String]) {
    let fields = node?.fields ?? [:]
    guard let expression = fields["expression"]?.plain else { return }
    let value = fields["value"]?.plain ?? "unknown"
    lines.append(indent + (expression == value ? expression : "\(expression) = \(value)"))
    for child in fields["operands"]?.items ?? [] {
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
