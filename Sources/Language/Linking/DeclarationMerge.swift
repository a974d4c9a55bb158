/// The declarations of several files as those of one, with overrides carried out.
struct DeclarationMerge {
  enum Item {
    case declaration(Declaration)
    /// Of `blocks`.
    case columns(Int)
  }

  let files: [LinkedFile]
  var diagnostics: [Diagnostic] = []
  var items: [Item] = []
  /// Of `items`, by the rule's name.
  private(set) var rules: [String: Int] = [:]
  /// How many more times a name is looked for among all that there are.
  var suggestions = 20
  private let indices: [ObjectIdentifier: Int]
  private var monitors: [MonitorMerge.Part] = []
  private var columns = ColumnsMerge()

  init(_ files: [LinkedFile]) {
    self.files = files
    indices = Dictionary(
      files.enumerated().map { (ObjectIdentifier($1.tree.source), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// All declarations, imported ones first.
  mutating func finish() -> [Declaration] {
    var merge = MonitorMerge(monitors, files)
    let monitor = merge.merged()
    diagnostics += merge.diagnostics
    let merged = Set(monitors.map(\.item))
    var declarations: [Declaration] = []
    declarations.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      switch item {
      case .columns(let block):
        declarations += columns.blocks[block].declarations.map { .columns($0) }
      case .declaration where merged.contains(index): continue
      case .declaration(let declaration): declarations.append(declaration)
      }
    }
    return (monitor.map { [.monitor($0)] } ?? []) + declarations
  }

  func span(of item: Item) -> SourceSpan {
    switch item {
    case .declaration(let declaration): declaration.span
    case .columns(let block): columns.blocks[block].span
    }
  }

  /// Adds a file, after those that it imports.
  mutating func add(_ index: Int) {
    let all = files[index].tree.declarations
    var hasMonitor = false
    for declaration in all {
      switch declaration {
      case .overrideRule, .overrideColumns: continue
      case .monitor(let monitor) where !hasMonitor:
        hasMonitor = true
        monitors.append(MonitorMerge.Part(monitor, file: index, item: items.count))
        items.append(.declaration(declaration))
      case .rule(let rule):
        if rules[rule.name.text] == nil { rules[rule.name.text] = items.count }
        items.append(.declaration(declaration))
      case .columns(let block): items.append(.columns(columns.add(block)))
      default: items.append(.declaration(declaration))
      }
    }
    guard files[index].hasOverrides else { return }
    let view = OverrideView(file: index, reached: files[index].reached, indices: indices)
    for declaration in all {
      switch declaration {
      case .overrideRule(let override): change(override, view)
      case .overrideColumns(let override): diagnostics += columns.change(override, view)
      default: break
      }
    }
  }
}

/// What a file that overrides may change: what it imports.
struct OverrideView {
  let file: Int
  let reached: Set<Int>
  let indices: [ObjectIdentifier: Int]

  enum Relation {
    case imported, own, foreign
  }

  func relation(to span: SourceSpan) -> Relation {
    guard let other = indices[ObjectIdentifier(span.file)] else { return .foreign }
    return other == file ? .own : reached.contains(other) ? .imported : .foreign
  }
}
