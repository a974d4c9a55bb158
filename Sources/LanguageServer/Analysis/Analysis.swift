import Engine
import Language
import Outputs

/// What is found in a text: its rules, what is wrong with it, and the baseline that it names.
struct Analysis {
  let tree: SyntaxTree
  /// The declarations of the text and of what it imports.
  let program: SyntaxTree
  let ruleset: Ruleset
  /// By place, each once; where there are too many, the worst.
  let diagnostics: [Diagnostic]
  let baseline: BaselineShelf.Loaded?
  /// Names that programs read which the text is part of; nil where there are none.
  let readElsewhere: Set<String>?
  /// Identities of the files that it is made of.
  let files: Set<String>

  private static let mostFindings = 1_000

  init(
    _ tree: SyntaxTree, _ program: SyntaxTree, catalogue: Catalogue,
    baseline: BaselineShelf.Loaded?, today: Double, readElsewhere: Set<String>?,
    files: Set<String>
  ) {
    self.tree = tree
    self.program = program
    self.baseline = baseline
    self.readElsewhere = readElsewhere
    self.files = files
    let schema = baseline?.gathered?.schema
    let checked = RulesetChecker.check(
      program, catalogue: catalogue, schema: schema, known: schema.map { Set($0.names) },
      today: today, allowsCommands: true, readElsewhere: readElsewhere)
    ruleset = checked.ruleset
    diagnostics =
      Findings(checked.diagnostics, files: [tree.source.path], most: Analysis.mostFindings)
      .diagnostics
  }

  var scope: Scope { ruleset.scope }
  var gathered: Gathered? { baseline?.gathered }

  /// The path of the baseline that a monitor names.
  static func baselinePath(_ program: SyntaxTree) -> String? {
    for case .monitor(let monitor) in program.declarations {
      for case .baseline(let literal) in monitor.clauses.map(\.kind) {
        return ServerFiles.resolve(literal.text, beside: literal.span.file.path)
      }
    }
    return nil
  }
}
