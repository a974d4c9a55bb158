import ArgumentParser
import Engine
import Language
import Metrics
import Outputs
import Reference

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "The page of a diagnostic code, a metric, a keyword, a function or a reason.",
    discussion: """
      tidemark explain TM304 drift 'for each'
      tidemark explain accuracy --last-run report

      Without a name it lists what there is. With --last-run, NAME is a rule, and the folder what \
      `tidemark check --out` wrote: why the rule said what it said. With --record, what each feature \
      moved in the model's prediction for one record:

      tidemark explain --record 17 --local attributions.jsonl
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @ArgumentParser.Argument(
    help: ArgumentHelp("Codes, metrics, keywords, in any letter case; or rules.", valueName: "name")
  )
  var names: [String] = []

  @Option(
    help: ArgumentHelp("Explain verdicts of a run: the folder of its --out.", valueName: "folder"))
  var lastRun: String?

  @Option(
    help: ArgumentHelp(
      "Explain a record: what each feature moved, from the file of --local.", valueName: "id"))
  var record: String?

  @Option(
    help: ArgumentHelp("What `tidemark check --local` wrote.", valueName: "file"))
  var local: String?

  @Option(help: "How pages are given.")
  var format: Format = .text

  func run() throws {
    if let record {
      guard let local else {
        throw CommandFailure.arguments(
          "--record: say where its attributions are: --local FILE, which `check --local` wrote")
      }
      return Console.printExactly(try LocalAttributions.text(of: record, in: local))
    }
    if let lastRun { return try explainVerdicts(of: try LastRun(folder: lastRun)) }
    let pages = Pages(.standard)
    guard !names.isEmpty else { return list(pages) }
    var found: [Page] = []
    var unknown: [String] = []
    for name in names {
      let named = pages.named(name)
      if named.isEmpty {
        let near = pages.nearest(to: name).map { ": did you mean `\($0)`?" } ?? ""
        unknown.append("nothing is called `\(VisibleText.safe(name))`\(near)")
      }
      found += named.filter { page in
        !found.contains { $0.kind == page.kind && $0.name == page.name && $0.json == page.json }
      }
    }
    show(found)
    guard unknown.isEmpty else {
      throw CommandFailure.arguments(
        unknown.joined(separator: "\nerror: ") + "\n`tidemark explain` lists what there is")
    }
  }

  private func show(_ pages: [Page]) {
    switch format {
    case .json: Console.print(JSON.array(pages.map(\.json)).text(.pretty))
    case .markdown: Console.printExactly(pages.map { $0.markdown() }.joined(separator: "\n"))
    case .text: Console.printExactly(pages.map(\.text).joined(separator: "\n"))
    }
  }

  private func list(_ pages: Pages) {
    let kinds: [(String, [Page])] = [
      ("Metrics", pages.metrics), ("Keywords", pages.keywords), ("Functions", pages.functions),
      ("Reasons why something is unknown", pages.reasons), ("Diagnostics", pages.codes),
    ]
    if format == .json {
      let all = kinds.flatMap(\.1).map { page in
        JSON.object([
          "kind": .string(page.kind.rawValue), "name": .string(page.name),
          "summary": .string(page.summary),
        ])
      }
      return Console.print(JSON.array(all).text(.pretty))
    }
    for (title, listed) in kinds {
      Console.print(format == .markdown ? "## \(title)\n" : "\(title):")
      for page in listed {
        Console.print(
          format == .markdown
            ? "- `\(page.name)`: \(page.summary)" : "  \(page.name): \(page.summary)")
      }
      Console.print("")
    }
  }

  private func explainVerdicts(of run: LastRun) throws {
    guard !names.isEmpty else {
      throw CommandFailure.arguments(
        "--last-run wants the name of a rule; rules of this run are \(run.rules.prefix(20).joined(separator: ", "))"
          + (run.rules.count > 20 ? " and \(run.rules.count - 20) more" : ""))
    }
    var verdicts: [RecordedVerdict] = []
    for name in names { verdicts += try run.verdicts(of: name) }
    switch format {
    case .json: Console.print(JSON.array(verdicts.map(\.json)).text(.pretty))
    case .markdown:
      for verdict in verdicts {
        Console.print(Markdown.fence(VisibleText.safeLines(verdict.text), "text") + "\n")
      }
    case .text:
      Console.printExactly(verdicts.map { VisibleText.safeLines($0.text) }.joined(separator: "\n"))
    }
  }
}
