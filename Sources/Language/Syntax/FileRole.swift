/// What a rule file is there for.
package enum FileRole: Sendable {
  /// It is checked by itself, and names its edition.
  case main
  /// Others import it.
  case library
  /// One of both, as the file shows: a library has neither an edition nor a monitor.
  case either
}

extension Diagnostic {
  /// - Parameters:
  ///   - isLibrary: the file is taken as one: no mistake, but it is said.
  ///   - couldBeLibrary: nothing in the file speaks against it.
  static func missingEdition(
    _ source: SourceFile, isLibrary: Bool, couldBeLibrary: Bool
  ) -> Diagnostic {
    let start = SourceSpan(source, 0, 0)
    let fixIts = [FixIt("begin the file with `edition 1`", replace: start, with: "edition 1\n")]
    guard !isLibrary else {
      return Diagnostic(
        .missingEdition, "without an edition this is a library, for other files to import",
        at: start, severity: .note, notes: ["a file that data are checked by names its edition"],
        fixIts: fixIts)
    }
    let stable = "an upgrade never changes the verdict of a file that names its edition"
    let imported = "a library needs none: check a file that imports it"
    return Diagnostic(
      .missingEdition, "the file does not say its edition", at: start,
      notes: [stable] + (couldBeLibrary ? [imported] : []), fixIts: fixIts)
  }
}
