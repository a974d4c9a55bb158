import Engine
import Language

/// What hovers and completions say of the catalogue's names.
extension MarkdownText {
  mutating func add(_ metric: any Metric.Type) {
    let (signature, page) = (metric.signature, metric.documentation)
    addCode(signature.description)
    add(page.summary)
    add("Formula", code(page.formula))
    add("Result", MarkdownText.result(signature))
    addList(
      page.unknown.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "unknown (\($0.key.rawValue)): \($0.value)" })
    if signature.asksAttributions { add("Monitor", "`attributions …`") }
    if !signature.tasks.isEmpty {
      add("Task", signature.tasks.map(\.rawValue).joined(separator: " or "))
    }
    add("Source", page.source)
  }

  /// `ratio, 0…1, lower is worse`
  static func result(_ signature: Signature) -> String {
    var text = signature.result.rawValue
    if let range = signature.range {
      text += ", \(Number.text(range.lowerBound))…\(Number.text(range.upperBound))"
    }
    if signature.worse != .neither { text += ", \(signature.worse.rawValue) is worse" }
    return text
  }

  mutating func add(_ function: ScalarFunction) {
    addCode(function.signature)
    add(function.summary)
    add("Of null it is null.")
  }

  mutating func add(_ keyword: Keyword) {
    addCode(keyword.syntax)
    add(keyword.meaning)
  }

  /// What a baseline holds of a column.
  mutating func add(column name: String, of gathered: Gathered) {
    guard let column = gathered.schema[name] else { return }
    add("In the baseline", column.type?.rawValue ?? "no values")
    guard let profile = ColumnProfile(name, from: gathered) else { return }
    let records = profile.types.records
    var lines: [String] = []
    if records > 0 {
      let complete = Double(profile.types.present) / Double(records)
      lines.append("completeness \(Number.brief(complete * 100))% of \(Number.grouped(records))")
    }
    let isNumeric = column.type?.isNumeric ?? false
    if isNumeric, let low = profile.moments.minimum, let high = profile.moments.maximum {
      lines.append("min \(Number.brief(low)), max \(Number.brief(high))")
      let mean = profile.moments.mean.map { "mean \(Number.brief($0))" }
      let deviation = profile.moments.standardDeviation.map { "stddev \(Number.brief($0))" }
      let median = profile.quantiles.quantile(0.5).map { "median \(Number.brief($0))" }
      lines.append([mean, deviation, median].compactMap(\.self).joined(separator: ", "))
    }
    let about = profile.distinct.isExact ? "" : "about "
    lines.append("\(about)\(Number.brief(profile.distinct.estimate.rounded())) distinct values")
    addList(lines)
  }
}

extension MetricValue {
  /// For people.
  var brief: String {
    switch self {
    case .number(let estimate):
      Number.brief(estimate.value)
        + (estimate.error > 0 ? " ± \(Number.brief(estimate.error, digits: 2))" : "")
    case .time(let seconds): MetricValue.text(ofTime: seconds)
    case .text(let value): Quoting.string(value)
    case .boolean(let value): value ? "true" : "false"
    case .structure: "a table"
    case .unknown(let reason): "unknown (\(reason.rawValue))"
    }
  }
}
