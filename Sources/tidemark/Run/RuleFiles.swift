import Engine
import Interchange
import Inputs
import Language
import Metrics
import Outputs

/// Rule files, read and parsed.
struct RuleFiles {
  /// A program each: a file with all that it imports.
  let trees: [SyntaxTree]
  /// Of `trees`, those that others of them import, each with the main files that reach it.
  let users: [Int: [Int]]
  /// SHA-256 of the file; of several and of what they import, of the hashes of each, a line each.
  let hash: String
  /// The columns of a `constraints.json` among them.
  let constrained: Schema?
  /// The first `constraints.json` of model quality among them.
  private(set) var quality: (path: String, constraints: QualityConstraints)?
  /// The first `analysis.json` with bias metrics among them.
  private(set) var bias: BiasRules?
  /// Whether one is of data quality.
  private(set) var hasDataConstraints = false

  /// A file that was parsed already, by itself.
  init(_ tree: SyntaxTree) {
    trees = [tree]
    users = [:]
    hash = ""
    constrained = nil
  }

  /// - Parameters:
  ///   - root: the folder that imports may not leave; by default that of the git repository, else
  ///     that of each file.
  ///   - role: main files, or libraries as well.
  ///   - standardInput: the path that `-` stands for, since names in rules are relative to it.
  init(
    _ paths: [String], root: String?, as role: FileRole, standardInput: String? = nil
  ) throws {
    try self.init(paths, root: root, as: role) { path in
      guard path == "-" else { return (path, try Files.read(path, "rule file")) }
      return (standardInput ?? "standard input", Files.readStandardInput())
    }
  }

  /// - Parameter task: the columns that a `constraints.json` of model quality is about.
  init(_ paths: [String], root: String? = nil, task: GivenTask = GivenTask()) throws {
    try self.init(paths, root: root, task) { ($0, try Files.read($0, "rule file")) }
  }

  /// One file whose text is being changed.
  init(edited source: SourceFile, in folder: RuleFolder) {
    trees = [Linker.link(Parser.parse(source, as: .either), by: folder)]
    users = [:]
    hash = Files.hash(source.fileBytes)
    constrained = nil
  }

  /// - Parameter read: the bytes of a file, and what it is called.
  private init(
    _ paths: [String], root: String?, _ task: GivenTask = GivenTask(), as role: FileRole = .main,
    _ read: (String) throws -> (String, [UInt8])
  ) throws {
    var trees: [SyntaxTree] = []
    var hashes: [String] = []
    var constrained: [Schema.Column] = []
    var imports = GivenImports()
    for (index, path) in paths.enumerated() {
      if paths[..<index].contains(path) {
        throw CommandFailure.arguments("\(path): this rule file is named twice")
      }
      let (path, bytes) = try read(path)
      hashes.append(Files.hash(bytes))
      if path.hasSuffix(".json") {
        let constraints = try ServiceFiles.constraints(path, bytes)
        switch constraints {
        case .data(let found):
          constrained += found.schema.columns
          hasDataConstraints = true
        case .quality(let found):
          try task.validate(for: constraints, path)
          quality = quality ?? (path, found)
        case .bias(let found):
          try task.validate(for: constraints, path)
          let rules = try ServiceFiles.biasRules(found, path, task)
          bias = bias ?? rules
        }
        let text = try ServiceFiles.rules(constraints, path, task)
        trees.append(Parser.parse(SourceFile(path: path, text: text)))
      } else {
        let folder = try RuleFolder(of: path, root: root)
        let tree = Linker.link(
          Parser.parse(SourceFile(path: path, bytes: bytes), as: role), by: folder)
        if role == .either { imports.add(tree, at: trees.count, in: folder) }
        trees.append(tree)
        hashes += (tree.links?.files ?? []).map { Files.hash($0.bytes) }
      }
    }
    users = imports.users
    for (library, folder) in imports.libraries {
      trees[library] = Linker.link(
        Parser.parse(trees[library].source, as: .library), by: folder)
    }
    self.trees = trees
    self.constrained = constrained.isEmpty ? nil : Schema(constrained)
    hash =
      hashes.count == 1
      ? hashes[0] : Files.hash(Array(hashes.joined(separator: "\n").utf8))
  }

  /// All files that the rules are made of, each once.
  var paths: [String] {
    var seen: Set<String> = []
    return trees.flatMap { [$0.source.path] + ($0.links?.files ?? []).map(\.path) }
      .filter { seen.insert($0).inserted }
  }

