/// What came together in a linked program.
package struct Links: Sendable {
  /// The imported files, each before those that import it.
  package let imported: [SyntaxTree]
  /// Their texts, then those of the files that sets are read from.
  package let files: [SourceFile]
  /// The files that `set(file: …)` names, by where it stands.
  package let sets: [Place: SourceFile]
  /// Imported files that declare nothing but names for expressions, with what they import.
  package let libraries: [Library]

  /// A place in a file of the program.
  package struct Place: Hashable, Sendable {
    private let file: ObjectIdentifier
    private let start: Int

    package init(_ span: SourceSpan) {
      file = ObjectIdentifier(span.file)
      start = span.start
    }
  }

  package struct Library: Sendable {
    /// What `let` and `define` declare there.
    package let names: Set<String>
    /// The imports that bring it in.
    package let imports: [SourceSpan]
  }
}
