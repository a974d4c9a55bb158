import Crypto
import Engine
import Language

/// Puts together what is sent: for each sink one message a monitor and window.
package struct AlertGrouping {
  private let report: CheckReport
  private let data: String

  /// - Parameter data: what tells these data from others where time is not cut, such as their
  ///   hashes: otherwise tomorrow's alert would be taken for a repeat of today's.
  package init(_ report: CheckReport, data: String) {
    self.report = report
    self.data = data
  }

  /// The messages in the order of windows, and of sinks as the rules come upon them.
  package var entries: [OutboxEntry] {
    report.windows.flatMap { window -> [OutboxEntry] in
      let firing = window.verdicts.filter(\.firing)
      var sinks: [SinkSpecification] = []
      for sink in firing.flatMap(\.sinks) where !sinks.contains(sink) { sinks.append(sink) }
      return sinks.compactMap { sink in
        let verdicts = firing.filter {
          $0.sinks.contains(sink) && $0.severity.rank >= sink.atLeast.rank
        }
        guard !verdicts.isEmpty else { return nil }
        return OutboxEntry(
          monitor: sink.monitor, sink: sink.name, message: message(verdicts, sink.monitor, window))
      }
    }
  }

  private func message(
    _ verdicts: [Verdict], _ monitor: String, _ window: CheckReport.Window
  ) -> AlertMessage {
    let worstFirst = verdicts.enumerated().sorted { a, b in
      (-a.element.severity.rank, a.offset) < (-b.element.severity.rank, b.offset)
    }.map(\.element)
    let alerts = worstFirst.map { verdict -> (id: String, content: JSON) in
      let id = alertID(verdict, monitor, window)
      return (id, alert(verdict, id))
    }
    // What has become worse is news, not a repeat.
    let incidents = zip(alerts, worstFirst).map { "\($0.id) \($1.severity.rawValue)" }
    let id = AlertGrouping.hashed("msg_", incidents.sorted().map(JSON.string))
    let content = JSON.object([
      "type": .string("tidemark.alert"), "id": .string(id), "monitor": .string(monitor),
      "title": report.monitor == monitor ? report.title.map(JSON.string) : nil,
      "severity": (worstFirst.first?.severity.rawValue).map(JSON.string),
      "window": .object([
        "start": time(window.start), "end": time(window.end), "rows": window.rowsJSON,
        "records": .integer(window.records),
      ]),
      // The data ended badly: the verdicts stand on what could be read.
      "incomplete": report.dataFailed ? .boolean(true) : nil,
      "ruleset": .string(report.hashes.ruleset), "alerts": .array(alerts.map(\.content)),
    ])
    return AlertMessage(id: id, content: content)
  }

  private func time(_ seconds: Double?) -> JSON {
    .string(seconds.flatMap { CalendarTime(epochSeconds: $0)?.text })
  }

  /// Fields of a verdict that say nothing to whoever is told: those that always are the same, and
  /// the tree, which is long.
  private static let leftOut: Set = ["verdict", "firing", "waived", "mode", "tree"]

  private func alert(_ verdict: Verdict, _ id: String) -> JSON {
    guard case .object(let members) = verdict.json else { return .null }
    return .object(
      [JSON.Member("id", .string(id))]
        + members.filter { !AlertGrouping.leftOut.contains($0.key) })
  }

  /// Made of monitor, rule, segment, column and window, and of nothing else.
  private func alertID(
    _ verdict: Verdict, _ monitor: String, _ window: CheckReport.Window
  ) -> String {
    var place: [JSON] = [.string(data)] + [window.rowsJSON].compactMap(\.self)
    if let start = window.start, let end = window.end { place = [.number(start), .number(end)] }
    return AlertGrouping.hashed(
      "alert_",
      [
        .string(monitor), .string(verdict.rule), verdict.json.member("segment") ?? .null,
        .string(verdict.column), .array(place),
      ])
  }

  private static func hashed(_ prefix: String, _ parts: [JSON]) -> String {
    prefix + Checksum.text(Array(JSON.array(parts).text().utf8), bytes: 16)
  }
}
