import ArgumentParser
import Engine
import Language
import Outputs

struct DifferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What changed in rules, by meaning: tightened, loosened, added, removed.",
    discussion: """
      tidemark diff old.tide new.tide
      tidemark diff old.tide new.tide --deny loosened

      A rule is tightened where it is violated whenever it was before, and by more; loosened the other \
      way round: a wider bound or distance, a further `or`, exceptions, fewer columns, more windows or \
      `needs`, an end that `until` reaches sooner, a lesser severity, a waiver. `changed` means that it \
      moved both ways, or that nobody can tell. Titles, messages and layout count for nothing.
      Exit status: 0, or 1 with a change that is denied, or 2 with rules that can't be read.
      """)

  enum Denied: String, ExpressibleByArgument, CaseIterable {
    /// What is removed, too.
    case loosened
    case removed, changed, any

    func denies(_ change: RuleDifference.Change) -> Bool {
      switch self {
      case .loosened: change == .loosened || change == .removed
      case .removed: change == .removed
      case .changed: change == .changed
      case .any: change != .unchanged
      }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @ArgumentParser.Argument(help: "The rule file as it was.")
  var old: String

  @ArgumentParser.Argument(help: "The rule file as it is.")
  var new: String

  @Option(
    help: "What makes the exit status 1; `loosened` means removed rules too. May be repeated.")
  var deny: [Denied] = []

  @Option(help: "How changes are given.")
  var format: Format = .text

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  @OptionGroup var rootOption: RootOption

  func run() throws {
    let difference = RulesetDifference(try ruleset(old), try ruleset(new))
    let report = DifferenceReport(difference)
    switch format {
    case .text: Console.print(report.text(Console.terminal(color)))
    case .json: Console.print(report.json(version: Tidemark.version).text(.pretty))
    case .markdown: Console.print(report.markdown)
    }
    // Other windows or another baseline change what every rule means.
    let isOther = !difference.notes.isEmpty && (deny.contains(.changed) || deny.contains(.any))
    let isDenied =
      isOther || difference.rules.contains { rule in deny.contains { $0.denies(rule.change) } }
    if isDenied { throw ExitCode(1) }
  }

  /// Checked without a schema: what a rule means must not depend on the data of the day.
  private func ruleset(_ path: String) throws -> Ruleset {
    let checked = try RuleFiles([path], root: rootOption.root).check(schema: nil, known: nil)
    RuleFiles.show(checked.diagnostics, color: color, from: .error)
    guard let ruleset = checked.rulesets.first,
      !checked.diagnostics.contains(where: { $0.severity == .error })
    else {
      throw CommandFailure.arguments("\(path): mend these mistakes first; nothing was compared")
    }
    return ruleset
  }
}
