import Language

extension RuleMerge {
  /// Everything but `columns { }`, each declaration as a whole.
  mutating func mergeDeclarations() {
    let olds = RuleMerge.declarations(old.tree)
    let news = RuleMerge.declarations(new.tree)
    let editeds = RuleMerge.declarations(edited.tree)
    for (key, mine) in editeds.byKey {
      guard let before = olds.byKey[key] else { continue }
      let after = news.byKey[key]
      let theirs = after.map(new.wordsAndComments)
      guard theirs != old.wordsAndComments(before) else { continue }
      if edited.wordsAndComments(mine) == old.wordsAndComments(before) {
        if let after {
          edits.replace(mine, with: after.text)
          renewed.append(key)
        } else {
          edits.removeLine(mine)
          removed.append(key)
        }
      } else if theirs != edited.wordsAndComments(mine), key != "monitor" {
        conflicts.append(
          Diagnostic(
            .declarationConflict,
            after == nil
              ? "`\(key)` was edited and is no longer generated"
              : "`\(key)` was edited and is now generated otherwise",
            at: mine, label: "kept as you wrote it",
            secondary: [Diagnostic.Label(after ?? before, "generated")]))
      }
    }
    for key in news.order where olds.byKey[key] == nil && editeds.byKey[key] == nil {
      guard let span = news.byKey[key] else { continue }
      append(span.text)
      added.append(key)
    }
  }

  /// Appends a declaration to the file.
  mutating func append(_ text: String) {
    let bytes = edited.tree.source.bytes
    let isEnded = bytes.isEmpty || bytes.last == UInt8(ascii: "\n")
    edits.insert(
      (isEnded ? "" : edits.lineEnd) + edits.lineEnd + text + edits.lineEnd, at: bytes.count)
  }

  /// Places of declarations by what they declare; of two with one name, the first.
  private static func declarations(
    _ tree: SyntaxTree
  ) -> (order: [String], byKey: [String: SourceSpan]) {
    var order: [String] = []
    var byKey: [String: SourceSpan] = [:]
    for declaration in tree.declarations {
      guard let (key, span) = declaration.mergeKey, byKey[key] == nil else { continue }
      order.append(key)
      byKey[key] = span
    }
    return (order, byKey)
  }
}

extension Declaration {
  /// What it declares, and where; nil for `columns`.
  fileprivate var mergeKey: (String, SourceSpan)? {
    switch self {
    case .monitor(let monitor): ("monitor", monitor.span)
    case .let(let named): ("let \(named.name.text)", named.span)
    case .columns: nil
    case .rule(let rule): ("rule \(rule.name.text)", rule.span)
    case .derive(let named): ("derive \(named.name.text)", named.span)
    case .waive(let waiver): ("waive \(waiver.rule.text)", waiver.span)
    case .metric(let named): ("metric \(named.name.text)", named.span)
    case .sink(let named): ("sink \(named.name.text)", named.span)
    case .define(let named): ("define \(named.name.text)", named.span)
    case .overrideRule(let rule): ("override rule \(rule.name.text)", rule.span)
    case .overrideColumns: nil
    case .plugin(let plugin): ("plugin \(plugin.name.text)", plugin.span)
    case .test(let test): ("test \(test.title.text)", test.span)
    }
  }
}
