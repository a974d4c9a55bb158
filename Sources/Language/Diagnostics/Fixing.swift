/// Applies fix-its to a file, until there are no more.
///
/// Mistakes of the grammar go first, since what is read after them depends on them. A change after
/// which the file has more mistakes than before is taken back.
package struct Fixing {
  /// The file as it is now.
  package private(set) var source: SourceFile
  /// What is wrong with it.
  package private(set) var diagnostics: [Diagnostic]
  /// How many diagnostics were mended.
  package private(set) var count = 0
  private let check: (SourceFile) -> [Diagnostic]
  private let wanted: (DiagnosticCode) -> Bool
  private var refused: Set<Change> = []

  private struct Change: Hashable {
    let code: String
    let text: String
    let replacement: String

    init(_ diagnostic: Diagnostic, _ fixIt: FixIt) {
      code = diagnostic.code.id
      text = fixIt.span.text
      replacement = fixIt.replacement
    }
  }

  /// Rounds over the file, and changes of it that are tried one by one in a round.
  private static let most = (rounds: 20, single: 100)

  /// - Parameters:
  ///   - check: finds what is wrong with a text.
  ///   - wanted: the codes that are to be mended.
  package init(
    _ source: SourceFile, wanted: @escaping (DiagnosticCode) -> Bool,
    check: @escaping (SourceFile) -> [Diagnostic]
  ) {
    self.source = source
    self.wanted = wanted
    self.check = check
    diagnostics = check(source)
    for _ in 0..<Fixing.most.rounds {
      guard round() else { break }
    }
  }

  /// Applies what can be applied at once; false where nothing changed.
  private mutating func round() -> Bool {
    var all = changes()
    let syntax = all.filter { $0.diagnostic.code.isSyntax }
    if !syntax.isEmpty { all = syntax }
    guard !all.isEmpty else { return false }
    if take(all) { return true }
    var isChanged = false
    for change in all.prefix(Fixing.most.single) where !isChanged {
      isChanged = take([change])
      if !isChanged { refused.insert(Change(change.diagnostic, change.fixIt)) }
    }
    return isChanged
  }

  /// The first proposal of each diagnostic is the likeliest.
  private func changes() -> [(diagnostic: Diagnostic, fixIt: FixIt)] {
    diagnostics.compactMap { diagnostic in
      guard wanted(diagnostic.code), diagnostic.span.file === source,
        let fixIt = diagnostic.fixIts.first, !refused.contains(Change(diagnostic, fixIt))
      else { return nil }
      return (diagnostic, fixIt)
    }
  }

  private mutating func take(_ changes: [(diagnostic: Diagnostic, fixIt: FixIt)]) -> Bool {
    let fixed = source.fixed(by: changes.map(\.fixIt))
    guard fixed.bytes != source.bytes else { return false }
    let found = check(fixed)
    let (before, after) = (Mistakes(diagnostics), Mistakes(found))
    // What was behind a mistake comes to light: what counts is that the mistake itself is gone.
    let mended = Set(changes.map(\.diagnostic.code.id)).reduce(0) { sum, code in
      sum + max(0, before.byCode[code, default: 0] - after.byCode[code, default: 0])
    }
    let isSyntax = changes.contains { $0.diagnostic.code.isSyntax }
    guard mended > 0, after.syntax <= before.syntax, isSyntax || after.errors <= before.errors
    else { return false }
    source = fixed
    diagnostics = found
    count += mended
    return true
  }

  private struct Mistakes {
    var syntax = 0
    var errors = 0
    var byCode: [String: Int] = [:]

    init(_ diagnostics: [Diagnostic]) {
      for diagnostic in diagnostics {
        byCode[diagnostic.code.id, default: 0] += 1
        guard diagnostic.severity == .error else { continue }
        errors += 1
        if diagnostic.code.isSyntax { syntax += 1 }
      }
    }
  }
}

extension DiagnosticCode {
  /// Whether the lexer or the parser gives it.
  package var isSyntax: Bool { id.hasPrefix("TM1") }
}
