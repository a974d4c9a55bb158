/// Applies fix-its to a file, until there are no more.
///
/// Mistakes of the grammar go first, since what is read after them depends on them. A change after
/// which the file has more mistakes than before is taken back; errors that only a mistake of the
/// grammar hid are not counted against its fix.
///
/// - Complexity: `mostTrials` checks of the file at most, however many mistakes it has.
package struct Fixing {
  /// The file as it is now.
  package private(set) var source: SourceFile
  /// What is wrong with it.
  package private(set) var diagnostics: [Diagnostic]
  /// How many diagnostics were mended.
  package private(set) var count = 0
  private let check: (SourceFile) -> [Diagnostic]
  private let wanted: (Diagnostic) -> Bool
  private var refused: Set<Change> = []
  private var trials = 0

  package static let mostTrials = 200

  /// A diagnostic, and what is proposed for it, the likeliest first.
  private typealias Open = (diagnostic: Diagnostic, proposals: [FixIt])
  private typealias Chosen = (diagnostic: Diagnostic, fixIt: FixIt)

  /// A fix-it, known by the text around it: other changes of the file move it.
  private struct Change: Hashable {
    let code: String
    let context: [UInt8]
    let replacement: String

    init(_ diagnostic: Diagnostic, _ fixIt: FixIt) {
      let (span, bytes) = (fixIt.span, fixIt.span.file.bytes)
      let end = min(bytes.count, span.end + 40)
      code = diagnostic.code.id
      context = Array(bytes[min(end, max(0, span.start - 40))..<end])
      replacement = fixIt.replacement
    }
  }

  /// - Parameters:
  ///   - check: finds what is wrong with a text.
  ///   - wanted: whether a finding is to be mended.
  package init(
    _ source: SourceFile, wanted: @escaping (Diagnostic) -> Bool,
    check: @escaping (SourceFile) -> [Diagnostic]
  ) {
    self.source = source
    self.wanted = wanted
    self.check = check
    diagnostics = check(source)
    var isChanged = false
    while trials < Fixing.mostTrials {
      let open = self.open()
      if !open.isEmpty {
        if mend(chosen(open)) { isChanged = true }
      } else if isChanged, !refused.isEmpty {
        // What was refused among other mistakes may do without them.
        (refused, isChanged) = ([], false)
      } else {
        break
      }
    }
  }

  /// What can be mended; mistakes of the grammar alone where there are some.
  private func open() -> [Open] {
    let all = diagnostics.compactMap { diagnostic -> Open? in
      guard wanted(diagnostic), diagnostic.span.file === source else { return nil }
      let proposals = diagnostic.fixIts.filter { !refused.contains(Change(diagnostic, $0)) }
      return proposals.isEmpty ? nil : (diagnostic, proposals)
    }
    let syntax = all.filter { $0.diagnostic.code.isSyntax }
    return syntax.isEmpty ? all : syntax
  }

  /// Applies all changes, or as many of the first as can be applied; refuses the first where it
  /// can't. False where nothing changed.
  private mutating func mend(_ chosen: [Chosen]) -> Bool {
    var batch = chosen[...]
    while !take(Array(batch)) {
      guard batch.count > 1 else {
        for change in batch { refused.insert(Change(change.diagnostic, change.fixIt)) }
        return false
      }
      batch = batch.prefix(batch.count / 2)
    }
    return true
  }

  private mutating func take(_ changes: [Chosen]) -> Bool {
    let fixed = source.fixed(by: changes.map(\.fixIt))
    guard fixed.bytes != source.bytes else {
      trials += 1
      return false
    }
    let found = tried(fixed)
    let (before, after) = (Mistakes(diagnostics), Mistakes(found))
    // What was behind a mistake comes to light: what counts is that the mistake itself is gone.
    var mended = Set(changes.map(\.diagnostic.code.id)).reduce(0) { sum, code in
      sum + max(0, before.byCode[code, default: 0] - after.byCode[code, default: 0])
    }
    // Of too many mistakes the next ones take the place of those that are gone.
    if after.unread < before.unread { mended = max(mended, changes.count) }
    let isSyntax = changes.contains { $0.diagnostic.code.isSyntax }
    guard mended > 0, after.syntax <= before.syntax, isSyntax || after.errors <= before.errors
    else { return false }
    source = fixed
    diagnostics = found
    count += mended
    return true
  }

  private mutating func tried(_ file: SourceFile) -> [Diagnostic] {
    trials += 1
    return check(file)
  }

  private struct Mistakes {
    var syntax = 0
    var errors = 0
    var byCode: [String: Int] = [:]
    /// Bytes of which nothing is said, since there are too many mistakes before them.
    var unread = 0

    init(_ diagnostics: [Diagnostic]) {
      var last = 0
      var end: Int?
      for diagnostic in diagnostics {
        if diagnostic.code == .tooManyMistakes {
          end = diagnostic.span.start
        } else if diagnostic.code.isSyntax {
          last = max(last, diagnostic.span.start)
        }
        byCode[diagnostic.code.id, default: 0] += 1
        guard diagnostic.severity == .error else { continue }
        errors += 1
        if diagnostic.code.isSyntax { syntax += 1 }
      }
      if let end { unread = max(0, end - last) }
    }
  }
}

