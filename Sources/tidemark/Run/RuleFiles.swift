import Engine
import Language
import Metrics

/// Rule files, read and parsed.
struct RuleFiles {
  let trees: [SyntaxTree]
  /// SHA-256 over all of them.
  let hash: String

  init(_ paths: [String]) throws {
    var trees: [SyntaxTree] = []
    var all: [UInt8] = []
    for path in paths {
      let bytes = try Files.read(path, "rule file")
      all += bytes
      trees.append(Parser.parse(SourceFile(path: path, bytes: bytes)))
    }
    self.trees = trees
    hash = Files.hash(all)
  }

  /// Checks all files against a schema and the names that columns may have.
  func check(
    schema: Schema?, known: Set<String>?
  ) -> (rulesets: [Ruleset], diagnostics: [Diagnostic]) {
    var rulesets: [Ruleset] = []
    var diagnostics: [Diagnostic] = []
    for tree in trees {
      let checked = RulesetChecker.check(
        tree, catalogue: .standard, schema: schema, known: known)
      rulesets.append(checked.ruleset)
      diagnostics += checked.diagnostics
    }
    return (rulesets, diagnostics)
  }

  /// The baseline that the files ask for, relative to the file that says it.
  func baselinePath() throws -> String? {
    var found: (path: String, place: SourceSpan)?
    for tree in trees {
      for case .monitor(let monitor) in tree.declarations {
        for case .baseline(let literal) in monitor.clauses.map(\.kind) {
          let path = RuleFiles.resolve(literal.text, beside: tree.source.path)
          if let found, found.path != path {
            throw CommandFailure.arguments(
              "the rule files name two baselines (\(found.place) and \(literal.span)): give --baseline, or check them one by one"
            )
          }
          found = (path, literal.span)
        }
      }
    }
    return found?.path
  }

  private static func resolve(_ path: String, beside file: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    if path == "." { return folder.isEmpty ? "." : folder }
    return folder.isEmpty ? path : folder + "/" + path
  }

  /// The folder of the first file.
  static func folder(of files: RuleFiles) -> String {
    resolve(".", beside: files.trees.first?.source.path ?? "")
  }

  /// Prints diagnostics at or above a severity, in order of their place.
  static func show(
    _ diagnostics: [Diagnostic], color: Console.Color, from least: Diagnostic.Severity
  ) {
    let renderer = DiagnosticRenderer(color: color.appliesToError)
    for diagnostic in sorted(diagnostics) where diagnostic.severity >= least {
      Console.error(renderer.render(diagnostic) + "\n")
    }
  }

  static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { a, b in
      let (x, y) = (a.element.span, b.element.span)
      return (x.file.path, x.start, a.offset) < (y.file.path, y.start, b.offset)
    }.map(\.element)
  }
}
