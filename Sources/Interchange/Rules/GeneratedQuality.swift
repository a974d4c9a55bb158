import Engine
import Language

/// Rule text read off held-out data: bounds on a model's errors, for a file that `GeneratedRules` made.
package struct GeneratedQuality {
  private let statistics: QualityStatistics
  private let task: String
  private let source: String

  /// Standard errors by which a metric may be worse than it was.
  private static let tolerated = 3.0

  /// - Parameters:
  ///   - task: which columns hold prediction and label, as rules write it.
  ///   - source: what the statistics were read from, for the comment.
  package init(_ statistics: QualityStatistics, task: String, source: String) {
    self.statistics = statistics
    self.task = task
    self.source = source
  }

  /// Metrics that are bounded: of those that say the same one.
  private var metrics: [ServiceMetric] {
    let told = ["mse", "weighted_recall", "true_positive_rate", "true_negative_rate"]
    let scores = ["false_negative_rate", "f0_5", "f2", "weighted_f0_5", "weighted_f2"]
    return statistics.kind.serviceMetrics.filter {
      $0.isConstrained && !(told + scores).contains($0.name)
    }
  }

  /// A generated file with this part in it, in place of one that it had.
  package func added(to text: String) -> String {
    GeneratedQuality.joined(
      GeneratedQuality.split(text).training, GeneratedQuality.taskMark + task, section)
  }

  /// The part of held-out data of a generated file, put into another that was generated without.
  package static func carried(from old: String, into new: String) -> String {
    let (_, task, section) = split(old)
    guard let task, let section else { return new }
    return joined(new, task, section)
  }

  /// A file as the formatter prints it.
  private static func joined(_ training: String, _ task: String, _ section: String) -> String {
    var lines = training.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let place = lines.firstIndex(where: { $0.hasPrefix("monitor ") }) {
      lines.insert(task, at: place + 1)
    }
    let text = lines.joined(separator: "\n") + section
    return Formatter.format(Parser.parse(SourceFile(path: "generated", text: text))) ?? text
  }

  private static let taskMark = "  task "
  private static let sectionMark = "\n// Errors of the model on held-out data, "

  /// A generated file without its part of held-out data, the line of its task, and that part.
  private static func split(_ text: String) -> (training: String, task: String?, section: String?) {
    guard let mark = text.firstRange(of: sectionMark) else { return (text, nil, nil) }
    var lines = text[..<mark.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    let task = lines.firstIndex { $0.hasPrefix(taskMark) }.map { lines.remove(at: $0) }
    return (lines.joined(separator: "\n"), task, String(text[mark.lowerBound...]))
  }

  private var section: String {
    let items = statistics.dataset.itemCount ?? 0
    var lines = [
      "// Errors of the model on held-out data, \(GeneratedRules.comment(source)): "
        + "\(Number.grouped(items)) records.",
      items >= StandardError.leastRecords
        ? "// Each bound leaves room for \(Number.text(GeneratedQuality.tolerated)) standard errors."
        : "// Fewer than \(StandardError.leastRecords) records: each bound is what was observed.",
    ]
    for metric in metrics { lines += rule(metric, items) }
    return "\n" + lines.joined(separator: "\n") + "\n"
  }

  private func rule(_ metric: ServiceMetric, _ items: Int) -> [String] {
    guard let (value, deviation) = statistics[metric.name], value.isFinite else {
      return ["", "// \(metric.name) has no value on these data"]
    }
    let error = deviation.flatMap {
      $0.isFinite ? $0 * QualityStatistics.errorPerDeviation : nil
    }
    let room = GeneratedQuality.tolerated * (error ?? 0)
    let isHighBad = metric.comparison == .greater
    let bound = GeneratedQuality.rounded(isHighBad ? value + room : value - room, up: isHighBad)
    let sign = isHighBad ? "<=" : ">="
    // What always holds says nothing.
    let isEmpty = isHighBad ? metric.range.upperBound <= bound : metric.range.lowerBound >= bound
    guard !isEmpty else {
      return ["", "// \(metric.name) was \(Number.text(value)), and can't be worse than its bound"]
    }
    return [
      "", "rule \(metric.name)_holds {",
      "  expect \(metric.expression) \(sign) \(Number.text(bound))"
        + " suggested(\(Number.text(value)), rows: \(items))", "}",
    ]
  }

  /// Four significant digits, to the side that leaves room.
  private static func rounded(_ value: Double, up: Bool) -> Double {
    guard value != 0, value.isFinite else { return value }
    var scale = 1.0
    while abs(value) * scale < 1000, scale < 1e12 { scale *= 10 }
    return (value * scale).rounded(up ? .up : .down) / scale
  }
}
