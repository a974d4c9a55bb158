extension Linker {
  /// The files that sets are read from, each once.
  mutating func readSets() -> (files: [SourceFile], places: [Links.Place: SourceFile]) {
    var found: [String: SourceFile] = [:]
    var all: [SourceFile] = []
    var places: [Links.Place: SourceFile] = [:]
    for file in files {
      for literal in file.tree.setFiles {
        do {
          let target = try loader.find(literal.text, from: literal.span.file)
          if let known = found[target.identity] {
            places[Links.Place(literal.span)] = known
            continue
          }
          guard all.count < limits.imports else {
            diagnostics.append(
              Diagnostic(
                .tooManyImports, "rules read sets from \(limits.imports) files at most",
                at: literal.span, label: "this is one more"))
            return (all, places)
          }
          let source = SourceFile(
            path: target.path, bytes: try loader.read(target, atMost: limits.setBytes))
          found[target.identity] = source
          all.append(source)
          places[Links.Place(literal.span)] = source
        } catch {
          diagnostics.append(error.diagnostic(.setUnreadable, "file of values", at: literal))
        }
      }
    }
    return (all, places)
  }
}
