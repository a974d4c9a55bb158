import Engine
import Language

/// A metric over many runs, for people and programs.
package struct TrendReport {
  private let series: [TrendSeries]

  package init(_ series: [TrendSeries]) { self.series = series }

  package func text(_ terminal: Terminal) -> String {
    series.map { section($0, terminal) }.joined(separator: "\n")
  }

  private func section(_ series: TrendSeries, _ terminal: Terminal) -> String {
    let points = series.points
    var title = VisibleText.safe(series.metric)
    if !series.segment.isEmpty {
      title += ", " + VisibleText.safe(TrendReport.text(series.segment))
    }
    title += "  \(points.count) window\(points.count == 1 ? "" : "s")"
    if let first = points.first?.start, let last = points.last(where: { $0.start != nil })?.start {
      title += ", \(TrendReport.date(first)) to \(TrendReport.date(last))"
    }
    var lines = [terminal.paint(title, .bold), "  " + Sparkline.text(points.map(\.value))]
    if let least = series.least, let most = series.most {
      var parts = ["min \(TrendReport.brief(least))", "max \(TrendReport.brief(most))"]
      let held = points.filter { $0.isViolated != nil }
      if !held.isEmpty {
        parts.append("violated in \(held.count { $0.isViolated == true }) of \(held.count)")
      }
      if series.replaced > 0 { parts.append("\(series.replaced) replaced by later runs") }
      lines.append("  " + parts.joined(separator: "   "))
    }
    lines.append("")
    var table = TextTable(["window", "value", "bound", ""], rightAligned: [1])
    for point in points {
      let bound = point.limit.map { "\(point.operation ?? "") \(Number.brief($0))" } ?? ""
      let remark =
        point.isViolated == true
        ? "violated" : point.unknown.map { (reason: String) in "unknown: " + reason }
      let window = point.start.map(TrendReport.date) ?? VisibleText.safe(point.source)
      let value = point.value.map { Number.brief($0) } ?? "–"
      table.add([window, value, bound, VisibleText.safe(remark ?? "")])
    }
    let rows = table.lines(widest: 64)
    return (lines + [terminal.paint(rows[0], .dim)] + rows.dropFirst()).joined(separator: "\n")
      + "\n"
  }

  private static func brief(_ point: TrendPoint) -> String {
    let when = point.start.map { " (\(date($0)))" } ?? ""
    return Number.brief(point.value ?? .nan) + when
  }

  /// `2020-03-16`, or with the time where it is not midnight.
  private static func date(_ seconds: Double) -> String {
    let text = MetricValue.text(ofTime: seconds)
    return text.hasSuffix("T00:00:00Z") ? String(text.dropLast(10)) : text
  }

  private static func text(_ segment: History.Segment) -> String {
    segment.map { "\($0.name) = \($0.value ?? "missing")" }.joined(separator: ", ")
  }

  /// A record for each window, after a header.
  package var csv: String {
    var lines = ["metric,segment,start,end,value,unknown,operator,limit,violated,records,source"]
    for series in series {
      for point in series.points {
        let number = { (value: Double?) in value.map { Number.text($0) } ?? "" }
        let time = { (value: Double?) in value.map { MetricValue.text(ofTime: $0) } ?? "" }
        let cells = [
          series.metric, TrendReport.text(series.segment), time(point.start), time(point.end),
          number(point.value), point.unknown ?? "", point.operation ?? "", number(point.limit),
          point.isViolated.map { $0 ? "true" : "false" } ?? "",
          point.records.map(String.init) ?? "", point.source,
        ]
        lines.append(cells.map(TrendReport.field).joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Source: RFC 4180.
  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  package var json: JSON {
    .object([
      "series": .array(
        series.map { series in
          .object([
            "metric": .string(series.metric),
            "segment": .object(series.segment.map { JSON.Member($0.name, .string($0.value)) }),
            "minimum": .init(series.least?.value), "maximum": .init(series.most?.value),
            "replaced": .integer(series.replaced),
            "points": .array(series.points.map(TrendReport.json)),
          ])
        })
    ])
  }

  private static func json(_ point: TrendPoint) -> JSON {
    let time = { (value: Double?) -> JSON in
      .string(value.map { MetricValue.text(ofTime: $0) })
    }
    return .object([
      "start": time(point.start), "end": time(point.end), "value": .init(point.value),
      "unknown": .string(point.unknown), "operator": .string(point.operation),
      "limit": .init(point.limit), "violated": point.isViolated.map(JSON.boolean) ?? .null,
      "records": point.records.map(JSON.integer) ?? .null, "source": .string(point.source),
    ])
  }
}

extension JSON {
  /// A number, or null.
  fileprivate init(_ value: Double?) { self = value.map(JSON.number) ?? .null }
}
