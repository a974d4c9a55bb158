import Engine
import Language
import Metrics
import Reference
import Testing

struct PageTests {
  static let pages = Pages(.standard)

  @Test("Every code, metric, keyword, function and reason has a page that is found by its name")
  func everythingHasAPage() {
    let names =
      DiagnosticCode.all.map(\.id) + Catalogue.standard.names + Keyword.all.map(\.phrase)
      + ScalarFunction.allCases.map(\.rawValue) + HistoryFunction.allCases.map(\.rawValue)
      + UnknownReason.allCases.map(\.rawValue)
    for name in names {
      #expect(!Self.pages.named(name).isEmpty, "\(name)")
      #expect(!Self.pages.named(name.uppercased()).isEmpty, "\(name)")
    }
    #expect(Self.pages.named("no such thing").isEmpty)
    #expect(Self.pages.nearest(to: "compleetness") == "completeness")
    #expect(Self.pages.nearest(to: "TM1O1") == "TM101")
  }

  @Test("A page of a metric shows all that the metric declares")
  func metricPage() throws {
    for metric in Catalogue.standard.all {
      let page = try #require(
        Self.pages.named(metric.signature.name).first { $0.kind == .metric })
      let text = page.text
      #expect(text.contains(metric.signature.description), "\(page.name)")
      for parameter in metric.signature.parameters { #expect(text.contains(parameter.name)) }
      for example in metric.examples { #expect(text.contains(example.expression)) }
      #expect(page.parts.contains { $0.key == "cost" }, "\(page.name)")
      #expect(page.parts.contains { $0.key == "unknown" } == !metric.documentation.unknown.isEmpty)
    }
  }

  @Test("Text for a terminal is at most 80 characters wide where words allow")
  func width() {
    for page in Self.pages.all {
      let prose =
        [page.summary]
        + page.parts.compactMap { part in
          if case .text(let text) = part.content { text } else { nil }
        }
      #expect(!prose.contains(""), "\(page.name)")
      for line in page.text.split(separator: "\n") where line.count > 80 {
        let isOneWord = !line.trimmingPrefix(while: \.isWhitespace).contains(" ")
        let isProse = prose.contains { $0.hasPrefix(line.trimmingPrefix(while: \.isWhitespace)) }
        #expect(isOneWord || !isProse, "\(page.name): \(line)")
      }
    }
  }

  @Test("Keywords of tasks, types and formats are those that the checker knows")
  func engineWords() {
    let words = { (place: Keyword.Place) in
      Set(Keyword.all.filter { $0.place == place }.map(\.phrase))
    }
    #expect(words(.task) == Set(ModelTask.Kind.allCases.map(\.rawValue)))
    #expect(words(.type).union(["categorical"]) == Set(TypeName.allCases.map(\.rawValue)))
    for kind in words(.sink) {
      let text = "edition 1\nsink s = \(kind)(at_least: nothing)\n"
      let codes = Self.codes(text)
      #expect(!codes.contains("TM603"), "\(kind) is no sink")
    }
  }

  @Test("Examples of keywords raise no error but «not yet», which the page then says")
  func keywordExamples() throws {
    for keyword in Keyword.all {
      let found = Self.check(keyword.example).filter { $0.severity == .error }
      #expect(
        found.allSatisfy { $0.code == .notYetEvaluated },
        "\(keyword.phrase): \(found.map(\.message))")
      let pages = Self.pages.named(keyword.phrase).filter { $0.kind == .keyword }
      #expect(
        pages.contains { page in
          page.parts.contains { $0.key == "limit" } == !found.isEmpty
        }, "\(keyword.phrase)")
    }
  }

  @Test("Examples of functions are conditions that the checker accepts")
  func functionExamples() {
    let examples =
      ScalarFunction.allCases.map { ($0.rawValue, $0.example, $0.summary, $0.signature) }
      + HistoryFunction.allCases.map { ($0.rawValue, $0.example, $0.summary, $0.signature) }
    for (name, example, summary, signature) in examples {
      // Ages are reckoned up to the time that windows are cut by.
      let monitor =
        HistoryFunction(rawValue: name) == nil ? "monitor m { window 1 day on pickup }\n" : ""
      let found = Self.check("edition 1\n\(monitor)rule r { expect \(example) }\n")
      #expect(found.isEmpty, "\(name): \(found.map(\.message))")
      #expect(example.contains(name + "(") && signature.hasPrefix(name + "("), "\(name)")
      #expect(summary.hasSuffix("."))
    }
  }

  static func check(_ text: String) -> [Diagnostic] {
    let tree = Parser.parse(SourceFile(path: "example.tide", text: text))
    return RulesetChecker.check(
      Linker.link(tree, by: NamedFiles()), catalogue: .standard,
      schema: nil, known: nil, hasHistory: true, allowsCommands: true
    ).diagnostics
  }

  static func codes(_ text: String) -> [String] { check(text).map(\.code.id) }
}
