import Engine
import Language

/// How a message is written for its receiver.
package enum AlertFormat: Sendable {
  /// The whole message on one line.
  case json
  /// For people, at a terminal.
  case text
  /// `{"text": …}` in the markup of Slack, which others take as well.
  case slack

  /// The format that a sink asks for.
  package init(_ sink: SinkSpecification) {
    switch sink.kind {
    case .standardOutput(.text): self = .text
    case .standardOutput(.json), .file, .command: self = .json
    case .webhook(let options): self = options.template == .slack ? .slack : .json
    }
  }

  package func body(_ message: AlertMessage) -> [UInt8] {
    switch self {
    case .json: Array(message.content.text().utf8)
    case .text: Array(VisibleText.safeLines(AlertFormat.lines(message, most: .max)).utf8)
    case .slack:
      Array(
        JSON.object([
          "text": .string(AlertFormat.escaped(AlertFormat.lines(message, most: 20)))
        ]).text().utf8)
    }
  }

  /// A heading, and a line for each alert up to so many.
  private static func lines(_ message: AlertMessage, most: Int) -> String {
    let content = message.content
    let text = { (json: JSON, key: String) in json.member(key)?.text }
    let alerts = content.member("alerts")?.elements ?? []
    var heading = "\(text(content, "severity") ?? "alert"): \(text(content, "monitor") ?? "")"
    if let window = content.member("window"), let start = text(window, "start"),
      let end = text(window, "end")
    {
      heading += ", \(start) to \(end)"
    }
    var lines = [heading + ": \(alerts.count) alert\(alerts.count == 1 ? "" : "s")"]
    for alert in alerts.prefix(most) {
      var line = "  \(text(alert, "severity") ?? "")  \(text(alert, "rule") ?? "")"
      line += place(alert) + ": \(text(alert, "message") ?? "")"
      if let runbook = text(alert, "runbook") { line += " (\(runbook))" }
      lines.append(line)
    }
    if alerts.count > most { lines.append("  … and \(alerts.count - most) more") }
    return lines.joined(separator: "\n")
  }

  /// The column and the segment, as ` (fare, region north)`; nothing where the rule says it all.
  private static func place(_ alert: JSON) -> String {
    var parts: [String] = []
    if let column = alert.member("column")?.text,
      alert.member("rule")?.text?.hasPrefix("columns.") == false
    {
      parts.append(column)
    }
    if case .object(let segment)? = alert.member("segment") {
      parts += segment.map { "\($0.key) \($0.value.text ?? "missing")" }
    }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  /// The three signs that mean something to Slack.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
