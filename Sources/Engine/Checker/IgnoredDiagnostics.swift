import Language

/// Takes out what comments ignore, and tells what is wrong with the comments.
struct IgnoredDiagnostics {
  private struct Use {
    var silenced: Set<String> = []
    /// Errors that the comment named, which stay.
    var errors: [String: SourceSpan] = [:]
  }

  private let comments: [IgnoreComment]
  private let today: Double?
  private let isLookedFor: (DiagnosticCode) -> Bool
  private var uses: [Use]
  private var byLine: [Int: [Int]] = [:]

  /// What is left of the diagnostics of a file and what it imports, and what their ignores deserve.
  ///
  /// In an imported file no ignore is unused: what it is about may show in another program alone.
  ///
  /// - Parameters:
  ///   - today: seconds since 1970-01-01T00:00:00Z; nil where no ignore ends.
  ///   - isLookedFor: whether a code could be found at all; of others nothing is unused.
  /// - Complexity: O(tokens + diagnostics × imported files with ignores)
  static func applied(
    to diagnostics: [Diagnostic], in program: SyntaxTree, today: Double?,
    isLookedFor: @escaping (DiagnosticCode) -> Bool
  ) -> [Diagnostic] {
    var left = diagnostics
    var reports: [Diagnostic] = []
    for tree in (program.links?.imported ?? []) + [program] {
      let comments = IgnoreComment.all(in: tree)
      guard !comments.isEmpty else { continue }
      let isImported = tree.source !== program.source
      var ignored = IgnoredDiagnostics(
        comments, today: today, isLookedFor: isImported ? { _ in false } : isLookedFor)
      left.removeAll { $0.span.file === tree.source && ignored.silences($0) }
      reports += ignored.reports()
    }
    return left + reports
  }

  private init(
    _ comments: [IgnoreComment], today: Double?, isLookedFor: @escaping (DiagnosticCode) -> Bool
  ) {
    self.comments = comments
    self.today = today
    self.isLookedFor = isLookedFor
    uses = Array(repeating: Use(), count: comments.count)
    for (index, comment) in comments.enumerated() where comment.mistake == nil {
      if let line = comment.line { byLine[line, default: []].append(index) }
    }
  }

  private mutating func silences(_ diagnostic: Diagnostic) -> Bool {
    let line = diagnostic.span.file.position(of: diagnostic.span.start).line
    var isSilenced = false
    for index in byLine[line] ?? [] {
      let comment = comments[index]
      guard comment.codes.contains(where: { $0.text == diagnostic.code.id }) else { continue }
      if diagnostic.severity == .error {
        uses[index].errors[diagnostic.code.id] = diagnostic.span
      } else if !hasEnded(comment) {
        uses[index].silenced.insert(diagnostic.code.id)
        isSilenced = true
      }
    }
    return isSilenced
  }

  private func hasEnded(_ comment: IgnoreComment) -> Bool {
    guard let today, let until = comment.until else { return false }
    return until.endOfDay <= today
  }

  // MARK: The comments themselves

  private func reports() -> [Diagnostic] {
    comments.indices.flatMap { index -> [Diagnostic] in
      let comment = comments[index]
      if let mistake = comment.mistake {
        return [
          Diagnostic(
            .ignoreUnreadable, "this ignore can't be read: \(mistake.message)", at: mistake.span,
            notes: mistake.notes + ["write `// tidemark:ignore TM502 because \"…\"`"],
            fixIts: mistake.fixIts)
        ]
      }
      var found: [Diagnostic] = []
      if comment.because?.text.contains(where: { !$0.isWhitespace }) != true {
        found.append(
          Diagnostic(
            .ignoreUnexplained, "this ignore does not say why", at: comment.span,
            notes: ["add `because \"…\"`"]))
      }
      if hasEnded(comment), let until = comment.until {
        found.append(
          Diagnostic(
            .ignoreExpired, "this ignore has ended", at: until.span,
            notes: ["what it silenced is told again: mend that, and remove the comment"],
            fixIts: [FixIt("remove it", replace: comment.removal, with: "")]))
      }
      return found + reports(of: comment, uses[index])
    }
  }

  private func reports(of comment: IgnoreComment, _ use: Use) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var unused: [Name] = []
    for code in comment.codes {
      guard let known = DiagnosticCode.byID[code.text] else {
        found.append(
          Diagnostic(
            .ignoreUnknown, "there is no code `\(code.text)`", at: code.span,
            fixIts: FixIt.nearest(
              to: code.text, among: DiagnosticCode.all.map(\.id), replace: code.span)))
        continue
      }
      let isFound = use.silenced.contains(code.text)
      if let place = use.errors[code.text] {
        found.append(.ignoresError(code, at: place))
      } else if known.severity == .error, !isFound {
        found.append(.ignoresError(code, at: nil))
      } else if !isFound, !hasEnded(comment), isLookedFor(known) {
        unused.append(code)
      }
    }
    let isWhole = unused.count == comment.codes.count
    found += unused.map { code in
      Diagnostic(
        .ignoreUnused,
        comment.line.map { "nothing in line \($0) is found as \(code.text)" }
          ?? "no line follows that this ignore could be about", at: code.span,
        notes: ["it stands at the end of the line that it is about, or on the line above"],
        fixIts: isWhole
          ? [FixIt("remove the comment", replace: comment.removal, with: "")] : [])
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func ignoresError(_ code: Name, at place: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .ignoreOfError, "\(code.text) is an error, and errors can't be ignored", at: code.span,
      secondary: place.map { [Label($0, "this has to be mended")] } ?? [])
  }
}

extension NumberLiteral {
  /// The moment which a date names, or the end of the day.
  var endOfDay: Double { span.text.contains("T") ? value : value + 86_400 }
}