  /// Checks all files against a schema and the names that columns may have.
  ///
  /// - Parameters:
  ///   - hasHistory: whether earlier runs leave a history; it is not missed where nothing is judged.
  ///   - allowsCommands: whether sinks may run commands; no matter where nobody is told.
  ///   - sections: the part of captured records that a column is of, so that `input.x` names it.
  ///   - levels: what the command line says of lints.
  func check(
    schema: Schema?, known: Set<String>?, sections: [String: String] = [:],
    hasHistory: Bool = true, allowsCommands: Bool = true, allowsModel: Bool = true,
    levels: LintLevels = LintLevels()
  ) -> (rulesets: [Ruleset], diagnostics: [Diagnostic]) {
    var rulesets: [Int: Ruleset] = [:]
    var diagnostics: [Diagnostic] = []
    var told: Set<String> = []
    // Who reads the names of a library is known once its users are checked.
    let order =
      trees.indices.filter { users[$0] == nil } + trees.indices.filter { users[$0] != nil }
    for index in order {
      let tree = trees[index]
      let readNames = users[index]?.compactMap { rulesets[$0]?.readNames }
      let checked = RulesetChecker.check(
        tree, catalogue: .standard, schema: schema, known: known, sections: sections,
        today: RunRecord.now, hasHistory: hasHistory,
        allowsCommands: allowsCommands, allowsModel: allowsModel,
        backgrounds: RuleFiles.backgrounds(of: tree), levels: levels,
        readElsewhere: readNames?.reduce(into: Set()) { $0.formUnion($1) })
      rulesets[index] = checked.ruleset
      // What two of the files import is told once, and of a library what no user shows.
      diagnostics += checked.diagnostics.filter { diagnostic in
        if readNames != nil { return tree.tellsAlone(diagnostic) }
        return diagnostic.span.file === tree.source
          || told.insert("\(diagnostic.code.id) \(diagnostic.span) \(diagnostic.message)").inserted
      }
    }
    return (trees.indices.compactMap { rulesets[$0] }, diagnostics)
  }

  /// The columns of the files that `background:` names, by their paths; a file that can't be read is
  /// missed where it is wanted.
  private static func backgrounds(of tree: SyntaxTree) -> [String: [String]] {
    var columns: [String: [String]] = [:]
    for case .monitor(let monitor) in tree.declarations {
      for case .attributions(let expression) in monitor.clauses.map(\.kind) {
        guard case .call(_, let arguments?) = expression.kind,
          let value = arguments.first(where: { $0.label?.text == "background" })?.value,
          case .string(let text) = value.kind
        else { continue }
        let path = resolve(text, beside: value.span.file.path)
        columns[path] = try? InputSet.open([path], options: InputOptions()).columns
      }
    }
    return columns
  }

  /// The names that a monitor gives to what captured records hold.
  var capture: CaptureNames? {
    for tree in trees {
      for case .monitor(let monitor) in tree.declarations {
        for case .capture(let sections) in monitor.clauses.map(\.kind) {
          let names = { (word: String) in
            sections.filter { $0.section.text == word }.flatMap { $0.names.map(\.text) }
          }
          return CaptureNames(
            input: names("input"), output: names("output"), truth: names("truth"),
            meta: names("meta"))
        }
      }
    }
    return nil
  }

  /// The baseline that the files ask for, relative to the file that says it.
  func baselinePath() throws -> String? {
    var found: (path: String, place: SourceSpan)?
    for tree in trees {
      for case .monitor(let monitor) in tree.declarations {
        for case .baseline(let literal) in monitor.clauses.map(\.kind) {
          let path = RuleFiles.resolve(literal.text, beside: literal.span.file.path)
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

  static func resolve(_ path: String, beside file: String) -> String {
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

  /// Prints diagnostics at or above a severity, in order of their place; of very many the first.
  static func show(
    _ diagnostics: [Diagnostic], color: Console.Color, from least: Diagnostic.Severity
  ) {
    let renderer = DiagnosticRenderer(color: color.appliesToError)
    let shown = Findings.ordered(diagnostics).filter { $0.severity >= least }
    for diagnostic in shown.prefix(mostShown) { Console.error(renderer.render(diagnostic) + "\n") }
    if shown.count > mostShown {
      Console.error("… and \(Counted.text(shown.count - mostShown, "finding")) more\n")
    }
  }

  private static let mostShown = 200
}