// MARK: Proposals

extension Fixing {
  /// Further proposals of one diagnostic are not tried.
  private static let mostProposals = 4

  /// One fix-it of each diagnostic. Of several that which leaves the fewest errors in its line, then
  /// in the file, then the fewest findings in its line; of equal ones the first, which is the
  /// likeliest.
  ///
  /// All first proposals are tried together, then all second ones, so that thousands of places take
  /// no longer than one. Of two such places in one line the second waits.
  private mutating func chosen(_ open: [Open]) -> [Chosen] {
    var lines: Set<Int> = []
    let open = open.filter { one in
      guard let first = one.proposals.first, one.proposals.count > 1 else { return true }
      return lines.insert(source.position(of: first.span.start).line).inserted
    }
    let most = min(open.map(\.proposals.count).max() ?? 0, Fixing.mostProposals)
    guard most > 1 else { return open.compactMap(Fixing.first) }
    var best = [(score: Score, proposal: Int)?](repeating: nil, count: open.count)
    for proposal in 0..<most {
      let fixIts = open.map { $0.proposals[min(proposal, $0.proposals.count - 1)] }
      let (file, places) = source.applying(fixIts)
      let findings = LineFindings(tried(file), file)
      for (index, place) in places.enumerated() where proposal < open[index].proposals.count {
        guard let place else { continue }
        let score = findings.score(line: file.position(of: place).line)
        if best[index].map({ score < $0.score }) ?? true { best[index] = (score, proposal) }
      }
    }
    return zip(open, best).map { ($0.diagnostic, $0.proposals[$1?.proposal ?? 0]) }
  }

  private static func first(_ open: Open) -> Chosen? {
    open.proposals.first.map { (open.diagnostic, $0) }
  }

  private typealias Score = (Int, Int, Int)

  /// How many findings touch each line of a file.
  private struct LineFindings {
    private var errors: [Int]
    private var all: [Int]
    private var total = 0

    init(_ diagnostics: [Diagnostic], _ file: SourceFile) {
      errors = Array(repeating: 0, count: file.lineStarts.count + 2)
      all = errors
      for diagnostic in diagnostics {
        let isError = diagnostic.severity == .error
        if isError { total += 1 }
        guard diagnostic.span.file === file else { continue }
        // Where they begin and end; the sums below are what touches a line.
        let first = file.position(of: diagnostic.span.start).line
        let last = file.position(of: max(diagnostic.span.start, diagnostic.span.end - 1)).line
        all[first] += 1
        all[last + 1] -= 1
        guard isError else { continue }
        errors[first] += 1
        errors[last + 1] -= 1
      }
      for line in all.indices.dropFirst() {
        all[line] += all[line - 1]
        errors[line] += errors[line - 1]
      }
    }

    func score(line: Int) -> Score { (errors[line], total, all[line]) }
  }
}

extension DiagnosticCode {
  /// Whether the lexer or the parser gives it.
  package var isSyntax: Bool { id.hasPrefix("TM1") }
}
