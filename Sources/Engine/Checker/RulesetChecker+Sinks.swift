import Language

extension RulesetChecker {
  mutating func declareSinks(_ tree: SyntaxTree, monitor: String) {
    for case .sink(let declaration) in tree.declarations {
      if let first = sinkPlaces[declaration.name.text] {
        diagnostics.append(.duplicate("sink", declaration.name, first: first))
        continue
      }
      sinkPlaces[declaration.name.text] = declaration.name.span
      guard case .call(let path, let arguments) = declaration.value.kind else { continue }
      guard let kind = SinkKindName(rawValue: path.text) else {
        reportUnknownKind(path)
        continue
      }
      let file = declaration.span.file.path
      let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
      var reader = SinkArguments(
        kind: kind, arguments ?? [], at: declaration.value.span, folder: String(folder),
        monitor: monitor)
      let made = reader.kindAndLevel(of: kind)
      diagnostics += reader.diagnostics
      if let (kind, atLeast) = made {
        if case .command(let command) = kind {
          commandUses.append((command.arguments.first ?? "", declaration.value.span))
        }
        sinks.append(
          SinkSpecification(
            name: declaration.name.text, monitor: monitor, atLeast: atLeast, kind: kind))
      }
    }
  }

  /// Commands of a rule file run as whoever checks it: that person must have said so.
  func problemsWithoutCommands() -> [Diagnostic] {
    commandUses.map { program, span in
      Diagnostic(
        .commandNotAllowed, "this sink runs `\(VisibleText.safe(program))`, which is not allowed",
        at: span,
        notes: [
          "`--allow-commands` allows the commands of these rules; look at what they run before. `--alerts off` tells no sink"
        ])
    }
  }

  private mutating func reportUnknownKind(_ path: Path) {
    let kinds = SinkKindName.allCases.map(\.rawValue)
    diagnostics.append(
      Diagnostic(
        .unknownSinkKind, "there is no sink of the kind `\(path.text)`", at: path.span,
        notes: ["kinds are " + kinds.map { "`\($0)`" }.joined(separator: ", ")],
        fixIts: FixIt.nearest(to: path.text, among: kinds, replace: path.span)))
  }

  /// The sinks that `notify` names; one that is not declared is a mistake.
  mutating func sinks(named names: [Name]) -> [SinkSpecification] {
    names.compactMap { name in
      if let found = sinks.first(where: { $0.name == name.text }) { return found }
      // What is wrong with its declaration has been told there.
      guard sinkPlaces[name.text] == nil else { return nil }
      diagnostics.append(
        Diagnostic(
          .unknownSink, "no sink is called `\(name.text)`", at: name.span,
          notes: sinkPlaces.isEmpty
            ? ["declare it: `sink \(name.text) = stdout(format: text)`"] : [],
          fixIts: FixIt.nearest(
            to: name.text, among: sinkPlaces.keys.sorted(), replace: name.span))
      )
      return nil
    }
  }
}

/// The kinds of sinks by the names that rule files use.
package enum SinkKindName: String, CaseIterable {
  case stdout, file, webhook, command

  /// The words that an option takes; nil for options of other values.
  package func words(of option: String) -> [String]? {
    switch (self, option) {
    case (_, "at_least"): SeverityLiteral.allCases.map(\.rawValue)
    case (.stdout, "format"): SinkSpecification.TextFormat.allCases.map(\.rawValue)
    case (.file, "format"): ["jsonl"]
    case (.webhook, "template"): SinkSpecification.Template.allCases.map(\.rawValue)
    default: nil
    }
  }

  package var options: [String] {
    switch self {
    case .stdout: ["format", "at_least"]
    case .file: ["path", "format", "rotate", "keep", "at_least"]
    case .webhook: ["url", "secret", "template", "headers", "timeout", "retries", "at_least"]
    case .command: ["timeout", "environment", "retries", "at_least"]
    }
  }
}
