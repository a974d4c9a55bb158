/// The monitors of several files as the one of their program.
///
/// It is that of the file that imports the others; a clause that it lacks comes from theirs. Where they
/// differ, the importing one has to say which it is.
struct MonitorMerge {
  struct Part {
    let monitor: MonitorDeclaration
    let file: Int
    /// Among the items of the merge.
    let item: Int

    init(_ monitor: MonitorDeclaration, file: Int, item: Int) {
      self.monitor = monitor
      self.file = file
      self.item = item
    }
  }

  /// A clause that stands, and the file that it came from.
  private struct Standing {
    let clauses: [MonitorClause]
    let file: Int
  }

  private let parts: [Part]
  private let files: [LinkedFile]
  private(set) var diagnostics: [Diagnostic] = []
  private var standing: [String: Standing] = [:]
  private var clauses: [MonitorClause] = []

  /// - Parameter parts: imported ones first.
  init(_ parts: [Part], _ files: [LinkedFile]) {
    self.parts = parts
    self.files = files
  }

  mutating func merged() -> MonitorDeclaration? {
    guard let top = parts.last else { return nil }
    let others = parts.dropLast().filter { !files[top.file].reached.contains($0.file) }
    if let other = others.last {
      diagnostics.append(
        Diagnostic(
          .monitorsDiffer, "`\(top.monitor.name.text)` is a second monitor",
          at: top.monitor.name.span,
          secondary: [Diagnostic.Label(other.monitor.name.span, "the first one")],
          notes: ["a monitor in the file that imports both stands for them"]))
    }
    for part in parts.reversed() { take(part, top) }
    return MonitorDeclaration(
      name: top.monitor.name, title: top.monitor.title, clauses: clauses,
      documentation: top.monitor.documentation, span: top.monitor.span)
  }

  /// Takes what no file above says.
  private mutating func take(_ part: Part, _ top: Part) {
    var new: [String: [MonitorClause]] = [:]
    for clause in part.monitor.clauses {
      let name = clause.kind.name
      guard let before = standing[name] else {
        new[name, default: []].append(clause)
        clauses.append(clause)
        continue
      }
      let isAbove = files[before.file].reached.contains(part.file)
      guard !isAbove, let first = before.clauses.first, !first.says(clause) else { continue }
      diagnostics.append(
        Diagnostic(
          .monitorsDiffer, "imported monitors differ in `\(name)`", at: top.monitor.name.span,
          secondary: [
            Diagnostic.Label(clause.span, "one says this"),
            Diagnostic.Label(first.span, "another this"),
          ], notes: ["say `\(name)` in this monitor: it stands for theirs"]))
    }
    for (name, clauses) in new { standing[name] = Standing(clauses: clauses, file: part.file) }
  }
}

extension MonitorClause {
  /// Whether another says the same.
  fileprivate func says(_ other: MonitorClause) -> Bool {
    // Paths are relative to the file that writes them.
    if case .baseline = kind { return false }
    return span.text.split(whereSeparator: \.isWhitespace)
      == other.span.text.split(whereSeparator: \.isWhitespace)
  }
}

extension MonitorClause.Kind {
  /// What it sets.
  fileprivate var name: String {
    switch self {
    case .owner: "owner"
    case .baseline: "baseline"
    case .task: "task"
    case .window: "window"
    case .capture: "capture"
    case .attributions: "attributions"
    case .model: "model"
    case .drift: "drift"
    case .tags: "tags"
    case .lint: "lint"
    case .defaults(let clause): clause.settingWord
    }
  }
}
