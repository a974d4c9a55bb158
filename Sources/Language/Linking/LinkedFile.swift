/// A file of a program that is being linked.
struct LinkedFile {
  let tree: SyntaxTree
  /// The files that it imports.
  var imports: [(target: Int, span: SourceSpan)] = []
  /// It is being read: what imports it now closes a circle.
  var isOpen = true
  /// The files that it imports, directly or by way of others.
  private(set) var reached: Set<Int> = []
  /// Its declarations, where they only give names to expressions.
  let namesAlone: Set<String>?
  let hasOverrides: Bool

  init(_ tree: SyntaxTree) {
    self.tree = tree
    var names: Set<String>? = []
    var hasOverrides = false
    for declaration in tree.declarations {
      switch declaration {
      case .let(let named), .define(let named): names?.insert(named.name.text)
      case .overrideRule, .overrideColumns:
        hasOverrides = true
        names = nil
      default: names = nil
      }
    }
    // What is left out after a mistake might have been anything.
    let isMistaken = tree.diagnostics.contains { $0.severity == .error }
    namesAlone = isMistaken ? nil : names
    self.hasOverrides = hasOverrides
  }

  /// Gathers what it reaches, once all that it imports is read.
  mutating func settle(_ files: [LinkedFile]) {
    for (target, _) in imports { reached.formUnion(files[target].reached.union([target])) }
  }
}
