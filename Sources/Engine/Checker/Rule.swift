import Language

/// A rule made ready for one column: what must hold of a window, and what follows when it does not.
package struct Rule: Sendable {
  /// `accuracy`, or `columns.COLUMN.CHECK`.
  package internal(set) var id: String
  package let title: String?
  /// The column that it speaks of, where it is one.
  package internal(set) var column: String?
  package var conditions: [Condition]
  package let filter: RowExpression?
  package var settings: Settings
  package let message: MessageTemplate?
  /// The set of columns that a rule of `Ruleset.standIns` is for.
  var selection: ColumnSet?
  /// How records are told apart; nil for one verdict over all.
  package var segmentation: Segmentation?
  package var about = About()
  /// What keeps its violations from alerting.
  package var waivers: [Waiver] = []
  let kind: Kind
  /// Where a type that was not known yet decides whether the column was selected.
  let membership: Membership?
  /// Absence of the column is no matter.
  package let isOptional: Bool
  /// Evidence must not be shown.
  package let isSensitive: Bool
  package let span: SourceSpan
  /// The monitor that it is of.
  package var monitor = ""
  /// The share of records with a label, where `needs labels` asks for it.
  package var labelShare: MetricCall?
  /// Who is told when it fires; nil while the rules are being checked: every sink that there is.
  package var sinks: [SinkSpecification]?

  enum Kind: Sendable {
    /// What the rule file says must hold.
    case check
    /// A check that each value is of a type.
    case type
    /// The data must hold the column.
    case required
    /// Stands for a set that selected no column: always undecided.
    case selectsNothing
  }

  /// Whether a column belongs to a set that asks for types, told by the data where the schema has
  /// none.
  struct Membership: Sendable {
    let set: ColumnSet
    /// Types that are known, and flags.
    let isCategorical: Bool
    /// The set holds the column, whatever the data are.
    let isSettled: Bool
    /// The same for all rules of one loop or entry.
    let group: String
    /// The rule that stands for the group where it selects nothing.
    let id: String
  }

  /// What must hold (`expect`) or must not (`alert when`).
  package struct Condition: Sendable {
    package enum Sense: Sendable {
      case expect, alert
    }

    package let sense: Sense
    package let term: Term
    package let severity: SeverityLiteral
    /// As the rule file writes it.
    package let text: String
    /// Of a check with exceptions (`except at most 5 rows`), the same without them.
    var strict: Term?
    /// When it fires, and until when.
    package var firing = FiringPolicy()
    package var until: Until?

    /// `until …`: what ends the firing.
    package struct Until: Sendable {
      package let term: Term
      /// As the rule file writes it.
      package let text: String
    }
  }

  /// What a person who is alerted needs beside the verdict.
  package struct About: Sendable {
    package var owner: String?
    package var runbook: String?
    package var tags: [(key: String, value: String)] = []

    package init() {}

    /// A tag of a rule takes the place of the monitor's of the same key.
    mutating func add(_ tags: [Tag]) {
      for tag in tags {
        self.tags.removeAll { $0.key == tag.key.text }
        self.tags.append((tag.key.text, tag.value.text))
      }
    }
  }

  /// What the monitor sets for its rules and a rule for itself.
  package struct Settings: Sendable {
    package var severity: SeverityLiteral = .warning
    package var mode: ModeLiteral = .enforce
    package var onUnknown: UnknownHandling?
    package var needsRows: Int?
    package var needsLabels: NeedsLabels?
    /// Decided windows before.
    package var needsHistory: Int?
  }

  /// `needs labels for at least 80% within 7 days`
  package struct NeedsLabels: Sendable, Equatable {
    package let share: Double
    /// Seconds after the window's close from which it is judged whatever the share.
    package let within: Double?
  }
}

extension Rule {
  /// The rule that stands for a loop over no column: always undecided.
  static func selectingNothing(
    _ id: String, title: String?, settings: Settings, span: SourceSpan
  ) -> Rule {
    let term = Term(.constant(.null), .boolean, .given, span)
    return Rule(
      id: id, title: title, column: nil,
      conditions: [
        Condition(
          sense: .expect, term: term, severity: settings.severity, text: "selects nothing")
      ],
      filter: nil, settings: settings, message: nil, kind: .selectsNothing, membership: nil,
      isOptional: false, isSensitive: false, span: span)
  }

  var selectingNothing: Rule {
    var rule = Rule.selectingNothing(
      membership?.id ?? id, title: title, settings: settings, span: span)
    rule.sinks = sinks
    return rule
  }
}

/// A rule file and what it imports, checked against a schema.
package struct Ruleset: Sendable {
  package let name: String
  package let title: String?
  /// The monitor's `baseline`, as written: relative to the rule file.
  package let baseline: StringLiteral?
  /// How data are cut; nil: all are one window.
  package let windows: Windowing?
  package let rules: [Rule]
  package let metrics: [NamedMetric]
  /// Rules over columns that no known schema tells, each checked once with a column that stands for
  /// any: for analysis, never judged.
  package let standIns: [Rule]
  /// What names mean between the rules.
  package let scope: Scope
  package let sinks: [SinkSpecification]
  /// Generated bounds that nobody has reviewed.
  package let unreviewed: Int
  /// Those of the file itself, not of what it imports.
  package let tests: [RuleTest]
  /// What `let` and `define` declare and something reads.
  package let readNames: Set<String>

  package var facts: ColumnFacts { scope.facts }
}
