import Language

/// Which lints are told, and how loudly: from the monitor's `lint { … }` and the command line.
///
/// A code wins over its family, and that over a group; among equals the later one. Errors of the
/// language stay errors. Style is off until it is asked for.
package struct LintLevels: Sendable {
  package enum Selector: Sendable, Equatable {
    case group(DiagnosticCode.Group)
    /// All codes that begin so: `TM5`.
    case family(String)
    case code(String)

    /// Reads `style`, `TM5xx` or `TM512`; nil for what names no code.
    package init?(_ text: String) {
      if let group = DiagnosticCode.Group(rawValue: text) {
        self = .group(group)
      } else if DiagnosticCode.byID[text] != nil {
        self = .code(text)
      } else if Selector.families.contains(text) {
        self = .family(String(text.prefix(3)))
      } else {
        return nil
      }
    }

    static let families = Set(DiagnosticCode.all.map { "\($0.id.prefix(3))xx" }).sorted()

    /// All that can be written.
    package static let names =
      DiagnosticCode.Group.allCases.map(\.rawValue) + families + DiagnosticCode.all.map(\.id)

    package func covers(_ code: DiagnosticCode) -> Bool {
      switch self {
      case .group(let group): code.group == group
      case .family(let start): code.id.hasPrefix(start)
      case .code(let id): code.id == id
      }
    }

    fileprivate func touches(_ group: DiagnosticCode.Group) -> Bool {
      switch self {
      case .group(let named): named == group
      case .family: DiagnosticCode.all.contains { $0.group == group && covers($0) }
      case .code(let id): DiagnosticCode.byID[id]?.group == group
      }
    }

    fileprivate var rank: Int {
      switch self {
      case .group: 0
      case .family: 1
      case .code: 2
      }
    }
  }

  private var entries: [(selector: Selector, level: LintLevel)] = [(.group(.style), .off)]

  package init() {}

  /// All that is found, as each code says.
  package static let all: LintLevels = {
    var levels = LintLevels()
    levels.set(.group(.style), .on)
    return levels
  }()

  /// The groups of which some code may be told: others need not be looked for.
  package var groups: Set<DiagnosticCode.Group> {
    Set(
      DiagnosticCode.Group.allCases.filter { group in
        group == .bug || entries.contains { $0.level != .off && $0.selector.touches(group) }
      })
  }

  package mutating func set(_ selector: Selector, _ level: LintLevel) {
    entries.append((selector, level))
  }

  /// These, and then others that count more.
  package func followed(by others: LintLevels) -> LintLevels {
    var result = self
    result.entries += others.entries.dropFirst()
    return result
  }

  /// What is told of what was found.
  package func applied(to diagnostics: [Diagnostic]) -> [Diagnostic] {
    var known: [String: LintLevel] = [:]
    return diagnostics.compactMap { diagnostic in
      guard diagnostic.severity != .error else { return diagnostic }
      let code = diagnostic.code
      let level = known[code.id] ?? self.level(of: code)
      known[code.id] = level
      switch level {
      case .off: return nil
      case .on: return diagnostic
      case .note: return diagnostic.with(.note)
      case .warning: return diagnostic.with(.warning)
      case .error: return diagnostic.with(.error)
      }
    }
  }

  private func level(of code: DiagnosticCode) -> LintLevel {
    var found: (rank: Int, level: LintLevel) = (-1, .on)
    for (selector, level) in entries where selector.covers(code) && selector.rank >= found.rank {
      found = (selector.rank, level)
    }
    return found.level
  }
}

extension Diagnostic {
  fileprivate func with(_ severity: Severity) -> Diagnostic {
    Diagnostic(
      code, message, at: span, severity: severity, label: label, secondary: secondary,
      notes: notes, fixIts: fixIts)
  }
}

extension DiagnosticCode {
  package static let byID = Dictionary(
    all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
}
