/// A permanent code with the page that explains it.
///
/// `TM1xx` syntax, `TM2xx` names and types, `TM3xx` ranges and logic, `TM4xx` statistics,
/// `TM5xx` style, `TM6xx` sinks and security, `TM7xx` waivers and lifecycle.
package struct DiagnosticCode: Sendable, Hashable {
  package let id: String
  package let severity: Diagnostic.Severity
  package let title: String
  package let why: String
  /// A whole rule file that raises the diagnostic.
  package let avoid: String
  /// A whole rule file that does not.
  package let prefer: String

  package init(
    _ id: String, _ severity: Diagnostic.Severity, _ title: String, why: String,
    avoid: String, prefer: String
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.why = why
    self.avoid = avoid
    self.prefer = prefer
  }
}
