import Engine
import Language
import Statistics

/// Rules on their way back to the service's `constraints.json`, with a list of what it has no words for.
package struct ServiceExport {
  /// Something that the files can't say, or say otherwise.
  package struct Loss: Sendable {
    package let rule: String
    package let span: SourceSpan
    package let reason: String
    /// It is in the file, and means something else there.
    package let isCarried: Bool
  }

  /// What rules say of one feature.
  struct Draft {
    var type: InferredType?
    var typeThreshold: Double?
    var completeness: Double?
    var isNonNegative = false
    var domains: [String]?
    var domainThreshold: Double?
    var drift: (threshold: Double, method: MonitoringConfig.Method)?
    /// What is said of it comes from rules that are off.
    var isDisabled = false

    var isNumeric: Bool { type == .integral || type == .fractional }
  }

  package private(set) var losses: [Loss] = []
  /// By the name of a metric's call, the service's name of it.
  let names: [String: String]
  private let kind: ModelTask.Kind?
  private let columns: [String]
  var drafts: [String: Draft] = [:]
  /// What `column_count` is held to.
  var counts: [(count: Double, rule: Rule)] = []
  private var tags: [String: String] = [:]
  /// Columns of which rules that are not off ask something.
  private let enabled: Set<String>
  private var thresholds: [QualityConstraints.Constraint] = []

  /// - Parameters:
  ///   - columns: those that `columns { }` names, in its order.
  ///   - kind: of the model, where the monitor has a task.
  package init(
    _ ruleset: Ruleset, columns: [String], kind: ModelTask.Kind?, names: [String: String]
  ) {
    self.names = names
    self.kind = kind
    var all = columns
    for column in ruleset.rules.compactMap(\.column) where !all.contains(column) {
      all.append(column)
    }
    self.columns = all
    enabled = Set(
      ruleset.rules.filter { $0.settings.mode != .off }.flatMap(ServiceExport.columns(of:)))
    for column in columns { drafts[column] = Draft() }
    for rule in ruleset.rules { carry(rule) }
    for rule in ruleset.standIns {
      lose(rule, "it is for columns that are not known: name a baseline with --baseline")
    }
    for (count, rule) in counts where count != Double(all.count) {
      lose(rule, "the service counts the features of its file, \(all.count) here")
    }
  }

  /// The file of data quality; nil where no rule speaks of columns.
  package var data: ServiceConstraints? {
    guard !drafts.isEmpty else { return nil }
    return ServiceConstraints(columns.map { ($0, drafts[$0] ?? Draft()) }, tags)
  }

  /// The file of model quality; nil where no rule speaks of its metrics.
  package var quality: QualityConstraints? {
    guard let kind, !thresholds.isEmpty else { return nil }
    return QualityConstraints(kind: kind, thresholds)
  }

  /// Columns of a baseline that the file does not have, and so for the service extra ones.
  package func unlisted(of schema: Schema) -> [String] {
    schema.columns.filter { !$0.isBeside && !columns.contains($0.name) }.map(\.name)
  }

  mutating func lose(_ rule: Rule, _ reason: String, isCarried: Bool = false) {
    losses.append(
      Loss(rule: rule.id, span: rule.span, reason: reason, isCarried: isCarried))
  }

  private mutating func carry(_ rule: Rule) {
    for (key, value) in rule.about.tags where key.hasPrefix("sagemaker_") { tags[key] = value }
    let isOff = rule.settings.mode == .off
    if let reason = clause(of: rule) { return lose(rule, reason) }
    for condition in rule.conditions {
      guard let parts = Comparison.all(in: condition) else {
        lose(rule, "the service has no such condition: \(condition.text)")
        continue
      }
      for part in parts {
        if isOff, part.call.signature.name != "min" {
          if let reason = disable(part, of: rule) { lose(rule, reason) }
        } else if let constraint = threshold(part) {
          add(constraint, of: rule)
        } else if let reason = carry(part, of: rule) {
          lose(rule, reason)
        }
      }
    }
  }

  /// A check that is off: its feature's constraints are disabled, where nothing else is asked of it.
  private mutating func disable(_ part: Comparison, of rule: Rule) -> String? {
    guard let column = ServiceExport.column(of: part, rule), !enabled.contains(column) else {
      return "it is off"
    }
    drafts[column, default: Draft()].isDisabled = true
    return carry(part, of: rule)
  }

  /// The columns that a rule's checks are of.
  private static func columns(of rule: Rule) -> [String] {
    rule.conditions.flatMap { Comparison.all(in: $0) ?? [] }
      .filter { $0.call.signature.name != "required" }.compactMap { column(of: $0, rule) }
  }

  /// What of a rule, beside its conditions, the service has no word for.
  private func clause(of rule: Rule) -> String? {
    if rule.filter != nil { return "the service looks at all records: `where` can't be carried" }
    if rule.segmentation != nil { return "the service knows no segments: `by` can't be carried" }
    if rule.conditions.contains(where: { $0.until != nil || $0.firing != FiringPolicy() }) {
      return "the service looks at one window: `for … windows` and `until` can't be carried"
    }
    if rule.settings.mode == .off, rule.conditions.isEmpty { return "it is off" }
    return nil
  }

  /// One bound a metric: of two the tighter, with word of the other.
  private mutating func add(_ constraint: QualityConstraints.Constraint, of rule: Rule) {
    guard let place = thresholds.firstIndex(where: { $0.metric == constraint.metric }) else {
      return thresholds.append(constraint)
    }
    let other = thresholds[place]
    lose(rule, "the service holds a metric to one bound: the tighter one is kept")
    guard other.comparison == constraint.comparison else { return }
    let isTighter =
      constraint.comparison == .greater
      ? constraint.threshold < other.threshold : constraint.threshold > other.threshold
    if isTighter { thresholds[place] = constraint }
  }

  /// A metric of the model against a number.
  private func threshold(_ part: Comparison) -> QualityConstraints.Constraint? {
    guard let name = names[part.call.key], let comparison = part.violation else { return nil }
    return QualityConstraints.Constraint(name, comparison, part.limit)
  }
}
