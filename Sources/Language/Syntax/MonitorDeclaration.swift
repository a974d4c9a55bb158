package struct MonitorDeclaration: Sendable {
  package let name: Name
  package let title: StringLiteral?
  package let clauses: [MonitorClause]
  package let documentation: String
  package let span: SourceSpan

  package init(
    name: Name, title: StringLiteral?, clauses: [MonitorClause], documentation: String,
    span: SourceSpan
  ) {
    self.name = name
    self.title = title
    self.clauses = clauses
    self.documentation = documentation
    self.span = span
  }
}

package struct MonitorClause: Sendable {
  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package enum Kind: Sendable {
    case owner(StringLiteral)
    case baseline(StringLiteral)
    /// A call such as `regression(prediction: p, label: y)`.
    case task(Expression)
    case window(WindowClause)
    case capture([CaptureSection])
    /// A string (columns of the records) or a call such as `kernel_shap(…)`.
    case attributions(Expression)
    case model(Expression)
    /// A call such as `ks(…)`: the default method of `drift`.
    case drift(Expression)
    case tags([Tag])
    case lint([LintEntry])
    case defaults(DefaultClause)
  }
}

/// `1 day every 1 hour on t, allowed lateness 1 hour, timezone "UTC"` or `1000 rows`.
package struct WindowClause: Sendable {
  package enum Length: Sendable {
    case duration(seconds: Double)
    case rows(Double)
  }

  package let length: Length
  package let everySeconds: Double?
  package let column: Path?
  package let latenessSeconds: Double?
  package let timezone: StringLiteral?

  package init(
    length: Length, everySeconds: Double?, column: Path?, latenessSeconds: Double?,
    timezone: StringLiteral?
  ) {
    self.length = length
    self.everySeconds = everySeconds
    self.column = column
    self.latenessSeconds = latenessSeconds
    self.timezone = timezone
  }
}

package struct CaptureSection: Sendable {
  /// `input`, `output`, `truth` or `meta`.
  package let section: Name
  package let names: [Name]

  package init(section: Name, names: [Name]) {
    self.section = section
    self.names = names
  }
}

package struct Tag: Sendable {
  package let key: Name
  package let value: StringLiteral

  package init(key: Name, value: StringLiteral) {
    self.key = key
    self.value = value
  }
}

/// What becomes of lints: `style warning` or `TM512 off` in `lint { … }`.
package struct LintEntry: Sendable {
  /// A code, a family such as `TM5xx`, or a group such as `style`.
  package let name: Name
  package let level: LintLevel

  package init(name: Name, level: LintLevel) {
    self.name = name
    self.level = level
  }
}

package enum LintLevel: String, Sendable, CaseIterable {
  case off, note, warning, error
  /// As the code itself says.
  case on
}

/// Clauses that a monitor sets for its rules and a rule for itself.
package enum DefaultClause: Sendable {
  case severity(SeverityLiteral)
  case mode(ModeLiteral)
  case onUnknown(UnknownHandling)
  case needsRows(NumberLiteral)
  case needsLabels(NumberLiteral, withinSeconds: Double?)
  case needsHistory(NumberLiteral)
}

package enum SeverityLiteral: String, Sendable, CaseIterable {
  case info, warning, critical
}

package enum ModeLiteral: String, Sendable, CaseIterable {
  case observe, enforce, off
}

package enum UnknownHandling: Sendable, Equatable {
  case ignore, hold
  case severity(SeverityLiteral)
}
