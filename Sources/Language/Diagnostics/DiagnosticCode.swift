/// A permanent code with the page that explains it.
///
/// `TM1xx` syntax, `TM2xx` names and types, `TM3xx` ranges and logic, `TM4xx` statistics,
/// `TM5xx` style, `TM6xx` sinks and security, `TM7xx` waivers and lifecycle.
package struct DiagnosticCode: Sendable, Hashable {
  /// What a lint is about, so that whole groups can be asked for.
  package enum Group: String, Sendable, CaseIterable {
    /// Something is wrong, or very likely so: always reported.
    case bug
    /// A matter of taste: reported where it is asked for.
    case style
  }

  package let id: String
  package let severity: Diagnostic.Severity
  package let group: Group
  package let title: String
  package let why: String
  /// A whole rule file that raises the diagnostic.
  package let avoid: String
  /// A whole rule file that does not.
  package let prefer: String

  package init(
    _ id: String, _ severity: Diagnostic.Severity, group: Group = .bug, _ title: String,
    why: String, avoid: String, prefer: String
  ) {
    self.id = id
    self.severity = severity
    self.group = group
    self.title = title
    self.why = why
    self.avoid = avoid
    self.prefer = prefer
  }
}
