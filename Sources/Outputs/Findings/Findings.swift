import Language

/// What `lint` has found in some files, in order: what each format shows.
package struct Findings: Sendable {
  /// The rule files that were looked at, as they were named.
  package let files: [String]
  /// By file and place, each once.
  package let diagnostics: [Diagnostic]
  /// How many more were found than are shown.
  package let omitted: Int
  /// Of all that were found.
  package let counts: Counts
  /// The level at which a finding is a failure.
  package let denied: Diagnostic.Severity

  package struct Counts: Sendable, Equatable {
    package var errors = 0
    package var warnings = 0
    package var notes = 0
  }

  /// - Parameter most: findings that are shown; of more the worst are taken.
  /// - Complexity: O(n log n)
  package init(
    _ diagnostics: [Diagnostic], files: [String], denied: Diagnostic.Severity = .error,
    most: Int = .max
  ) {
    let found = Findings.ordered(diagnostics)
    var counts = Counts()
    for diagnostic in found {
      switch diagnostic.severity {
      case .error: counts.errors += 1
      case .warning: counts.warnings += 1
      case .note: counts.notes += 1
      }
    }
    self.counts = counts
    self.files = files
    self.denied = denied
    let worst = found.indices.sorted { (found[$1].severity, $0) < (found[$0].severity, $1) }
    let shown = worst.prefix(max(0, most)).sorted()
    self.diagnostics = shown.map { found[$0] }
    omitted = found.count - shown.count
  }

  /// Whether some finding is a failure.
  package var fails: Bool {
    switch denied {
    case .error: counts.errors > 0
    case .warning: counts.errors + counts.warnings > 0
    case .note: counts.errors + counts.warnings + counts.notes > 0
    }
  }

  /// By file and place; what says the same of the same place stands once.
  package static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    struct Key: Hashable {
      let path: String
      let start: Int
      let end: Int
      let code: String
      let message: String
    }
    var seen: Set<Key> = []
    let unique = diagnostics.filter { diagnostic in
      let span = diagnostic.span
      return seen.insert(
        Key(
          path: span.file.path, start: span.start, end: span.end, code: diagnostic.code.id,
          message: diagnostic.message)
      ).inserted
    }
    return unique.enumerated().sorted { a, b in
      let (x, y) = (a.element.span, b.element.span)
      return (x.file.path, x.start, a.offset) < (y.file.path, y.start, b.offset)
    }.map(\.element)
  }
}
