import Language

extension RulesetChecker {
  /// Names of the file that nothing reads, and its imports that bring in nothing else.
  ///
  /// Of a library that is known only where its users are.
  mutating func reportUnused(_ tree: SyntaxTree) {
    guard !tree.isLibrary || readElsewhere != nil else { return }
    let used = usedLets.union(readElsewhere ?? [])
    let named = tree.declarations.compactMap { declaration in
      switch declaration {
      case .let(let named): named
      // One that is refused was told.
      case .define(let named): scope.definitions[named.name.text] == nil ? nil : named
      default: nil as NamedExpression?
      }
    }
    // What stands for too much was not read to its end.
    let isReadWhole = !diagnostics.contains { $0.code == .namesMultiply }
    for named in named where isReadWhole && named.span.file === tree.source {
      guard !used.contains(named.name.text), !named.name.text.hasPrefix("_") else { continue }
      // What a mistaken definition reads was not looked at.
      guard scope.mistakenDefinitions.subtracting([named.name.text]).isEmpty else { continue }
      diagnostics.append(
        Diagnostic(
          .unusedLet, "`\(named.name.text)` is never used", at: named.name.span,
          notes: ["remove it, or begin its name with `_`"]))
    }
    for library in tree.links?.libraries ?? [] where library.names.isDisjoint(with: used) {
      let names = library.names.sorted().prefix(8).map { "`\($0)`" }
      for place in library.imports where place.file === tree.source {
        diagnostics.append(
          Diagnostic(
            .unusedImport, "nothing of this file is used", at: place,
            notes: names.isEmpty
              ? ["it declares nothing"] : ["it declares \(names.joined(separator: ", "))"]))
      }
    }
  }

  mutating func refusePlugins(_ tree: SyntaxTree) {
    for case .plugin(let plugin) in tree.declarations {
      diagnostics.append(
        Diagnostic(
          .notYetEvaluated, "not yet: this version has no plugins", at: plugin.span,
          label: "these rules ask for one",
          notes: [
            "what `\(plugin.name.text)` gives can't be checked: remove the line, or the rules"
          ]))
    }
  }
}
