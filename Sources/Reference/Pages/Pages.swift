import Engine
import Language

/// Every page of the reference.
package struct Pages: Sendable {
  package let catalogue: Catalogue
  package let codes: [Page]
  package let metrics: [Page]
  package let keywords: [Page]
  package let functions: [Page]
  package let reasons: [Page]

  package init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    codes = DiagnosticCode.all.map { Page($0) }
    metrics = catalogue.groups.flatMap(\.metrics).map { Page($0, of: catalogue) }
    keywords = Keyword.all.map { Page($0, isEvaluated: Pages.isEvaluated($0, catalogue)) }
    functions =
      ScalarFunction.allCases.map { Page($0) } + HistoryFunction.allCases.map { Page($0) }
    reasons = UnknownReason.allCases.map { Page($0) }
  }

  package var all: [Page] { codes + metrics + keywords + functions + reasons }

  /// The pages of a name in any letter case; of a word within a keyword's syntax, that keyword's.
  package func named(_ name: String) -> [Page] {
    let wanted = name.lowercased()
    let found = all.filter { page in
      let known = page.name.lowercased()
      return known == wanted || (page.kind == .keyword && known.hasPrefix(wanted + " "))
    }
    if !found.isEmpty { return found }
    let phrases = Set(Keyword.named(name).map(\.phrase))
    return keywords.filter { phrases.contains($0.name) }
  }

  /// The name that was probably meant.
  package func nearest(to name: String) -> String? {
    Spelling.nearest(to: name, among: all.map(\.name))
  }

  /// Whether the example of a keyword is checked without «not yet».
  private static func isEvaluated(_ keyword: Keyword, _ catalogue: Catalogue) -> Bool {
    let tree = Parser.parse(SourceFile(path: "example.tide", text: keyword.example))
    let found = RulesetChecker.check(
      tree, catalogue: catalogue, schema: nil, known: nil, hasHistory: true, allowsCommands: true)
    return !found.diagnostics.contains { $0.code == .notYetEvaluated }
  }
}
