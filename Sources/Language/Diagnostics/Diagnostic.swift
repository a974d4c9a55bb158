/// What is wrong with a rule file, as data: one renderer each makes it text, JSON, or an editor's mark.
package struct Diagnostic: Sendable, Equatable {
  package enum Severity: String, Sendable, Comparable {
    case note, warning, error

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// A further place that helps to understand the diagnostic.
  package struct Label: Sendable, Equatable {
    package let span: SourceSpan
    package let text: String

    package init(_ span: SourceSpan, _ text: String) {
      self.span = span
      self.text = text
    }
  }

  package let code: DiagnosticCode
  package let severity: Severity
  package let message: String
  package let span: SourceSpan
  /// Shown beside the marked place.
  package let label: String
  package let secondary: [Label]
  package let notes: [String]
  package let fixIts: [FixIt]

  package init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan,
    severity: Severity? = nil, label: String = "", secondary: [Label] = [], notes: [String] = [],
    fixIts: [FixIt] = []
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.span = span
    self.label = label
    self.secondary = secondary
    self.notes = notes
    self.fixIts = fixIts
  }
}

/// A change of text that mends a diagnostic.
package struct FixIt: Sendable, Equatable {
  package let message: String
  package let span: SourceSpan
  package let replacement: String

  package init(_ message: String, replace span: SourceSpan, with replacement: String) {
    self.message = message
    self.span = span
    self.replacement = replacement
  }
}
