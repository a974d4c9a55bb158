/// The whole reference as Markdown files, generated from the tables of the program.
package struct Manual: Sendable {
  package struct File: Sendable {
    /// Relative to the folder.
    package let path: String
    package let text: String
  }

  package let files: [File]

  /// - Parameters:
  ///   - commands: the page of the commands.
  package init(_ pages: Pages, commands: String, version: String) {
    var files = [
      File(path: "README.md", text: Manual.index(pages, version)),
      File(path: "language.md", text: Manual.language(pages)),
      File(path: "metrics.md", text: Manual.metrics(pages)),
      File(path: "diagnostics.md", text: Manual.diagnostics(pages)),
      File(path: "keywords.md", text: Manual.keywords(pages)),
      File(
        path: "functions.md",
        text: Manual.list(
          "Functions",
          "Functions of values stand wherever a value stands; of null each of them is null. Functions of earlier windows, those with `every:`, stand where a window value does.",
          pages.functions)),
      File(
        path: "unknown.md",
        text: Manual.list(
          "Why something is unknown",
          "A verdict that can't be decided says why. It is never a pass.", pages.reasons)),
      File(path: "cli.md", text: commands), File(path: "formats.md", text: FormatsGuide.text),
      File(path: "data.md", text: DataGuide.text),
      File(path: "captures.md", text: CapturesGuide.text),
      File(path: "ground-truth.md", text: GroundTruthGuide.text),
      File(path: "explanations.md", text: ExplanationGuide.text),
      File(path: "sagemaker.md", text: ServiceGuide.text),
    ]
    files += pages.metrics.map {
      File(
        path: "metrics/\($0.name).md", text: $0.markdown() + "\n[All metrics](../metrics.md)\n")
    }
    files += pages.codes.map {
      File(
        path: "diagnostics/\($0.name).md",
        text: $0.markdown() + "\n[All diagnostics](../diagnostics.md)\n")
    }
    self.files = files
  }

  private static func index(_ pages: Pages, _ version: String) -> String {
    """
    # Reference of tidemark \(version)

    | page | what |
    |---|---|
    | [The rule language](language.md) | rule files from the first line to the last, with the grammar |
    | [Metrics](metrics.md) | the \(pages.metrics.count) values of a window that rules can bound |
    | [Functions](functions.md) | the \(pages.functions.count) functions of values and of earlier windows |
    | [Keywords](keywords.md) | every word of the language |
    | [Diagnostics](diagnostics.md) | the \(pages.codes.count) codes of mistakes in rules |
    | [Why something is unknown](unknown.md) | the \(pages.reasons.count) reasons |
    | [Commands](cli.md) | the command line |
    | [Data](data.md) | the formats that are read: text, Arrow, Parquet |
    | [Captures](captures.md) | capture folders, windows of runs, schedules and trends |
    | [Ground truth](ground-truth.md) | labels that come later than the records that they belong to |
    | [Formats](formats.md) | JSON and exit statuses, for programs |
    | [Explanations](explanations.md) | attributions of features, recorded or asked of the model |
    | [From SageMaker Model Monitor](sagemaker.md) | its files as rules, data, baseline and report |

    `tidemark explain NAME` shows one entry; `tidemark doc --out DIR` writes these pages.

    """
  }

  private static func language(_ pages: Pages) -> String {
    var blocks = ["# \(LanguageGuide.title)"] + LanguageGuide.sections
    let later = pages.keywords.filter { page in page.parts.contains { $0.key == "limit" } }
    if !later.isEmpty {
      let names = later.map { "[`\($0.name)`](keywords.md#\(Markdown.anchor(keywordTitle($0))))" }
      blocks.append(
        """
        ## Not yet

        This version reads the following and refuses to check data with them: \
        \(names.joined(separator: ", ")).
        """)
    }
    blocks.append(
      """
      ## Grammar

      `{ }` repeats, `[ ]` may be left out, `|` separates choices.

      \(Markdown.fence(Grammar.text, "ebnf"))
      """)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func metrics(_ pages: Pages) -> String {
    var blocks = [
      "# Metrics",
      "Values of a window. Each page has the formula, when the value is unknown, and examples.",
    ]
    for group in pages.catalogue.groups {
      let names = group.metrics.map { $0.signature.name }
      let rows = pages.metrics.filter { names.contains($0.name) }.map { page in
        ["[`\(page.name)`](metrics/\(page.name).md)", page.summary]
      }
      blocks += ["## \(group.title)", Markdown.table(["Metric", "What"], rows)]
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func diagnostics(_ pages: Pages) -> String {
    let families = [
      ("TM1", "Syntax"), ("TM2", "Names and types"), ("TM3", "Ranges and logic"),
      ("TM4", "Statistics"), ("TM5", "Style"), ("TM6", "Sinks and security"),
      ("TM7", "Waivers and lifecycle"),
    ]
    var blocks = [
      "# Diagnostics",
      "Codes are permanent. Each page says why, and shows a file that raises it and one that does not.",
    ]
    for (prefix, title) in families {
      let found = pages.codes.filter { $0.name.hasPrefix(prefix) }
      guard !found.isEmpty else { continue }
      let rows = found.map { ["[\($0.name)](diagnostics/\($0.name).md)", $0.summary] }
      blocks += ["## \(title)", Markdown.table(["Code", "What"], rows)]
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func keywords(_ pages: Pages) -> String {
    let intro =
      "# Keywords\n\nNo word is reserved: a word is a keyword only where it has a meaning.\n"
    let rows = pages.keywords.map { page in
      [
        "[`\(page.name)`](#\(Markdown.anchor(keywordTitle(page))))", place(page),
      ]
    }
    return
      ([intro, Markdown.table(["Keyword", "Place"], rows) + "\n"]
      + pages.keywords.map { $0.markdown(level: 2, title: keywordTitle($0)) })
      .joined(separator: "\n")
  }

  /// Some words have a meaning in two places.
  private static func keywordTitle(_ page: Page) -> String { "`\(page.name)`, \(place(page))" }

  private static func place(_ page: Page) -> String {
    for part in page.parts where part.key == "place" {
      if case .text(let text) = part.content { return text }
    }
    return ""
  }

  private static func list(_ title: String, _ intro: String, _ pages: [Page]) -> String {
    (["# \(title)\n\n\(intro)\n"] + pages.map { $0.markdown(level: 2) }).joined(separator: "\n")
  }
}
